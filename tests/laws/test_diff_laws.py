"""The laws of differences hold, and each of them fails where it should."""

import pickle
from collections.abc import Callable

import pytest
from hypothesis import given

from orgchart import Change, Diff, Person, Post, Snapshot, Tenure, comparison, diff
from orgchart.edits import Edits
from orgchart.laws import DIFF_LAWS, LawBrokenError, check_diff_laws
from orgchart.reading import read_changes
from orgchart.strategies import snapshot_walks

EMPTY = Snapshot.build()
ONE = Snapshot.build(
    people=[Person("ann", "Ann Lee")],
    posts=[Post("ceo", "Chief executive")],
    tenures=[Tenure("ann", "ceo")],
)
TWO = Snapshot.build(
    people=[Person("bo", "Bo")],
    posts=[Post("ceo", "Chief"), Post("cto", "Technology")],
    tenures=[Tenure("bo", "cto")],
)


@given(snapshot_walks(size=3))
def test_laws_hold(charts: tuple[Snapshot, Snapshot, Snapshot]) -> None:
    """The differences of the package obey all laws."""
    check_diff_laws(*charts)


def something_is_nothing(before: Snapshot, after: Snapshot) -> Diff:
    """Find a difference of a chart and itself."""
    return diff(before, after) if before != after else diff(EMPTY, TWO)


def nothing_is_something(before: Snapshot, after: Snapshot) -> Diff:
    """Find no difference at all."""
    return Diff((), before, after)


def unordered(before: Snapshot, after: Snapshot) -> Diff:
    """Give the edits in another order."""
    return Diff(diff(before, after).edits[::-1], before, after)


def one_short(before: Snapshot, after: Snapshot) -> Diff:
    """Leave the last edit out, where there are several."""
    edits = diff(before, after).edits
    return Diff(edits[:-1] if len(edits) > 1 else edits, before, after)


def swapped(before: Snapshot, after: Snapshot) -> Diff:
    """Take before for after."""
    edits = [edit.inverse for edit in diff(before, after).edits]
    return Diff(tuple(edits), before, after)


#: The laws that a wrong difference breaks first, and those that it must break among all.
WRONG: tuple[tuple[str, Callable[[Snapshot, Snapshot], Diff]], ...] = (
    ("nothing", something_is_nothing),
    ("something", nothing_is_something),
    ("normal form", unordered),
    ("normal form", swapped),
    ("apply", one_short),
)


@pytest.mark.parametrize(("law", "compare"), WRONG, ids=lambda part: getattr(part, "__name__", ""))
def test_wrong_difference_is_told(law: str, compare: Callable[[Snapshot, Snapshot], Diff]) -> None:
    """A wrong difference breaks a law, which says where, in a few lines and in code."""
    with pytest.raises(LawBrokenError) as caught:
        check_diff_laws(EMPTY, ONE, TWO, compare=compare)
    error = caught.value
    assert law == error.law
    assert DIFF_LAWS[law] == error.rule
    assert error.detail
    for part in (error.law, error.rule, error.reproduce.splitlines()[0]):
        assert part in str(error)


def told_too_little(*given: *tuple[Edits, Snapshot, Snapshot]) -> tuple[Change, ...]:
    """Forget the last change."""
    return read_changes(*given)[:-1]


ADDED = Diff.__add__
EDITS: Callable[[Diff], Edits] = vars(Diff)["edits"].fget


def stops_short(one: Diff, other: Diff) -> Diff:
    """Add two differences, but not to one that leads back to where it started."""
    return one if one.before == other.after else ADDED(one, other)


def backwards(change: Diff) -> Edits:
    """Give the edits in another order."""
    return EDITS(change)[::-1]


def says_yes(_change: Diff) -> bool:
    """Say that there is a difference."""
    return True


def says_no(_change: Diff) -> bool:
    """Say that there is none."""
    return False


def raises(_before: Snapshot, _after: Snapshot) -> Edits:
    """Find no edits, but an error."""
    raise KeyError("edits")


def stays(_change: Diff, chart: Snapshot) -> Snapshot:
    """Do nothing to a chart."""
    return chart


def jumps(change: Diff, _chart: Snapshot) -> Snapshot:
    """Take no look at the chart that is changed."""
    return change.after


def is_itself(change: Diff, *_other: Diff) -> Diff:
    """Return a difference, whatever is to be done with it."""
    return change


#: For each law what to put in place of a part of the package.
FAULTS: dict[str, tuple[object, str, object]] = {
    "answer": (comparison, "edits_between", raises),
    "nothing": (Diff, "__bool__", says_yes),
    "something": (Diff, "__bool__", says_no),
    "normal form": (Diff, "edits", property(backwards)),
    "apply": (Diff, "__radd__", stays),
    "revert": (Diff, "__rsub__", stays),
    "inverse": (Diff, "__neg__", is_itself),
    "compose": (Diff, "__add__", is_itself),
    "associative": (Diff, "__add__", stops_short),
    "told once": (comparison, "read_changes", told_too_little),
    "fits once": (Diff, "__radd__", jumps),
}


@pytest.mark.parametrize("law", DIFF_LAWS)
def test_each_law_can_fail(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each law there is a fault of the package that it finds."""
    with monkeypatch.context() as patched:
        patched.setattr(*FAULTS[law])
        with pytest.raises(LawBrokenError) as caught:
            check_diff_laws(EMPTY, ONE, TWO)
    assert law == caught.value.law
    check_diff_laws(EMPTY, ONE, TWO)


def gives_none(_before: Snapshot, _after: Snapshot) -> Diff:
    """Forget to return the difference."""
    return None  # type: ignore[return-value] # pyright: ignore[reportReturnType] - a user's mistake


def gives_a_chart(_before: Snapshot, after: Snapshot) -> Diff:
    """Return something else."""
    return after  # type: ignore[return-value] # pyright: ignore[reportReturnType] - a user's mistake


def fails_on_posts(before: Snapshot, after: Snapshot) -> Diff:
    """Fail where there are posts."""
    if after.posts:
        raise RuntimeError("posts are not known")
    return diff(before, after)


@pytest.mark.parametrize(
    ("compare", "said"),
    [
        (gives_none, "compare(a, a), which is gives_none of tests.laws.test_diff_laws, gave None"),
        (
            gives_a_chart,
            "gives_a_chart of tests.laws.test_diff_laws, gave Snapshot, and not a Diff",
        ),
        (fails_on_posts, "compare(a, b), which is fails_on_posts"),
        (fails_on_posts, "raised RuntimeError: posts are not known"),
    ],
)
def test_no_difference_is_told(compare: Callable[[Snapshot, Snapshot], Diff], said: str) -> None:
    """Where a comparison gives something else, or an error, it and the charts are named."""
    with pytest.raises(LawBrokenError, match="answer") as caught:
        check_diff_laws(EMPTY, ONE, TWO, compare=compare)
    assert said in caught.value.detail
    cause = caught.value.__cause__
    assert isinstance(cause, RuntimeError) is (compare is fails_on_posts)


def spoils_the_edits(before: Snapshot, after: Snapshot) -> Diff:
    """Give edits that are none."""
    return Diff((None,) if before != after else (), before, after)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - a user's mistake


def test_errors_inside_of_a_law_break_it() -> None:
    """A difference that cannot be looked at breaks the law that looks, with the error as cause."""
    with pytest.raises(LawBrokenError, match="normal form") as caught:
        check_diff_laws(EMPTY, ONE, TWO, compare=spoils_the_edits)
    assert "raised AttributeError" in caught.value.detail
    assert isinstance(caught.value.__cause__, AttributeError)


def test_each_pair_is_compared_once() -> None:
    """A slow comparison is not asked again for each law."""
    asked: list[tuple[Snapshot, Snapshot]] = []

    def counted(before: Snapshot, after: Snapshot) -> Diff:
        asked.append((before, after))
        return diff(before, after)

    check_diff_laws(EMPTY, ONE, TWO, compare=counted)
    assert len(asked) == len(set(asked)) == len((EMPTY, ONE, TWO)) ** 2


def test_edits_are_told_in_words() -> None:
    """An edit is what changes from what to what, without all the fields that stay."""

    def reversed_titles(before: Snapshot, after: Snapshot) -> Diff:
        edits = [
            edit.inverse if edit.before and edit.after else edit
            for edit in diff(before, after).edits
        ]
        return Diff(tuple(edits), before, after)

    with pytest.raises(LawBrokenError) as caught:
        check_diff_laws(EMPTY, ONE, TWO, compare=reversed_titles)
    assert caught.value.detail == (
        "the edit of post ceo:\n"
        "  expected: title from 'Chief executive' to 'Chief'\n"
        "  found:    title from 'Chief' to 'Chief executive'"
    )


def test_error_survives_pickle() -> None:
    """A broken law that comes from another process says the same."""
    error = LawBrokenError("apply", "a + diff(a, b) == b", "x", "y")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line before
    assert (str(error), error.law) == (str(again), again.law)
    assert isinstance(error, AssertionError)
