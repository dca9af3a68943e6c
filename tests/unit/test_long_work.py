"""Long work on a terminal: it is told how far it is, and Ctrl-C leaves nothing behind."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType, SimpleNamespace

import pytest

import orgchart
from orgchart import (
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Source,
    Tenure,
    Unit,
    check,
    diff,
    progress,
)
from orgchart.analysis import departures, told_by, vacant_posts
from orgchart.io import dumps, loads, read_tables
from tests.support.screens import Terminal

HOME = str(Path(orgchart.__file__).parent)
COUNT = 8


def company() -> History:
    """Return a history in which something happens every month; new each time."""
    many = range(COUNT)
    return History.build(
        name="Acme",
        zone="UTC",
        people=[Person(f"p{n}", f"Person {n}") for n in many],
        units=[Unit("acme", "Acme", kind="organization")],
        posts=[Post(f"s{n}", f"Seat {n}", unit="acme") for n in many],
        tenures=[
            *(Tenure(f"p{n}", f"s{n}", start=f"2020-{n + 1:02}", end="2021-06-01") for n in many),
            *(Tenure(f"p{n}", f"s{n - 1}", start="2021-06-01") for n in many[1:]),
            Tenure("p0", "s7", start="2021", claim="next", sources=["a"]),
            Tenure("p0", "s6", start="2022", claim="next", sources=["b"]),
        ],
        lines=[ReportingLine(f"s{n}", f"s{n // 2}", start="2020") for n in many[1:]],
        leaves=[Leave("p3", start="2020-11", end="2021-02", sources=["a"])],
        sources=[Source("a", published="2022"), Source("b", published="2023")],
    )


def charts() -> tuple[Snapshot, Snapshot]:
    """Return two charts that belong to no history."""
    history = company()
    found = [history.at(day) for day in ("2020-06-30", "2021-12-31")]
    one, two = (Snapshot.from_facts(chart.facts.values(), like=chart) for chart in found)
    return one, two


def rows() -> list[dict[str, str]]:
    """Return a table of tenures."""
    return [
        {"person": f"Person {n}", "post": f"s{n}", "start": "2020-01-01", "end": ""}
        for n in range(COUNT)
    ]


def joined() -> History:
    """Return a history of charts."""
    history = company()
    return History.from_snapshots({day: history.at(day) for day in ("2020-06-30", "2021-12-31")})


#: What takes long in a large history, and what the bar says of it.
WORK: dict[str, tuple[Callable[[], object], str]] = {
    "facts": (lambda: [*loads(dumps(company(), "json"), "json").facts], "making facts"),
    "reading": (lambda: loads(dumps(company(), "json"), "json"), "reading"),
    "writing": (lambda: dumps(company(), "json"), "writing"),
    "reading tables": (lambda: read_tables(tenures=rows()), "reading tenures"),
    "making tables": (lambda: read_tables(tenures=rows()), "making tenures"),
    "lived": (lambda: company().lived(), "dating facts"),
    "build": (company, "taking facts in"),
    "changes": (lambda: [*company().changes("2019", "2023")], "reading changes"),
    "edits": (lambda: company().diff("2020-06", "2022").edits, "making edits"),
    "changes of two dates": (lambda: company().diff("2020", "2022").changes, "reading changes"),
    "describe": (lambda: company().diff("2020", "2022").describe(), "telling"),
    "corrections": (
        lambda: diff(*(company().known_on(d).at("2024") for d in ("2022", "2024"))).describe(),
        "telling",
    ),
    "check": (lambda: check(company(), strict=True), "checking"),
    "check of a chart": (lambda: check(charts()[1], strict=True), "checking"),
    "diff": (lambda: diff(*charts()), "comparing"),
    "apply": (lambda: charts()[0] + diff(*charts()), "applying"),
    "revert": (lambda: charts()[1] - diff(*charts()), "turning round"),
    "compose": (lambda: diff(*charts()) + -diff(*charts()), "joining"),
    "from snapshots": (joined, "joining charts"),
    "conflicts": (lambda: company().conflicts(), "comparing claims"),
    "departures": (lambda: departures(company(), "acme"), "going through people"),
    "vacant posts": (lambda: vacant_posts(company(), "acme"), "going through posts"),
    "told by": (lambda: told_by(company(), "a"), "going through facts"),
}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr, on which bars are shown at once."""
    made = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setattr(progress, "DELAY", 0.0)
    return made


@pytest.mark.parametrize("name", WORK)
def test_shown(name: str, terminal: Terminal) -> None:
    """It says what it does, leaves nothing on the screen, and comes to the same."""
    work, word = WORK[name]
    found = work()
    assert word in terminal.getvalue()
    assert [] == terminal.lines
    terminal.isatty = lambda: False  # type: ignore[method-assign]
    assert found == work()


class Interruption:
    """Ctrl-C at a call of the library, some calls after something stands on the screen."""

    def __init__(self, terminal: Terminal, after: int) -> None:
        self._terminal = terminal
        self.left = after

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        """Count calls; raise at the last."""
        if event == "call" and frame.f_code.co_filename.startswith(HOME) and self._terminal.lines:
            if not self.left:
                sys.setprofile(None)
                raise KeyboardInterrupt
            self.left -= 1


@pytest.mark.parametrize("after", [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89])
@pytest.mark.parametrize("name", WORK)
def test_interrupted(name: str, after: int, terminal: Terminal) -> None:
    """Ctrl-C, wherever it comes, takes the bar away before anybody sees the error."""
    work, _ = WORK[name]
    try:
        sys.setprofile(Interruption(terminal, after))
        work()
    except KeyboardInterrupt:
        # While the error is looked at its frames are alive, and what they hold.
        assert [] == terminal.lines
    finally:
        sys.setprofile(None)
    assert gc.isenabled()


def test_bar_below_what_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who prints changes as they come has them alone on the screen, each on its line."""
    terminal = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=terminal))
    monkeypatch.setattr(progress, "DELAY", 0.0)
    told: list[str] = []
    for change in company().changes("2019", "2023"):
        assert told == terminal.lines
        print(change, file=terminal)
        told.append(str(change))
    assert told == terminal.lines
    assert "reading changes" in terminal.getvalue()
