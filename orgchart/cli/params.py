"""What commands have in common: examples in the help, the file they ask, and where answers go."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias, final

import click

from orgchart.cli.forms import FORMS
from orgchart.cli.output import Output
from orgchart.cli.sources import Source
from orgchart.languages import fallbacks

__all__ = ["PATH", "Answer", "Command", "answer", "command", "dressed", "history"]


@final
class _Path(click.Path):
    """A path of a file, or ``-``; never an empty one, which would be the folder one stands in."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """Return a path as it was typed."""
        if not value:
            self.fail("it is empty; name a file, or - for a stream.", param, ctx)
        return super().convert(value, param, ctx)


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return a tag as it was typed; it need not be one that anything is written in."""
    if value is not None and not fallbacks(value):
        reason = f"{value!r} is no tag of a language; give one such as de or zh-TW."
        raise click.BadParameter(reason, ctx, param)
    return value


#: A path of a file, or ``-``.
PATH: Final = _Path(allow_dash=True)
#: A function under a click decorator.
Answer: TypeAlias = Callable[..., Any]


@final
class Command(click.Command):
    """A command whose help ends in examples, word for word."""

    def __init__(self, *args: Any, examples: Iterable[tuple[str, str]] = (), **more: Any) -> None:  # noqa: ANN401 - as click has it
        super().__init__(*args, **more)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        with formatter.section("Examples"):
            for line, meaning in self.examples:
                formatter.write(f"  {line}\n      {meaning}\n")
        super().format_epilog(ctx, formatter)


def command(name: str, *examples: tuple[str, str]) -> Callable[[Answer], Command]:
    """
    Make a function a command.

    Args:
        name: its name.
        examples: command lines, each with what it does.
    """

    def made(function: Answer) -> Command:
        return click.command(name, cls=Command, examples=examples)(function)

    return made


def _readable() -> list[str]:
    return [name for name, form in FORMS.items() if form.reader is not None]


def history(function: Answer) -> Answer:
    """Add FILE and how to read it; the function gets a `Source` as `source`."""

    def wrapped(
        file: str,
        input_format: str | None,
        zone: str | None,
        known_on: str | None,
        **more: object,
    ) -> object:
        return function(source=Source(file, input_format, zone, known_on), **more)

    return dressed(
        function,
        wrapped,
        click.argument("file", metavar="FILE", type=PATH),
        click.option(
            "--input-format",
            type=click.Choice(_readable()),
            metavar="NAME",
            help=f"What FILE is, where its name does not say: {', '.join(_readable())}.",
        ),
        click.option(
            "--zone",
            metavar="NAME",
            help="The zone of its dates, such as Europe/London, for popolo, turtle and json-ld.",
        ),
        click.option(
            "--known-on",
            metavar="DAY",
            help="As a reader of that day had it: only what had been published.",
        ),
    )


def answer(*forms: str, table: bool = True, printed: bool = True) -> Callable[[Answer], Answer]:
    """
    Add where the answer goes and in which form; the function gets an `Output` as `output`.

    Args:
        forms: the forms of the answer, the usual one first.
        table: whether one of them is CSV.
        printed: whether the usual one is for a terminal; else a file or a form must be named.
    """

    def made(function: Answer) -> Answer:
        def wrapped(
            form: str | None,
            out: str | None,
            lang: str | None,
            *,
            color: str = "never",
            raw_cells: bool = False,
            **more: object,
        ) -> object:
            if out is None and form is None and not printed:
                raise click.UsageError("name the file to write with -o")
            source = more.get("source")
            if isinstance(source, Source) and out is not None:
                source.spare(out)
            with Output(form, out or "-", lang, color, forms, raw_cells=raw_cells) as output:
                return function(output=output, **more)

        options = [
            click.option(
                "--format",
                "form",
                type=click.Choice(forms),
                help=f"Form of the answer; what the ending of OUT says, or {forms[0]}.",
            ),
            click.option(
                "-o",
                "--output",
                "out",
                metavar="OUT",
                type=PATH,
                help="Write the answer to a file.",
            ),
            click.option(
                "--lang",
                metavar="TAG",
                callback=_language,
                help="Language of names and titles: de, zh-TW …",
            ),
        ]
        if printed:
            options.append(
                click.option(
                    "--color",
                    type=click.Choice(["auto", "always", "never"]),
                    default="auto",
                    help="Colours: on a terminal only (auto; NO_COLOR is obeyed), always, never.",
                )
            )
        if table:
            options.append(
                click.option(
                    "--raw-cells",
                    is_flag=True,
                    help="CSV with cells as they are, also those a spreadsheet runs as formulas.",
                )
            )
        return dressed(function, wrapped, *options)

    return made


def dressed(function: Answer, wrapped: Answer, *decorators: Callable[[Answer], Answer]) -> Answer:
    """Give a wrapper the name, the text and the options of what it wraps, and more options."""
    wrapped.__name__, wrapped.__doc__ = function.__name__, function.__doc__
    given: list[click.Parameter] = getattr(function, "__click_params__", [])
    vars(wrapped)["__click_params__"] = list(given)
    for decorator in reversed(decorators):
        wrapped = decorator(wrapped)
    return wrapped
