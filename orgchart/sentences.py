"""A change in English: one sentence, with names and titles, and *may have* where it is not sure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeAlias, final

from orgchart.changes import Change, ChangeKind
from orgchart.kinds import NOBODY, ONGOING, UNDISCLOSED, UNKNOWN, Certainty, TenureKind
from orgchart.model import Leave, Person, Post, Tenure, Unit
from orgchart.snapshot import Snapshot
from orgchart.when import When

__all__ = ["one_line", "sentence", "sentences"]


def sentence(change: Change, before: Snapshot, after: Snapshot, lang: str | None = None) -> str:
    """
    Say what happened.

    Args:
        change: a change between the two charts.
        before, after: the charts that hold the names and titles.
        lang: the language of names and titles; None for the plain ones. The rest is English.

    Returns:
        One sentence with its full stop.
    """
    return next(sentences((change,), before, after, lang))


def sentences(
    changes: Iterable[Change], before: Snapshot, after: Snapshot, lang: str | None = None
) -> Iterator[str]:
    """
    Say what happened, one sentence a change, in their order; see `sentence`.

    Complexity: linear in the changes: what several of them name is looked up once.
    """
    names = _Names(before, after, lang)
    for change in changes:
        yield _said(change, names)


def _said(change: Change, names: _Names) -> str:
    said = _WORDING[change.kind](change, names)
    # Names and titles keep their first letter; only a stand-in for a name is raised.
    said = f"{said}{_ends(change)}"
    return one_line(f"{'S' + said[1:] if said.startswith(_UNNAMED) else said}.")


def _ends(change: Change) -> str:
    """Say what is stated of the ends of a new tenure that are no dates."""
    for edit in change.edits:
        held = edit.after if edit.before is None else None
        if isinstance(held, Tenure):
            start = "since when is not known" if held.start is UNKNOWN else ""
            end = "" if held.end is None or isinstance(held.end, When) else _END_WORDS[held.end]
            said = ", ".join(part for part in (start, end) if part)
            return f" ({said})" if said else ""
    return ""


_END_WORDS: Final[Mapping[str, str]] = {UNKNOWN: "ended, not known when", ONGOING: "still going"}


def one_line(text: str) -> str:
    """Return a text as one line for a terminal: blanks folded, control characters shown."""
    if text.isprintable():
        return " ".join(text.split())
    shown = (
        "\ufffd" if unicodedata.category(c) in {"Cc", "Cn"} and not c.isspace() else c for c in text
    )
    return " ".join("".join(shown).split())


_UNNAMED: Final = "somebody whose name is not disclosed"


#: As many posts below others are counted one by one before all of a chart are counted at once.
_WALKED: Final = 4096


@final
class _Called(dict[str | None, str]):
    """What to call ids: what stands there already, or else what is looked up, once each."""

    __slots__ = ("_look",)

    def __init__(self, look: Callable[[str], str], stand_ins: Mapping[str | None, str]) -> None:
        super().__init__(stand_ins)
        self._look = look

    def __missing__(self, name: str) -> str:
        found = self[name] = self._look(name)
        return found


#: What to say for managers of which nothing is looked up.
_NO_MANAGERS: Final[Mapping[str | None, str]] = {
    None: "somebody not recorded",
    NOBODY: "nobody",
    UNKNOWN: "somebody not known",
}


class _Names:
    """What to call things: by the later chart, else by the earlier one, else by their ids."""

    def __init__(self, before: Snapshot, after: Snapshot, lang: str | None) -> None:
        self.before, self.after = before, after
        self._walked = 0

        def called(stand_ins: Mapping[str | None, str], *kinds: str) -> Callable[[str | None], str]:
            def look(name: str) -> str:
                for kind in kinds:
                    for chart in (after, before):
                        record: Person | Post | Unit | None = getattr(chart, kind).get(name)
                        if record is not None:
                            return _name_in(record, lang).strip() or name
                return name.strip() or name

            return _Called(look, stand_ins).__getitem__

        self.person = called({UNDISCLOSED: _UNNAMED}, "people")
        self.post, self.unit = called({}, "posts"), called({}, "units")
        self.manager = called(_NO_MANAGERS, "posts", "units")

    def people(self, people: Iterable[str]) -> str:
        return _listed([self.person(person) for person in people])

    def units(self, units: Iterable[str]) -> str:
        return _listed([self.unit(unit) for unit in units])

    def below(self, post: str) -> int:
        """Return how many posts are below one on the later chart, over all layers."""
        met = {post}
        layer = [post]
        while layer and self._walked < _WALKED:
            reports = (below for above in layer for below in self.after.reports_to(above))
            layer = [below for below in dict.fromkeys(reports) if below not in met]
            met.update(layer)
            self._walked += len(layer) + 1
        if not layer:
            return len(met) - 1
        structure = self.after.structure
        return int(structure.branches[structure.names.code(post)])


def _name_in(record: Person | Post | Unit, lang: str | None) -> str:
    return record.title_in(lang) if isinstance(record, Post) else record.name_in(lang)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _verb(change: Change, sure: str, perhaps: str) -> str:
    return sure if change.certainty is Certainty.CERTAIN else f"may have {perhaps}"


def _manner(change: Change) -> str:
    return f" ({change.manner})" if change.manner else ""


def _roles(change: Change, names: _Names, *, after: bool) -> str:
    """Return the posts of a person's tenures on one side, with how they sat."""
    sides = (edit.after if after else edit.before for edit in change.edits)
    return _listed([_role(side, names) for side in sides if isinstance(side, Tenure)] or [""])


def _role(tenure: Tenure, names: _Names) -> str:
    title = tenure.title or names.post(tenure.post)
    told = tenure.kind is TenureKind.SUBSTANTIVE or str(tenure.kind) in title.lower()
    return title if told else f"{title} ({tenure.kind})"


def _joined(change: Change, names: _Names) -> str:
    where = f" {names.units(change.units)}" if change.units else ""
    came = f", from {names.units(change.origin)}" if change.origin else ""
    role = _roles(change, names, after=True)
    verb = _verb(change, "joined", "joined")
    return f"{names.person(change.people[0])} {verb}{where} as {role}{came}{_manner(change)}"


def _left(change: Change, names: _Names) -> str:
    where = f" {names.units(change.units)}" if change.units else ""
    went = f", for {names.units(change.destination)}" if change.destination else ""
    role = _roles(change, names, after=False)
    who = f"{names.person(change.people[0])}{', ' + role + ',' if role else ''}"
    return f"{who} {_verb(change, 'left', 'left')}{where}{went}{_manner(change)}"


def _succeeded(change: Change, names: _Names) -> str:
    verb = _verb(change, "succeeded", "succeeded")
    role = _roles(
        Change(change.kind, edits=tuple(e for e in change.edits if e.key[1] == change.people[0])),
        names,
        after=True,
    )
    gone = names.people(change.people[1:])
    return f"{names.person(change.people[0])} {verb} {gone} as {role}"


def _takes(change: Change, names: _Names) -> str:
    verb = _verb(change, "became", "become")
    role = _roles(change, names, after=True)
    return f"{names.person(change.people[0])} {verb} {role}{_manner(change)}"


def _gives_up(change: Change, names: _Names) -> str:
    verb = _verb(change, "is no longer", "ceased to be")
    role = _roles(change, names, after=False)
    return f"{names.person(change.people[0])} {verb} {role}{_manner(change)}"


def _confirmed(change: Change, names: _Names) -> str:
    verb = _verb(change, "was confirmed", "been confirmed")
    return f"{names.person(change.people[0])} {verb} as {names.post(change.posts[0])}"


def _tenure_changed(change: Change, names: _Names) -> str:
    old, new = _roles(change, names, after=False), _roles(change, names, after=True)
    verb = _verb(change, "is now", "become")
    was = f", before: {old}" if old else ""
    return f"{names.person(change.people[0])} {verb} {new or names.post(change.posts[0])}{was}"


def _leave(change: Change, names: _Names) -> str:
    began = change.kind is ChangeKind.LEAVE_BEGAN
    verb = (
        _verb(change, "went on leave", "gone on leave")
        if began
        else _verb(change, "is back from leave", "come back from leave")
    )
    where = f" as {names.post(change.posts[0])}" if change.posts else ""
    notes = (edit.after or edit.before for edit in change.edits)
    note = next((n.note for n in notes if isinstance(n, Leave) and n.note), None)
    return f"{names.person(change.people[0])} {verb}{where}{f' ({note})' if note else ''}"


def _moved(change: Change, names: _Names) -> str:
    old, new = names.manager(change.before), names.manager(change.after)
    verb = _verb(change, "reports to", "come to report to")
    # How many posts move along.
    count = names.below(change.posts[0])
    below = f" with the {count} posts below it" if count > 1 else ""
    return f"{names.post(change.posts[0])}{below} {verb} {new}, before to {old}"


def _line(sure: str, perhaps: str, *, after: bool) -> Callable[[Change, _Names], str]:
    def say(change: Change, names: _Names) -> str:
        manager = names.manager(change.after if after else change.before)
        return f"{names.post(change.posts[0])} {_verb(change, sure, perhaps)} {manager}"

    return say


def _line_known(change: Change, names: _Names) -> str:
    manager = names.manager(change.after)
    verb = _verb(change, "it became known", "become known")
    if change.certainty is Certainty.CERTAIN:
        return f"{names.post(change.posts[0])}: {verb} that the manager is {manager}"
    return f"The manager of {names.post(change.posts[0])} {verb}: {manager}"


def _line_unknown(change: Change, names: _Names) -> str:
    verb = _verb(change, "is no longer known", "ceased to be known")
    old = names.manager(change.before)
    return f"The manager of {names.post(change.posts[0])} {verb}, before: {old}"


def _post_created(change: Change, names: _Names) -> str:
    post = change.posts[0]
    held = [names.person(tenure.person) for tenure in names.after.holders(post)]
    seats = names.after.posts[post].seats
    holder = f", held by {_listed(held)}" if held else "" if seats is None else ", vacant"
    return f"{names.post(post)} {_verb(change, 'was created', 'been created')}{holder}"


def _thing(sure: str, perhaps: str) -> Callable[[Change, _Names], str]:
    def say(change: Change, names: _Names) -> str:
        return f"{_subject(change, names)} {_verb(change, sure, perhaps)}"

    return say


def _subject(change: Change, names: _Names) -> str:
    if change.people and change.posts:
        return f"{names.people(change.people)} as {names.post(change.posts[0])}"
    if change.people:
        return names.people(change.people)
    if change.posts:
        return names.post(change.posts[0])
    return names.units(change.units)


def _renamed(what: str) -> Callable[[Change, _Names], str]:
    def say(change: Change, names: _Names) -> str:
        verb = _verb(change, f"is now {what}", f"been {what}")
        return f"{change.before} {verb} {change.after}{_also(change, names)}"

    return say


def _also(change: Change, names: _Names) -> str:
    """Say what else became of a thing that got another name."""
    if not change.edits:
        return ""
    old, new = change.edits[0].before, change.edits[0].after
    if isinstance(old, Unit) and isinstance(new, Unit) and old.parent != new.parent:
        return f" and belongs to {names.unit(new.parent) if new.parent else 'no other unit'}"
    if isinstance(old, Post) and isinstance(new, Post) and old.unit != new.unit:
        return f" and belongs to {names.unit(new.unit) if new.unit else 'no unit'}"
    return ""


def _unit_moved(change: Change, names: _Names) -> str:
    verb = _verb(change, "now belongs to", "come to belong to")
    new = names.unit(change.after) if change.after else "no other unit"
    old = names.unit(change.before) if change.before else "none"
    return f"{names.units(change.units)} {verb} {new}, before to {old}"


def _reconstituted(change: Change, names: _Names) -> str:
    parts = [
        f"{len(people)} {word} ({names.people(people)})" if people else f"nobody {word}"
        for word, people in (
            ("left", change.left),
            ("joined", change.joined),
            ("stayed", change.stayed),
        )
    ]
    verb = _verb(change, "was reconstituted", "been reconstituted")
    return f"{names.units(change.units)} {verb}: {', '.join(parts)}"


def _certainty(change: Change, names: _Names) -> str:
    surer = any(
        edit.after is not None and edit.after.certainty is Certainty.CERTAIN
        for edit in change.edits
    )
    line = ": the reporting line" if change.edits[0].key[0] in {"line", "dotted"} else ""
    word = "is certain, and was only possible" if surer else "is only possible, and was certain"
    return f"{_subject(change, names)}{line} {word}"


_Wording: TypeAlias = Callable[[Change, _Names], str]

_WORDING: Final[Mapping[ChangeKind, _Wording]] = {
    ChangeKind.JOINED: _joined,
    ChangeKind.LEFT: _left,
    ChangeKind.SUCCEEDED: _succeeded,
    ChangeKind.APPOINTED: _takes,
    ChangeKind.VACATED: _gives_up,
    ChangeKind.INTERIM_BEGAN: _takes,
    ChangeKind.INTERIM_ENDED: _gives_up,
    ChangeKind.CONFIRMED: _confirmed,
    ChangeKind.TENURE_CHANGED: _tenure_changed,
    ChangeKind.LEAVE_BEGAN: _leave,
    ChangeKind.LEAVE_ENDED: _leave,
    ChangeKind.MOVED: _moved,
    ChangeKind.LINE_KNOWN: _line_known,
    ChangeKind.LINE_UNKNOWN: _line_unknown,
    ChangeKind.LINE_ADDED: _line("is recorded as reporting to", "come to report to", after=True),
    ChangeKind.LINE_DROPPED: _line(
        "is no longer recorded as reporting to", "ceased to report to", after=False
    ),
    ChangeKind.LINE_TURNED_DOTTED: _line(
        "reports by a dotted line only to", "come to report by a dotted line only to", after=False
    ),
    ChangeKind.LINE_TURNED_SOLID: _line(
        "reports by a solid line, before a dotted one, to",
        "come to report by a solid line to",
        after=True,
    ),
    ChangeKind.DOTTED_ADDED: _line(
        "has a new dotted line to", "been given a dotted line to", after=True
    ),
    ChangeKind.DOTTED_DROPPED: _line(
        "has no dotted line any more to", "lost the dotted line to", after=False
    ),
    ChangeKind.POST_CREATED: _post_created,
    ChangeKind.POST_ABOLISHED: _thing("was abolished", "been abolished"),
    ChangeKind.RETITLED: _renamed("titled"),
    ChangeKind.POST_CHANGED: _thing("has another description", "got another description"),
    ChangeKind.UNIT_CREATED: _thing("was created", "been created"),
    ChangeKind.UNIT_DISSOLVED: _thing("was dissolved", "been dissolved"),
    ChangeKind.UNIT_RENAMED: _renamed("called"),
    ChangeKind.UNIT_MOVED: _unit_moved,
    ChangeKind.UNIT_CHANGED: _thing("is another kind of unit", "become another kind of unit"),
    ChangeKind.BODY_RECONSTITUTED: _reconstituted,
    ChangeKind.RENAMED: _renamed("called"),
    ChangeKind.PERSON_CHANGED: _thing("has another record", "got another record"),
    ChangeKind.CERTAINTY_CHANGED: _certainty,
}
