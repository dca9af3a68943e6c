"""Small histories full of doubt, and what their charts show."""

from collections.abc import Iterable
from typing import Final

from hypothesis import strategies as st

from orgchart import (
    DEFAULT_POLICY,
    Claim,
    History,
    Person,
    Policy,
    Post,
    Source,
    Tenure,
    UnreadableFileError,
)
from orgchart.io import loads

__all__ = [
    "SOURCES",
    "cited_tenures",
    "held",
    "policies",
    "problem",
    "told",
]

#: Two papers, a translation of the first, one that came out later, one without a date.
SOURCES: Final = (
    Source("ap", published="2020-03-01"),
    Source("ap-de", published="2020-04-01", translation_of="ap"),
    Source("ft", published="2021-06"),
    Source("wsj", published="[2022-02-01..]"),
    Source("rumour mill"),
)


def told(
    *tenures: Tenure,
    sources: Iterable[Source] = SOURCES,
    claims: Iterable[Claim] = (),
    policy: Policy = DEFAULT_POLICY,
    zone: str | None = "UTC",
) -> History:
    """Return a history of Ann, Bob, Cy and Dee, who hold the posts ceo and cto."""
    return History.build(
        zone=zone,
        people=[Person(name.lower(), name) for name in ("Ann", "Bob", "Cy", "Dee")],
        posts=[Post("ceo", "Chief executive"), Post("cto", "Chief technologist")],
        tenures=tenures,
        sources=sources,
        claims=claims,
        policy=policy,
    )


def held(history: History, moment: str, post: str = "ceo") -> dict[str, str]:
    """Return who holds a post at a moment, and how surely."""
    return {one.person: one.certainty.value for one in history.at(moment).holders(post)}


def problem(text: str) -> str:
    """Return the one problem of a text that cannot be read."""
    try:
        loads(text)
    except UnreadableFileError as error:
        (found,) = error.exceptions
        return str(found)
    return ""


def policies() -> st.SearchStrategy[Policy]:
    """Policies of any steps, sources that nothing has among them."""
    steps = (
        "newest_source",
        "most_precise",
        "most_sources",
        "prefer ap",
        "prefer ft nothing ap",
        "pin no such",
    )
    return st.lists(st.sampled_from(steps), max_size=4).map(Policy.of)


_DATES: Final = ("2016", "2017-06", "2018-01-01", "2019~", "end of 2019", "[2018..2020]")


def cited_tenures() -> st.SearchStrategy[Tenure]:
    """Tenures of three people in two posts, that agree, disagree, cite or cite not."""
    dates = st.none() | st.sampled_from(_DATES)
    names = [source.id for source in SOURCES]
    return st.builds(
        Tenure,
        st.sampled_from(("ann", "bob", "undisclosed")),
        st.sampled_from(("ceo", "cto")),
        start=dates | st.just("unknown"),
        end=dates | st.sampled_from(("unknown", "ongoing")),
        kind=st.sampled_from(("substantive", "interim")),
        claim=st.sampled_from((None, None, "hire", "exit", "exit.end")),
        sources=st.lists(st.sampled_from(names), max_size=3),
        retracted_by=st.sampled_from(((), (), (), ("ft",), ("wsj",))),
        certainty=st.sampled_from(("certain", "certain", "possible")),
    )
