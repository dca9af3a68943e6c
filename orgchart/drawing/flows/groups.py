"""
Who left, who came and who gave up a post, in groups by where they went or came from.

*Left* and *joined* are the changes of the difference that say so. Holders without a name are
counted by seats: nobody knows whether they left or are new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, Literal

import attrs

from orgchart.changes import Change, ChangeKind
from orgchart.comparison import Diff
from orgchart.drawing.cards.sheet import Sheet
from orgchart.drawing.flows.people import Group, Section, Traveller
from orgchart.drawing.language.wording import counted
from orgchart.drawing.texts.escape import clean
from orgchart.drawing.texts.natural import Natural, natural
from orgchart.kinds import UNDISCLOSED, Certainty
from orgchart.model import Tenure
from orgchart.snapshot import Snapshot
from orgchart.when import When

__all__ = ["sections_of"]

#: Colours for organisations in turn, the largest group first; other groups have others.
_TURNS: Final = (
    "unit-research",
    "unit-operations",
    "unit-product",
    "unit-people",
    "unit-executive",
    "unit-safety",
)
_NOT_KNOWN: Final = "line"
#: Manners that say nothing.
_PLAIN: Final = frozenset({"left", "joined"})


def sections_of(diff: Diff, sheet: Sheet) -> tuple[Section, ...]:
    """
    Return who left, who gave up a post and stayed, and who joined; parts without people left out.

    Args:
        diff: the difference.
        sheet: the paper of the picture, which knows the organisation that it is about.

    Complexity: linear in the tenures of both charts, and the sorting of people.
    """
    groups = _Groups(diff, sheet)
    words = sheet.words
    home = sheet.unit(sheet.main) if sheet.main is not None else ""
    name = home or clean(diff.after.name or diff.before.name or words.chart)
    found = (
        Section("left", words.flow_left.format(name), "left", groups.left()),
        Section("joined", words.flow_joined.format(name), "joined", groups.joined()),
        Section("stayed", words.flow_stayed.format(name), "role", groups.stayed()),
    )
    return tuple(_coloured(section for section in found if section.groups))


def _coloured(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections with colours for organisations in turn, each the same everywhere."""
    tokens: dict[tuple[str, ...], str] = {}
    for section in sections:
        groups: list[Group] = []
        for group in section.groups:
            token = group.token or tokens.setdefault(group.key, _TURNS[len(tokens) % len(_TURNS)])
            groups.append(attrs.evolve(group, token=token))
        yield attrs.evolve(section, groups=tuple(groups))


#: The place of somebody: kind and id, with the words on it and its colour's token.
_Place = tuple[tuple[str, ...], str, str]


class _Groups:
    def __init__(self, diff: Diff, sheet: Sheet) -> None:
        self.before, self.after = diff.before, diff.after
        self.sheet = sheet
        self.words = sheet.words
        self.gone = self._changed(diff.changes, ChangeKind.LEFT, away=diff.after)
        self.come = self._changed(diff.changes, ChangeKind.JOINED, away=diff.before)

    def _changed(
        self, changes: Iterable[Change], kind: ChangeKind, *, away: Snapshot
    ) -> Mapping[str, Change]:
        """Return who left or joined the organisation of the picture, by person."""
        return {
            change.people[0]: change
            for change in changes
            if change.kind is kind
            and all(map(self.sheet.is_home, change.units))
            and not self._here(away, change.people[0])
        }

    def _here(self, chart: Snapshot, person: str) -> tuple[Tenure, ...]:
        """Return what somebody holds in the organisation of the picture."""
        return tuple(t for t in chart.posts_of(person) if self.sheet.is_main(t.post))

    def _told(self, chart: Snapshot, change: Change) -> tuple[Tenure, ...]:
        """
        Return what somebody who left or joined holds in the organisation, on one chart.

        A post may belong elsewhere by the word of the other chart; what the change names counts.
        """
        held = chart.posts_of(change.people[0])
        own = tuple(t for t in held if self.sheet.is_main(t.post) or t.post in change.posts)
        return own or held

    # parts

    def left(self) -> tuple[Group, ...]:
        """Return who left, by where they are now."""
        words = self.words
        found: dict[tuple[str, ...], list[tuple[Tenure, Traveller]]] = {}
        for person, change in self.gone.items():
            held = self._told(self.before, change)
            place, notes, sure = self._abroad(person, self.after, self.before, change.destination)
            notes = (*_doubt(change, words.flow_maybe_left), *notes)
            made = self._traveller(person, held, _last(held), "end", (*_manner(change), *notes))
            made = attrs.evolve(made, sure=_is_sure(change), place_sure=sure)
            found.setdefault(place, []).append((_last(held), made))
        groups = self._sorted(found, _by_end, words.flow_where_to)
        return (*groups, *self._unnamed(self.before, self.after, words.flow_not_known_out))

    def joined(self) -> tuple[Group, ...]:
        """Return who joined, by where they were before."""
        words = self.words
        found: dict[tuple[str, ...], list[tuple[Tenure, Traveller]]] = {}
        for person, change in self.come.items():
            held = self._told(self.after, change)
            place, notes, sure = self._abroad(person, self.before, self.after, change.origin)
            notes = (*_doubt(change, words.flow_maybe_joined), *notes)
            made = self._traveller(person, held, _first(held), "start", (*_manner(change), *notes))
            made = attrs.evolve(made, sure=_is_sure(change), place_sure=sure)
            found.setdefault(place, []).append((_first(held), made))
        groups = self._sorted(found, _by_start, words.flow_where_from)
        return (*groups, *self._unnamed(self.after, self.before, words.flow_not_known_in))

    def stayed(self) -> tuple[Group, ...]:
        """Return who gave up a post of the organisation and holds one, by what they hold."""
        found: dict[tuple[str, ...], list[tuple[Tenure, Traveller]]] = {}
        for person in sorted({tenure.person for tenure in self.before.tenures} - {UNDISCLOSED}):
            was, now = self._here(self.before, person), self._here(self.after, person)
            then, today = {t.post for t in was}, {t.post for t in now}
            given = tuple(t for t in was if t.post not in today)
            if not given or not now or person in self.gone or person in self.come:
                continue
            taken = [t for t in now if t.post not in then]
            if taken:
                kind, note = "new", self.words.now.format(self._titles(taken))
            else:
                seats = all(self.sheet.in_body(tenure.post) for tenure in given)
                kind, note = "seat" if seats else "post", self.words.still.format(self._titles(now))
            manner = dict.fromkeys(clean(t.end_manner) for t in given if t.end_manner)
            unsure = any(t.certainty is Certainty.POSSIBLE for t in (*given, *taken))
            doubt = (self.words.flow_maybe_gave,) if unsure else ()
            notes = (*manner, *doubt, *self._besides(person))
            made = self._traveller(person, given, _last(given), "end", (note, *notes))
            made = attrs.evolve(made, sure=not unsure)
            found.setdefault((kind,), []).append((_last(given), made))
        return self._sorted(found, _by_end, "")

    # people

    def _traveller(
        self,
        person: str,
        held: Sequence[Tenure],
        telling: Tenure,
        side: Literal["start", "end"],
        notes: tuple[str, ...],
    ) -> Traveller:
        """Return somebody with the posts that they held, and the date of one of them."""
        at = telling.start if side == "start" else telling.end
        when = self.words.day(at, short=True) if isinstance(at, When) else ""
        return Traveller(person, self.sheet.person(person), self._titles(held), when, notes)

    def _titles(self, tenures: Iterable[Tenure]) -> str:
        ordered = sorted(tenures, key=lambda t: self.sheet.key(("post", t.post)))
        return self.words.series(dict.fromkeys(map(self.sheet.title_of, ordered)))

    def _besides(self, person: str) -> tuple[str, ...]:
        """Return a remark on the organisations that somebody who stayed is in too, and was not."""
        then = {self.sheet.organization(t.post) for t in self.before.posts_of(person)}
        units: dict[str, Certainty] = {}
        for tenure in self.after.posts_of(person):
            home = self.sheet.organization(tenure.post)
            if home is not None and home not in then and not self.sheet.is_main(tenure.post):
                units[home] = min(tenure.certainty, units.get(home, tenure.certainty))
        doubt = self.words.bracket.format(self.words.possible_said)
        said = [
            self.sheet.unit(unit) + ("" if sure is Certainty.CERTAIN else doubt)
            for unit, sure in units.items()
        ]
        return (self.words.also.format(self.words.series(said)),) if said else ()

    def _abroad(
        self, person: str, there: Snapshot, here: Snapshot, moved: tuple[str, ...]
    ) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        """
        Return the place of somebody in other organisations, remarks on it, and whether it is sure.

        Args:
            person: the person.
            there: the chart on which they are elsewhere.
            here: the chart on which they are in the organisation of the picture.
            moved: the organisations that they are in on that chart only.
        """
        sureness: dict[str, Certainty] = {}
        for tenure in there.posts_of(person):
            home = self.sheet.organization(tenure.post)
            if home is not None and not self.sheet.is_main(tenure.post):
                sureness[home] = min(tenure.certainty, sureness.get(home, tenure.certainty))
        if not sureness:
            return ("unknown",), (), True
        words, going = self.words, there is self.after
        order = sorted(sureness, key=lambda o: (o not in moved, sureness[o], self._plain(o), o))
        chosen, *others = order
        notes: list[str] = []
        sure = sureness[chosen] is Certainty.CERTAIN
        if not sure:
            notes.append(words.flow_maybe_where if going else words.flow_maybe_whence)
        sure_here = any(
            self.sheet.organization(t.post) == chosen and t.certainty is Certainty.CERTAIN
            for t in here.posts_of(person)
        )
        if sure_here:
            notes.append(words.flow_was_there if going else words.flow_still_there)
        if others:
            notes.append(words.also.format(words.series(map(self.sheet.unit, others))))
        return ("unit", chosen), tuple(notes), sure

    def _unnamed(self, one: Snapshot, other: Snapshot, name: str) -> tuple[Group, ...]:
        """Return the seats of people without a name that are on one chart and not on the other."""
        seats = _unnamed_seats(one)
        seats.subtract(_unnamed_seats(other))
        posts = {
            post: number
            for post, number in sorted(seats.items())
            if number > 0 and self.sheet.is_main(post)
        }
        if not posts:
            return ()
        number = sum(posts.values())
        sure = all(
            tenure.certainty is Certainty.CERTAIN
            for chart in (one, other)
            for post in posts
            for tenure in chart.holders(post)
            if tenure.person == UNDISCLOSED
        )
        titles = (self.sheet.title(("post", post)) for post in posts)
        made = Traveller(
            "",
            counted(self.words.flow_more, number),
            self.words.series(dict.fromkeys(titles)),
            notes=() if sure else (self.words.flow_maybe_unnamed,),
            sure=sure,
            number=number,
        )
        return (Group(("unnamed",), name, "", _NOT_KNOWN, (made,)),)

    # groups

    def _sorted(
        self,
        found: Mapping[tuple[str, ...], Sequence[tuple[Tenure, Traveller]]],
        order: Callable[[Tenure], tuple[object, ...]],
        unknown: str,
    ) -> tuple[Group, ...]:
        """Return the groups, the largest first and what is not known last."""
        made: list[Group] = []
        for place, people in found.items():
            rows = sorted(
                people, key=lambda item: (*order(item[0]), *self.sheet.name_key(item[1].key))
            )
            name, note, token = self._place(place, unknown)
            made.append(Group(place, name, note, token, tuple(person for _, person in rows)))
        made.sort(key=lambda g: (g.key == ("unknown",), -g.number, self._plain(g.key[-1]), g.key))
        return tuple(made)

    def _plain(self, unit: str) -> Natural:
        """Return the order of places of one size: by plain names, alike in all languages."""
        return natural(self.sheet.colours.name(unit, None))

    def _place(self, place: tuple[str, ...], unknown: str) -> tuple[str, str, str]:
        """Return the name of a place, a note on it, and the token of its colour or nothing."""
        words = self.words
        match place:
            case ("unit", unit):
                more = self._arrivals(unit) if unknown == words.flow_where_to else 0
                note = counted(words.flow_there, more) if more else ""
                return self.sheet.unit(unit), note, self.sheet.colours.assigned(unit) or ""
            case ("new",):
                return words.flow_new_post, "", "role"
            case ("seat",):
                return words.flow_seat, "", "unit-board"
            case ("post",):
                return words.flow_post, "", "unit-finance"
            case _:
                return unknown, "", _NOT_KNOWN

    def _arrivals(self, unit: str) -> int:
        """Return how many seats of an organisation have holders without a name now and had none."""
        seats = _unnamed_seats(self.after)
        seats.subtract(_unnamed_seats(self.before))
        return sum(
            number
            for post, number in seats.items()
            if number > 0 and self.sheet.organization(post) == unit
        )


def _unnamed_seats(chart: Snapshot) -> Counter[str]:
    return Counter(tenure.post for tenure in chart.tenures if tenure.person == UNDISCLOSED)


def _manner(change: Change) -> tuple[str, ...]:
    """Return how somebody went or came, where the word says more than that they did."""
    return (clean(change.manner),) if change.manner and change.manner not in _PLAIN else ()


def _doubt(change: Change, said: str) -> tuple[str, ...]:
    return () if _is_sure(change) else (said,)


def _is_sure(change: Change) -> bool:
    return change.certainty is Certainty.CERTAIN


def _by_end(tenure: Tenure) -> tuple[object, ...]:
    return tenure.period.end_bounds


def _by_start(tenure: Tenure) -> tuple[object, ...]:
    return tenure.period.start_bounds


def _last(held: Sequence[Tenure]) -> Tenure:
    """Return the tenure whose end tells when somebody went: the last one that has a date."""
    dated = [tenure for tenure in held if isinstance(tenure.end, When)]
    return max(dated or held, key=lambda tenure: (tenure.period.end_bounds, tenure.post))


def _first(held: Sequence[Tenure]) -> Tenure:
    """Return the tenure whose beginning tells when somebody came: the first that has a date."""
    dated = [tenure for tenure in held if isinstance(tenure.start, When)]
    return min(dated or held, key=lambda tenure: (tenure.period.start_bounds, tenure.post))
