"""What of a module is worth breaking."""

from tests.mutants.breaking import name_of
from tests.mutants.places import Places, Span, worth_a_try
from tests.mutants.targets import ROOT, TARGETS

SOURCE = """\
from typing import Protocol, TypeAlias, final

Key: TypeAlias = str | int


class Shape(Protocol):
    def size(self) -> int:
        raise NotImplementedError


@final
class Box:
    @property
    def size(self) -> int | None:
        return 1 + 2
"""


def span(text: str) -> Span:
    """Return where a text stands first."""
    before = SOURCE[: SOURCE.index(text)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n") - 1
    return (line, column), (line, column + len(text))


def test_what_only_type_checkers_heed_is_whole() -> None:
    """Annotations, aliases, protocols and `@final` are left alone; what runs is not."""
    places = Places.of(SOURCE)
    union, sum_ = "core/ReplaceBinaryOperator_BitOr_BitAnd", "core/ReplaceBinaryOperator_Add_Sub"
    for operator, text, worth in (
        (union, "| int", False),
        (union, "| None", False),
        ("plain/DropStatement", "raise NotImplementedError", False),
        ("core/RemoveDecorator", "@final", False),
        ("core/RemoveDecorator", "@property", True),
        (sum_, "+", True),
        ("core/NumberReplacer", "1", True),
        ("core/ReplaceBinaryOperator_Add_Pow", "+", False),
        (sum_, "import", False),
    ):
        assert (text, worth) == (text, worth_a_try(operator, span(text), places))


def test_targets_are_there() -> None:
    """Each target names modules and tests that the project has, and each test file once."""
    for target in TARGETS.values():
        assert target.files
        assert all((ROOT / name).is_file() for name in (*target.files, *target.tests))
        assert len(target.tests) == len({*target.tests})


def test_names() -> None:
    """The file of a package has the name of the package."""
    assert "orgchart.when" == name_of("orgchart/when.py")
    assert "orgchart.rules" == name_of("orgchart/rules/__init__.py")
