"""The commands that ask: `show`, `diff`, `log`, `who`, `career`, `check`."""

from __future__ import annotations

from typing import Final

import click

from orgchart.cli.completing import complete_person, complete_post
from orgchart.cli.output import Output
from orgchart.cli.params import answer, command, history
from orgchart.cli.sources import Source

__all__ = ["COMMANDS"]


@command(
    "show",
    ("orgchart show history.toml --at 2023-11-16", "The chart at the end of that day, as a tree."),
    (
        "orgchart show history.toml --at 2023-11-16 --root board",
        "One post or unit, and what is below it.",
    ),
    (
        "orgchart show history.toml --at 2023-11-16 --format csv -o chart.csv",
        "A row for each holder and each vacancy.",
    ),
)
@history
@click.option("--at", metavar="DATE", help="At the close of DATE; the last date when left out.")
@click.option(
    "--root",
    metavar="ID",
    shell_complete=complete_post,
    help="The post or unit whose branch is shown.",
)
@click.option("--depth", type=click.IntRange(min=1), help="Show so many levels (text).")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also list posts without a number of seats in which nobody is recorded (text).",
)
@answer("text", "json", "csv")
def show(  # noqa: PLR0913 - the options of the command
    source: Source,
    output: Output,
    *,
    at: str | None,
    root: str | None,
    depth: int | None,
    everything: bool,
) -> None:
    """
    Show the chart at a date: who holds each post, what is vacant, interim, on leave, not known.

    DATE is a day, month, year or instant (2023-11-17, 2023-11, 2023-11-17T12:28-08:00), and means
    its close.
    """
    from orgchart.cli.answers import asking  # noqa: PLC0415 - the help needs none of it

    asking.show(source, output, at=at, root=root, depth=depth, everything=everything)


@command(
    "diff",
    ("orgchart diff history.toml 2023-11-16 2023-11-30", "What changed between the two days."),
    (
        "orgchart diff history.toml 2022 2023 --format json",
        "The same as data: kinds of changes and ids.",
    ),
)
@history
@click.argument("before", metavar="D1")
@click.argument("after", metavar="D2")
@answer("text", "json", "csv")
def diff(source: Source, output: Output, before: str, after: str) -> int:
    """
    Tell what is different between the close of D1 and that of D2, in sentences.

    Exit code 0: no difference; 1: there is one.
    """
    from orgchart.cli.answers import asking  # noqa: PLC0415 - the help needs none of it

    return asking.diff(source, output, before, after)


@command(
    "log",
    ("orgchart log history.toml --from 2023-11 --to 2023-12", "Dated changes of two months."),
    ("orgchart log history.toml --format jsonl", "Everything, one JSON object a line."),
)
@history
@click.option(
    "--from", "start", metavar="DATE", help="From the beginning of DATE; all, when left out."
)
@click.option("--to", "end", metavar="DATE", help="To the close of DATE; all, when left out.")
@answer("text", "json", "jsonl", "csv")
def log(source: Source, output: Output, start: str | None, end: str | None) -> None:
    """
    Tell what changed, date by date.

    A vague date is told once, when it has surely passed.
    """
    from orgchart.cli.answers import asking  # noqa: PLC0415 - the help needs none of it

    asking.log(source, output, start, end)


@command(
    "who",
    ("orgchart who history.toml ceo --at 2023-11-18", "Who held the post on that day."),
    ("orgchart who history.toml ceo", "Everybody who held it, with the gaps."),
    ('orgchart who history.toml "chief technology officer"', "A post by its title."),
)
@history
@click.argument("post", metavar="POST", shell_complete=complete_post)
@click.option("--at", metavar="DATE", help="At the close of DATE; all holders when left out.")
@answer("text", "json", "csv")
def who(source: Source, output: Output, post: str, at: str | None) -> None:
    """
    Tell who holds POST.

    POST is the id of a post, or a title that only one post has.
    """
    from orgchart.cli.answers import asking  # noqa: PLC0415 - the help needs none of it

    asking.who(source, output, post, at)


@command(
    "career",
    ("orgchart career history.toml mira-murati", "What a person held, in order."),
    ('orgchart career history.toml "Mira Murati" --format csv', "The same as a table, by name."),
)
@history
@click.argument("person", metavar="PERSON", shell_complete=complete_person)
@answer("text", "json", "csv")
def career(source: Source, output: Output, person: str) -> None:
    """
    Tell what PERSON held, in order of starts.

    PERSON is the id of a person, or a name that only one person has.
    """
    from orgchart.cli.answers import asking  # noqa: PLC0415 - the help needs none of it

    asking.career(source, output, person)


@command(
    "check",
    ("orgchart check history.toml", "What contradicts itself, a line each."),
    ("orgchart check history.toml --strict", "Also facts that name no source."),
)
@history
@click.option("--strict", is_flag=True, help="Also report facts that name no source.")
@answer("text", "json", "csv")
def check(source: Source, output: Output, *, strict: bool) -> int:
    """
    Report what cannot be right: circles, unknown ids, two holders of one seat, ...

    Exit code 0: nothing found; 1: something.
    """
    from orgchart.cli.answers import asking  # noqa: PLC0415 - the help needs none of it

    return asking.check(source, output, strict=strict)


#: The commands by name.
COMMANDS: Final[dict[str, click.Command]] = {
    "show": show,
    "diff": diff,
    "log": log,
    "who": who,
    "career": career,
    "check": check,
}
