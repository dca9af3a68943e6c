"""
Trees shared out to pages: which cards stand together when a page holds only so many.

From the leaves up, a card whose branch is too heavy for a page gives its heaviest branches away,
until what is left fits. Knows numbers and ids only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, final

import attrs

__all__ = ["Plan", "share"]

#: Stands for what the tops hang from.
_SKY: Final = "\x00"


@final
@attrs.frozen
class Plan:
    """
    What is on one page.

    Attributes:
        tops: the cards at the top, reports of one manager or tops of trees.
        here: all cards on it; one whose branch has a page of its own is on both.
        manager: the card above the tops; empty for none.
        up: the number of the plan that the manager is on in full; -1 for none.
        span: of so many reports parted over pages, the first, the last and their number.
    """

    tops: tuple[str, ...]
    here: tuple[str, ...]
    manager: str = ""
    up: int = -1
    span: tuple[int, int, int] | None = None


@final
@attrs.frozen
class _Group:
    """Branches that are given away together."""

    tops: tuple[str, ...]
    span: tuple[int, int, int] | None = None


def share(
    tops: Sequence[str], children: Mapping[str, Sequence[str]], first: int, most: int
) -> tuple[Plan, ...]:
    """
    Share trees out.

    A branch that is given away stands on its own page, and its top on both. Light branches of one
    manager, of a quarter of a page or less, share a page. A card that has more than twice as many
    reports as a page holds, even with all their branches away, gives all of them to further pages.

    Args:
        tops: the tops of the trees.
        children: the cards below each card.
        first: how many cards the page of the tops holds.
        most: how many each other page holds.

    Returns:
        The plans, a page before those that it leads to; the first for all tops, or several for
        stretches of them where they are too many.

    >>> plans = share(["a"], {"a": "bcd", "b": "ef", "c": "ghi"}, 6, 6)
    >>> [(plan.tops, "".join(plan.here), plan.up) for plan in plans]
    [(('a',), 'abefcd', -1), (('c',), 'cghi', 0)]
    """
    below = {**children, _SKY: tuple(tops)}
    order = list(_walk(below))
    away: dict[str, list[_Group]] = {}
    weights: dict[str, int] = {}
    for node in reversed(order):
        limit = first if node == _SKY else most
        given, weights[node] = _given(node, below, weights, limit, most)
        if given:
            away[node] = given
    return tuple(_plans(below, away))


def _walk(below: Mapping[str, Sequence[str]]) -> Iterator[str]:
    ahead = [_SKY]
    while ahead:
        node = ahead.pop()
        yield node
        ahead.extend(reversed(below.get(node, ())))


def _given(
    node: str,
    below: Mapping[str, Sequence[str]],
    weights: Mapping[str, int],
    limit: int,
    most: int,
) -> tuple[list[_Group], int]:
    """Return what a card gives away, and how many cards stay."""
    own = int(node != _SKY)
    kids = below.get(node, ())
    weight = own + sum(weights[kid] for kid in kids)
    if weight <= limit:
        return [], weight
    heavy = sorted((kid for kid in kids if weights[kid] > 1), key=lambda kid: -weights[kid])
    gone: set[str] = set()
    for kid in heavy:
        if weight <= limit:
            break
        gone.add(kid)
        weight -= weights[kid] - 1
    if weight > 2 * max(limit, most // 2):
        return list(_stretches(kids, weights, most)), own
    return list(_packed([kid for kid in kids if kid in gone], weights, most)), weight


def _packed(kids: Sequence[str], weights: Mapping[str, int], most: int) -> Iterator[_Group]:
    """Yield heavy branches alone and light ones together, in order of the first of each."""
    groups: list[list[str]] = []
    light: list[str] = []
    used = most
    for kid in kids:
        if weights[kid] > most // 4:
            groups.append([kid])
            continue
        if used + weights[kid] > most:
            light, used = [], 0
            groups.append(light)
        light.append(kid)
        used += weights[kid]
    for group in groups:
        yield _Group(tuple(group))


def _stretches(kids: Sequence[str], weights: Mapping[str, int], most: int) -> Iterator[_Group]:
    """Yield reports in order, as many together as fill a page."""
    start = used = 0
    for place, kid in enumerate(kids):
        if used and used + weights[kid] > most:
            yield _Group(tuple(kids[start:place]), (start + 1, place, len(kids)))
            start, used = place, 0
        used += weights[kid]
    yield _Group(tuple(kids[start:]), (start + 1, len(kids), len(kids)))


def _plans(below: Mapping[str, Sequence[str]], away: Mapping[str, list[_Group]]) -> Iterator[Plan]:
    """Yield the plans, each before those it leads to."""
    whole = _Group(tuple(below[_SKY]))
    sky = away.get(_SKY, [])
    parted = bool(sky) and sky[0].span is not None
    gone = {top for groups in away.values() for group in groups for top in group.tops}
    hidden = {node for node, groups in away.items() if groups[0].span is not None}
    ahead = [("", group, -1) for group in (reversed(sky) if parted else [whole])]
    count = 0
    while ahead:
        manager, group, up = ahead.pop()
        # On the page of all tops some are only named; on a page of their own they are at home.
        named = gone if group is whole else gone.difference(group.tops)
        here = list(_drawn(group.tops, below, named | hidden))
        yield Plan(group.tops, tuple(here), manager, up, group.span)
        own = set(here) - named
        found = [(node, one, count) for node in here if node in own for one in away.get(node, ())]
        found += [("", one, count) for one in sky] if group is whole else []
        spots = {node: spot for spot, node in enumerate(here)}
        found.sort(key=lambda item: spots.get(item[1].tops[0], spots.get(item[0], 0)))
        ahead.extend(reversed(found))
        count += 1


def _drawn(
    tops: Sequence[str], below: Mapping[str, Sequence[str]], shut: Collection[str]
) -> Iterator[str]:
    """Yield the cards of a page, parents before children, nothing below those that are shut."""
    ahead = list(reversed(tops))
    while ahead:
        node = ahead.pop()
        yield node
        if node not in shut:
            ahead.extend(reversed(below.get(node, ())))
