"""
The commands of docs/command-line.md work, and print what the page shows.

In each block of ```` ```console ```` a line after `$ ` is run in a folder with the files of the
example; what follows is what it prints on both streams. A line `…` stands for any lines. All
blocks share one folder. Ours is run in this process, and all else of a line by a shell.
"""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from orgchart.cli.program import program

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "command-line.md"

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^```csv (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> list[tuple[str, str]]:
    """Return the commands of the page, each with what it prints."""
    found: list[tuple[str, str]] = []
    for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, printed = part.partition("\n")
            found.append((line, printed))
    return found


def agrees(shown: str, printed: str) -> bool:
    """Say whether a page shows what was printed."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == "…\n" else re.escape(line)
        for line in shown.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None


def shell(line: str) -> str:
    """Run a line as a shell does: commands after each other, pipes, a file to print to."""
    shown, code = "", 0
    for command in re.split(r";(?= echo)", line):
        stages = [stage.strip() for stage in command.split(" | ")]
        given = ""
        for number, stage in enumerate(stages):
            if stage.startswith("orgchart "):
                said, given, code = ours(stage, given)
                shown += said
            else:
                given = others(stage.replace("$?", str(code)), given)
            if number == len(stages) - 1:
                shown += given
    return shown


def ours(stage: str, given: str) -> tuple[str, str, int]:
    """Run a command of ours; return what it says on stderr, what it prints, and its exit code."""
    stage, _, file = stage.partition(" > ")
    words = [
        found
        for word in shlex.split(stage)[1:]
        for found in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
    ]
    found = CliRunner().invoke(program, words, input=given, prog_name="orgchart")
    if file:
        Path(file).write_text(found.stdout, encoding="utf-8")
    return found.stderr, "" if file else found.stdout, found.exit_code


def others(stage: str, given: str) -> str:
    """Run a command of the machine."""
    done = subprocess.run(
        ["bash", "-c", stage],  # noqa: S607 - the shell of the machine
        check=False,
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None, reason="the page is for a shell")
def test_page_shows_what_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Command after command, as somebody types them."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "examples" / "openai" / "history.toml", tmp_path)
    for name, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for line, shown in commands():
        printed = shell(line)
        assert agrees(shown, printed), f"$ {line}\n{printed}"


def test_page_tells_every_command() -> None:
    """None is left out."""
    names = program.list_commands(click.Context(program))
    shown = "\n".join(line for line, _ in commands())
    assert [] == [name for name in names if f"orgchart {name} " not in shown]
