"""
Small charts whose DOT text is kept, to the letter.

After a change on purpose: ``ORGCHART_REGENERATE=1 pytest tests/drawing/test_golden.py`` writes the
files anew; read the difference before it is kept.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from orgchart import Snapshot
from orgchart.drawing import Drawing, draw
from tests.drawing.acme import AFTER, BEFORE, acme

GOLDEN = Path(__file__).with_name("golden")


def empty() -> Drawing:
    """Draw nothing."""
    return draw(Snapshot.build(name="Empty"))


def still() -> Drawing:
    """Draw the made-up company."""
    return draw(acme().at(BEFORE))


def still_dark() -> Drawing:
    """Draw it later, in the dark and narrow."""
    return draw(acme().at(AFTER), theme="dark", max_width=700)


def change() -> Drawing:
    """Draw what changed."""
    return draw(acme().diff(BEFORE, AFTER))


@pytest.mark.parametrize("make", [empty, still, still_dark, change], ids=lambda f: f.__name__)
@pytest.mark.parametrize("suffix", ["dot", "txt"])
def test_drawing_is_as_it_was(make: Callable[[], Drawing], suffix: str) -> None:
    """The DOT text and the words are those that were looked at and found good."""
    picture = make()
    found = picture.source if suffix == "dot" else picture.text()
    path = GOLDEN / f"{make.__name__.replace('_', '-')}.{suffix}"
    if os.environ.get("ORGCHART_REGENERATE"):
        path.write_text(found, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == found
