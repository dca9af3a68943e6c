"""Every public type is drawn by `from_type`, in the way a user writes, or listed with a reason."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from textwrap import dedent
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from orgchart import Claim, Conflict, Drawing, Edit, Finding, Policy, Report, Theme, check, draw
from orgchart.drawing import DARK, LIGHT, PRINT
from orgchart.strategies import DirtyTable, dirty_tables, register, snapshots

#: The public packages of the front door and beside it; what `lake` has lives in an engine.
MODULES: Final = ("", ".analysis", ".drawing", ".io", ".laws", ".measures", ".rendering", ".rules")

#: What the strategies do not draw since it comes after them, and how a test gets it.
WAYS: Final[dict[type[Any], st.SearchStrategy[Any]]] = {
    Drawing: snapshots(max_posts=2).map(draw),
    Theme: st.sampled_from((LIGHT, DARK, PRINT)),
    Report: snapshots().map(check),
    Finding: snapshots(min_posts=1, vacancies=True)
    .map(lambda chart: check(chart, strict=True).findings)
    .filter(bool)
    .flatmap(st.sampled_from),
    DirtyTable: dirty_tables(),
}

_BY_READERS: Final = "readers and writers tell it; have them read or write what is drawn"
_BY_ANALYSIS: Final = "the analysis of a history or a chart tells it; analyse what is drawn"
#: What is not drawn at all, with the reason.
NOT_DRAWN: Final = {
    "Cleaning": "a choice of words; name those that a test is about",
    "Departure": _BY_ANALYSIS,
    "Destination": _BY_ANALYSIS,
    "Shape": _BY_ANALYSIS,
    "Span": _BY_ANALYSIS,
    "Entry": _BY_READERS,
    "Limits": "numbers that a reader keeps to; give those that a test is about",
    "Loss": _BY_READERS,
    "LossReport": _BY_READERS,
    "ReadReport": _BY_READERS,
    "ReportBuilder": "it is filled while something is read, and no value",
    "Page": "what an engine is given; draw a chart and take its pages",
    "Wording": "the words of a language; choose a language",
}


def public_types() -> Iterator[type[Any]]:
    """Yield the public classes; errors and warnings are raised, and no values."""
    for module in MODULES:
        home = import_module(f"orgchart{module}")
        for name in home.__all__:
            kind = getattr(home, name)
            if isinstance(kind, type) and not issubclass(kind, BaseException):
                yield kind


TYPES: Final = sorted(
    {*public_types(), DirtyTable}, key=lambda kind: (kind.__module__, kind.__name__)
)


def is_listed(kind: type[Any]) -> bool:
    """Say whether there is a reason not to draw a type; choices of one name are always drawn."""
    return kind.__name__ in NOT_DRAWN and not issubclass(kind, Enum)


@pytest.fixture(autouse=True, scope="module")
def registered() -> None:
    """Register what an installed package has registered already."""
    register()


@pytest.mark.parametrize("kind", [k for k in TYPES if not is_listed(k)], ids=lambda k: k.__name__)
def test_every_public_type_is_drawn(kind: type[Any]) -> None:
    """A value of the type, and of nothing else, that goes to another process and back."""
    drawn = WAYS[kind] if kind in WAYS else st.from_type(kind)
    seen: list[object] = []

    @settings(
        max_examples=10,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(drawn)
    def is_a_value(value: object) -> None:
        seen.append(value)
        assert isinstance(value, kind)
        if kind is not DirtyTable:
            assert value == pickle.loads(pickle.dumps(value))  # noqa: S301 - made here

    is_a_value()
    assert any(one != seen[0] for one in seen)


def test_reasons_are_of_types_that_there_are() -> None:
    """No reason outlives its type."""
    assert sorted(NOT_DRAWN) == sorted(kind.__name__ for kind in TYPES if is_listed(kind))


@settings(max_examples=20)
@given(st.from_type(Claim), st.from_type(Edit), st.from_type(Conflict), st.from_type(Policy))
def test_what_is_drawn_makes_sense(
    claim: Claim, edit: Edit, conflict: Conflict, policy: Policy
) -> None:
    """Values are such as the package makes itself, and not any that a constructor takes."""
    assert claim.low is None or claim.high is None or claim.low <= claim.high
    sides = [side for side in (edit.before, edit.after) if side is not None]
    assert {side.key for side in sides} <= {edit.key[: len(side.key)] for side in sides}
    assert conflict.winner in conflict.readings
    assert len(conflict.readings) > 1
    assert policy == Policy.of(policy.texts)


BY_HAND: Final = """
import sys
from hypothesis import find, strategies as st
assert "orgchart" not in sys.modules, "a plug-in was loaded"
{shown}
from orgchart import Source
assert find(st.from_type(Source), lambda source: source.language).language == "en"
"""


def test_strategies_are_registered_by_hand() -> None:
    """Where Hypothesis loads no plug-ins, the lines that the package shows do it."""
    doc = import_module("orgchart.strategies").__doc__ or ""
    shown = dedent(doc.partition("::\n")[2].partition(">>>")[0])
    assert shown.strip().endswith("register()")
    env = {**os.environ, "HYPOTHESIS_NO_PLUGINS": "1"}
    subprocess.run([sys.executable, "-c", BY_HAND.format(shown=shown)], check=True, env=env)
