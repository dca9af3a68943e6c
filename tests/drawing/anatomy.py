"""The history of the gallery in which every state of a card and a line occurs."""

from functools import cache
from pathlib import Path

import orgchart
from orgchart import History

__all__ = ["EARLIER", "LATER", "anatomy"]

#: The file says which states of one date and which changes between the two it holds.
EARLIER, LATER = "2020-06-01", "2021-06-01"

_FILE = Path(__file__).parents[2] / "examples" / "gallery" / "anatomy.toml"


@cache
def anatomy() -> History:
    """Return the history."""
    return orgchart.load(_FILE)
