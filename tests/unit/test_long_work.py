"""Long work on a terminal: it is told how far it is, and Ctrl-C leaves nothing behind."""

import gc
import io
import re
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from types import FrameType, SimpleNamespace

import pytest
import tqdm.std

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
from orgchart.analysis import begun, departures, joiners, told_by, vacant_posts
from orgchart.drawing import draw
from orgchart.io import (
    dumps,
    from_ontology,
    loads,
    read_popolo,
    read_tables,
    to_mermaid,
    to_networkx,
    to_ontology,
    write_mermaid,
    write_popolo,
)
from tests.support.screens import Terminal

HOME = str(Path(orgchart.__file__).parent)
COUNT = 8
#: So many calls after a bar has come are tried, one after another.
MOST = 40


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


def wide() -> Snapshot:
    """Return a chart of more cards than a page has."""
    posts = [Post(f"s{n}", f"Seat {n}") for n in range(3 * COUNT)]
    lines = [ReportingLine(f"s{n}", f"s{n // 3}") for n in range(1, 3 * COUNT)]
    return Snapshot.build(posts=posts, lines=lines)


def rows() -> list[dict[str, str]]:
    """Return a table of tenures."""
    return [
        {"person": f"Person {n}", "post": f"s{n}", "start": "2020-01-01", "end": ""}
        for n in range(COUNT)
    ]


def popolo() -> str:
    """Return the history as Popolo."""
    text = io.StringIO()
    write_popolo(company(), text)
    return text.getvalue()


def joined() -> History:
    """Return a history of charts."""
    history = company()
    return History.from_snapshots({day: history.at(day) for day in ("2020-06-30", "2021-12-31")})


#: What takes long in a large history, and what the bar says of it.
WORK: dict[str, tuple[Callable[[], object], str]] = {
    "facts": (lambda: loads(dumps(company(), "json"), "json").tenures, "making facts"),
    "writing": (lambda: dumps(company(), "json"), "writing"),
    "reading tables": (lambda: read_tables(tenures=rows()), "reading tenures"),
    "making tables": (lambda: read_tables(tenures=rows()), "making tenures"),
    "writing TOML": (lambda: dumps(company(), "toml"), "writing"),
    "reading TOML": (lambda: loads(dumps(company(), "toml")), "reading tenures"),
    "Popolo": (lambda: read_popolo(io.StringIO(popolo())), "reading memberships"),
    "writing Popolo": (popolo, "writing memberships"),
    "writing posts of Popolo": (popolo, "writing posts"),
    "doubts": (popolo, "looking for doubts"),
    "writing the ontology": (lambda: to_ontology(company()), "writing memberships"),
    "lines of the ontology": (lambda: to_ontology(company()), "writing lines"),
    "reading the ontology": (
        lambda: from_ontology(to_ontology(company())),
        "reading memberships",
    ),
    "people of the ontology": (lambda: from_ontology(to_ontology(company())), "reading people"),
    "nodes": (lambda: list(to_networkx(company())), "making nodes"),
    "edges": (lambda: list(to_networkx(company()).edges), "making edges"),
    "parts": (lambda: list(to_networkx(company()).edges), "making parts"),
    "Mermaid": (lambda: to_mermaid(company().at("2021")), "writing"),
    "losses of Mermaid": (
        lambda: write_mermaid(company().at("2021"), io.StringIO()).losses,
        "looking for losses",
    ),
    "cards": (lambda: draw(company().at("2021")).source, "making cards"),
    "layout": (lambda: draw(company().at("2021")).source, "laying out pages"),
    "DOT": (lambda: draw(company().at("2021")).source, "writing pages"),
    "pages": (lambda: draw(wide(), most=10).sources, "cutting pages"),
    "begun": (lambda: begun(company(), "2020", "2022"), "going through tenures"),
    "joiners": (lambda: joiners(company(), "acme", "2019", "2022"), "looking back"),
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
    "dates": (lambda: company().dates(), "looking for dates"),
    "check": (lambda: check(company()), "checking"),
    "strict check": (lambda: check(company(), strict=True), "looking for sources"),
    "check of a chart": (lambda: check(charts()[1]), "checking"),
    "diff": (lambda: diff(*charts()), "comparing"),
    "apply": (lambda: charts()[0] + diff(*charts()), "applying"),
    "revert": (lambda: charts()[1] - diff(*charts()), "turning round"),
    "compose": (lambda: diff(*charts()) + -diff(*charts()), "joining"),
    "from snapshots": (joined, "joining charts"),
    "claims": (lambda: company().conflicts(), "reading claims"),
    "conflicts": (lambda: company().conflicts(), "comparing claims"),
    "departures": (lambda: departures(company(), "acme"), "going through people"),
    "vacant posts": (lambda: vacant_posts(company(), "acme"), "going through posts"),
    "told by": (lambda: told_by(company(), "a"), "going through facts"),
}


#: Where the end is not known before, and where fewer come than there could have.
WITHOUT_END = {"Popolo", "strict check", "departures", "reading tables", "Mermaid"}
UNCOUNTED = WITHOUT_END | {"corrections"}


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr, on which bars are shown at once."""
    made = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setattr(progress, "DELAY", 0.0)
    return made


@pytest.mark.parametrize("name", WORK)
def test_shown(name: str, terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what it does to the end, leaves nothing on the screen, and comes to the same."""
    monkeypatch.setattr(tqdm.std, "time", count().__next__)
    work, word = WORK[name]
    found = work()
    drawn = rf"\r{word}: +(?:[^\r]*\| )?(\d+)(?:it|/(\d+)) "
    *_, (done, total) = re.findall(drawn, terminal.getvalue())
    assert name in UNCOUNTED or done == total
    assert (name in WITHOUT_END) == (total == "")
    assert [] == terminal.lines
    terminal.isatty = lambda: False  # type: ignore[method-assign]
    assert found == work()


class Interruption:
    """Ctrl-C at a call of the library, some calls after a bar has come onto the screen."""

    def __init__(self, terminal: Terminal, word: str, after: int) -> None:
        self._terminal = terminal
        self._word = word
        self._read = 0
        self._there = False
        self.left = after

    def __call__(self, frame: FrameType, event: str, _arg: object) -> None:
        """Count calls; raise at the last."""
        file = frame.f_code.co_filename
        # The bar itself works for some microseconds only, and can be stopped in taking itself away.
        inside = file.startswith(HOME) and not file.endswith("progress.py")
        if event == "call" and inside and self._seen():
            if not self.left:
                sys.setprofile(None)
                raise KeyboardInterrupt
            self.left -= 1

    def _seen(self) -> bool:
        if self._read != (written := self._terminal.tell()):
            self._read = written
            self._there = any(line.startswith(self._word) for line in self._terminal.lines)
        return self._there


# What is raised where a generator is thrown away is told and lost, as Ctrl-C there would be.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", WORK)
def test_interrupted(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C, wherever it comes, takes the bar away before anybody sees the error."""
    work, word = WORK[name]
    monkeypatch.setattr(progress, "DELAY", 0.0)
    after = 0
    for after in count():
        terminal = Terminal()
        monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=terminal))
        interruption = Interruption(terminal, word, after)
        try:
            sys.setprofile(interruption)
            work()
        except KeyboardInterrupt:
            # While the error is looked at its frames are alive, and what they hold.
            assert [] == terminal.lines, after
        finally:
            sys.setprofile(None)
        assert gc.isenabled()
        if interruption.left or after > MOST:
            break
    assert after > 0


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


def test_long_work_between_changes(terminal: Terminal) -> None:
    """What works long in a loop over changes has its bar, and what is printed then its line."""
    told: list[str] = []
    for change in company().changes("2019", "2023"):
        check(company(), strict=True)
        assert told == terminal.lines
        print(change, file=terminal)
        told.append(str(change))
    assert told == terminal.lines
    assert "looking for sources" in terminal.getvalue()


def test_streams_side_by_side(terminal: Terminal) -> None:
    """Two histories gone through at once, one of them not to its end, leave nothing behind."""
    one, two = (company().changes("2019", end) for end in ("2023", "2021"))
    told: list[str] = []
    for number, (change, other) in enumerate(zip(one, two, strict=False)):
        assert str(change) == str(other)
        print(number, file=terminal)
        told.append(str(number))
        assert told == terminal.lines
    del one, two
    assert told == terminal.lines
