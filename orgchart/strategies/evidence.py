"""What facts rest on: sources, citations, claimed numbers, and policies between rival claims."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from orgchart.claims import Claim, Tally
from orgchart.policies import (
    DEFAULT_POLICY,
    Policy,
    most_precise,
    most_sources,
    newest_source,
    prefer,
)
from orgchart.sources import Citation, Source, Standing
from orgchart.strategies.checking import check_strategies
from orgchart.strategies.times import whens

__all__ = ["POLICIES", "SOURCES", "citations", "claims", "policies", "sources", "tallies"]

#: Sources one of which is a translation of another, and one of which says nothing of itself.
SOURCES: Final = (
    Source("ap", title="A change at the top", published="2019-06-01", language="en"),
    Source("ft", title="The chart, leaked", published="2020-03", language="en"),
    Source("ap-de", title="Ein Wechsel", published="2020-01-15", translation_of="ap"),
    Source("memo"),
)
POLICIES: Final[tuple[Policy, ...]] = (
    DEFAULT_POLICY,
    newest_source,
    most_sources + most_precise,
    prefer("ft", "ap") + newest_source,
    Policy(),
)
_Ids = st.SearchStrategy[str]

_IDS: Final = st.sampled_from(tuple(source.id for source in SOURCES))
_COUNTS: Final = st.integers(0, 40)


def sources(*, ids: _Ids | None = None) -> st.SearchStrategy[Source]:
    """
    Sources, some of them translations.

    Args:
        ids: what their ids, and those of the originals, are drawn from.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards ``Source('ap')``.

    >>> from hypothesis import find
    >>> find(sources(), lambda source: source.language).language
    'en'
    """
    check_strategies(ids=ids)
    names = _IDS if ids is None else ids
    return st.builds(
        Source,
        names,
        title=st.sampled_from((None, "A change at the top", "高层变动")),
        publisher=st.sampled_from((None, "Acme", "The Herald")),
        author=st.sampled_from((None, "Ann Lee")),
        published=st.none() | whens(),
        url=st.sampled_from((None, "https://example.org/1")),
        language=st.sampled_from((None, "en", "zh-Hans")),
        translation_of=st.none() | names,
    )


def citations(*, ids: _Ids | None = None) -> st.SearchStrategy[Citation]:
    """
    Citations: what a source says of a fact, and how sure of it it is.

    Args:
        ids: what the ids of the sources are drawn from.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards ``Citation('ap')``.
    """
    check_strategies(ids=ids)
    return st.builds(
        Citation,
        _IDS if ids is None else ids,
        locator=st.sampled_from((None, "p. 3")),
        quote=st.sampled_from((None, "steps down", "离任")),
        attribution=st.sampled_from((None, "people who know")),
        standing=st.sampled_from(Standing),
    )


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """
    Numbers that sources claim: exact ones, at least, at most, about so many.

    Shrinks towards a claim of exactly none.

    >>> from hypothesis import find
    >>> find(claims(), lambda claim: claim.high is None).amount
    'at least 0'
    """
    bounds = sorted((draw(_COUNTS), draw(_COUNTS)))
    low, high = draw(
        st.sampled_from(((bounds[0], bounds[0]), bounds, (bounds[0], None), (None, bounds[0])))
    )
    return Claim(
        draw(st.sampled_from(("leavers", "researchers"))),
        draw(st.sampled_from(("leaders who left in 2024", "researchers at the end of 2020"))),
        low=low,
        high=high,
        approximate=draw(st.booleans()),
        sources=draw(st.lists(citations(), max_size=2)),
    )


def tallies() -> st.SearchStrategy[Tally]:
    """
    Claimed numbers beside found ones.

    Shrinks towards none of none.
    """
    return st.builds(Claim.tally, claims(), _COUNTS)


def policies() -> st.SearchStrategy[Policy]:
    """
    Policies that choose between rival claims.

    Shrinks towards `DEFAULT_POLICY`.
    """
    return st.sampled_from(POLICIES)
