"""Themes: contrast for readers, distance for the colour-blind, and refusals."""

import attrs
import pytest

from orgchart import InvalidValueError
from orgchart.drawing import DARK, LIGHT, Theme
from orgchart.drawing.theme import UNIT_TOKENS, contrast, theme_of

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
STATES = ("joined", "left", "moved", "role", "interim", "leave", "chair")


@THEMES
def test_text_can_be_read(theme: Theme) -> None:
    """Text has a contrast of 4.5 and more with what it stands on."""
    pairs = [("ink", "card"), ("ink2", "card"), ("ink2", "page"), ("ink2", "panel")]
    pairs += [(state, f"{state}-tint") for state in STATES]
    pairs += [("ink", f"{state}-tint") for state in STATES]
    pairs += [("ink2", f"{state}-tint") for state in STATES]
    for text, ground in pairs:
        assert 4.5 <= contrast(theme.colour(text), theme.colour(ground)), (text, ground)
    for token in UNIT_TOKENS:
        assert 4.5 <= contrast(theme.text_on(token), theme.colour(token)), token


@THEMES
def test_lines_and_marks_can_be_seen(theme: Theme) -> None:
    """Lines and marks have a contrast of 3 and more with the page."""
    for token in ("line", *UNIT_TOKENS, *STATES):
        assert 3 <= contrast(theme.colour(token), theme.colour("page")), token


def test_theme_is_found_by_name() -> None:
    """Names and values both name a theme; anything else is refused with the choices."""
    assert DARK is theme_of("dark")
    assert LIGHT is theme_of(LIGHT)
    with pytest.raises(InvalidValueError, match="light, dark"):
        theme_of("beige")


@pytest.mark.parametrize(
    "change",
    [
        {"name": "no blanks"},
        {"colours": LIGHT.colours[1:]},
        {"light_text": "white"},
        {"dark_text": '#000"/>'},
    ],
)
def test_theme_refuses_what_is_no_colour(change: dict[str, object]) -> None:
    """A theme is complete, and nothing but colours gets into the picture."""
    with pytest.raises(InvalidValueError):
        attrs.evolve(LIGHT, **change)  # type: ignore[arg-type] # wrong on purpose
