"""
Charts that make sense, with everything that options allow.

A chart is drawn as plain numbers, a list of them for each post, and made of them afterwards. So
the shrinker takes a post out with all that belongs to it, and the smallest number is the plainest.
"""

from __future__ import annotations

from functools import lru_cache, partial
from itertools import product
from typing import Any, Final, TypeAlias, Unpack

from hypothesis import strategies as st

from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind
from orgchart.model import Leave, Post, ReportingLine, Tenure, Unit
from orgchart.snapshot import Snapshot
from orgchart.strategies.keeping import Facts, kept_to, of
from orgchart.strategies.numbers import Numbers, chosen, digits, numbers, together
from orgchart.strategies.options import Options, Settled, settled

__all__ = ["chart_facts", "snapshots"]

#: A post as its wish for a parent, how it looks, what is above it, and who holds it.
_Spec: TypeAlias = tuple[int, int, int, list[int]]

_MAYBE: Final = (Certainty.CERTAIN, Certainty.CERTAIN, Certainty.CERTAIN, Certainty.POSSIBLE)


def snapshots(**options: Unpack[Options]) -> st.SearchStrategy[Snapshot]:
    """
    Charts whose ids all stand for something: lines go to posts, to boards, to nobody.

    Args:
        **options: how large they are and what occurs in them; see `Options`.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards an empty chart; then towards vacant posts of which no line is recorded.

    >>> from hypothesis import find
    >>> chart = find(snapshots(cycles=False), lambda chart: chart.reports_to("p0"))
    >>> list(chart.posts), list(chart.people)
    (['p0', 'p1'], [])
    """
    return together(Snapshot.from_facts, chart_facts(settled(**options)))


@lru_cache(maxsize=64)
def chart_facts(options: Settled) -> st.SearchStrategy[Facts]:
    """Facts of one chart, people who hold nothing among them."""
    most = (2 if options.shared else 1) if options.holders else 0
    least = min(most, 0 if options.vacancies else 1)
    held = st.lists(numbers(2), min_size=least, max_size=most)
    wish = st.integers(0, max(options.max_posts, 1))
    spec = together(_spec, wish, numbers(3), numbers(2), held)
    posts = st.lists(spec, min_size=options.min_posts, max_size=options.max_posts)
    return together(partial(_assembled, options), numbers(), posts, numbers(2), numbers(2))


def _spec(wish: int, look: int, above: int, held: list[int]) -> _Spec:
    return wish, look, above, held


def _assembled(options: Settled, way: int, specs: list[_Spec], absent: int, twice: int) -> Facts:
    units = chosen(options.ways, way)
    names = [f"p{place}" for place in range(len(specs))]
    facts: Facts = [*options.people, *units]
    for place, (wish, look, above, held) in enumerate(specs):
        # A wish beyond the earlier posts is clipped to the last of them; see `forests`.
        parent = min(wish, place) - 1
        line, dotted = digits(above, 2)
        facts.append(_post(names[place], units, options, digits(look, 3)))
        facts += _tenures(names[place], held, options)
        facts += _line(names, place, parent, line, units=units, options=options)
        if options.dotted and place and dotted >= _RARELY:
            other = chosen(names[:place], (dotted - _RARELY) * 3)
            facts.append(ReportingLine(names[place], other, kind=LineKind.DOTTED))
    facts += _leave(facts, digits(absent, 2)) if options.leaves else []
    facts += _repeated(facts, digits(twice, 2)) if options.duplicates else []
    return kept_to(facts, options)


#: Numbers from here on are a third of all, or a fifth.
_RARELY: Final = 40
_SELDOM: Final = 48


def _post(name: str, units: tuple[Unit, ...], options: Settled, choices: Numbers) -> Post:
    # Most posts are of the first unit, so that people move within an organisation too.
    places = (None, *(unit.id for unit in units[:1] * 3), *(unit.id for unit in units))
    title, unit, manner = choices
    seats, rank, sure = chosen(_MANNERS[options.shared, options.possible], manner)
    return Post(
        name,
        chosen(options.titles, title),
        unit=chosen(places, unit),
        seats=seats,
        rank=rank,
        certainty=sure,
    )


def _certainties(*, possible: bool) -> tuple[Certainty, ...]:
    return _MAYBE if possible else _MAYBE[:1]


#: Seats, rank and certainty of a post by the options `shared` and `possible`, plain ones first.
_MANNERS: Final[dict[tuple[bool, bool], list[Any]]] = {
    (shared, possible): list(
        product(
            (1, 1, 2, None, 3) if shared else (1,), (None, None, 0), _certainties(possible=possible)
        )
    )
    for shared in (False, True)
    for possible in (False, True)
}


def _tenures(post: str, held: list[int], options: Settled) -> list[Tenure]:
    kinds = options.tenure_kinds
    sure = _certainties(possible=options.possible)
    manners = list(product(sure, (None, None, None, "Honorary"), (kinds[0], *kinds)))
    found: dict[str, Tenure] = {}
    for number in held:
        who, manner = digits(number, 2)
        person = chosen(options.holders, who)
        certainty, title, kind = chosen(manners, manner)
        tenure = Tenure(person, post, kind=kind, title=title, certainty=certainty)
        found.setdefault(person, tenure)
    return list(found.values())


def _line(  # noqa: PLR0913 - all that a line depends on
    names: list[str],
    place: int,
    parent: int,
    number: int,
    *,
    units: tuple[Unit, ...],
    options: Settled,
) -> list[ReportingLine]:
    """Return the solid line of a post; of a root often none is recorded."""
    post = names[place]
    ends: list[tuple[str | None, Certainty]]
    if parent >= 0:
        above = names[parent]
        ends = [(above, Certainty.CERTAIN)] * 7
        if options.possible:
            ends.append((above, Certainty.POSSIBLE))
        ends += [(UNKNOWN, Certainty.CERTAIN), (None, Certainty.CERTAIN)]
        return [ReportingLine(post, *chosen(ends, number)[:1], certainty=chosen(ends, number)[1])]
    if number < _RARELY // 2:
        return []
    # A post that reports to itself or to one further down goes round in a circle.
    around = names[place : place + 3] if options.cycles else []
    bodies = [unit.id for unit in units if unit.is_body]
    tops = [None, *bodies, None, *around]
    return [ReportingLine(post, chosen(tops, (number - _RARELY // 2) * 3 // 2))]


def _leave(facts: Facts, choices: Numbers) -> list[Leave]:
    """Return at most one leave, in half of the charts that have holders with a name."""
    tenures = [held for held in of(facts, Tenure) if held.person is not UNDISCLOSED]
    number, from_post = choices
    half = _RARELY * 3 // 4
    if not tenures or number < half:
        return []
    tenure = chosen(tenures, (number - half) * 2)
    return [Leave(tenure.person, chosen((None, tenure.post), from_post))]


def _repeated(facts: Facts, choices: Numbers) -> Facts:
    """Return one of the facts once more, in up to a fifth of the charts."""
    number, which = choices
    return [chosen(facts, which)] if facts and number >= _SELDOM else []
