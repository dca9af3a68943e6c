"""The example of somebody who tests their own importer: it passes, and it finds planted bugs."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import Phase, settings

from orgchart.laws import LawBrokenError

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "testing_an_importer"

#: What is written in the importer, and what a mistake makes of it.
BUGS = {
    "it skips vacant posts": ('row["title"]) for row in rows', 'row["title"]) for row in named'),
    "it makes a person of each row": (
        'sorted({(row["person"], row["name"]) for row in named})',
        'sorted((row["person"], row["name"]) for row in named)',
    ),
    "it takes a name for an id": ('Tenure(row["person"], ', 'Tenure(row["name"], '),
}


#: Ten times as many examples as most bugs take, the same each time: what Hypothesis tries first
#: differs from release to release, and with the constants that it meets in the code.
FEW = """
from hypothesis import Phase, settings
settings.register_profile(
    "few",
    max_examples=300,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate, Phase.shrink],
)
settings.load_profile("few")
"""


def ran(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of the example as its users do."""
    settings = {"HYPOTHESIS_STORAGE_DIRECTORY": str(folder / ".hypothesis")}
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--tb=short",
            *options,
            str(folder),
        ],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=os.environ | settings,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the example that stands alone."""
    for path in EXAMPLE.glob("*.py"):
        shutil.copy(path, tmp_path)
    (tmp_path / "conftest.py").write_text(FEW, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    return tmp_path


def test_the_importer_passes(folder: Path) -> None:
    """The importer of the example obeys the laws."""
    done = ran(folder)
    assert "2 passed" in done.stdout, done.stdout


#: The history that is printed, up to the bracket that stands on a line by itself.
HISTORY = re.compile(r"history=History\.build\(.*?\n\w? +\),?\n", re.DOTALL)


@pytest.mark.parametrize("bug", BUGS)
def test_a_planted_bug_is_found(bug: str, folder: Path) -> None:
    """A mistake in the importer fails, names a law, and shows a small chart as code."""
    importer = folder / "importer.py"
    right, wrong = BUGS[bug]
    text = importer.read_text(encoding="utf-8")
    assert right in text
    importer.write_text(text.replace(right, wrong), encoding="utf-8")
    done = ran(folder, "-k", "exported")
    assert 1 == done.returncode
    assert "the law 'charts' is broken" in done.stdout
    shown = HISTORY.search(done.stdout)
    assert shown is not None
    assert shown[0].count("Post(") <= 3, shown[0]
    assert shown[0].count("Person(") <= 3, shown[0]


#: The test of the README, the bug to plant in it, and what is printed then.
SHOWN = re.compile(
    r"## Property-based tests.*?```python\n(?P<code>.*?)```"
    r".*?`(?P<wrong>in [^`]+)` in place of `(?P<right>in [^`]+)`.*?```\n(?P<printed>.*?)```",
    re.DOTALL,
)


def test_the_readme_shows_what_is_printed() -> None:
    """The bug that the README plants in its importer shrinks to the history that it shows."""
    shown = SHOWN.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown is not None
    assert 1 == shown["code"].count(shown["right"])
    planted = shown["code"].replace(shown["right"], shown["wrong"])
    names: dict[str, Callable[[], None]] = {}
    exec(planted, names)  # noqa: S102 - our own page
    few = settings(derandomize=True, database=None, phases=[Phase.generate, Phase.shrink])
    with pytest.raises(LawBrokenError) as caught:
        few(names["test_importer"])()
    told = "\n".join(caught.value.__notes__)
    call = told.partition("test_importer(\n")[2].rpartition(",\n)")[0]
    assert shown["printed"].strip() == dedent(call).strip()
