"""Boards and committees of a snapshot: a card for each member, the chair first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from orgchart.drawing.cards.chart import Body, Slot
from orgchart.drawing.cards.faces import SEAT, Face, Holder, Look, MarkStyle, Tag
from orgchart.drawing.cards.seats import also, holder_of, state_words
from orgchart.drawing.cards.sheet import Sheet, joined
from orgchart.drawing.language.wording import Wording
from orgchart.drawing.texts.escape import clean
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty
from orgchart.model import Post, Tenure
from orgchart.snapshot import Snapshot

__all__ = [
    "Member",
    "members_of",
    "office_of",
    "office_pill",
    "own_line",
    "seats_taken",
    "still_bodies",
    "sure",
    "vacant_seat",
]

#: A member of a body: the person's id, and a number that tells undisclosed ones apart.
Member: TypeAlias = tuple[str, int]
#: The longest title that is shown as a pill, in letters.
LONGEST_OFFICE: Final = 16


def members_of(
    snapshot: Snapshot, seats: Sequence[Post], sheet: Sheet
) -> dict[Member, list[Tenure]]:
    """
    Return who sits on a body, in which of its posts.

    Args:
        snapshot: the chart.
        seats: the posts of the body, in order.
        sheet: what the picture's charts have in common.

    Returns:
        The tenures of each member, in the order of the posts; holders of single offices (the
        chair) first, then in the order of posts and names.
    """
    found: dict[Member, list[Tenure]] = {}
    hidden = 0
    for post in seats:
        for tenure in snapshot.holders(post.id):
            hidden += tenure.person is UNDISCLOSED
            number = hidden if tenure.person is UNDISCLOSED else 0
            found.setdefault((tenure.person, number), []).append(tenure)
    place = {post.id: (post.seats != 1, number) for number, post in enumerate(seats)}
    order = sorted(
        found,
        key=lambda who: (*place[found[who][0].post], sheet.name_key(who[0]), who),
    )
    return {who: found[who] for who in order}


def still_bodies(snapshot: Snapshot, sheet: Sheet) -> Iterator[Body]:
    """Yield the bodies of a snapshot that have members or vacant seats, in order."""
    for unit, seats in sheet.bodies.items():
        members = members_of(snapshot, seats, sheet)
        slots = [_member(snapshot, sheet, unit, who, held) for who, held in members.items()]
        slots += [slot for post in seats for slot in vacant_seat(snapshot, sheet, post)]
        if slots:
            name = sheet.unit(unit)
            title = joined(sheet.capitals(name), seats_taken(members, sheet.words))
            yield Body(sheet.body_slug(unit), name, title, tuple(slots))


def sure(members: Iterable[Sequence[Tenure]]) -> int:
    """Return how many members of a body are so for certain."""
    return sum(any(t.certainty is Certainty.CERTAIN for t in held) for held in members)


def seats_taken(members: Mapping[Member, Sequence[Tenure]], words: Wording) -> str:
    """Return the number of members, those who are only possible apart."""
    certain = sure(members.values())
    maybe = len(members) - certain
    return words.seats_possible.format(certain, maybe) if maybe else str(certain)


def vacant_seat(snapshot: Snapshot, sheet: Sheet, post: Post) -> Iterator[Slot]:
    """Yield the card of the seats of a post that are surely empty; none where there are none."""
    words = sheet.words
    for vacancy in snapshot.vacancies:
        if vacancy.post != post.id or vacancy.certainty is not Certainty.CERTAIN:
            continue
        seats = ""
        if post.seats is not None and post.seats > 1:
            seats = words.seats_vacant.format(vacancy.seats, post.seats)
        note = joined(seats, words.since_when(vacancy.since))
        holder = Holder(words.vacant, MarkStyle.EMPTY, italic=True)
        face = Face(
            (holder,),
            sheet.title(("post", post.id)),
            sheet.colours.token(post.unit),
            Look.VACANT,
            note=note,
            width=SEAT,
        )
        says = words.titled.format(words.vacant, face.title)
        says += words.bracket.format(note) if note else ""
        yield sheet.slot(
            ("post", post.id), face, says, ("member", "vacant"), post.unit, posts=[post.id]
        )


def office_of(title: str) -> str | None:
    """
    Return a title short enough for a pill, or None.

    >>> office_of("Chair of the board"), office_of("主席"), office_of("Lead independent director")
    ('Chair', '主席', None)
    """
    whole = title.strip()
    short = whole if len(whole) <= LONGEST_OFFICE else whole.partition(" of ")[0].strip()
    return short if 0 < len(short) <= LONGEST_OFFICE else None


def office_pill(sheet: Sheet, held: Sequence[Tenure]) -> Tag | None:
    """Return the pill of a member whose first seat is an office of one, with a short title."""
    if sheet.post(held[0].post).seats != 1:
        return None
    office = office_of(sheet.title_of(held[0]))
    return None if office is None else Tag(clean(sheet.capitals(office)), "chair")


def own_line(snapshot: Snapshot, sheet: Sheet, post: str) -> str:
    """Return "reports to …" for a member's post that does; members hang in no tree."""
    line = snapshot.line_of(post)
    if line is None or line.manager is None or line.manager == UNKNOWN:
        return ""
    words = sheet.words
    presumed = line.certainty is Certainty.POSSIBLE
    said = words.reports_to.format(sheet.manager_name(line.manager))
    return joined(said, words.possible_line if presumed else "")


def _member(
    snapshot: Snapshot, sheet: Sheet, unit: str, who: Member, held: Sequence[Tenure]
) -> Slot:
    """Return a member's card: an office of one seat is a pill, other seats are titles."""
    person, number = who
    posts = [tenure.post for tenure in held]
    titles = [sheet.title_of(tenure) for tenure in held]
    holder = holder_of(snapshot, held[0], sheet.words, sheet.lang)
    more = also(snapshot, person, posts, sheet.words, sheet.lang)
    office = office_pill(sheet, held) if holder.tag is None else None
    face = Face(
        (attrs.evolve(holder, also=more),),
        sheet.words.series(titles[1:] if office else titles),
        sheet.colours.token(unit),
        tag=office,
        note=joined(*(own_line(snapshot, sheet, post) for post in posts)),
        width=SEAT,
    )
    states = state_words(snapshot, held[0], sheet.words)
    named = sheet.words.titled.format(holder.name, sheet.words.series(titles))
    says = joined(named, states, face.note, more)
    extra = [str(number)] if number else []
    key = ["member", unit, person, *extra]
    return sheet.slot(key, face, says, ["member"], unit, posts=posts, people=[person])
