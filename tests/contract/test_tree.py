"""The files of the project: small enough to read, complete, and at home on any machine."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MADE = {".git", ".hypothesis", ".venv", "__pycache__", "build", "dist"}
MODULES = sorted((ROOT / "orgchart").rglob("*.py"))

# Each pattern has one letter in brackets, so that it does not find itself in this file.
FOREIGN = re.compile(
    r"(?<![\w./-])/(?:ho[m]e|ro[o]t|wo[r]k|tm[p]|Us[e]rs)/\w"  # a folder of one machine
    r"|files\.pythonh[o]sted|py[p]i\.org/simple|registry\.np[m]js|deb\.d[e]bian"
)


def texts() -> Iterator[tuple[Path, str]]:
    """Yield the text files of the tree, what was made left out."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - MADE)
        for name in sorted(names):
            path = Path(folder, name)
            try:
                yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_can_be_read_in_one_sitting(path: Path) -> None:
    """No module has more than 400 lines; past 300, look for a seam."""
    lines = path.read_text(encoding="utf-8").count("\n")
    assert 400 >= lines


def test_readme_is_short() -> None:
    """The README stays under 150 lines."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").count("\n")
    assert 150 > lines


@pytest.mark.parametrize("command", ["demo", "test"])
def test_readme_names_a_command_that_exists(command: str) -> None:
    """Both commands of the README are targets of the Makefile."""
    assert f"make {command}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"\n{command}:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_package_says_that_it_is_typed() -> None:
    """Type checkers of users look for py.typed."""
    assert (ROOT / "orgchart" / "py.typed").is_file()


def test_tree_names_no_machine() -> None:
    """No file names a folder of one machine or the host of a package registry."""
    found = [f"{path}: {match[0]}" for path, text in texts() for match in FOREIGN.finditer(text)]
    assert [] == found
