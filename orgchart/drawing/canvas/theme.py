"""
Themes: what each meaning looks like.

A scene speaks in meanings (`"ink"`, `"joined"`, `"unit-research"`); a theme gives each its colour.
The colours were chosen by computation: texts have a contrast of 4.5 and more, lines and marks of 3,
and unit and state colours stay apart under simulated colour blindness. A colour that somebody
assigns to a unit is a token too (`"unit-9084d1"`), and is the same in every theme.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal, TypeAlias, final

import attrs

from orgchart.errors import InvalidValueError, nearest_ids

__all__ = [
    "DARK",
    "LIGHT",
    "PRINT",
    "UNIT_TOKENS",
    "ColourWarning",
    "Theme",
    "ThemeName",
    "contrast",
    "theme_of",
    "unit_token",
    "warn_of_weak",
]

ThemeName: TypeAlias = Literal["light", "dark", "print"]

#: The least contrast of text, and of lines and marks. Source: WCAG 2.2, 1.4.3 and 1.4.11.
TEXT: Final = 4.5
MARKS: Final = 3.0


class ColourWarning(UserWarning):
    """
    A colour that was assigned to a unit is hard to see on the page of the theme.

    It is used as given: the colours of a house are its own. To be strict, turn it into an error
    with ``warnings.simplefilter("error", ColourWarning)``.
    """


#: The tokens of unit colours, in order; the first is that of boards and committees.
UNIT_TOKENS: Final = (
    "unit-board",
    "unit-executive",
    "unit-research",
    "unit-product",
    "unit-operations",
    "unit-finance",
    "unit-people",
    "unit-safety",
)

#: Every token that a scene may name. Those of states come in pairs, a colour and its tint.
TOKENS: Final = (
    "page",
    "card",
    "panel",
    "panel-line",
    "border",
    "faint",
    "line",
    "ink",
    "ink2",
    *UNIT_TOKENS,
    *(
        name
        for state in ("joined", "left", "moved", "role", "interim", "leave", "chair")
        for name in (state, f"{state}-tint")
    ),
    "unchanged",
)


@final
@attrs.frozen(order=False, repr=False)
class Theme:
    """
    The colours of a picture, by meaning.

    Args:
        name: letters, digits and hyphens; the picture gets the class ``theme-<name>``.
        colours: pairs of a token and ``#RRGGBB``, one for every token.
        light_text: the text colour for dark fills.
        dark_text: the text colour for light fills.

    Raises:
        InvalidValueError: the name has other characters, a token is missing or not known, or a
            colour is not of that form.

    >>> LIGHT.colour("joined"), LIGHT.text_on("unit-research"), LIGHT.text_on("unit-executive")
    ('#11614D', '#1F2328', '#FFFFFF')
    """

    name: str
    colours: tuple[tuple[str, str], ...]
    light_text: str
    dark_text: str

    def __attrs_post_init__(self) -> None:
        if not (self.name and self.name.isascii() and self.name.replace("-", "").isalnum()):
            raise InvalidValueError("a theme", "name", self.name, "give letters, digits, hyphens")
        known = dict(self.colours)
        if set(known) != set(TOKENS):
            odd = sorted(set(known) ^ set(TOKENS))
            raise InvalidValueError("a theme", "colours", odd, "give one colour for every token")
        for token, colour in (
            *self.colours,
            ("light_text", self.light_text),
            ("dark_text", self.dark_text),
        ):
            if not _is_colour(colour):
                raise InvalidValueError("a theme", token, colour, "write #RRGGBB")

    def __repr__(self) -> str:
        return f"<Theme {self.name}>"

    @cached_property
    def _by_token(self) -> Mapping[str, str]:
        return dict(self.colours)

    def colour(self, token: str) -> str:
        """Return the colour of a token; ``on:<token>`` is the colour of text on that token."""
        if token.startswith("on:"):
            return self.text_on(token[3:])
        known = self._by_token.get(token)
        if known is not None:
            return known
        if not _OWN.fullmatch(token):
            raise _unknown(token)
        return f"#{token.removeprefix(_UNIT).upper()}"

    def text_on(self, token: str) -> str:
        """
        Return the colour of text on a token: the text colour that stands out more.

        Where neither of the theme's two has a contrast of 4.5, black or white does.
        """
        fill = self.colour(token)
        own = max((self.light_text, self.dark_text), key=lambda text: contrast(text, fill))
        if contrast(own, fill) >= TEXT:
            return own
        return max(("#000000", "#FFFFFF"), key=lambda text: contrast(text, fill))

    def with_colours(self, colours: Mapping[str, str], *, name: str | None = None) -> Theme:
        """
        Return the theme with other colours for some tokens.

        Args:
            colours: ``#RRGGBB`` by token.
            name: the name of the new theme; None to keep the name.

        Raises:
            InvalidValueError: no such token, or not a colour.

        >>> LIGHT.with_colours({"joined": "#00573F"}, name="acme").colour("joined")
        '#00573F'
        """
        for token in colours:
            if token not in self._by_token:
                raise _unknown(token)
        changed = {**self._by_token, **colours}
        return attrs.evolve(self, name=name or self.name, colours=tuple(changed.items()))


def _unknown(token: str) -> InvalidValueError:
    near = nearest_ids(token, TOKENS) or TOKENS
    return InvalidValueError("a theme", "token", token, f"choose for example {', '.join(near[:3])}")


def _is_colour(text: str) -> bool:
    return _HEX.fullmatch(text) is not None


_HEX: Final = re.compile("#[0-9A-Fa-f]{6}")
_UNIT: Final = "unit-"
#: The token of a colour of somebody's own: letters and digits only, so that it is a class too.
_OWN: Final = re.compile("unit-[0-9a-f]{6}")


def unit_token(colour: str) -> str:
    """
    Return the token for what somebody assigned to a unit: a unit's token, or a colour.

    Raises:
        InvalidValueError: it is neither.

    >>> unit_token("unit-safety"), unit_token("#9084D1")
    ('unit-safety', 'unit-9084d1')
    """
    if colour in UNIT_TOKENS:
        return colour
    if not _is_colour(colour):
        reason = f"write #RRGGBB, or choose one of {', '.join(UNIT_TOKENS)}"
        raise InvalidValueError("a drawing", "colours", colour, reason)
    return f"{_UNIT}{colour[1:].lower()}"


def warn_of_weak(theme: Theme, colours: Mapping[str, str]) -> None:
    """
    Warn of colours, assigned to units, that are hard to see on the page of a theme.

    Args:
        theme: the theme.
        colours: colours or tokens of units, by unit id.

    Raises:
        InvalidValueError: something is neither a colour nor a unit's token.

    Warns:
        ColourWarning: once for each unit whose colour has a contrast below 3 with the page.
    """
    page = theme.colour("page")
    for unit, given in colours.items():
        colour = theme.colour(unit_token(given))
        found = contrast(colour, page)
        if found < MARKS:
            said = (
                f"the colour {colour} of unit {unit!r} has a contrast of {found:.1f} with the page "
                f"of theme {theme.name!r}; marks are hard to see below {MARKS:.0f}, "
                f"{_visible(colour, page)} would do"
            )
            warnings.warn(said, ColourWarning, stacklevel=3)


def _visible(colour: str, page: str) -> str:
    """Return the colour nearest to one, towards black or white, that stands out on a page."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    goal = 0 if contrast("#000000", page) > contrast("#FFFFFF", page) else 255
    mixed = colour
    for step in range(1, _STEPS + 1):
        mixed = "#" + "".join(f"{p + (goal - p) * step // _STEPS:02X}" for p in parts)
        if contrast(mixed, page) >= MARKS:
            break
    return mixed


_STEPS: Final = 64


def contrast(one: str, two: str) -> float:
    """
    Return the contrast of two colours, from 1 to 21.

    Source: WCAG 2.2, contrast ratio and relative luminance.

    >>> round(contrast("#FFFFFF", "#1F2328"), 1)
    15.8
    """
    low, high = sorted((_luminance(one), _luminance(two)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (p / 12.92 if p <= _KNEE else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


_KNEE: Final = 0.04045


def _colours(*values: str) -> tuple[tuple[str, str], ...]:
    return tuple(zip(TOKENS, values, strict=True))


#: For paper and light pages.
LIGHT: Final = Theme(
    "light",
    _colours(
        *("#FFFFFF", "#FFFFFF", "#F6F8FA", "#D0D7DE", "#C4CCD5", "#AFB8C1", "#818B98"),
        *("#1F2328", "#57606A"),
        *("#38383D", "#0061A6", "#9084D1", "#D67E1B", "#249F8F", "#5C600D", "#AB505F", "#194626"),
        *("#11614D", "#E3F4EE", "#BD3962", "#FDEFED", "#0864CC", "#E9F2FD", "#562F12", "#FFF1D6"),
        *("#8A5A00", "#FFF1CC", "#5D4E88", "#EFEBFA", "#36393F", "#E8EBEF"),
        "#6E7781",
    ),
    light_text="#FFFFFF",
    dark_text="#1F2328",
)

#: For dark pages.
DARK: Final = Theme(
    "dark",
    _colours(
        *("#0D1117", "#1C2128", "#151B23", "#3D444D", "#444C56", "#545D68", "#768390"),
        *("#F0F6FC", "#A5AFBA"),
        *("#889AAB", "#5087D9", "#BDAEFF", "#E99D4E", "#5DD5BA", "#E8E6A0", "#E45D80", "#3E832C"),
        *("#ADDEB0", "#14281B", "#F0705A", "#2D1614", "#3BA3F7", "#0F2236", "#F9EC57", "#2B2708"),
        *("#E3B341", "#332701", "#D8BAF6", "#241F3A", "#E3E7EB", "#2D333B"),
        "#8B949E",
    ),
    light_text="#FFFFFF",
    dark_text="#0D1117",
)

#: For black-and-white paper: greys alone. States are told by shape and word, and units, of which
#: grey has too few steps, by name.
PRINT: Final = Theme(
    "print",
    _colours(
        *("#FFFFFF", "#FFFFFF", "#F7F7F7", "#BDBDBD", "#B0B0B0", "#A6A6A6", "#757575"),
        *("#000000", "#404040"),
        *("#1C1C1C", "#6D6D6D", "#919191", "#4F4F4F", "#7E7E7E", "#3D3D3D", "#5C5C5C", "#2D2D2D"),
        *("#000000", "#E2E2E2", "#4A4A4A", "#FFFFFF", "#333333", "#F0F0F0", "#1A1A1A", "#CFCFCF"),
        *("#3A3A3A", "#EBEBEB", "#525252", "#FAFAFA", "#1C1C1C", "#DADADA"),
        "#636363",
    ),
    light_text="#FFFFFF",
    dark_text="#000000",
)

_NAMED: Final[Mapping[str, Theme]] = {theme.name: theme for theme in (LIGHT, DARK, PRINT)}


def theme_of(theme: object) -> Theme:
    """
    Return a theme, or the one of that name.

    Raises:
        InvalidValueError: there is no theme of that name.
    """
    if isinstance(theme, Theme):
        return theme
    if not isinstance(theme, str) or theme not in _NAMED:
        reason = f"choose one of {', '.join(_NAMED)}, or give a Theme"
        raise InvalidValueError("a drawing", "theme", theme, reason)
    return _NAMED[theme]
