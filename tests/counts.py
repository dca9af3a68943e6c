"""How often costly tests try: seldom in an ordinary run, as often as others in a thorough one."""

from hypothesis import settings

__all__ = ["at_most", "thorough"]


def thorough() -> bool:
    """Say whether there is an hour of time: whether the profile `thorough` was chosen."""
    return settings.get_current_profile_name() == "thorough"


def at_most(examples: int) -> settings:
    """Return the settings of the profile, with no more examples unless the run is thorough."""
    chosen = settings()
    return chosen if thorough() else settings(max_examples=min(examples, chosen.max_examples))
