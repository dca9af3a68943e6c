"""Ids for the completion of a shell: only what is safe to put into a command line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import click

__all__ = ["complete_person", "complete_post"]

#: A shell would run some characters; an id that has any is not offered.
_SAFE: Final = re.compile(r"[\w.@:/+][\w.@:/+-]*")
#: Larger files take too long to read while somebody waits for a key.
_LARGEST: Final = 4_000_000


def complete_post(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids of posts of the file that begin with a text."""
    del param
    return _ids(ctx, "posts", incomplete)


def complete_person(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids of people of the file that begin with a text."""
    del param
    return _ids(ctx, "people", incomplete)


def _ids(ctx: click.Context, table: str, incomplete: str) -> list[str]:
    try:
        path = Path(str(ctx.params["file"])).expanduser()
        if not path.is_file() or path.stat().st_size > _LARGEST:
            return []
        from orgchart.io import load  # noqa: PLC0415 - takes long

        history = load(path)
    except Exception:  # noqa: BLE001 - whatever is wrong, a shell is no place to tell it
        return []
    found = {fact.id for fact in (history.posts if table == "posts" else history.people)}
    return sorted(id_ for id_ in found if id_.startswith(incomplete) and _SAFE.fullmatch(id_))
