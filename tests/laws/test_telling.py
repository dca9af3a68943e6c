"""What differs is told in a few lines, with the remedy where dates differ by their zone only."""

import pytest

from orgchart import Claim, Edit, Fact, History, Post, Source, Tenure
from orgchart.laws import LawBrokenError, check_reader_laws
from orgchart.laws.telling import edit_told, histories_apart

CHIEF, HEAD = Post("ceo", "Chief", start="2019"), Post("ceo", "Head", unit="exec", start="2020")
ACTING = Tenure("ann", "ceo", kind="acting", note="for a month")

EDITS: dict[str, tuple[Fact | None, Fact | None]] = {
    "title from 'Chief' to 'Head', unit from None to 'exec'": (CHIEF, HEAD),
    "adds Tenure('ann', 'ceo', kind='acting', note='for a month')": (None, ACTING),
    "removes Post('ceo', 'Chief', start='2019')": (CHIEF, None),
    "kind from 'substantive' to 'acting'": (Tenure("ann", "ceo"), ACTING),
    "removes Post('ceo', 'Chief', start='2019'), adds Tenure('ann', 'ceo')": (
        CHIEF,
        Tenure("ann", "ceo"),
    ),
    "Post('ceo', 'Chief', start='2019') on both sides": (CHIEF, CHIEF),
    "nothing on both sides": (None, None),
}


@pytest.mark.parametrize("told", EDITS)
def test_edits_are_told(told: str) -> None:
    """An edit says what becomes of its fact; what no chart compares is left out."""
    assert told == edit_told(Edit(("post", "ceo"), *EDITS[told]))


def held(start: str, zone: str | None = None) -> History:
    """Return a history of one tenure."""
    return History.build(zone=zone, tenures=[Tenure("ann", "ceo", start=start)])


WRITTEN = held("2020-01-31", "UTC")
#: The same day, or the same instant, written with another zone.
BY_ZONE_ONLY: dict[str, tuple[History, History]] = {
    "behind the day": (WRITTEN, held("2020-01-31[UTC]", "UTC")),
    "behind the day, and none for the history": (WRITTEN, held("2020-01-31[UTC]")),
    "none at all": (WRITTEN, held("2020-01-31")),
    "none at all, elsewhere": (held("2020-01-31", "Asia/Tokyo"), held("2020-01-31")),
    "another one": (WRITTEN, held("2020-01-31", "Asia/Tokyo")),
    "another way to write an instant": (
        held("2020-01-31T09:00+09:00"),
        held("2020-01-31T00:00Z"),
    ),
}
HINT = "build the history that is read with the zone="


def detail(written: History, found: History, carries: list[str]) -> str:
    """Return what is told of a reader that finds another history."""

    def write(_history: History) -> str:
        return ""

    def read(_text: str) -> History:
        return found

    with pytest.raises(LawBrokenError) as caught:
        check_reader_laws(read, write, written, carries=carries)
    return caught.value.detail


@pytest.mark.parametrize("case", BY_ZONE_ONLY)
def test_zones_are_hinted_at(case: str) -> None:
    """Where dates differ by zone only, the remedy is told, for whole histories and for facts."""
    written, found = BY_ZONE_ONLY[case]
    assert HINT in histories_apart(written, found)
    assert HINT in detail(written, found, ["tenure"])
    assert HINT in detail(written, found, ["tenure.start"])


def test_zones_are_not_hinted_at_elsewhere() -> None:
    """Another day is another day, and another holder is nothing that a zone can mend."""
    for found in (held("2020-02-01", "UTC"), History.build(zone="UTC")):
        assert HINT not in histories_apart(WRITTEN, found)
        assert HINT not in detail(WRITTEN, found, ["tenure"])
    other = History.build(zone="UTC", tenures=[Tenure("bo", "ceo", start="2020-01-31[UTC]")])
    assert HINT not in histories_apart(WRITTEN, other)


def test_sources_and_claims_are_told_one_by_one() -> None:
    """Of many sources only the one that differs is shown."""
    sources = [Source(f"s{number}", title="Report") for number in range(5)]
    claims = [Claim("leavers", "who left", low=3), Claim("joiners", "who joined", low=4)]
    whole = History.build(sources=sources, claims=claims)
    part = History.build(
        sources=[*sources[:2], Source("s2", title="Other"), *sources[3:]], claims=claims[1:]
    )
    assert histories_apart(whole, part).splitlines() == [
        "claim leavers:",
        "  expected: Claim('leavers', 'who left', low=3)",
        "  found:    nothing",
        "source s2:",
        "  expected: Source('s2', title='Report')",
        "  found:    Source('s2', title='Other')",
    ]
