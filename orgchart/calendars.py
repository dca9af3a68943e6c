"""
Time zones and calendar steps; the only module that imports dateutil.

dateutil never sees source text here: its parser fills in missing parts with today's date. It
serves zones and month steps, and nothing else.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from functools import lru_cache

from dateutil import tz
from dateutil.relativedelta import relativedelta

__all__ = ["EPOCH", "REPEATED", "SKIPPED", "find_zone", "local_problem", "months_later"]

#: The instant from which moments are counted.
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

#: What `local_problem` says of a time that the clocks skip.
SKIPPED = "the clocks skip this local time"
#: What it says of a time that they show twice.
REPEATED = "the clocks show this local time twice"

_ZONE_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(/[A-Za-z0-9_+-]{1,30}){0,2}", re.ASCII)
# Files of the zone database that are this machine's choice and no place.
_NO_PLACES = frozenset({"localtime", "posixrules", "Factory"})


def find_zone(name: object) -> tzinfo | None:
    """
    Return the time zone with an IANA name, or None when there is none.

    >>> find_zone("Europe/London") is not None
    True
    >>> find_zone("Mars/Olympus") is None
    True
    """
    return _named(name) if isinstance(name, str) else None


@lru_cache(maxsize=1024)
def _named(name: str) -> tzinfo | None:
    if name == "UTC":
        return UTC
    if not _ZONE_NAME.fullmatch(name) or name in _NO_PLACES:
        return None
    # dateutil also makes zones of rules ("EST5EDT4") and of this machine's own clock; only what
    # it reads from the zone database is a place.
    found = tz.gettz(name)
    return found if isinstance(found, tz.tzfile) else UTC if isinstance(found, tz.tzutc) else None


def local_problem(local: datetime, zone: tzinfo) -> str | None:
    """
    Say why a local time names no single instant in a zone; None when it does.

    >>> local_problem(datetime(2024, 3, 10, 2, 30), find_zone("America/Los_Angeles"))
    'the clocks skip this local time'
    >>> local_problem(datetime(2024, 11, 3, 1, 30), find_zone("America/Los_Angeles"))
    'the clocks show this local time twice'
    """
    try:
        if not tz.datetime_exists(local, tz=zone):
            return SKIPPED
        return REPEATED if tz.datetime_ambiguous(local, tz=zone) else None
    except OverflowError:
        return "it lies past the ends of the calendar"


def months_later(start: datetime, months: int) -> datetime:
    """
    Return the same day some months later (or earlier), clipped to the end of the month.

    >>> months_later(datetime(2024, 1, 31), 1)
    datetime.datetime(2024, 2, 29, 0, 0)
    """
    return start + relativedelta(months=months)
