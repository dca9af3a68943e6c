"""The progress bar: on a terminal and after two seconds only, and gone afterwards."""

import io
import os
import pty
import re
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import chain
from threading import Thread
from types import SimpleNamespace

import pytest
import tqdm.std

from orgchart import progress
from orgchart.io import dumps, loads, read_tables
from orgchart.progress import follow
from tests.support.screens import Terminal


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Put a terminal in the place of stderr."""
    made = Terminal()
    # In its place as the module sees it: pytest puts its own stderr back when the test starts.
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))
    return made


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def working(self, items: range, seconds: float) -> Iterator[int]:
        """Yield items, each of which takes some seconds."""
        for item in items:
            self.now += seconds
            yield item


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Put a clock of ours in the place of the real one."""
    made = Clock()
    monkeypatch.setattr(tqdm.std, "time", made)
    monkeypatch.setattr(progress, "monotonic", made)
    return made


def done(lines: list[str], total: int) -> int:
    """Return how much of a total the one line on a screen shows as done."""
    (line,) = lines
    (found,) = re.findall(rf"(\d+)/{total}\b", line)
    return int(found)


@pytest.mark.parametrize("error", [BlockingIOError, RuntimeError, TypeError])
def test_terminal_that_takes_nothing(
    error: type[Exception], terminal: Terminal, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work goes on where the bar cannot be drawn any more, at first or later."""
    for writes in range(12):
        left = iter(range(writes))

        def write(_text: str, left: Iterator[int] = left) -> int:
            if next(left, None) is None:
                raise error
            return 0

        monkeypatch.setattr(terminal, "write", write)
        for aside in (False, True):
            items = follow(clock.working(range(9), 1.0), "drawing", 9, aside=aside)
            assert [*range(9)] == list(items)


@pytest.mark.parametrize("aside", [False, True])
def test_ctrl_c_while_it_is_drawn(
    aside: bool,  # noqa: FBT001 - a row of a table
    terminal: Terminal,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It leaves nothing taken that other threads wait for, and nothing that complains later."""
    written = terminal.write

    def drawing() -> None:
        assert [*range(9)] == list(follow(clock.working(range(9), 1.0), "drawing", 9, aside=aside))

    for writes in range(40):
        turns = chain([False] * writes, [True])

        def write(text: str, turns: Iterator[bool] = turns) -> int:
            if next(turns, False):
                raise KeyboardInterrupt
            return written(text)

        monkeypatch.setattr(terminal, "write", write)
        with suppress(KeyboardInterrupt):
            drawing()
        monkeypatch.setattr(terminal, "write", written)
        assert [] == terminal.lines, writes
        other = Thread(target=drawing, daemon=True)
        other.start()
        other.join(10.0)
        assert not other.is_alive()


def test_items_come_through(terminal: Terminal) -> None:
    """All of them, in order, one at a time, seen or not."""
    source = iter(range(3))
    items = follow(source, "counting", 3)
    assert 0 == next(items)
    assert 1 == next(source)
    assert [2] == list(items)
    assert "" == terminal.getvalue()


def test_long_work_is_shown_and_wiped_away(terminal: Terminal, clock: Clock) -> None:
    """After two seconds the bar counts; at the end its line is blank again."""
    seen = [terminal.lines for _ in follow(clock.working(range(5), 1.0), "drawing", 5)]
    assert [[], []] == seen[:2]
    assert [2, 3, 4] == [done(lines, 5) for lines in seen[2:]]
    assert all(lines[0].startswith("drawing:  ") for lines in seen[2:])
    assert [] == terminal.lines
    assert "\n" not in terminal.getvalue()
    # It was never there with less done, and knows since when.
    assert "0/5" not in terminal.getvalue()
    times = re.findall(r"\[(\S+)<", terminal.getvalue())
    assert ["00:02", "00:03", "00:04", "00:05"] == times


def test_sizes_are_counted(terminal: Terminal, clock: Clock) -> None:
    """What stands for several counts as several."""
    work = (range(number) for number in clock.working(range(3, 7), 2.0))
    seen = [terminal.lines for _ in follow(work, "making", 18, size=len)]
    assert [3, 7, 12] == [done(lines, 18) for lines in seen[1:]]


def test_aside(terminal: Terminal, clock: Clock) -> None:
    """It is not there while somebody else has an item, and goes on counting in between."""
    between: list[list[str]] = []

    def working(seconds: float = 1.0) -> Iterator[int]:
        for item in clock.working(range(5), seconds):
            between.append(terminal.lines)
            yield item

    for _ in follow(working(), "telling", 5, aside=True):
        assert [] == terminal.lines
    assert [[], []] == between[:2]
    assert [2, 3, 4] == [done(lines, 5) for lines in between[2:]]


@pytest.mark.parametrize(("making", "waiting", "seen"), [(0.004, 0.0, 8), (0.001, 0.05, 4)])
def test_aside_now_and_then(
    making: float, waiting: float, seen: int, terminal: Terminal, clock: Clock
) -> None:
    """It comes again when there is time to see it, and else ten times a second."""
    between: list[list[str]] = []

    def working() -> Iterator[int]:
        for item in range(11):
            between.append(terminal.lines)
            clock.now += 2.0 if item == 1 else making
            yield item

    for item in follow(working(), "telling", 11, aside=True):
        clock.now += waiting if item > 1 else 0.0
    assert seen == len([lines for lines in between[3:] if lines])


def test_short_work_is_not_shown(terminal: Terminal, clock: Clock) -> None:
    """Less than two seconds show nothing, however many items there are."""
    assert 100 == len(list(follow(clock.working(range(100), 0.015), "drawing", 100)))
    assert "" == terminal.getvalue()


def test_work_without_a_known_end_is_counted(terminal: Terminal, clock: Clock) -> None:
    """Without a total the bar counts all the same."""
    assert 9 == len(list(follow(clock.working(range(9), 1.0), "reading")))
    assert "reading" in terminal.getvalue()
    assert "%" not in terminal.getvalue()


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_bar_is_wiped_away_by_an_error(
    error: type[BaseException], terminal: Terminal, clock: Clock
) -> None:
    """Ctrl-C and errors, in the work or in who uses it, leave no bar behind."""

    def failing() -> Iterator[int]:
        yield from clock.working(range(5), 1.0)
        raise error

    with pytest.raises(error):
        list(follow(failing(), "drawing", 9))
    assert "drawing" in terminal.getvalue()
    assert [] == terminal.lines

    def used() -> None:
        with closing(follow(clock.working(range(9), 1.0), "drawing", 9)) as items:
            for item in items:
                if item == 5:
                    raise error

    with pytest.raises(error):
        used()
    assert [] == terminal.lines


@pytest.mark.parametrize("stream", ["closed", "none", "file"])
def test_nobody_looks(stream: str, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    """Without a terminal, with a closed one or with no stderr at all nothing is written."""
    made = io.StringIO()
    if stream == "closed":
        made.close()
    stderr = None if stream == "none" else made
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=stderr))
    assert [0, 1, 2] == list(follow(clock.working(range(3), 5.0), "drawing", 3))
    if stream == "file":
        assert "" == made.getvalue()


def test_tables_and_json_are_followed(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading tables shows each of them, and writing JSON that it goes on."""
    monkeypatch.setattr(progress, "DELAY", 0.0)
    history = read_tables(
        posts=[{"id": "ceo", "title": "Chief"}],
        tenures=[{"person": "ann", "post": "ceo", "start": "2020-01-01", "end": "2021-01-01"}],
        ends="exclusive",
    )
    for what in ("reading posts", "reading tenures", "making posts", "making tenures"):
        assert what in terminal.getvalue()
    before = len(terminal.getvalue())
    assert history == loads(dumps(history, "json"), "json")
    assert "writing" in terminal.getvalue()[before:]


PROGRAM = """
import sys
from orgchart import progress
progress.DELAY = 0.0
print(sum(progress.follow(range(10), "counting", 10)))
print("tqdm" in sys.modules)
"""


def test_on_a_real_terminal() -> None:
    """A program under a terminal shows the bar on stderr, and its output is untouched."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=theirs, check=True
    )
    os.close(theirs)
    shown = b""
    with open(ours, "rb", buffering=0) as screen:  # noqa: PTH123 - a file that is open already
        try:
            while part := screen.read(4096):
                shown += part
        except OSError:  # how a terminal ends on Linux
            pass
    assert b"45\nTrue\n" == done.stdout.replace(b"\r", b"")
    assert b"counting" in shown
    assert b"" == shown.rpartition(b"\r")[2].strip()


def test_in_a_pipe() -> None:
    """A program whose stderr is no terminal writes nothing there and does not load the bar."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    assert b"" == done.stderr
    assert b"45\nFalse\n" == done.stdout.replace(b"\r", b"")


def test_two_seconds() -> None:
    """The wait is what the documentation says."""
    assert 2.0 == progress.DELAY


def test_terminal_that_does_not_say(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The work goes on beside a stream that cannot say what it is."""

    def isatty() -> bool:
        raise TypeError

    monkeypatch.setattr(terminal, "isatty", isatty)
    assert [0, 1] == list(follow(range(2), "drawing"))
    assert "" == terminal.getvalue()


SETTINGS = """
import os
from types import SimpleNamespace

from orgchart import progress
from tests.support.screens import Terminal

terminal = Terminal()
progress.sys = SimpleNamespace(stderr=terminal)
progress.DELAY = progress.PATIENCE = 0.0
progress._TICK = 0.001
with progress.waiting("parsing"):
    for done in progress.follow(range(10), "counting", 10):
        while "parsing" not in terminal.getvalue():
            pass
print(max(map(len, terminal.getvalue().splitlines())) < 200)
print("counting:  10%" in terminal.getvalue(), "parsing: 00:00" in terminal.getvalue())
print(terminal.lines)
"""


@pytest.mark.parametrize(
    "setting",
    ["ASCII=1", "GUI=1", "WRITE_BYTES=1", "BAR_FORMAT={nothing}", "NCOLS=500", "POSITION=3"],
)
def test_environment(setting: str) -> None:
    """What others have set for bars of their own changes nothing."""
    name, _, value = setting.partition("=")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SETTINGS],
        env={**os.environ, f"TQDM_{name}": value},
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    assert "True\nTrue True\n[]\n" == done.stdout
    assert "" == done.stderr


def test_no_bars_wanted(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who wants no bars sets what `tqdm` asks for."""
    monkeypatch.setenv("TQDM_DISABLE", "1")
    monkeypatch.setattr(progress, "DELAY", 0.0)
    assert [0, 1] == list(follow(range(2), "drawing"))
    assert "" == terminal.getvalue()


FORK = """
import os
import signal
from types import SimpleNamespace

from orgchart import progress
from tests.support.screens import Terminal

terminal = Terminal()
progress.sys = SimpleNamespace(stderr=terminal)
progress.DELAY = 0.0
with progress._bars().get_lock():
    child = os.fork()
    if not child:
        # Nobody gives the lock back here, for who has it is not in this process.
        signal.alarm(30)
        from threading import Thread

        other = Thread(target=lambda: list(progress.follow(range(3), "counting")))
        other.start()
        other.join()
        os._exit(0 if "counting" in terminal.getvalue() else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def test_fork() -> None:
    """A process that is forked while something is drawn draws on its own."""
    done = subprocess.run(
        [sys.executable, "-c", FORK], capture_output=True, check=True, text=True, timeout=60
    )
    assert "0\n" == done.stdout, done.stderr
