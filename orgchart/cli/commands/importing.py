"""The commands that make a history of tables: `import`, `import-tables`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import click

from orgchart.cli.forms import FORMS
from orgchart.cli.output import Output
from orgchart.cli.params import PATH, Answer, command, dressed

__all__ = ["COMMANDS"]

_WRITABLE: Final = [name for name, form in FORMS.items() if form.writer is not None]


def _made(columns: str) -> Callable[[Answer], Answer]:
    """Add how tables are read, where the history goes, and what is told; in groups of their own."""

    def made(function: Answer) -> Answer:
        def wrapped(  # noqa: PLR0913 - the options of both commands
            out: str,
            *,
            report: str | None,
            verbose: bool,
            quiet: bool,
            strict: bool,
            policies: tuple[str, ...],
            date_order: str | None,
            name: str | None,
            zone: str | None,
            encoding: str | None,
            delimiter: str | None,
            skip: int,
            **more: object,
        ) -> object:
            from orgchart.cli.answers import importing  # noqa: PLC0415 - the help needs none of it

            told = importing.Told(report=report, verbose=verbose, quiet=quiet, strict=strict)
            how = {
                "policies": policies,
                "date_order": date_order,
                "name": name,
                "zone": zone,
                "encoding": encoding,
                "delimiter": delimiter,
                "skip": skip,
            }
            with Output("file", out, None, "never", ("file",)) as output:
                return function(output=output, how=how, told=told, **more)

        return dressed(
            function,
            wrapped,
            click.option(
                "-o",
                "--output",
                "out",
                metavar="OUT",
                type=PATH,
                required=True,
                help="The history.",
            ),
            click.option(
                "--output-format",
                "form",
                type=click.Choice(_WRITABLE),
                metavar="NAME",
                help=f"What OUT is to be, where its name does not say: {', '.join(_WRITABLE)}.",
            ),
            click.option(
                "--column", "columns", metavar="FIELD=COLUMN", multiple=True, help=columns
            ),
            click.option(
                "--clean",
                "policies",
                metavar="POLICY=WORD",
                multiple=True,
                help="What is done about dirt: self_report=unknown, or words, with commas between "
                "them, that it adds to the usual ones: vacant=unmanned,gap; repeatable. "
                "docs/command-line.md lists all.",
            ),
            click.option(
                "--date-order",
                type=click.Choice(["day-first", "month-first"]),
                help="How to read 03/04/2024; without it such dates are refused, if the file "
                "proves neither.",
            ),
            click.option("--name", help="The name of the organisation."),
            click.option(
                "--zone", metavar="NAME", help="The zone of the dates, such as Europe/London."
            ),
            click.option(
                "--encoding", metavar="NAME", help="The encoding of the files; found out otherwise."
            ),
            click.option(
                "--delimiter", metavar="TEXT", help="What parts cells; found out otherwise."
            ),
            click.option(
                "--skip",
                type=click.IntRange(min=0),
                default=0,
                metavar="N",
                help="Leave out so many lines at the top of each file, such as a title.",
            ),
            click.option(
                "--report",
                metavar="FILE",
                type=PATH,
                help="Write all that was noticed (.json, .csv).",
            ),
            click.option(
                "-v", "--verbose", is_flag=True, help="List all that was noticed on stderr."
            ),
            click.option("-q", "--quiet", is_flag=True, help="Do not tell what was noticed."),
            click.option(
                "--strict",
                is_flag=True,
                help="Exit with 1 when rows were set aside or look wrong, or OUT cannot hold all.",
            ),
        )

    return made


@command(
    "import",
    ("orgchart import 2024-*.csv -o acme.json", "A file a month, dated by its name."),
    (
        "orgchart import 2024-*.csv --column 'person=employee id' --zone Asia/Tokyo -o acme.json",
        "With a column that is named here, and the zone of the dates.",
    ),
    (
        "orgchart import 2024-*.csv --clean zeros=restore --report read.csv -o acme.json",
        "With a repair, and everything that was noticed as a table.",
    ),
)
@click.argument("snapshots", metavar="SNAPSHOTS...", nargs=-1, required=True, type=PATH)
@click.option(
    "--shape",
    type=click.Choice(["posts", "people"]),
    help="What an id is the id of; found out by the columns when left out.",
)
@click.option("--date", help="The date of a table, if neither it nor its name has one.")
@_made("Which column has a field: date, post, person, manager, title, name, unit …; repeatable.")
def import_(**asked: object) -> int:
    """
    Make a history of tables that each show one date: exports of HR systems, organograms.

    SNAPSHOTS are files of text (.csv, .tsv, also packed by gzip), one for each date, or one with
    a column of dates; - is standard input. What differs between two dates changed some time in
    between. What was recognised, repaired and set aside is told on stderr.

    Tables with a start and an end in each row are for "import-tables".
    """
    from orgchart.cli.answers import importing  # noqa: PLC0415 - the help needs none of it

    return importing.import_(**asked)  # type: ignore[arg-type] # options of these names


#: The tables by name, and what is in them.
_TABLES: Final = {
    "tenures": "Who held which post from when to when.",
    "posts": "Posts: id, title, unit, seats.",
    "people": "People: id, name; several rows of one id are names at different times.",
    "units": "Units: id, name, parent.",
    "lines": "Which post reported to which.",
    "leaves": "Who was away from which post.",
    "parts": "What was so for a part of a tenure: acting, on leave.",
    "links": "Which unit came of which: renamed, merged, split.",
}


def _tables(function: Answer) -> Answer:
    """Add an option for each table; the function gets them by name as `tables`."""

    def wrapped(**more: object) -> object:
        tables = {table: more.pop(table) for table in _TABLES}
        return function(tables=tables, **more)

    options = [
        click.option(f"--{table}", metavar="FILE", type=PATH, multiple=True, help=about)
        for table, about in _TABLES.items()
    ]
    return dressed(function, wrapped, *options)


@command(
    "import-tables",
    (
        "orgchart import-tables --tenures held.csv --ends inclusive -o acme.json",
        "Who held what, with the last day in the column of ends.",
    ),
    (
        "orgchart import-tables --tenures held.csv --posts posts.csv --people people.csv -o a.json",
        "With titles and names, by the ids in the tables.",
    ),
    (
        "orgchart import-tables --tenures held.csv --column 'tenures.start=since' -o acme.json",
        "With a column that is named here.",
    ),
)
@_tables
@click.option(
    "--ends",
    type=click.Choice(["exclusive", "inclusive"]),
    help="Whether an end is the first day on which something no longer holds (exclusive), or the "
    "last on which it does. Read as exclusive when left out, which is told.",
)
@click.option(
    "--reversed",
    "reversed_periods",
    type=click.Choice(["set-aside", "keep", "error"]),
    default="set-aside",
    help="What is done with a row that ends before it starts; set aside when left out.",
)
@click.option(
    "--renames",
    type=click.Choice(["same", "apart"]),
    default="same",
    help="Whether a unit that was renamed, as links tell, stays the same; it does when left out.",
)
@_made("Which column has a field of a table: tenures.start=since; repeatable.")
def import_tables(**asked: object) -> int:
    """
    Make a history of tables whose rows have a start and an end: who held what from when to when.

    Each table is a file of text (.csv, .tsv, also packed by gzip), or several of one kind; - is
    standard input. All but one may be left out. What was recognised and set aside is told on
    stderr.

    Tables that each show one date are for "import".
    """
    from orgchart.cli.answers import importing  # noqa: PLC0415 - the help needs none of it

    return importing.import_tables(**asked)  # type: ignore[arg-type] # options of these names


#: The commands by name.
COMMANDS: Final[dict[str, click.Command]] = {"import": import_, "import-tables": import_tables}
