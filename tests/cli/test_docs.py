"""
The commands of docs/command-line.md work, and print what the page shows.

In each block of ```` ```console ```` a line after `$ ` is run by a shell, in a folder with the
files of the example; what follows is what it prints on both streams. A line `…` stands for any
lines. All blocks share one folder.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

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


@pytest.mark.skipif(shutil.which("bash") is None, reason="the page is for a shell")
def test_page_shows_what_is_printed(tmp_path: Path) -> None:
    """Command after command, as somebody types them."""
    shutil.copy(ROOT / "examples" / "openai" / "history.toml", tmp_path)
    for name, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    script = tmp_path / "bin" / "orgchart"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m orgchart "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = f"{script.parent}{os.pathsep}{os.environ['PATH']}"
    for line, shown in commands():
        done = subprocess.run(
            ["bash", "-c", line],  # noqa: S607 - the shell of the machine
            cwd=tmp_path,
            env={**os.environ, "PATH": path},
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        assert agrees(shown, done.stdout), f"$ {line}\n{done.stdout}"


def test_page_tells_every_command() -> None:
    """None is left out."""
    names = program.list_commands(click.Context(program))
    shown = "\n".join(line for line, _ in commands())
    assert [] == [name for name in names if f"orgchart {name} " not in shown]
