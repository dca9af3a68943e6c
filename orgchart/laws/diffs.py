"""The laws of differences, for any three charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import pairwise, product
from typing import Final, TypeAlias, final

import attrs

from orgchart.comparison import Diff, diff
from orgchart.edits import Edit
from orgchart.errors import DiffMismatchError
from orgchart.laws.arguments import require_callables, require_kind
from orgchart.laws.broken import law_holds
from orgchart.laws.reproducing import naming, reproduction
from orgchart.laws.telling import charts_apart, sides
from orgchart.snapshot import Snapshot

__all__ = ["DIFF_LAWS", "Compare", "check_diff_laws"]

#: What makes a difference of two charts: `orgchart.diff`, or your own.
Compare: TypeAlias = Callable[[Snapshot, Snapshot], Diff]
_Charts: TypeAlias = tuple[Snapshot, Snapshot, Snapshot]
_Law: TypeAlias = Callable[[_Charts, Compare], str]


def check_diff_laws(a: Snapshot, b: Snapshot, c: Snapshot, *, compare: Compare = diff) -> None:
    """
    Check that the differences of three charts obey the laws of the package.

    Args:
        a, b, c: any charts; related ones find more than unrelated ones.
        compare: what makes a difference, if you bring your own; it is asked once for each pair.

    Raises:
        LawBrokenError: the first law that does not hold, with the edits that break it.
        InvalidValueError: an argument is no chart, or no function.

    Complexity: a few passes over the facts of the charts.

    >>> from orgchart.model import Post
    >>> empty, one = Snapshot.build(), Snapshot.build(posts=[Post("ceo", "Chief")])
    >>> check_diff_laws(empty, one, empty)
    """
    check = check_diff_laws.__name__
    require_kind(check, Snapshot, "as history.at(...) returns", a=a, b=b, c=c)
    require_callables(check, compare=compare)
    options = {"compare": None if compare is diff else compare}
    code = partial(reproduction, check, {"a": a, "b": b, "c": c}, options)
    asked = _Asked(compare, {})
    for (one, before), (two, after) in product(zip("abc", (a, b, c), strict=True), repeat=2):
        who = f"compare({one}, {two}), which is {naming(compare)},"
        law_holds("answer", _ANSWER, partial(_answer, asked, before, after, who), code, who)
    for name, (rule, law) in _LAWS.items():
        law_holds(name, rule, partial(law, (a, b, c), asked), code)


@final
@attrs.frozen
class _Asked:
    """A comparison that is asked once for each pair of charts."""

    compare: Compare
    known: dict[tuple[int, int], Diff]

    def __call__(self, before: Snapshot, after: Snapshot) -> Diff:
        pair = id(before), id(after)
        if pair not in self.known:
            self.known[pair] = self.compare(before, after)
        return self.known[pair]


def _answer(compare: Compare, before: Snapshot, after: Snapshot, who: str) -> str:
    found = compare(before, after)
    if isinstance(found, Diff):  # pyright: ignore[reportUnnecessaryIsInstance] - callers without types
        return ""
    return f"{who} gave {'None' if found is None else type(found).__name__}, and not a Diff"


def _edits(expected: Diff, found: Diff) -> str:
    """Return the edits that two differences do not share, the first of them."""
    if expected == found:
        return ""
    wanted, there = ({edit.key: edit for edit in each.edits} for each in (expected, found))
    for key in sorted(wanted.keys() | there.keys()):
        if wanted.get(key) != there.get(key):
            return sides(wanted.get(key), there.get(key), "the edit of " + " ".join(key))
    return "the edits are the same, in another order"


def _applied(make: Callable[[], Snapshot], expected: Snapshot) -> str:
    try:
        return charts_apart(expected, make())
    except DiffMismatchError as error:
        return _misfit(error)


def _misfit(error: DiffMismatchError) -> str:
    where = f"the difference does not fit at {' '.join(error.key)}"
    return sides(error.expected, error.found, where)


def _nothing(charts: _Charts, compare: Compare) -> str:
    for chart in charts:
        found = compare(chart, chart)
        if found or found.edits or found.changes:
            return _edits(Diff((), chart, chart), found) or "it is truthy, or has changes"
    return ""


def _something(charts: _Charts, compare: Compare) -> str:
    for before, after in _pairs(charts):
        if bool(compare(before, after)) != (before != after):
            return charts_apart(before, after) or "the charts are equal"
    return ""


def _pairs(charts: _Charts) -> tuple[tuple[Snapshot, Snapshot], ...]:
    a, b, c = charts
    return (a, b), (b, c), (a, c)


def _apply(charts: _Charts, compare: Compare) -> str:
    for before, after in _pairs(charts):
        change = compare(before, after)
        if found := _applied(_Applied(before, change), after):
            return found
    return ""


@final
@attrs.frozen
class _Applied:
    """A chart with a difference applied, or taken back, when it is asked for."""

    chart: Snapshot
    change: Diff
    back: bool = False

    def __call__(self) -> Snapshot:
        return self.chart - self.change if self.back else self.chart + self.change


def _revert(charts: _Charts, compare: Compare) -> str:
    for before, after in _pairs(charts):
        change = compare(before, after)
        if found := _applied(_Applied(after, change, back=True), before):
            return found
    return ""


def _inverse(charts: _Charts, compare: Compare) -> str:
    for before, after in _pairs(charts):
        change = compare(before, after)
        back = -change
        if found := _edits(compare(after, before), back) or _edits(change, -back):
            return found
    return ""


def _compose(charts: _Charts, compare: Compare) -> str:
    a, b, c = charts
    return _composed(compare(a, b), compare(b, c), compare(a, c))


def _composed(first: Diff, second: Diff, whole: Diff) -> str:
    try:
        return _edits(whole, first + second)
    except DiffMismatchError as error:
        return _misfit(error)


def _associative(charts: _Charts, compare: Compare) -> str:
    a, b, c = charts
    one, two, three = compare(a, b), compare(b, c), compare(c, a)
    try:
        return _edits(one + (two + three), (one + two) + three)
    except DiffMismatchError as error:
        return _misfit(error)


def _normal(charts: _Charts, compare: Compare) -> str:
    for before, after in _pairs(charts):
        edits = compare(before, after).edits
        for one, two in pairwise(edits):
            if one.key >= two.key:
                return f"the edit of {' '.join(two.key)} stands behind that of {' '.join(one.key)}"
        for edit in edits:
            held = Edit(edit.key, before.facts.get(edit.key), after.facts.get(edit.key))
            if edit != held or held == held.inverse:
                return sides(held, edit, f"the edit of {' '.join(edit.key)}")
    return ""


def _told_once(charts: _Charts, compare: Compare) -> str:
    for before, after in _pairs(charts):
        change = compare(before, after)
        told = Counter(edit for each in change.changes for edit in each.edits)
        for edit in change.edits:
            if told[edit] != 1:
                return f"{told[edit]} changes tell of the edit of {' '.join(edit.key)}"
    return ""


def _fits_once(charts: _Charts, compare: Compare) -> str:
    for before, after in _pairs(charts):
        change = compare(before, after)
        if change:
            try:
                after + change
            except DiffMismatchError:
                continue
            return "applying it a second time raises no DiffMismatchError"
    return ""


_ANSWER: Final = "diff(a, b) is a Diff for any two charts, and no error"
_LAWS: Final[dict[str, tuple[str, _Law]]] = {
    "nothing": ("diff(a, a) is falsy and has no edits and no changes", _nothing),
    "something": ("diff(a, b) is truthy exactly when a != b", _something),
    "normal form": ("edits stand in order of keys, each as the charts have it", _normal),
    "apply": ("a + diff(a, b) == b", _apply),
    "revert": ("b - diff(a, b) == a", _revert),
    "inverse": ("-diff(a, b) == diff(b, a)", _inverse),
    "compose": ("diff(a, b) + diff(b, c) == diff(a, c)", _compose),
    "associative": ("(x + y) + z == x + (y + z)", _associative),
    "told once": ("each edit is told by exactly one change", _told_once),
    "fits once": ("what was applied cannot be applied again", _fits_once),
}
#: The names of the laws of differences with what they say, in the order in which they are checked.
DIFF_LAWS: Final = {"answer": _ANSWER, **{name: rule for name, (rule, _) in _LAWS.items()}}
