"""The commands that make files: `convert`, `draw`, `completion`."""

from __future__ import annotations

from typing import Final

import click

from orgchart.cli.completing import complete_person, complete_post
from orgchart.cli.forms import FORMS
from orgchart.cli.output import Output
from orgchart.cli.params import PATH, answer, command, history
from orgchart.cli.sources import Source

__all__ = ["COMMANDS"]

_WRITABLE: Final = [name for name, form in FORMS.items() if form.writer is not None]


@command(
    "convert",
    ("orgchart convert history.toml history.json", "The same history as JSON."),
    (
        "orgchart convert history.toml - --output-format json",
        "The same to standard output.",
    ),
    (
        "orgchart convert history.toml chart.mmd --at 2023-11-16",
        "The chart of a day as a Mermaid flowchart.",
    ),
)
@history
@click.argument("out", metavar="OUT", type=PATH)
@click.option(
    "--output-format",
    "form",
    type=click.Choice(_WRITABLE),
    metavar="NAME",
    help=f"What OUT is to be, where its name does not say: {', '.join(_WRITABLE)}.",
)
@click.option("--at", metavar="DATE", help="The chart of a date, for mermaid and graphml.")
@click.option("--losses", metavar="FILE", type=PATH, help="Write what was lost (.json, .csv).")
@click.option("-v", "--verbose", is_flag=True, help="List what was lost on stderr.")
@click.option("--strict", is_flag=True, help="Exit with 1 when something was lost.")
@click.option("--raw-cells", is_flag=True, help="CSV: leave cells that look like formulas alone.")
def convert(  # noqa: PLR0913 - the options of the command
    source: Source,
    out: str,
    *,
    form: str | None,
    at: str | None,
    losses: str | None,
    verbose: bool,
    strict: bool,
    raw_cells: bool,
) -> int:
    """
    Write a history in another format, which the ending of OUT names.

    What the format cannot hold is counted on stderr. OUT is written whole or not at all.
    """
    from orgchart.cli.answers import making  # noqa: PLC0415 - the help needs none of it

    with Output("file", out, None, "never", ("file",), raw_cells=raw_cells) as output:
        return making.convert(
            source, output, form=form, at=at, losses=losses, verbose=verbose, strict=strict
        )


_VIEWS: Final = (
    "chart",
    "merged",
    "side-by-side",
    "filmstrip",
    "flow",
    "timeline",
    "career",
    "succession",
    "page",
)


@command(
    "draw",
    ("orgchart draw history.toml 2023-11-16 -o chart.svg", "The chart of a day."),
    (
        "orgchart draw history.toml 2023-11-16 2023-11-30 --view merged -o coup.svg",
        "What changed, in one chart; side by side without --view.",
    ),
    (
        "orgchart draw history.toml --post ceo -o ceo.svg",
        "Who held a post when; --person for a career, --view timeline for all.",
    ),
    ("orgchart draw history.toml -o history.html", "One web page of all dates."),
)
@history
@click.argument("dates", metavar="[DATES]...", nargs=-1)
@click.option("--view", type=click.Choice(_VIEWS), help="The kind of picture.")
@click.option("--theme", type=click.Choice(["light", "dark", "print"]), default="light")
@click.option("--root", metavar="ID", shell_complete=complete_post, help="A post and its branch.")
@click.option("--depth", type=click.IntRange(min=1), help="So many levels; deeper ones are folded.")
@click.option("--unit", "units", metavar="ID", multiple=True, help="Posts of a unit; repeatable.")
@click.option(
    "--collapse", metavar="ID", multiple=True, help="Fold what is below a post; repeatable."
)
@click.option(
    "--person",
    metavar="ID",
    shell_complete=complete_person,
    help="The career of a person, by id, or by a name that only one has.",
)
@click.option(
    "--post",
    metavar="ID",
    shell_complete=complete_post,
    help="Who held a post, by id, or by a title that only one has.",
)
@click.option("--from", "start", metavar="DATE", help="Where a timeline begins.")
@click.option("--to", "end", metavar="DATE", help="Where a timeline ends.")
@click.option("--width", "max_width", type=float, help="Keep to so many points, if possible.")
@click.option("--engine", type=click.Choice(["dot", "pygraphviz"]), help="The Graphviz to use.")
@answer("svg", "png", "pdf", "html", "dot", "text", table=False, printed=False)
def draw(  # noqa: PLR0913 - the options of the command
    source: Source,
    output: Output,
    *,
    dates: tuple[str, ...],
    engine: str | None,
    units: tuple[str, ...],
    collapse: tuple[str, ...],
    **wishes: str | float | None,
) -> None:
    """
    Draw a history: one date, what changed between two, a strip of dates, a timeline, a page.

    The ending of OUT names the form: .svg .png .pdf .html .dot .txt. One date is a chart, two are
    side by side, three to six a strip in one picture, none a web page of all.

    OUT is one file, but for what has more than 60 cards or rows (one date, a merged chart, a flow,
    a timeline): that becomes several, out.svg, out-2.svg, out-3.svg …, whose cards lead to each
    other. How many is told on stderr. A file of .html or .txt holds all of them.
    """
    from orgchart.cli.answers import making  # noqa: PLC0415 - the help needs none of it

    asked: dict[str, object] = {**wishes, "units": units or None, "collapse": collapse or None}
    making.draw(source, output, dates, engine, asked)


@command(
    "completion",
    ("orgchart completion bash >> ~/.bashrc", "For bash 4.4 or newer."),
    ("orgchart completion zsh >> ~/.zshrc", "For zsh."),
    ("orgchart completion fish > ~/.config/fish/completions/orgchart.fish", "For fish."),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that completes commands, options, files and ids in a shell."""
    from click.shell_completion import get_completion_class  # noqa: PLC0415 - rarely wanted

    found = get_completion_class(shell)
    root = ctx.find_root()
    if found is not None:
        made = found(root.command, {}, "orgchart", "_ORGCHART_COMPLETE")
        click.echo(made.source())


#: The commands by name.
COMMANDS: Final[dict[str, click.Command]] = {
    "convert": convert,
    "draw": draw,
    "completion": completion,
}
