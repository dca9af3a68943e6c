"""The front door hands on names, explains each, and loads nothing heavy."""

import inspect
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

import orgchart

HEAVY = (
    "graphviz",
    "pygraphviz",
    "hypothesis",
    "ibis",
    "numpy",
    "orgchart.drawing",
    "pyarrow",
    "tqdm",
)
PACKAGE = Path(orgchart.__file__).parent
MODULES = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
NAMES = tuple(dict.fromkeys(orgchart.__all__))


@pytest.mark.parametrize("library", HEAVY)
def test_import_loads_no_heavy_library(library: str) -> None:
    """A fresh interpreter that imports the package has not loaded what only some calls need."""
    code = f"import sys, orgchart; sys.exit({library!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert 0 == done.returncode


def test_no_name_is_listed_twice() -> None:
    """`__all__` lists each name once."""
    assert [] == [name for name, count in Counter(orgchart.__all__).items() if count > 1]


def test_every_public_name_is_listed() -> None:
    """What the front door shows without an underscore is what `__all__` lists."""
    listed = {name for name in NAMES if not isinstance(getattr(orgchart, name), ModuleType)}
    shown = {
        name
        for name, value in vars(orgchart).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert shown - {"annotations", "import_module", "Final", "TYPE_CHECKING"} == {
        name for name in listed if not name.startswith("_")
    }


@pytest.mark.parametrize("name", NAMES)
def test_name_is_not_also_a_module(name: str) -> None:
    """No name means a function after one import and a module after another."""
    if not isinstance(getattr(orgchart, name), ModuleType):
        assert name not in MODULES


@pytest.mark.parametrize("name", NAMES)
def test_name_is_explained(name: str) -> None:
    """Each class and function at the front door has a docstring of its own."""
    value = getattr(orgchart, name)
    if inspect.isclass(value) or inspect.isroutine(value):
        assert value.__doc__
        assert "orgchart" != value.__module__, "the front door defines nothing"
