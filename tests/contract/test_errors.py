"""Every error pickles, copies, speaks in a sentence, and is a builtin that callers know."""

import copy
import inspect
import pickle
from collections.abc import Callable

import pytest

from orgchart import errors
from orgchart.errors import OrgchartError

RULE = errors.BrokenRuleError("two-managers", ("cfo",), "2024-03-01", "post 'cfo' has two managers")
FIELD = errors.UnreadableFieldError("h.toml", "posts.cfo.seats", 7, "many", "seats is a number")

#: One instance of each error; a new error needs a line here.
INSTANCES: tuple[OrgchartError, ...] = (
    RULE,
    FIELD,
    errors.BrokenRulesError("one rule is broken", [RULE]),
    errors.DiffMismatchError(("post", "cfo"), None, "a post"),
    errors.GraphvizMissingError("no Graphviz was found", "digraph {}"),
    errors.InvalidValueError("post 'cfo'", "seats", 0, "a post has at least one seat"),
    errors.InvalidWhenError("soon", "write a year, a month or a day"),
    errors.RenderError("the program dot failed", "digraph {}"),
    errors.ReportingCycleError(("ceo", "cfo"), "the chart of 2024-03-01"),
    errors.UnknownIdError("post", "cf", "the chart of 2024-03-01", ("cfo",)),
    errors.UnreadableFileError("h.toml cannot be read", [FIELD]),
    errors.UnwritableFileError("h.toml", "the disk is full"),
)


def pickled(error: OrgchartError) -> object:
    """Return the error after a journey through pickle."""
    return pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line before


def told(error: object) -> tuple[object, ...]:
    """Return what a reader of an error sees: its class, its fields and its sentence."""
    assert isinstance(error, OrgchartError)
    fields = {name: str(value) for name, value in vars(error).items()}
    return type(error), fields, str(error), repr(error)


def test_every_error_has_an_instance() -> None:
    """No error of the module is left out of these tests."""
    classes = {
        value
        for _, value in inspect.getmembers(errors, inspect.isclass)
        if issubclass(value, OrgchartError) and value is not OrgchartError
    }
    assert classes == {type(error) for error in INSTANCES}


@pytest.mark.parametrize("again", [pickled, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("error", INSTANCES, ids=lambda error: type(error).__name__)
def test_error_survives(error: OrgchartError, again: Callable[[OrgchartError], object]) -> None:
    """Pickle and both copies keep class, fields and sentence."""
    assert told(error) == told(again(error))


@pytest.mark.parametrize("error", INSTANCES, ids=lambda error: type(error).__name__)
def test_error_is_a_sentence(error: OrgchartError) -> None:
    """The text of an error has words, is not the list of its fields, and has no final stop."""
    sentence = str(error)
    assert 3 <= len(sentence.split())
    assert sentence == sentence.strip()
    assert not sentence.endswith(".")
    assert sentence != str(error.args)
    assert sentence[0] not in "\"'" or sentence[0] != sentence[-1], "shown as KeyError shows it"


@pytest.mark.parametrize("error", INSTANCES, ids=lambda error: type(error).__name__)
def test_error_is_also_a_builtin(error: OrgchartError) -> None:
    """A caller who knows only builtins catches it by a name more telling than Exception."""
    builtins = {base for base in type(error).__mro__ if base.__module__ == "builtins"}
    assert builtins - {Exception, BaseException, object}
