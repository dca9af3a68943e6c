"""What tests of the command line share: a small history, and a way to run commands in process."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result

from orgchart.cli.program import program

ROOT = Path(__file__).parents[2]

#: Runs a command in this process; `input` is standard input.
Run: TypeAlias = Callable[..., Result]

ACME = """\
[history]
name = "Acme"
zone = "Europe/London"

[people.ann]
name = "Ann Lee"
names = { de = "Anna Lee" }
[people.bob]
name = "Bob Ray"
[people.cat]
name = "Cat Fox"
[people.dan]
name = "Dan Fox"

[units.board]
name = "Board"
kind = "board"
[units.labs]
name = "Labs"
kind = "team"

[posts.chair]
title = "Chair"
unit = "board"
[posts.ceo]
title = "Chief executive"
titles = { de = "Vorsitz" }
reports_to = "board"
[posts.cto]
title = "Technology"
reports_to = "ceo"
[posts.cfo]
title = "Finance"
reports_to = "ceo"
[posts.lead]
title = "Lead"
unit = "labs"
reports_to = "cto"
[posts.spy]
title = "Special projects"
reports_to = "unknown"
[posts.fellow]
title = "Fellow"
seats = "open"
[posts.loose]
title = "Adviser at large"

[[tenures]]
person = "dan"
post = "chair"
[[tenures]]
person = "ann"
post = "ceo"
start = "2019-03"
end = "2023-11-17"
end_manner = "dismissed"
[[tenures]]
person = "bob"
post = "ceo"
start = "2023-11-17"
kind = "interim"
[[tenures]]
person = "cat"
post = "cto"
start = "2020"
[[tenures]]
person = "undisclosed"
post = "spy"

[[leaves]]
person = "cat"
start = "2023-06-01"
end = "2024-02-01"

[[lines]]
post = "lead"
manager = "cfo"
kind = "dotted"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with a small history, `acme.toml`, and that of the example, `history.toml`."""
    (tmp_path / "acme.toml").write_text(ACME, encoding="utf-8")
    shutil.copy(ROOT / "examples" / "openai" / "history.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    return tmp_path


@pytest.fixture
def run(here: Path) -> Run:
    """Return a function that runs one command line in that folder."""

    def started(*words: str, input: str | bytes | None = None) -> Result:  # noqa: A002 - as click has it
        assert here.is_dir()
        return CliRunner().invoke(program, words, input=input, prog_name="orgchart")

    return started
