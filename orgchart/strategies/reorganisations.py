"""Charts before and after reorganisations, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache, partial
from typing import TypeAlias, Unpack

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orgchart.comparison import Diff, diff
from orgchart.model import Fact
from orgchart.snapshot import Snapshot
from orgchart.strategies.charts import chart_facts
from orgchart.strategies.checking import check_range, check_sizes
from orgchart.strategies.keeping import Facts, kept_to
from orgchart.strategies.numbers import Hand, Numbers, digits, numbers, together
from orgchart.strategies.options import Options, Settled, settled
from orgchart.strategies.steps import STEPS

__all__ = [
    "Script",
    "diffs",
    "reorganised",
    "scripts",
    "snapshot_pairs",
    "snapshot_walks",
    "stepped",
    "walk",
]


Script: TypeAlias = list[tuple[int, Numbers]]
#: Whether it goes on from the last chart and not from the first, and what happens.
_Stage: TypeAlias = tuple[bool, Script]


@lru_cache(maxsize=64)
def scripts(least: int, most: int) -> st.SearchStrategy[Script]:
    """Steps as numbers: which, and the choices in it."""
    step = together(_step, st.integers(0, len(STEPS) - 1), numbers(), numbers(), numbers(4))
    return st.lists(step, min_size=least, max_size=most)


def _step(which: int, one: int, two: int, others: int) -> tuple[int, Numbers]:
    return which, (one, two, *digits(others, 4))


def stepped(given: Iterable[Fact], script: Script, options: Settled) -> Facts:
    """Return facts after the steps of a reorganisation."""
    facts = list(given)
    known = {fact.key for fact in facts}
    facts += [person for person in options.people if person.key not in known]
    for step, choices in script:
        facts = STEPS[step](Hand(choices, options), facts)
    return kept_to(facts, options)


def reorganised(
    chart: Snapshot, *, min_steps: int = 0, max_steps: int = 4, **options: Unpack[Options]
) -> st.SearchStrategy[Snapshot]:
    """
    Charts that a few real reorganisations make of a chart.

    Somebody leaves, comes, swaps, succeeds or takes over for a time; a branch moves; posts and
    units are created, changed and abolished; a board is renewed; something is known better.

    Args:
        chart: what it starts from; what is switched off in the options is taken out of it, but for
            `cjk`, which is about what is new.
        min_steps, max_steps: how many; a step that finds nothing to do does nothing.
        **options: see `Options`.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards the chart itself.
    """
    check_range(min_steps=min_steps, max_steps=max_steps)
    if not isinstance(chart, Snapshot):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidArgument(f"chart cannot be {chart!r}; give a Snapshot")
    chosen, facts = settled(**options), list(chart.facts.values())
    make = partial(_reorganised, chosen, facts)
    return together(make, scripts(min_steps, max_steps))


def _reorganised(options: Settled, facts: Facts, script: Script) -> Snapshot:
    return Snapshot.from_facts(stepped(facts, script, options))


def snapshot_walks(
    *, size: int = 3, max_steps: int = 4, **options: Unpack[Options]
) -> st.SearchStrategy[tuple[Snapshot, ...]]:
    """
    Charts one after the other, each a reorganisation of an earlier one.

    Args:
        size: how many; all pairs and triples among them are worth a test.
        max_steps: how much happens between two at most.
        **options: see `Options`.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards empty charts that are all the same.
    """
    check_sizes(size=size, max_steps=max_steps)
    if not size:
        raise InvalidArgument("size cannot be 0; give 1 or more")
    chosen = settled(**options)
    step = together(_onwards, st.booleans(), scripts(0, max_steps))
    further = st.lists(step, min_size=size - 1, max_size=size - 1)
    return together(partial(_charts, chosen), chart_facts(chosen), further)


def _onwards(onwards: bool, script: Script) -> _Stage:  # noqa: FBT001 - as drawn
    return onwards, script


def _charts(options: Settled, start: Facts, further: list[_Stage]) -> tuple[Snapshot, ...]:
    return tuple(map(Snapshot.from_facts, walk(start, further, options)))


def walk(start: Facts, further: list[_Stage], options: Settled) -> list[Facts]:
    """Return the facts of a chart, and of each reorganisation of the last or the first."""
    found = [start]
    for onwards, script in further:
        found.append(stepped(found[-1] if onwards else found[0], script, options))
    return found


def snapshot_pairs(
    *, min_steps: int = 1, max_steps: int = 4, **options: Unpack[Options]
) -> st.SearchStrategy[tuple[Snapshot, Snapshot]]:
    """
    Two charts, before and after a reorganisation, in either order.

    Args:
        min_steps, max_steps: how much happens; a step that finds nothing to do does nothing.
        **options: see `Options`.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards two empty charts; two that differ, towards an empty one and one with a post.

    >>> from hypothesis import find
    >>> before, after = find(snapshot_pairs(), lambda pair: pair[0] != pair[1])
    >>> 1 <= len(diff(before, after)) <= 3
    True
    """
    check_range(min_steps=min_steps, max_steps=max_steps)
    chosen = settled(**options)
    parts = (chart_facts(chosen), scripts(min_steps, max_steps), st.booleans())
    return together(partial(_pair, chosen), *parts)


def _pair(
    options: Settled,
    before: Facts,
    script: Script,
    turned: bool,  # noqa: FBT001 - as drawn
) -> tuple[Snapshot, Snapshot]:
    one = Snapshot.from_facts(before)
    two = Snapshot.from_facts(stepped(before, script, options))
    return (two, one) if turned else (one, two)


def diffs(
    *, min_steps: int = 1, max_steps: int = 4, **options: Unpack[Options]
) -> st.SearchStrategy[Diff]:
    """
    Differences of two charts that a reorganisation lies between.

    Args:
        min_steps, max_steps, **options: see `snapshot_pairs`.

    Raises:
        InvalidArgument: an option that is not there, or that cannot be so.

    Shrinks towards no difference.
    """
    pairs = snapshot_pairs(min_steps=min_steps, max_steps=max_steps, **options)
    return together(_diff, pairs)


def _diff(pair: tuple[Snapshot, Snapshot]) -> Diff:
    return diff(*pair)
