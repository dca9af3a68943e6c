"""How long pictures take, and how much of it is Graphviz."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, Literal

from orgchart import Person, Post, ReportingLine, Snapshot, Tenure, TenureKind, Unit, draw
from orgchart.rendering import engines
from orgchart.rendering.backends import Engine, single
from orgchart.rendering.svg import tidy_svg
from tests.benchmarks.tables import Table, clock, medians, milliseconds
from tests.drawing.test_mod import read as read_ministry

__all__ = ["organisation", "tables"]

Format = Literal["svg", "png"]
_Case = tuple[Engine, Format, int]
_Parts = dict[str, float]

SIZES: Final = (50, 200, 1000)
#: So many report to each manager.
REPORTS: Final = 8
ROUNDS: Final = 7
_FIRST: Final = ("Ann", "Bartholomew", "Chidi", "Dolores", "Eun-ji", "Fatima", "Göran", "Hal")
_LAST: Final = ("Lee", "Okonkwo", "Featherstonehaugh", "Ruiz", "Desmond-Hellmann", "Wu", "Ó Briain")
_WHAT: Final = ("Research", "Operations and strategy", "Finance", "Consumer products", "Safety")
_WORDS: Final = ("Director of", "Head of", "Vice President,", "Lead,", "Manager,")


def tables() -> Iterator[Table]:
    """Yield what there is to print."""
    yield _import_time()
    yield _one_sheet()
    yield _in_pages()
    data = os.environ.get("ORGCHART_REAL_DATA")
    if data:
        yield _ministry(Path(data))


def _ministry(data: Path) -> Table:
    """Measure a chart of 704 posts and its difference from half a year before."""

    def both() -> _Parts:
        start = perf_counter()
        read_ministry.cache_clear()
        found = read_ministry(data)
        charts = perf_counter()
        pictures = (draw(found.after), draw(found))
        sources = [picture.sources for picture in pictures]
        written = perf_counter()
        with TemporaryDirectory() as folder:
            for number, picture in enumerate(pictures):
                picture.save(Path(folder) / f"{number}.svg")
        end = perf_counter()
        pages = float(sum(map(len, sources)))
        return {"read": charts - start, "dot": written - charts, "svg": end - written, "n": pages}

    found = medians({"both": both}, 3, "ministry")["both"]
    times = [milliseconds(found[part]) for part in ("read", "dot", "svg")]
    total = milliseconds(found["read"] + found["dot"] + found["svg"])
    return Table(
        "Ministry of Defence 2016-03-31, and its difference from 2015-09-30, as SVG pages (ms)",
        ("pages", "read", "layout and DOT", "Graphviz and clean-up", "all"),
        [(f"{found['n']:.0f}", *times, total)],
    )


def organisation(size: int) -> Snapshot:
    """Return a chart of so many posts, eight to a manager, some vacant or interim."""
    numbers = range(size)
    held = [n for n in numbers if n % 17 != 16]
    return Snapshot.build(
        name="Acme",
        units=[
            Unit("acme", "Acme"),
            *(Unit(f"u{n}", name, parent="acme") for n, name in enumerate(_WHAT)),
        ],
        people=[Person(f"p{n}", f"{_pick(_FIRST, n)} {_pick(_LAST, n // 3)}") for n in numbers],
        posts=[
            Post(f"o{n}", f"{_pick(_WORDS, n)} {_pick(_WHAT, n)} {n}", unit=f"u{n % len(_WHAT)}")
            for n in numbers
        ],
        tenures=[
            Tenure(
                f"p{n}", f"o{n}", kind=TenureKind(_pick(("substantive",) * 10 + ("interim",), n))
            )
            for n in held
        ],
        lines=[ReportingLine(f"o{n}", f"o{(n - 1) // REPORTS}" if n else None) for n in numbers],
    )


def _pick(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]


def _import_time() -> Table:
    """Measure what a program pays before it does anything."""
    programs = {"python": "pass", "import orgchart": "import orgchart"}
    found = medians(
        {name: partial(_start, code) for name, code in programs.items()}, ROUNDS, "import"
    )
    took = {name: parts["whole"] for name, parts in found.items()}
    rows = [(name, milliseconds(seconds)) for name, seconds in took.items()]
    rows.append(("difference", milliseconds(took["import orgchart"] - took["python"])))
    return Table("Import", ("program", "ms"), rows, f"Medians of {ROUNDS} starts of each.")


def _start(code: str) -> _Parts:
    return {"whole": clock(partial(subprocess.run, [sys.executable, "-c", code], check=True))}


def _one_sheet() -> Table:
    """Measure charts of one page each, part by part."""
    charts = {size: organisation(size) for size in SIZES}
    cases: list[_Case] = [
        (engine, kind, size) for engine in engines() for kind in ("svg", "png") for size in SIZES
    ]
    runs = {case: partial(_draw, charts[case[2]], case[0], case[1]) for case in cases}
    found = medians(runs, ROUNDS, "drawing")
    return Table(
        "A chart on one sheet, in milliseconds",
        ("engine", "format", "cards", *_PARTS, "together", "all but Graphviz"),
        [(*map(str, case), *_told(parts)) for case, parts in found.items()],
        f"Medians of {ROUNDS} runs of each, in turn. Graphviz: the start of the program, and what\n"
        "it does. Clean-up: what is done to its SVG afterwards.",
    )


_PARTS: Final = ("layout", "DOT", "Graphviz", "clean-up")


def _draw(chart: Snapshot, engine: Engine, kind: Format) -> _Parts:
    """Draw a chart on one sheet, and return how long each part took."""
    start = perf_counter()
    drawing = draw(chart, most=10_000)
    scene = drawing.scene
    planned = perf_counter()
    source = drawing.source
    written = perf_counter()
    data, _ = single(engine, source, kind)
    drawn = perf_counter()
    if kind == "svg":
        tidy_svg(data, title=drawing.alt_text, description=drawing.description, lang="en")
    end = perf_counter()
    assert scene.width > 0
    return dict(
        zip(_PARTS, (planned - start, written - planned, drawn - written, end - drawn), strict=True)
    )


def _told(parts: Mapping[str, float]) -> tuple[str, ...]:
    whole = sum(parts.values())
    other = whole - parts["Graphviz"]
    return (*map(milliseconds, parts.values()), milliseconds(whole), f"{other / whole:.0%}")


def _in_pages() -> Table:
    """Measure what `draw` does with large charts when nothing is asked: pages that fit a screen."""
    charts = {size: organisation(size) for size in SIZES}
    found = medians({size: partial(_save, charts[size]) for size in SIZES}, ROUNDS, "pages")
    return Table(
        "A chart as `draw` makes it, in pages, DOT text without Graphviz, in milliseconds",
        ("cards", "pages", "DOT"),
        [
            (str(size), str(len(draw(charts[size]).pages)), milliseconds(parts["DOT"]))
            for size, parts in found.items()
        ],
    )


def _save(chart: Snapshot) -> _Parts:
    return {"DOT": clock(lambda: draw(chart).sources)}
