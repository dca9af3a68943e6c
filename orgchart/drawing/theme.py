"""
Themes: what each meaning looks like.

A scene speaks in meanings (`"ink"`, `"joined"`, `"unit-3"`); a theme gives each its colour. The
colours were chosen by computation: texts have a contrast of 4.5 and more, lines and marks of 3,
and unit and change colours stay apart under simulated colour blindness.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Final, Literal, TypeAlias, final

import attrs

from orgchart.errors import InvalidValueError

__all__ = ["DARK", "LIGHT", "UNIT_TOKENS", "Theme", "ThemeName", "contrast", "theme_of"]

ThemeName: TypeAlias = Literal["light", "dark"]

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
    ('#016654', '#1F2328', '#FFFFFF')
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
        return self._by_token[token]

    def text_on(self, token: str) -> str:
        """Return the light or the dark text colour, whichever stands out more on a token."""
        fill = self._by_token[token]
        return max((self.light_text, self.dark_text), key=lambda text: contrast(text, fill))


def _is_colour(text: str) -> bool:
    digits = text[1:]
    return len(text) == len("#RRGGBB") and text[0] == "#" and not set(digits) - _HEX


_HEX: Final = frozenset("0123456789ABCDEFabcdef")


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
        *("#36393F", "#0061A6", "#9084D1", "#D67E1B", "#249F8F", "#5C600D", "#AB505F", "#194626"),
        *("#016654", "#E3F4EE", "#C03726", "#FDEFED", "#0864CC", "#E9F2FD", "#562F12", "#FFF1D6"),
        *("#8A5A00", "#FFF1CC", "#5B4B8A", "#EFEBFA", "#36393F", "#E8EBEF"),
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
        *("#8DA0B2", "#5087D9", "#BDAEFF", "#E99D4E", "#5DD5BA", "#E8E6A0", "#E45D80", "#378729"),
        *("#ADDEB0", "#14281B", "#F0705A", "#2D1614", "#3BA3F7", "#0F2236", "#F9EC57", "#2B2708"),
        *("#E3B341", "#332701", "#C4B5FD", "#241F3A", "#C9D1D9", "#2D333B"),
        "#8B949E",
    ),
    light_text="#FFFFFF",
    dark_text="#0D1117",
)

_NAMED: Final[Mapping[str, Theme]] = {"light": LIGHT, "dark": DARK}


def theme_of(theme: str | Theme) -> Theme:
    """
    Return a theme, or the one of that name.

    Raises:
        InvalidValueError: there is no theme of that name.
    """
    if isinstance(theme, Theme):
        return theme
    if theme not in _NAMED:
        reason = f"choose one of {', '.join(_NAMED)}, or give a Theme"
        raise InvalidValueError("a drawing", "theme", theme, reason)
    return _NAMED[theme]
