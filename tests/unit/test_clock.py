"""The clock for work that tells nothing until it ends: on a terminal only, and gone afterwards."""

import re
import sys
import threading
from collections.abc import Callable
from io import StringIO
from threading import Event
from types import FrameType, SimpleNamespace
from typing import Final

import pytest

from orgchart import History, Snapshot, progress
from orgchart.drawing import draw
from orgchart.io import (
    dumps,
    from_ontology,
    loads,
    read_popolo,
    to_networkx,
    to_ontology,
    to_popolo,
    write_graphml,
)
from orgchart.progress import follow, waiting
from orgchart.rendering import render
from tests.support.screens import Terminal
from tests.unit.test_long_work import HOME, company

#: So long a test waits for what must come; it fails where that does not.
MOST: Final = 30


class Watched(Terminal):
    """A terminal that tells when a clock has been drawn on it."""

    def __init__(self, word: str, time: str = r"\d\d:\d\d") -> None:
        super().__init__()
        self.drawn = Event()
        self._clock = re.compile(f"{word}: {time}")

    def write(self, text: str) -> int:
        """Take a text."""
        written = super().write(text)
        if self._clock.search(text):
            self.drawn.set()
        return written


def on(terminal: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a terminal in the place of stderr, on which clocks are shown at once."""
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=terminal))
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_TICK", 3600.0)


def clocks() -> list[str]:
    """Return the names of the clocks that go."""
    return [one.name for one in threading.enumerate() if one.name.startswith("clock of")]


def test_shown_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands on the screen while the work goes on, and is gone afterwards."""
    terminal = Watched("parsing")
    on(terminal, monkeypatch)
    with waiting("parsing"):
        assert terminal.drawn.wait(MOST)
        assert ["parsing: 00:00"] == terminal.lines
    assert [] == terminal.lines
    assert [] == clocks()


def test_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """It counts from when the work began, and is drawn again and again."""
    terminal = Watched("parsing", "01:4[1-9]")
    on(terminal, monkeypatch)
    monkeypatch.setattr(progress, "_TICK", 0.001)
    times = iter([0.0, 100.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(times))
    with waiting("parsing"):
        assert terminal.drawn.wait(MOST)
    assert terminal.getvalue().count("parsing: 01:40") > 1
    assert [] == terminal.lines


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_error(error: type[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    """It is gone before anybody sees an error or Ctrl-C."""
    terminal = Watched("parsing")
    on(terminal, monkeypatch)

    def work() -> None:
        with waiting("parsing"):
            assert terminal.drawn.wait(MOST)
            raise error

    with pytest.raises(error):
        work()
    assert [] == terminal.lines
    assert [] == clocks()


def test_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done before two seconds have gone by is not shown."""
    terminal = Watched("parsing")
    on(terminal, monkeypatch)
    monkeypatch.setattr(progress, "PATIENCE", 3600.0)
    with waiting("parsing"):
        assert ["clock of parsing"] == clocks()
    assert "" == terminal.getvalue()
    assert [] == clocks()


def test_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where stderr is no terminal, no clock goes."""
    stream = StringIO()
    on(stream, monkeypatch)
    with waiting("parsing"):
        assert [] == clocks()
    assert "" == stream.getvalue()


def test_above_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar of a step stands on the line below it."""
    terminal = Watched("parsing")
    on(terminal, monkeypatch)
    monkeypatch.setattr(progress, "DELAY", 0.0)
    seen: list[list[str]] = []
    with waiting("parsing"):
        assert terminal.drawn.wait(MOST)
        seen += ([line.split(":")[0] for line in terminal.lines] for _ in follow("abc", "making"))
        assert ["parsing"] == [line.split(":")[0] for line in terminal.lines]
    assert [["parsing"], ["parsing", "making"], ["parsing", "making"]] == seen
    assert [] == terminal.lines


def test_terminal_that_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work goes on where nothing can be drawn."""
    asked = Event()

    class Broken(Terminal):
        def write(self, _: str) -> int:
            asked.set()
            raise OSError

    on(Broken(), monkeypatch)
    with waiting("parsing"):
        assert asked.wait(MOST)
    assert [] == clocks()


def test_no_more_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work goes on where the system allows no more threads."""

    def start(_: threading.Thread) -> None:
        raise RuntimeError

    terminal = Watched("parsing")
    on(terminal, monkeypatch)
    monkeypatch.setattr(threading.Thread, "start", start)
    with waiting("parsing"):
        done = True
    assert done
    assert "" == terminal.getvalue()


def charts() -> dict[str, Snapshot]:
    """Return charts at dates."""
    history = company()
    return {day: history.at(day) for day in ("2020-06-30", "2021-12-31")}


#: What takes long in a large history and has steps that tell nothing, and what the clock says.
WORK: dict[str, tuple[Callable[[], object], str]] = {
    "reading TOML": (lambda: loads(dumps(company(), "toml"), "toml"), "reading TOML"),
    "writing TOML": (lambda: dumps(company(), "toml"), "writing TOML"),
    "reading Popolo": (lambda: read_popolo(StringIO(to_popolo(company()))), "reading Popolo"),
    "writing Popolo": (lambda: to_popolo(company()), "writing Popolo"),
    "reading Turtle": (lambda: from_ontology(to_ontology(company())), "reading the ontology"),
    "writing Turtle": (lambda: to_ontology(company()), "writing the ontology"),
    "graph": (lambda: len(to_networkx(company())), "making a graph"),
    "GraphML": (lambda: len(write_graphml(company(), StringIO())), "writing GraphML"),
    "charts": (lambda: History.from_snapshots(charts(), zone="UTC"), "reading charts"),
    "layout": (lambda: draw(company().at("2021")).source, "laying out"),
    "picture": (lambda: render("digraph { a }", "svg"), "drawing"),
}


@pytest.mark.parametrize("name", WORK)
def test_work(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It shows for how long it has been going on, leaves nothing, and comes to the same."""
    work, word = WORK[name]
    expected = work()
    terminal = Watched(word)
    on(terminal, monkeypatch)

    def held(frame: FrameType, _event: str, _arg: object) -> None:
        # The work waits for its clock, which goes in a thread of its own.
        file = frame.f_code.co_filename
        inside = file.startswith(HOME) and not file.endswith("progress.py")
        if inside and f"clock of {word}" in clocks():
            sys.setprofile(None)
            assert terminal.drawn.wait(MOST)

    sys.setprofile(held)
    try:
        found = work()
    finally:
        sys.setprofile(None)
    assert expected == found
    assert terminal.drawn.is_set()
    assert [] == terminal.lines
    assert [] == clocks()
