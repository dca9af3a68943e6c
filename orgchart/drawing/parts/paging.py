"""
A large chart as a set of linked pages: an overview, and branches that fill a page each.

Every card stands on one page in full. Where a branch has a page of its own, the card on the page
above says how much is below and leads there; on the branch's page the manager's card leads back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.cards.chart import Body, Chart, Link, Slot
from orgchart.drawing.cards.faces import CARD, Face, Look
from orgchart.drawing.language.wording import Wording, counted
from orgchart.drawing.parts.cutting import cut, joined_notes, named
from orgchart.drawing.parts.sharing import Plan, share
from orgchart.progress import follow

__all__ = ["MOST", "paged"]

#: Above so many cards a chart is split.
MOST: Final = 60
#: Classes of cards that stand for a page, and of cards that are on another page in full.
_SIGN: Final = ("unit", "sign")
_NAMED: Final = "reference"
#: Names in the title of a page that several branches share; the rest is counted.
NAMES: Final = 3


def paged(chart: Chart, words: Wording, most: int = MOST) -> tuple[Chart, ...]:
    """
    Return a chart as pages of at most about so many cards.

    A chart that has no more is one page. A heavy branch gets a page of its own, light ones of one
    manager share one; reports of one manager stay together unless they fill two pages. Boards
    and committees stand on the first page, and so does a tray of a quarter of a page; larger ones
    come last. The headline of each page is that of the whole.

    Args:
        chart: the whole.
        words: the words of the pictures.
        most: the number of cards, 10 or more.

    Complexity: near linear in the cards.
    """
    if len(chart.slots) + sum(len(body.slots) for body in chart.bodies) <= most:
        return (chart,)
    return tuple(_Book(chart, words, most).pages())


@final
@attrs.frozen
class _Page:
    """A page: its plan, the bodies on it, and whether its tops stand in trays."""

    plan: Plan
    name: str = ""
    bodies: tuple[Body, ...] = ()
    boxed: bool = False


@final
@attrs.frozen
class _Sign:
    """A card on the first page that leads to what is not below any card there."""

    title: str
    cards: int
    page: int


class _Book:
    def __init__(self, chart: Chart, words: Wording, most: int) -> None:
        self.chart = chart
        self.words = words
        self.moves = dict(chart.moves)
        #: One place of each page is for the card above.
        self.most = most - 1
        self.book: list[_Page] = []
        self.signs: list[_Sign] = []
        self.plan(most)
        #: The page of each card in full, and the page that a card leads down to.
        self.full: dict[str, int] = {}
        self.leads: dict[str, int] = {}
        for number, page in enumerate(self.book, 1):
            for top in page.plan.tops if page.plan.up >= 0 else ():
                self.leads[top] = number
            if page.plan.span is not None and page.plan.manager:
                self.leads.setdefault(page.plan.manager, number)
            self.full.update(dict.fromkeys(page.plan.here, number))
        for number, page in enumerate(self.book, 1):
            self.full.update(dict.fromkeys(page.plan.tops, number))

    # which card on which page

    def plan(self, most: int) -> None:
        """Decide what is on each page."""
        chart = self.chart
        near, far = self.bodies(most // 2)
        small = [tray for tray in chart.trays if self.weight(tray.slots) <= most // 4]
        large = [tray for tray in chart.trays if tray not in small]
        room = most - sum(len(body.slots) for body in near) - len(far) - len(large)
        tops = (*chart.roots, *(top for tray in small for top in tray.slots))
        # Of several trees the first page is an overview: heavy ones are only named there.
        room = room if len(tops) == 1 else min(room, most // 2)
        plans = share(tops, chart.children, max(room, most // 3), self.most)
        if plans and plans[0].span is not None:
            self.signs.append(_Sign(self.words.chart, len(plans[0].tops), 2))
            plans = (Plan((), ()), *(attrs.evolve(p, up=p.up + 1) for p in plans))
        self.book = [_Page(plan) for plan in plans] or [_Page(Plan((), ()))]
        self.book[0] = attrs.evolve(self.book[0], bodies=near)
        for tray in large:
            self.sign(tray.title, self.weight(tray.slots))
            start = len(self.book)
            for plan in share(tray.slots, chart.children, self.most, self.most):
                first = plan.up < 0
                up = 0 if first else plan.up + start
                self.book.append(_Page(attrs.evolve(plan, up=up), tray.title, boxed=first))
        for body in far:
            self.sign(body.name, len(body.slots))
            self.book.append(_Page(Plan((), (), up=0), body.name, (body,)))

    def weight(self, tops: Sequence[str]) -> int:
        return sum(1 for top in tops for _ in self.chart.branch(top))

    def bodies(self, room: int) -> tuple[tuple[Body, ...], tuple[Body, ...]]:
        """Return the bodies of the first page, and those that would fill it."""
        appoint = {body for body, _, _ in self.chart.appointed.values()}
        near: list[Body] = []
        far: list[Body] = []
        for body in self.chart.bodies:
            fits = len(body.slots) <= room or body.id in appoint
            (near if fits else far).append(body)
            room -= len(body.slots) if fits else 0
        return tuple(near), tuple(far)

    def sign(self, title: str, cards: int) -> None:
        self.signs.append(_Sign(title, cards, len(self.book) + 1))

    # what a page shows

    def pages(self) -> Iterator[Chart]:
        """Yield the pages in order."""
        made = (self.drawn(page, number) for number, page in enumerate(self.book, 1))
        yield from follow(made, "cutting pages", len(self.book))

    def drawn(self, page: _Page, number: int) -> Chart:
        words, plan = self.words, page.plan
        part = cut(
            self.chart,
            plan.here,
            words,
            roots=tuple(top for top in plan.tops if number > 1 or top in self.chart.roots)
            if not page.boxed
            else (),
            bodies=page.bodies,
            trays=page.boxed or number == 1,
            place=lambda slot: words.page.format(self.full[slot]) if slot in self.full else "",
        )
        slots = {id_: self.linked(slot, number) for id_, slot in part.slots.items()}
        part = attrs.evolve(part, slots=slots)
        part = self.with_signs(part) if number == 1 else self.with_way_up(part, page)
        if number > 1:
            part = attrs.evolve(part, listed=(), elsewhere=(), changes=())
        title = words.page_overview if number == 1 else self.title(page)
        head = words.page_of.format(number, len(self.book))
        return named(part, words.part_of.format(head, title), words)

    def linked(self, slot: Slot, number: int) -> Slot:
        """Return a card that leads to what is below it or, for a ghost, to where it moved."""
        if self.full.get(slot.id, number) != number:
            slot = _named_only(slot)
        target = self.leads.get(slot.id, number)
        if target > number:
            where = self.words.page.format(target)
            face = attrs.evolve(slot.face, fold_note=joined_notes(where, slot.face.fold_note))
            return attrs.evolve(slot, face=face, page=target, says=f"{slot.says}; {where}")
        moved = self.moves.get(slot.id)
        if moved is not None and self.full.get(moved, number) != number:
            where = self.words.page.format(self.full[moved])
            face = attrs.evolve(slot.face, fold=where)
            return attrs.evolve(
                slot, face=face, page=self.full[moved], says=f"{slot.says}; {where}"
            )
        return slot

    def with_signs(self, part: Chart) -> Chart:
        """Add the cards that lead to trays, bodies and trees on pages of their own."""
        made: list[Slot] = []
        for sign in self.signs:
            where = self.words.page.format(sign.page)
            fold = counted(self.words.below, sign.cards)
            face = Face((), sign.title, "unit-board", Look.UNIT, fold=fold, fold_note=where)
            says = f"{sign.title}; {joined_notes(fold, where)}"
            made.append(Slot(f"n-page-{sign.page}", face, says, _SIGN, page=sign.page))
        slots = {**part.slots, **{slot.id: slot for slot in made}}
        return attrs.evolve(part, slots=slots, roots=(*part.roots, *(slot.id for slot in made)))

    def with_way_up(self, part: Chart, page: _Page) -> Chart:
        """Add the card that leads back: the manager of the tops, or one of the first page."""
        plan, words = page.plan, self.words
        up = plan.up + 1
        back = words.page_up.format(words.page.format(up))
        if plan.manager:
            slot = _named_only(self.chart.slots[plan.manager])
            face = attrs.evolve(slot.face, fold=back, fold_note="")
            slot = attrs.evolve(
                slot, face=face, page=up, says=f"{slot.says}; {back}", below=type(slot.below)()
            )
            return attrs.evolve(
                part,
                slots={slot.id: slot, **part.slots},
                children={slot.id: plan.tops, **part.children},
                links={**part.links, **self.links(plan.tops)},
                roots=(slot.id,),
            )
        if not page.boxed and not page.bodies:
            slots = {**part.slots}
            for top in plan.tops:
                face = slots[top].face
                if face.fold:
                    face = attrs.evolve(face, fold_note=joined_notes(face.fold_note, back))
                else:
                    face = attrs.evolve(face, fold=back)
                says = f"{slots[top].says}; {back}"
                slots[top] = attrs.evolve(
                    slots[top], face=face, says=says, page=slots[top].page or up
                )
            return attrs.evolve(part, slots=slots)
        face = Face((), words.page_overview, "unit-board", Look.UNIT, width=CARD, fold=back)
        slot = Slot(f"n-page-{up}", face, f"{words.page_overview}; {back}", _SIGN, page=up)
        return attrs.evolve(part, slots={slot.id: slot, **part.slots}, roots=(slot.id,))

    def links(self, tops: Sequence[str]) -> dict[str, Link]:
        return {top: self.chart.links[top] for top in tops if top in self.chart.links}

    def title(self, page: _Page) -> str:
        """Return what a page shows, in a few words."""
        plan, words = page.plan, self.words
        name = page.name
        if plan.manager and plan.span is not None:
            name = self.name(plan.manager)
        if plan.span is not None and name:
            return words.span_of.format(name, *plan.span)
        if page.boxed or page.bodies:
            return name
        names = list(dict.fromkeys(self.name(top) for top in plan.tops))
        if len(names) > NAMES:
            names = [*names[:NAMES], counted(words.page_more, len(names) - NAMES)]
        return words.listed(names)

    def name(self, slot: str) -> str:
        """Return the title on a card, or who is on it."""
        face = self.chart.slots[slot].face
        return face.title or self.chart.short(slot)


def _named_only(slot: Slot) -> Slot:
    """Return a card that is on another page in full."""
    return attrs.evolve(slot, classes=(*slot.classes, _NAMED))
