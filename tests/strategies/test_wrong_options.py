"""Options that cannot be are refused when a strategy is made, by all public strategies alike."""

from collections.abc import Callable, Iterator
from inspect import signature
from typing import Any, Final

import pytest
from hypothesis import find
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from orgchart import Snapshot, strategies
from orgchart.strategies import HistoryOptions, Options

Make = Callable[..., object]

#: What none of the strategies takes, by the kind of the option.
BAD: Final[dict[str, tuple[object, ...]]] = {
    "switch": ("no", 1, None, []),
    "size": ("2", -1, 2.0, True, None, []),
    "strategy": ("ann", 3, str, []),
    "names": ("mud", ("mud",), (["mud"],), 5, {"order": 1}),
    "chart": ("ann", None, ()),
}
#: Whole numbers that are too small or too large, or do not fit each other.
CROSSED: Final[tuple[tuple[str, dict[str, object]], ...]] = (
    ("snapshots", {"min_posts": 3, "max_posts": 2}),
    ("snapshots", {"max_people": 0, "vacancies": False, "undisclosed": False}),
    ("diffs", {"min_steps": 2, "max_steps": 1}),
    ("snapshot_pairs", {"min_steps": 5}),
    ("snapshot_walks", {"size": 0}),
    ("histories", {"max_dates": 0}),
    ("hostile_histories", {"max_dates": 0}),
    ("forests", {"min_size": 2, "max_size": 1}),
    ("dirty_tables", {"max_rows": 0}),
    ("dirty_tables", {"max_dates": 0}),
    ("dirty_tables", {"max_dates": 4}),
)

#: What is public and no strategy.
OTHERS: Final = {
    *("DIRT", "FEATURES", "DirtyTable", "HistoryOptions", "Options"),
    *("count_features", "features_of", "register"),
}
MAKERS: Final[dict[str, Make]] = {
    name: getattr(strategies, name) for name in strategies.__all__ if name not in OTHERS
}


def made(name: str, **options: Any) -> object:  # noqa: ANN401 - wrong ones above all
    """Make a strategy by name, with the chart that one of them starts from."""
    chart = {"chart": Snapshot.build()} if name == "reorganised" else {}
    return MAKERS[name](**{**chart, **options})


def kind_of(option: str, annotation: object) -> str:
    """Return the kind of an option, by its annotation."""
    if option in {"dirt", "chart"}:
        return "names" if option == "dirt" else "chart"
    text = str(annotation)
    return "switch" if "bool" in text else "size" if "int" in text else "strategy"


def options_of(make: Make) -> Iterator[tuple[str, str]]:
    """Yield the options of a strategy, each with its kind."""
    for option in signature(make).parameters.values():
        if option.kind is not option.VAR_KEYWORD:
            yield option.name, kind_of(option.name, option.annotation)
            continue
        table = HistoryOptions if "HistoryOptions" in str(option.annotation) else Options
        for name, annotation in table.__annotations__.items():
            yield name, kind_of(name, annotation)


TABLE: Final = [
    (name, option, kind) for name, make in MAKERS.items() for option, kind in options_of(make)
]


@pytest.mark.parametrize("name", MAKERS)
def test_every_strategy_is_one(name: str) -> None:
    """What is public and listed nowhere else makes a strategy, and knows no made-up option."""
    assert isinstance(made(name), st.SearchStrategy)
    with pytest.raises(TypeError, match="mud"):
        made(name, mud=True)


@pytest.mark.parametrize(("name", "option", "kind"), TABLE)
def test_wrong_options_are_refused(name: str, option: str, kind: str) -> None:
    """The refusal names the option and what it cannot be, and says what to give."""
    for bad in BAD[kind]:
        with pytest.raises(InvalidArgument, match=rf"(?s){option}.*(give|there is)"):
            made(name, **{option: bad})


@pytest.mark.parametrize(("name", "options"), CROSSED)
def test_sizes_that_do_not_fit_are_refused(name: str, options: dict[str, object]) -> None:
    """A refusal names one of the options that do not fit."""
    with pytest.raises(InvalidArgument, match="|".join((*options, "nothing to draw"))):
        made(name, **options)


@pytest.mark.parametrize("name", ["people", "units", "posts", "tenures", "lines", "leaves"])
def test_periods_must_be_periods(name: str) -> None:
    """What a strategy of periods draws is looked at too."""
    drawn: Any = made(name, periods=st.just("2020"))
    with pytest.raises(InvalidArgument, match="periods cannot draw '2020'"):
        find(drawn, lambda _: True)
