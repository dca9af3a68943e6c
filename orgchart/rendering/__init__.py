"""
DOT text in, pictures out: SVG, PNG, PDF by whichever Graphviz is there.

Two engines stand behind one interface: the program ``dot`` on the path, driven by the package
`graphviz`, and the Graphviz inside the package `pygraphviz`, which runs in this process. This
module knows DOT text and a few words about the picture, and nothing of charts.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from orgchart.errors import (
    GraphvizMissingError,
    InvalidValueError,
    RenderError,
    UnwritableFileError,
)
from orgchart.rendering.svg import tidy_svg

if TYPE_CHECKING:
    import graphviz

__all__ = [
    "ENGINES",
    "DotSource",
    "Engine",
    "RenderWarning",
    "engines",
    "render",
    "source_of",
    "write",
]

Engine: TypeAlias = Literal["dot", "pygraphviz"]
#: DOT text in the form of the package `graphviz`.
DotSource: TypeAlias = "graphviz.Source"

#: The engines, in the order in which they are tried.
ENGINES: Final[tuple[Engine, ...]] = ("dot", "pygraphviz")
#: The formats that an engine makes, and the bytes that each starts with.
_STARTS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "svg": (b"<?xml", b"<svg", b"<!DOCTYPE"),
    "png": (b"\x89PNG",),
    "pdf": (b"%PDF",),
}
#: Pixels to the inch: two for each point of the layout.
_PNG_DPI: Final = 144


class RenderWarning(UserWarning):
    """
    Graphviz drew the picture and said something about it.

    It occurs when a font is missing ("cell size too small"), or when a picture is so large that
    Graphviz scales it down. Install the fonts (``fonts-liberation``), or draw less at once. To
    silence it: ``warnings.simplefilter("ignore", orgchart.rendering.RenderWarning)``.
    """


def engines() -> tuple[Engine, ...]:
    """Return the engines that can be used here, in the order in which they are tried."""
    return tuple(name for name in ENGINES if _FOUND[name]())


def source_of(source: str) -> DotSource:
    """Return DOT text as a `graphviz.Source`, to go on with."""
    import graphviz  # noqa: PLC0415 - takes 50 ms, and most users of the package never draw

    made: DotSource = graphviz.Source(source)
    return made


def render(  # noqa: PLR0913 - the words of the picture, by name
    source: str,
    format: str,  # noqa: A002 - the word of Graphviz and its packages
    *,
    engine: str | None = None,
    title: str = "",
    description: str = "",
    lang: str = "en",
) -> bytes:
    """
    Draw DOT text.

    Args:
        source: the text.
        format: ``svg``, ``png`` (144 pixels to the inch) or ``pdf``.
        engine: ``dot`` or ``pygraphviz``; None for the first that is there.
        title, description: what the picture shows, in a few words and at length, for SVG.
        lang: the BCP 47 tag of its texts.

    Raises:
        InvalidValueError: no such format or engine.
        GraphvizMissingError: there is no Graphviz, or not the one asked for.
        RenderError: Graphviz failed.

    Warns:
        RenderWarning: Graphviz drew the picture and complained.
    """
    if format not in _STARTS:
        raise InvalidValueError("a picture", "format", format, f"choose one of {_list(_STARTS)}")
    chosen = _choose(engine, source)
    asked = _with_dpi(source) if format == "png" else source
    data, said = _DRAW[chosen](asked, format)
    if not data.startswith(_STARTS[format]):
        raise RenderError(f"{chosen} made no {format}: {said or 'it said nothing'}", source)
    said = _news(said, source)
    if said:
        warnings.warn(f"{chosen} says: {said}", RenderWarning, stacklevel=2)
    if format == "svg":
        return tidy_svg(data, title=title, description=description, lang=lang)
    return data


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """
    Write a file whole or not at all.

    Raises:
        UnwritableFileError: the folder is missing or cannot be written to, or the disk is full.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".orgchart.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        temporary.replace(target)
    except OSError as error:
        raise UnwritableFileError(os.fspath(path), error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _list(words: Mapping[str, object] | tuple[str, ...]) -> str:
    return ", ".join(words)


def _choose(engine: str | None, source: str) -> Engine:
    if engine is None:
        found = engines()
        if not found:
            raise GraphvizMissingError(f"no Graphviz was found to draw with; {_ADVICE}", source)
        return found[0]
    for name in ENGINES:
        if name == engine:
            if not _FOUND[name]():
                raise GraphvizMissingError(f"{_ABSENT[name]}; {_ADVICE}", source)
            return name
    raise InvalidValueError("a picture", "engine", engine, f"choose one of {_list(ENGINES)}")


_ABSENT: Final[Mapping[Engine, str]] = {
    "dot": "the program dot is not on the path",
    "pygraphviz": "pygraphviz cannot be imported",
}
_ADVICE: Final = (
    "install it in one of these ways:\n"
    '  any system:     pip install "orgchart[render]"\n'
    "  Debian, Ubuntu: apt install graphviz fonts-liberation fonts-noto-cjk\n"
    "  Fedora:         dnf install graphviz liberation-sans-fonts google-noto-sans-cjk-fonts\n"
    "  macOS:          brew install graphviz\n"
    "  Windows:        winget install Graphviz.Graphviz\n"
    "or save the picture as .dot or .txt, which needs none; a .dot file can be drawn anywhere"
)


def _with_dpi(source: str) -> str:
    """Return the graph with a resolution, as an attribute of the graph itself."""
    head, brace, _ = source.rstrip().rpartition("}")
    return f"{head}  graph [dpi={_PNG_DPI}]\n{brace}\n"


def _dot_found() -> bool:
    return shutil.which("dot") is not None


def _pygraphviz_found() -> bool:
    try:
        importlib.import_module("pygraphviz")
    except ImportError:
        return False
    return True


def _draw_with_dot(source: str, format: str) -> tuple[bytes, str]:  # noqa: A002 - as in `render`
    import graphviz  # noqa: PLC0415 - takes 50 ms, and most users of the package never draw
    from graphviz.backend import execute  # noqa: PLC0415 - as above

    # `Source.pipe` drops or prints what dot says; this is the step below it, which hands it on.
    run: Callable[..., subprocess.CompletedProcess[bytes]] = cast("Any", execute).run_check
    try:
        done = run(["dot", f"-T{format}"], input=source.encode(), capture_output=True, quiet=True)
    except graphviz.CalledProcessError as error:
        raise RenderError(f"dot failed: {_said(error.stderr)}", source) from error
    except (graphviz.ExecutableNotFound, OSError) as error:
        raise GraphvizMissingError(f"dot could not be started; {_ADVICE}", source) from error
    return done.stdout, _said(done.stderr)


def _draw_with_pygraphviz(
    source: str,
    format: str,  # noqa: A002 - as in `render`
) -> tuple[bytes, str]:
    import pygraphviz  # noqa: PLC0415 - a large library that only some machines have

    with _in_process, _heard() as said:
        try:
            graph: Any = pygraphviz.AGraph(string=source)
            data: bytes | None = graph.draw(format=format, prog="nop2")
            graph.close()
        # It raises ValueError, OSError and its own errors, without saying which when.
        except Exception as error:
            raise RenderError(f"pygraphviz failed: {error}", source) from error
    return data or b"", said()


# The Graphviz in the process keeps global state, and its complaints go to the one stderr.
_in_process: Final = Lock()


@contextmanager
def _heard() -> Generator[Callable[[], str]]:
    """Catch what C code writes to stderr, and hand it to the caller afterwards."""
    heard: list[bytes] = []
    sys.stderr.flush()
    with tempfile.TemporaryFile() as catch:
        try:
            kept = os.dup(2)
        except OSError:  # a process without stderr has nothing to catch
            yield lambda: ""
            return
        os.dup2(catch.fileno(), 2)
        try:
            yield lambda: _said(b"".join(heard))
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            catch.seek(0)
            heard.append(catch.read())


def _said(stderr: bytes | str | None) -> str:
    """Return what Graphviz said, each line once, without what fontconfig says of itself."""
    text = stderr.decode("utf-8", "replace") if isinstance(stderr, bytes) else stderr or ""
    lines = (line.strip() for line in text.splitlines())
    # pygraphviz says "Warning:" once more; sizes are fixed, so estimated metrics do not matter.
    lines = (line.removeprefix("Warning: Warning: ") for line in lines)
    kept = dict.fromkeys(line for line in lines if line and not line.startswith(_NO_NEWS))
    return "; ".join(kept)


def _news(said: str, source: str) -> str:
    """
    Leave out what was to be expected of the text.

    Fonts for Arabic, Chinese and the like, and for emoji, have tall lines, and cells sized for
    Latin letters are then "too small"; the picture is right. With Latin text it is a missing font.
    """
    if not _TALL.search(source):
        return said
    parts = said.split("; ")
    return "; ".join(part for part in parts if not part.startswith(_TIGHT))


_NO_NEWS: Final = ("Fontconfig", "no hard-coded metrics", "Warning: no hard-coded metrics")
_TALL: Final = re.compile("[\u0530-\u1fff\u2e80-\ufffd\U00010000-\U0010ffff]")
_TIGHT: Final = ("Warning: cell size too small", "in label of node")

_FOUND: Final[Mapping[Engine, Callable[[], bool]]] = {
    "dot": _dot_found,
    "pygraphviz": _pygraphviz_found,
}
_DRAW: Final[Mapping[Engine, Callable[[str, str], tuple[bytes, str]]]] = {
    "dot": _draw_with_dot,
    "pygraphviz": _draw_with_pygraphviz,
}
