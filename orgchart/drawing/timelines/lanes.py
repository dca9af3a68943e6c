"""
Bars and their names in lanes: no two bars of a lane overlap, and no name lies on another's bar.

A name stands in its bar where it fits, else after it, else before it; where there is no room for
it the bar goes to another lane.
"""

from __future__ import annotations

from bisect import bisect, insort
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import Final, Literal, TypeAlias, final

import attrs

__all__ = ["Item", "Placed", "pack"]

Where: TypeAlias = Literal["inside", "after", "before", "under"]

#: Between a bar and a name beside it, and between a name and the next bar.
GAP: Final = 5
_TOUCH: Final = 1e-6


@final
@attrs.frozen
class Item:
    """
    A bar to be placed.

    Attributes:
        left, right: where it begins and ends.
        start, end: the bounds of its ends, for hand-overs: where one ends within the very bounds
            in which another begins, both fades share a lane.
        solid: whether it surely holds at some time, between its fades.
        text: how wide its name is; 0 for none.
        inside: the left edge of the name in the bar; None where it does not fit.
    """

    left: float
    right: float
    start: tuple[int, int]
    end: tuple[int, int]
    solid: bool
    text: float
    inside: float | None


@final
@attrs.frozen
class Placed:
    """
    Where an item went.

    Attributes:
        lane: the number of the lane, from 0.
        where: where its name stands.
        x: the left edge of its name.
        follows, precedes: whether it takes over from the item before it in the lane, or hands over
            to the item after it, some time within bounds that they share.
    """

    lane: int
    where: Where
    x: float
    follows: bool = False
    precedes: bool = False


def pack(items: Sequence[Item], left: float, right: float) -> tuple[Placed, ...]:
    """
    Place items in as few lanes as can be done without looking far.

    Args:
        items: the items, in order of their first bounds.
        left, right: where names may begin and must end.

    Returns:
        Where each item went, in the same order.

    Complexity: sorting, for bars that hold their names; each bar that does not looks through the
        lanes.
    """
    return _Packing(items, left, right).placed()


class _Packing:
    def __init__(self, items: Sequence[Item], left: float, right: float) -> None:
        self.items = items
        self.left = left
        self.right = right
        #: What is taken in each lane: pairs of a left and a right edge, in order.
        self.taken: list[list[tuple[float, float]]] = []
        self.found: dict[int, Placed] = {}

    def placed(self) -> tuple[Placed, ...]:
        wide = [place for place, item in enumerate(self.items) if item.inside is not None]
        self.sweep(wide)
        for place, item in enumerate(self.items):
            if item.inside is None:
                self.found[place] = self.squeeze(item)
        # Lanes stand in the order of what begins first in each.
        ranks: dict[int, int] = {}
        for place in range(len(self.items)):
            ranks.setdefault(self.found[place].lane, len(ranks))
        return tuple(
            attrs.evolve(found, lane=ranks[found.lane])
            for found in (self.found[place] for place in range(len(self.items)))
        )

    def sweep(self, wide: Sequence[int]) -> None:
        """Place the items that hold their names, each in the first lane that is free."""
        busy: list[tuple[float, int, int]] = []
        free: list[int] = []
        last: dict[int, int] = {}
        ending: dict[tuple[int, int], int] = {}
        for place in wide:
            item = self.items[place]
            while busy and busy[0][0] <= item.left + _TOUCH:
                _, lane, before = heappop(busy)
                if last[lane] == before:
                    heappush(free, lane)
            giver = ending.pop(item.start, None) if item.solid else None
            if giver is not None and self.hands_over(giver, item, last):
                lane = self.found[giver].lane
                self.found[giver] = attrs.evolve(self.found[giver], precedes=True)
            else:
                giver = None
                lane = heappop(free) if free else len(self.taken)
            if lane == len(self.taken):
                self.taken.append([])
            x = item.left if item.inside is None else item.inside
            self.found[place] = Placed(lane, "inside", x, follows=giver is not None)
            insort(self.taken[lane], (item.left, item.right))
            heappush(busy, (item.right, lane, place))
            last[lane] = place
            if item.solid and item.end[0] < item.end[1]:
                ending.setdefault(item.end, place)

    def hands_over(self, giver: int, item: Item, last: Mapping[int, int]) -> bool:
        """Say whether an item can take over from another, the last of its lane and still there."""
        in_lane = last[self.found[giver].lane] == giver
        return in_lane and self.items[giver].right > item.left + _TOUCH

    def squeeze(self, item: Item) -> Placed:
        """Place an item with its name beside it: in a lane with room for both, or a new one."""
        after = item.right + GAP
        if after + item.text <= self.right:
            return self.first(item, item.left, after + item.text, "after", after)
        before = item.left - GAP - item.text
        if before >= self.left:
            return self.first(item, before, item.right, "before", before)
        x = max(min(item.left, self.right - item.text), self.left)
        return self.first(item, self.left, max(self.right, item.right), "under", x)

    def first(self, item: Item, left: float, right: float, where: Where, x: float) -> Placed:
        lane = next(
            (number for number, taken in enumerate(self.taken) if _free(taken, left, right)),
            len(self.taken),
        )
        if lane == len(self.taken):
            self.taken.append([])
        end = right + GAP if where == "after" else right
        start = left - GAP if where == "before" else left
        insort(self.taken[lane], (start, max(end, item.right)))
        return Placed(lane, where, x)


def _free(taken: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    """Say whether a stretch of a lane is free."""
    place = bisect(taken, (left, right))
    before = place == 0 or taken[place - 1][1] <= left + _TOUCH
    return before and (place == len(taken) or taken[place][0] >= right + GAP - _TOUCH)
