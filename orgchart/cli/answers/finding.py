"""What is meant: a post or a person by id, or by a name that only one has; the last date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from orgchart.cli.endings import CliError
from orgchart.errors import UnknownIdError, nearest_ids
from orgchart.history import History
from orgchart.kinds import UNDISCLOSED
from orgchart.snapshot import Snapshot
from orgchart.texts import Texts
from orgchart.when import instant_at

__all__ = ["LAST", "latest", "person_id", "post_id"]

#: A moment after everything.
LAST: Final = "9998"
#: The most ids that are listed where several fit.
_MOST = 10


def latest(history: History) -> Snapshot:
    """
    Return the chart of the last date at which anything changes; of no date where there is none.

    Answers depend on the file and not on today. The date is the day, where nothing changes later
    on that day.
    """
    dates = history.dates()
    if not dates:
        return attrs.evolve(history.at(LAST), at=None)
    floating = bool(history.store.floating)
    day = instant_at(dates[-1].close - 2, history.zone, floating=floating).text[:10]
    return history.at(day if not history.diff(day, dates[-1]) else dates[-1])


def post_id(history: History, asked: str) -> str:
    """
    Return the id of a post: what was asked, or the one post with that title in any language.

    Raises:
        UnknownIdError: there is none.
        CliError: several posts have the title.
    """
    if history.store.posts_of(asked) or history.store.tenures_of(post=asked):
        return asked
    posts = history.posts
    called = (post.id for post in posts if _is_called(asked, post.title, post.titles))
    return _only("post", asked, called, (post.id for post in posts))


def person_id(history: History, asked: str) -> str:
    """
    Return the id of a person: what was asked, or the one person with that name in any language.

    Raises:
        UnknownIdError: there is none.
        CliError: several people have the name, or nobody: names that are not public have no id.
    """
    if asked == UNDISCLOSED:
        reason = f"{asked!r} is no person: it stands for every name that is not public"
        raise CliError(reason)
    if history.store.tenures_of(person=asked):
        return asked
    people = history.people
    if any(person.id == asked for person in people):
        return asked
    called = (person.id for person in people if _is_called(asked, person.name, person.names))
    return _only("person", asked, called, (person.id for person in people))


def _is_called(asked: str, name: str, names: Texts) -> bool:
    wanted = asked.casefold()
    return any(wanted == text.casefold() for text in (name, *(text for _, text in names)))


def _only(kind: str, asked: str, called: Iterable[str], known: Iterable[str]) -> str:
    found = sorted(set(called))
    if not found:
        raise UnknownIdError(kind, asked, "the history", nearest_ids(asked, known))
    if len(found) > 1:
        shown = ", ".join(found[:_MOST]) + (" …" if len(found) > _MOST else "")
        kinds = {"person": "people"}.get(kind, f"{kind}s")
        raise CliError(f"{len(found)} {kinds} are called {asked!r}; give an id: {shown}")
    return found[0]
