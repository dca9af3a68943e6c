"""How to draw: the keywords of `draw`, checked before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias, cast, final, get_args

import attrs

from orgchart.drawing.language.wording import Wording
from orgchart.drawing.parts.paging import MOST
from orgchart.errors import InvalidValueError
from orgchart.history import Moment
from orgchart.snapshot import Snapshot

__all__ = ["MAX_WIDTH", "Options", "ViewName"]

#: The kinds of pictures.
ViewName: TypeAlias = Literal[
    "chart",
    "merged",
    "side-by-side",
    "filmstrip",
    "flow",
    "timeline",
    "career",
    "succession",
    "page",
]
#: The width that a picture keeps to where it can.
MAX_WIDTH: Final = 1200
#: The widths that can be asked for; what is wider than the widest no viewer of PDF shows.
_NARROWEST: Final = 320
_WIDEST: Final = 14_400
#: The fewest cards on a page.
_FEWEST: Final = 10

_PART: Final = frozenset({"root", "depth", "units", "collapse", "links"})
_STRETCH: Final = frozenset({"start", "end"})
#: The options that go with each view, besides those that go with all.
_GOES: Final[Mapping[ViewName, frozenset[str]]] = {
    "chart": _PART | {"most", "beside"},
    "merged": _PART | {"most"},
    "side-by-side": _PART,
    "filmstrip": _PART,
    "page": _PART,
    "flow": frozenset(),
    "timeline": _STRETCH | {"units"},
    "career": _STRETCH | {"person"},
    "succession": _STRETCH | {"post"},
}


def _refused(option: str, value: object, reason: str) -> InvalidValueError:
    return InvalidValueError("a drawing", option, value, reason)


def _check_text(_: Options, field: attrs.Attribute[str | None], value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise _refused(field.name, value, "give a text")


def _check_depth(_: Options, field: attrs.Attribute[int | None], value: object) -> None:
    if value is not None:
        _check_whole(field.name, value, 1)


def _check_most(_: Options, field: attrs.Attribute[int], value: object) -> None:
    _check_whole(field.name, value, _FEWEST)


def _check_whole(option: str, value: object, least: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise _refused(option, value, f"give a whole number of {least} or more")


def _check_width(_: Options, field: attrs.Attribute[float | None], value: object) -> None:
    if value is None:
        return
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else 0
    if not _NARROWEST <= number <= _WIDEST:
        reason = f"give a number of points from {_NARROWEST} to {_WIDEST:,}"
        raise _refused(field.name, value, reason)


def _texts(option: str, value: object) -> tuple[str, ...] | None:
    """Return ids as a tuple; None for none given."""
    if value is None:
        return None
    found = _several(option, value, "give a list of ids")
    if not found or not all(isinstance(one, str) for one in found):
        raise _refused(option, value, "give a list of ids, one at least")
    return tuple(dict.fromkeys(cast("list[str]", found)))


def _units(value: Iterable[str] | None) -> tuple[str, ...] | None:
    return _texts("units", value)


def _collapse(value: Iterable[str] | None) -> tuple[str, ...] | None:
    return _texts("collapse", value)


def _several(option: str, value: object, reason: str) -> list[object]:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise _refused(option, value, reason)
    return list(cast("Iterable[object]", value))


def _pairs(option: str, value: object) -> dict[str, str]:
    """Return a mapping of texts."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise _refused(option, value, "give a mapping from ids to texts")
    given = cast("Mapping[object, object]", value)
    if not all(isinstance(part, str) for pair in given.items() for part in pair):
        raise _refused(option, dict(given), "give a mapping from ids to texts")
    return cast("dict[str, str]", dict(given))


def _colours(value: Mapping[str, str] | None) -> dict[str, str]:
    return _pairs("colours", value)


def _links(value: Mapping[str, str] | None) -> dict[str, str]:
    return _pairs("links", value)


def _charts(value: Iterable[Snapshot]) -> tuple[Snapshot, ...]:
    reason = "give a list of snapshots"
    found = _several("beside", value, reason)
    if not all(isinstance(one, Snapshot) for one in found):
        raise _refused("beside", value, reason)
    return tuple(cast("list[Snapshot]", found))


@final
@attrs.frozen
class Options:
    """
    How to draw, as `draw` explains it.

    Raises:
        InvalidValueError: an option has a value that no picture can have.
    """

    view: ViewName | None
    words: Wording
    lang: str | None = attrs.field(validator=_check_text)
    max_width: float | None = attrs.field(validator=_check_width)
    start: Moment | None
    end: Moment | None
    person: str | None = attrs.field(validator=_check_text)
    post: str | None = attrs.field(validator=_check_text)
    root: str | None = attrs.field(validator=_check_text)
    depth: int | None = attrs.field(validator=_check_depth)
    units: tuple[str, ...] | None = attrs.field(converter=_units)
    collapse: tuple[str, ...] | None = attrs.field(converter=_collapse)
    colours: Mapping[str, str] = attrs.field(converter=_colours)
    links: Mapping[str, str] = attrs.field(converter=_links)
    beside: tuple[Snapshot, ...] = attrs.field(converter=_charts)
    most: int = attrs.field(validator=_check_most)

    def __attrs_post_init__(self) -> None:
        if self.view is not None and self.view not in get_args(ViewName):
            raise _refused("view", self.view, f"choose one of {', '.join(get_args(ViewName))}")

    def in_zone(self, zone: str | None) -> Options:
        """Return the same with dates told in a zone."""
        return attrs.evolve(self, words=attrs.evolve(self.words, zone=zone))

    def width(self, usual: float = MAX_WIDTH) -> float:
        """Return the width to keep to."""
        return usual if self.max_width is None else self.max_width

    def check_for(self, view: ViewName) -> None:
        """
        Refuse what does not go with a view.

        Raises:
            InvalidValueError: another view was asked for, or an option would have no effect.
        """
        if self.view not in {None, view}:
            reason = f"what is drawn can only be shown as {view!r}"
            raise _refused("view", self.view, reason)
        given = {
            "root": self.root is not None,
            "depth": self.depth is not None,
            "units": self.units is not None,
            "collapse": self.collapse is not None,
            "links": bool(self.links),
            "beside": bool(self.beside),
            "most": self.most != MOST,
            "start": self.start is not None,
            "end": self.end is not None,
            "person": self.person is not None,
            "post": self.post is not None,
        }
        for option, there in given.items():
            if there and option not in _GOES[view]:
                raise _refused(option, getattr(self, option), f"leave it out: no {view} shows it")
