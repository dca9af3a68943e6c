"""Help: every command has examples, and each of them works as it stands."""

import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

from orgchart.cli.params import Command
from orgchart.cli.program import program
from tests.cli.conftest import ACME

Run = Callable[..., Result]

CONTEXT = click.Context(program)
NAMES = program.list_commands(CONTEXT)

#: Exports of three months, for `import`.
MONTHS = {
    "2024-01-31.csv": "employee id,name,job title,manager id\n1,Ann Lee,CEO,\n2,Bob Ray,CTO,1\n",
    "2024-02-29.csv": "employee id,name,job title,manager id\n1,Ann Lee,CEO,\n3,Cat Fox,CTO,1\n",
    "2024-03-31.csv": "employee id,name,job title,manager id\n1,Ann Lee,CEO,\n3,Cat Fox,CTO,1\n",
}
#: Dated tables, for `import-tables`.
TABLES = {
    "held.csv": "person id,post id,start,since,end\n1,ceo,2020-01-01,2020-01-01,\n",
    "posts.csv": "id,title\nceo,Chief executive\n",
    "people.csv": "id,name\n1,Ann Lee\n",
}
#: A small history with the ids and names of the examples.
HISTORY = (
    ACME.replace("people.cat", "people.mira-murati")
    .replace('"cat"', '"mira-murati"')
    .replace("Cat Fox", "Mira Murati")
    .replace('"Technology"', '"Chief technology officer"')
)


def command(name: str) -> Command:
    """Return a command by its name."""
    found = program.get_command(CONTEXT, name)
    assert isinstance(found, Command)
    return found


def test_help_lists_every_command(run: Run) -> None:
    """Each with what it does."""
    found = run("--help")
    assert 0 == found.exit_code
    lines = [line.split() for line in found.stdout.partition("Commands:\n")[2].splitlines()]
    told = {words[0]: words[1:] for words in lines if words}
    assert all(told.get(name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_help_of_a_command_has_examples(run: Run, name: str) -> None:
    """Word for word, in lines of at most 100 characters."""
    found = run(name, "--help")
    assert 0 == found.exit_code
    assert command(name).examples
    for line, meaning in command(name).examples:
        assert f"  {line}\n      {meaning}\n" in found.stdout
    assert 100 >= max(map(len, found.stdout.splitlines()))


EXAMPLES = [(name, line) for name in NAMES for line, _ in command(name).examples]


@pytest.mark.parametrize(("name", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_example_works(run: Run, here: Path, name: str, line: str) -> None:
    """An example can be typed as it stands, in a folder with such files."""
    for file, text in {**MONTHS, **TABLES, "history.toml": HISTORY}.items():
        (here / file).write_text(text, encoding="utf-8")
    program_name, *words = shlex.split(line.partition(" >")[0])
    given = [
        found
        for word in words
        for found in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
    ]
    found = run(*given)
    assert "orgchart" == program_name
    assert name == words[0]
    assert found.exit_code in {0, 1}, found.stderr
    assert found.stdout or "-o" in words or name == "convert"


def test_no_command_gets_the_help(run: Run) -> None:
    """On stderr, line by line, and with the exit code of what could not be done."""
    found = run()
    assert ("", 2) == (found.stdout, found.exit_code)
    assert found.stderr.splitlines() == run("--help").stdout.splitlines()


def test_unknown_commands_and_options_are_told_in_one_block(run: Run) -> None:
    """With the way to the help."""
    assert (
        "orgchart: No such command 'shwo'. Did you mean 'show'?" in run("shwo").stderr
        or "orgchart: No such command 'shwo'." in run("shwo").stderr
    )
    assert "see: orgchart show --help" in run("show", "acme.toml", "--nope").stderr
    assert 2 == run("show", "acme.toml", "--nope").exit_code
    choices = "Missing argument '{bash|zsh|fish}'. Choose from: bash, zsh, fish"
    assert choices in " ".join(run("completion").stderr.split())
