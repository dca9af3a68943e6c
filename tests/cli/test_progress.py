"""Long answers on a terminal: how much was written, and never a bar among what is printed."""

from itertools import count
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest
import tqdm.std

from orgchart import progress
from orgchart.cli import output
from orgchart.cli.output import Output
from tests.support.screens import Terminal


class Screen(Terminal):
    """A terminal that takes bytes too, as stdout does; it is looked at after each line."""

    encoding = "utf-8"

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[list[str]] = []

    @property
    def buffer(self) -> Any:  # noqa: ANN401 - as much of one as is needed
        """Return what takes bytes."""
        return SimpleNamespace(write=self.take)

    def take(self, data: memoryview) -> int:
        """Take bytes."""
        self.write(bytes(data).decode())
        return len(data)

    def write(self, text: str) -> int:
        """Take a text."""
        written = super().write(text)
        if "\n" in text:
            self.seen.append(self.lines)
        return written


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    """Put one terminal in the place of stdout and stderr, on which bars are shown at once."""
    made = Screen()
    monkeypatch.setattr(tqdm.std, "time", count().__next__)
    monkeypatch.setattr(output, "sys", SimpleNamespace(stdout=made))
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setattr(progress, "DELAY", 0.0)
    return made


ROWS = [{"number": number} for number in range(3)]


def answered(to: Output) -> None:
    """Write an answer in the form that is asked for."""
    match to.form:
        case "text":
            to.lines(str(row["number"]) for row in ROWS)
        case "csv":
            to.table(["number"], iter(ROWS))
        case "json":
            to.json_list({}, "rows", iter(ROWS))
        case _:
            to.json_lines(iter(ROWS))


FORMS = ("text", "csv", "json", "jsonl")


@pytest.mark.parametrize("form", FORMS)
def test_bar_makes_way(form: str, screen: Screen) -> None:
    """What is printed stands alone on the screen, line after line."""
    with Output(form, "-", None, "never", FORMS) as to:
        answered(to)
    assert "writing: 1it" in screen.getvalue()
    assert not any("writing" in line for lines in screen.seen for line in lines)
    assert [str(row["number"]) for row in ROWS] == [
        found for line in screen.lines for found in line if found.isdigit()
    ]


@pytest.mark.parametrize("form", FORMS)
def test_files(form: str, screen: Screen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bar counts what goes to a file, and is gone at the end."""
    monkeypatch.chdir(tmp_path)
    with Output(form, "answer", None, "never", FORMS) as to:
        answered(to)
    assert "writing: 3it" in screen.getvalue()
    assert [] == screen.lines


def test_clock_until_there_is_an_answer(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """While nothing is printed a clock goes; it makes way for the first line."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    drawn = Event()

    def write(text: str) -> int:
        if "working: " in text:
            drawn.set()
        return Screen.write(screen, text)

    monkeypatch.setattr(screen, "write", write)
    with Output("text", "-", None, "never", FORMS) as to:
        assert drawn.wait(30)
        assert ["working"] == [line.split(":")[0] for line in screen.lines]
        to.line("first")
        assert ["first"] == screen.lines
        to.line("second")
    assert ["first", "second"] == screen.lines


def test_clock_goes_when_there_is_no_answer(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error finds the screen clean."""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)

    def failing() -> None:
        with Output("text", "-", None, "never", FORMS):
            while "working" not in screen.getvalue():
                pass
            raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        failing()
    assert [] == screen.lines
