"""Remedies: what messages of the library tell to do can be typed."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from orgchart import InvalidValueError
from orgchart.cli.remedies import as_typed, refused

PACKAGE = Path(__file__).parents[2] / "orgchart"
#: Where messages come from that a command can tell.
TELLING = ("io/rows", "io/periodic", "io/dated", "drawing", "drawing/parts", "drawing/timelines")

#: An argument of a function, as a remedy names it.
ARGUMENT = re.compile(r"(?<![\w'\"=-])([a-z_]+)=(?=$|[\s,;.])|Cleaning\(|columns=\{")


@pytest.mark.parametrize(
    ("message", "typed"),
    [
        ("repair it with Cleaning(zeros='restore')", "repair it with --clean zeros=restore"),
        ("leave them out with skip=2", "leave them out with --skip 2"),
        ("there is none: columns={'manager': ''}", "there is none: --column manager="),
        ("tell it with Cleaning(blank_manager=)", "tell it with --clean blank_manager=…"),
        ("name it: columns={'post': …}; it has 'a'", "name it: --column post=…; it has 'a'"),
        ("say which: columns={'post': 'job id'}", "say which: --column 'post=job id'"),
        ("columns={'tenures': {'post': …}}", "--column tenures.post=…"),
        ("give it: date=, or columns={'date': …}", "give it: --date, or --column date=…"),
        ("tell the other with shape=", "tell the other with --shape"),
        ("say ends='inclusive' if it is not so", "say --ends inclusive if it is not so"),
        ("draw less with root=, depth= or units=", "draw less with --root, --depth or --unit"),
        ("more than 100; raise Limits.columns", "more than 100"),
        ("more than 100; raise Limits.bytes if you trust it", "more than 100"),
        ("is a quote not closed? If not, raise Limits.cell", "is a quote not closed?"),
    ],
)
def test_remedies_can_be_typed(message: str, typed: str) -> None:
    """An option stands in place of an argument."""
    assert typed == as_typed(message)


@pytest.mark.parametrize(
    "message",
    [
        "'date=' is not a moment",
        "https://a.example/?date=2020",
        "the row said update=, and more",
        "--date=2020 is typed already",
    ],
)
def test_what_is_no_remedy_stays(message: str) -> None:
    """Words of data, of addresses and of options are left alone."""
    assert message == as_typed(message)


def test_values_are_refused_by_the_option() -> None:
    """Where it was one; of a fact in a file the fact is named."""
    reason = "give another"
    told = InvalidValueError("the history", "zone", "x", reason)
    assert "--zone cannot be 'x': give another" == refused(told)
    told = InvalidValueError("post 'ceo'", "seats", "x", reason)
    assert "post 'ceo': seats cannot be 'x': give another" == refused(told)


def messages() -> Iterator[tuple[str, str]]:
    """Yield the texts of several words in the code that tells; no documentation."""
    for folder in TELLING:
        for path in sorted((PACKAGE / folder).glob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            told = {
                id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
            }  # a text that stands alone is documentation
            for node in ast.walk(tree):
                if not isinstance(node, ast.Constant) or id(node) in told:
                    continue
                if isinstance(node.value, str) and " " in node.value:
                    yield f"{path.name}:{node.lineno}", node.value


def test_no_argument_is_left_in_a_message() -> None:
    """Whatever the readers and the pictures tell to do has an option, or is put otherwise."""
    found = [(place, text) for place, text in messages() if ARGUMENT.search(text)]
    assert 5 < len(found)
    left = [(place, text) for place, text in found if ARGUMENT.search(as_typed(text))]
    # Parts of texts that are put together: whole, they are covered above.
    assert [] == [(place, text) for place, text in left if not text.endswith(("{", "Cleaning("))]
