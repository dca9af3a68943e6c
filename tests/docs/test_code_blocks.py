"""
The Python code of README.md and docs/ is run.

The blocks of one page share their names, like one long script, in a folder of their own with a
copy of examples/ in it. A block of ```` ```python ```` is run, or checked as a doctest when it
holds a prompt (`>>>`); ```` ```python no-run ```` is only shown.
"""

import doctest
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from orgchart.errors import GraphvizMissingError

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

FENCED = re.compile(
    r"^(?P<fence>```+)(?P<info>[^`\n]*)\n(?P<code>.*?)^(?P=fence) *$", re.MULTILINE | re.DOTALL
)


def blocks(page: Path) -> Iterator[tuple[int, str]]:
    """Yield each block to run with the count of lines before it."""
    text = page.read_text(encoding="utf-8")
    for match in FENCED.finditer(text):
        if match["info"].strip() == "python":
            yield text.count("\n", 0, match.start("code")), match["code"]


def run(code: str, page: Path, before: int, names: dict[str, object]) -> None:
    """Run one block; its errors point into the page."""
    if ">>>" not in code:
        exec(compile("\n" * before + code, page, "exec"), names)  # noqa: S102 - our own pages
        return
    test = doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), before)
    test.globs = names
    report: list[str] = []
    failed = doctest.DocTestRunner().run(test, out=report.append, clear_globs=False).failed
    assert 0 == failed, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_code_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page shows works when typed in, from its first block to its last."""
    if (ROOT / "examples").is_dir():
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    try:
        for before, code in blocks(page):
            run(code, page, before, names)
    except GraphvizMissingError as error:
        if os.environ.get("ORGCHART_REQUIRE_ENGINES"):
            raise
        pytest.skip(f"a picture is drawn here, but {error}")


def test_readme_shows_code() -> None:
    """The README has code that is run."""
    assert [] != list(blocks(ROOT / "README.md"))
