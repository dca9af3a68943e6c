"""Blocks on shelves: side by side while there is room, then in a further row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import final

import attrs

__all__ = ["Shelves", "shelve"]


@final
@attrs.frozen
class Shelves:
    """
    Where blocks stand.

    Attributes:
        places: the upper left corner and the row of each block.
        rows: the width of each row.
        width, height: of the whole.
    """

    places: tuple[tuple[float, float, int], ...]
    rows: tuple[float, ...]
    width: float
    height: float


def shelve(
    sizes: Sequence[tuple[float, float]], width: float, gap: float, between: float
) -> Shelves:
    """
    Place blocks in order.

    Args:
        sizes: the width and height of each block.
        width: the greatest width of a row that holds more than one block.
        gap: the space between blocks of a row.
        between: the space between rows.

    >>> shelve([(60, 10), (60, 20), (60, 10)], 130, 10, 5).places
    ((0.0, 0.0, 0), (70.0, 0.0, 0), (0.0, 25.0, 1))
    """
    places: list[tuple[float, float, int]] = []
    rows: list[float] = []
    x = y = tall = 0.0
    for wide, high in sizes:
        if rows and x + wide <= width:
            rows[-1] = x + wide
        else:
            y += tall + between if rows else 0.0
            x = tall = 0.0
            rows.append(wide)
        places.append((x, y, len(rows) - 1))
        tall = max(tall, high)
        x += wide + gap
    return Shelves(tuple(places), tuple(rows), max(rows, default=0.0), y + tall)
