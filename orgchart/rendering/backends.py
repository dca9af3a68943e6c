"""
The engines: DOT text to bytes by the program ``dot``, or by the Graphviz inside `pygraphviz`.

Both hand on what Graphviz said instead of printing it. This is the only module that meets the
packages `graphviz` and `pygraphviz`.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from orgchart.errors import GraphvizMissingError, InvalidValueError, RenderError

if TYPE_CHECKING:
    import graphviz

__all__ = [
    "ENGINES",
    "STARTS",
    "DotSource",
    "Engine",
    "Made",
    "choose",
    "engines",
    "several",
    "single",
    "source_of",
]

Engine: TypeAlias = Literal["dot", "pygraphviz"]
#: DOT text in the form of the package `graphviz`.
DotSource: TypeAlias = "graphviz.Source"
#: A picture, and what Graphviz said about it.
Made: TypeAlias = tuple[bytes, str]

#: The engines, in the order in which they are tried.
ENGINES: Final[tuple[Engine, ...]] = ("dot", "pygraphviz")
#: The formats that an engine makes, and the bytes that each starts with.
STARTS: Final[Mapping[str, tuple[bytes, ...]]] = {
    "svg": (b"<?xml", b"<svg", b"<!DOCTYPE"),
    "png": (b"\x89PNG",),
    "pdf": (b"%PDF",),
}
#: Pixels to the inch: two for each point of the layout.
_PNG_DPI: Final = 144


def engines() -> tuple[Engine, ...]:
    """Return the engines that can be used here, in the order in which they are tried."""
    return tuple(name for name in ENGINES if _FOUND[name]())


def source_of(source: str) -> DotSource:
    """Return DOT text as a `graphviz.Source`, to go on with."""
    import graphviz  # noqa: PLC0415 - takes 50 ms, and most users of the package never draw

    made: DotSource = graphviz.Source(source)
    return made


def choose(engine: str | None, source: str) -> Engine:
    """
    Return the engine that was asked for, or the first that is there.

    Args:
        engine: its name, or None.
        source: the DOT text, for the error.

    Raises:
        InvalidValueError: there is no such engine.
        GraphvizMissingError: it is not there.
    """
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
    raise InvalidValueError("a picture", "engine", engine, f"choose one of {', '.join(ENGINES)}")


_ABSENT: Final[Mapping[Engine, str]] = {
    "dot": "the program dot is not on the path",
    "pygraphviz": "pygraphviz cannot be imported",
}
_ADVICE: Final = (
    "install it in one of these ways:\n"
    '  any system:     pip install "orgchart[render]"\n'
    "  Debian, Ubuntu: apt install graphviz fonts-liberation fonts-noto-cjk fonts-noto-core\n"
    "  Fedora:         dnf install graphviz liberation-sans-fonts google-noto-sans-cjk-fonts\n"
    "  macOS:          brew install graphviz\n"
    "  Windows:        winget install Graphviz.Graphviz\n"
    "or save the picture as .dot or .txt, which needs none; a .dot file can be drawn anywhere"
)


def single(engine: Engine, source: str, format: str) -> Made:  # noqa: A002 - the word of Graphviz
    """
    Draw one graph.

    Raises:
        GraphvizMissingError: the engine could not be started.
        RenderError: it failed.
    """
    data, said = _DRAW[engine](_ready(source, format), format)
    if not data.startswith(STARTS[format]):
        raise RenderError(f"{engine} made no {format}: {said or 'it said nothing'}", source)
    return (_undated(data) if format == "pdf" else data), _news(said, source)


def several(sources: Sequence[str]) -> list[Made] | None:
    """
    Draw graphs as SVG with one start of the program ``dot``, which takes half as long.

    The other formats gain little by it, and the bytes of a PDF depend on what was drawn before.

    Returns:
        The pictures in order; None where dot said or did anything unusual: it does not tell which
        graph is meant, so that each must be drawn alone.

    Raises:
        GraphvizMissingError: dot could not be started.
    """
    try:
        data, said = _draw_with_dot("".join(sources), "svg")
    except RenderError:
        return None
    # The texts in a picture are escaped, so none of them looks like the start of one.
    found = [part for part in _BORDER.split(data) if part]
    if len(found) != len(sources) or any(_news(said, one) for one in sources):
        return None
    return [(part, "") for part in found]


_BORDER: Final = re.compile(rb"(?=<\?xml )")


def _ready(source: str, format: str) -> str:  # noqa: A002 - as above
    """Return the graph with the resolution for a format, as an attribute of the graph itself."""
    if format != "png":
        return source
    head, brace, _ = source.rstrip().rpartition("}")
    return f"{head}  graph [dpi={_PNG_DPI}]\n{brace}\n"


def _undated(data: bytes) -> bytes:
    """Blank out when a PDF was made, so that equal drawings are equal files; no byte moves."""
    return _MADE.sub(lambda found: b" " * len(found[0]), data)


_MADE: Final = re.compile(rb"/CreationDate \(D:[0-9Z+'-]*\)")


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
    kept = dict.fromkeys(line for line in lines if line and not _NO_NEWS.match(line))
    return "; ".join(kept)


def _news(said: str, source: str) -> str:
    """
    Leave out what was to be expected of the text.

    Fonts for Arabic, Chinese and the like, for marks that stand on letters, and for emoji have tall
    lines, and cells sized for Latin letters are then "too small"; the picture is right. With Latin
    text it is a missing font.
    """
    if not _TALL.search(source):
        return said
    parts = said.split("; ")
    return "; ".join(part for part in parts if not part.startswith(_TIGHT))


# Nothing is laid out, so the number of cards says nothing of the time that it takes.
_NO_NEWS: Final = re.compile(
    r"Fontconfig|(?:Warning: )?(?:no hard-coded metrics|graph .*has \d+ nodes\.\.\.layout may)"
)
# Of these blocks the fonts of the pictures have next to nothing; another font has to help out, and
# which one differs from machine to machine.
_TALL: Final = re.compile("[\u0180-\u0377\u0460-\u1fff\u2e80-\ufffd\U00010000-\U0010ffff]")
_TIGHT: Final = ("Warning: cell size too small", "in label of node")

_FOUND: Final[Mapping[Engine, Callable[[], bool]]] = {
    "dot": _dot_found,
    "pygraphviz": _pygraphviz_found,
}
_DRAW: Final[Mapping[Engine, Callable[[str, str], tuple[bytes, str]]]] = {
    "dot": _draw_with_dot,
    "pygraphviz": _draw_with_pygraphviz,
}
