"""The program: its commands, each loaded when it is asked for, and how every run ends."""

from __future__ import annotations

import sys
import traceback
import warnings
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final, NoReturn, final

import click

from orgchart.cli.endings import COULD_NOT, FOUND, STOPPED, block, tell
from orgchart.cli.plain import plain
from orgchart.cli.remedies import as_typed

__all__ = ["PipeClosed", "program"]

#: Where each command is, in the order of the help.
_COMMANDS: Final = {
    "show": "asking",
    "diff": "asking",
    "log": "asking",
    "who": "asking",
    "career": "asking",
    "check": "asking",
    "convert": "making",
    "import": "importing",
    "import-tables": "importing",
    "draw": "making",
    "completion": "making",
}


@final
class PipeClosed(BaseException):
    """Whoever read what is printed has gone; nothing is left to do."""


@final
class _Stopped(BaseException):
    """Ctrl-C, on its way past click, which would say "Aborted!" of it."""


@final
class _Program(click.Group):
    """A group whose commands are loaded when they are asked for, and that ends in our way."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        home = _COMMANDS.get(cmd_name)
        if home is None:
            return None
        commands: dict[str, click.Command] = import_module(f"orgchart.cli.commands.{home}").COMMANDS
        return commands[cmd_name]

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click has it
        try:
            found = super().invoke(ctx)
            if sys.stdout is not None:  # pyright: ignore[reportUnnecessaryComparison] - see `tell`
                sys.stdout.flush()
        except BrokenPipeError:
            raise PipeClosed from None
        except KeyboardInterrupt:
            raise _Stopped from None
        return found

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: FBT001, FBT002 - as click has it
        **extra: Any,  # noqa: ANN401 - as click has it
    ) -> NoReturn:
        """
        Run the program and end the process with its exit code.

        Raises:
            SystemExit: always, but for the two below.
            PipeClosed: the reader of what is printed has gone.
            KeyboardInterrupt: Ctrl-C.
        """
        del standalone_mode
        traced = "--traceback" in (sys.argv[1:2] if args is None else list(args)[:1])
        _reconfigure()
        with warnings.catch_warnings():
            _warn_in_words()
            try:
                code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            except _Stopped:
                raise KeyboardInterrupt from None
            except (click.exceptions.Abort, KeyboardInterrupt):
                sys.exit(STOPPED)
            except click.ClickException as error:
                _usage(error)
                sys.exit(COULD_NOT)
            except Exception as error:  # noqa: BLE001 - told, and with --traceback shown
                if traced:
                    tell("".join(traceback.format_exception(error)).rstrip())
                tell(block(error))
                sys.exit(COULD_NOT)
        sys.exit(FOUND if code == FOUND else code if isinstance(code, int) else 0)


def _reconfigure() -> None:
    """What a terminal's encoding lacks is written out and stops nothing."""
    change = getattr(sys.stdout, "reconfigure", None)
    if change is not None:
        change(errors="backslashreplace")


def _warn_in_words() -> None:
    """Show warnings of the package as a line each; those of libraries are for their developers."""
    warnings.simplefilter("ignore")
    warnings.filterwarnings("default", module=r"orgchart(\.|$)")

    def show(message: Warning | str, *_: object, **__: object) -> None:
        tell(f"orgchart: note: {plain(as_typed(str(message)))}")

    warnings.showwarning = show


def _usage(error: click.ClickException) -> None:
    """Tell what is wrong with the arguments, and where help is."""
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        tell(error.format_message())  # the help: words of ours, and none of data
        return
    path = context.command_path if context is not None else "orgchart"
    said = " ".join(error.format_message().split("\n\t"))  # choices stand on lines of their own
    tell(f"orgchart: {plain(said)}\n  see: {path} --help")


def _version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001 - as click has it
    if not value or ctx.resilient_parsing:
        return
    from importlib.metadata import (  # noqa: PLC0415 - takes 15 ms
        PackageNotFoundError,
        version,
    )

    try:
        found = version("orgchart")
    except PackageNotFoundError:  # run from its source
        found = "(not installed)"
    click.echo(f"orgchart {found}")
    ctx.exit()


@click.group(
    cls=_Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 something was found (diff: the charts differ, check: findings, "
    "--strict: losses); 2 it could not be done. Every command has --help with examples.",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_version,
    help="Show the version and exit.",
)
@click.option("--traceback", is_flag=True, expose_value=False, help="Show where errors come from.")
def program() -> None:
    """
    Ask the history of an organisation's reporting structure.

    Who sat where and reported to whom at any date, what changed in between, and the pictures of
    it. FILE is a history (.toml, .json, ...; see "convert"), or - for standard input.
    """
