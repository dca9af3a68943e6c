"""Themes: contrast and colour blindness computed from them, names, colours of one's own."""

import re
import warnings
from collections.abc import Iterator
from itertools import combinations

import attrs
import pytest
from coloraide import Color

from orgchart import InvalidValueError, Snapshot, UnknownIdError
from orgchart.drawing import draw
from orgchart.drawing.canvas.scene import Scene
from orgchart.drawing.canvas.theme import (
    DARK,
    LIGHT,
    PRINT,
    UNIT_TOKENS,
    ColourWarning,
    Theme,
    contrast,
    theme_of,
    unit_token,
    warn_of_weak,
)
from orgchart.drawing.cards.units import UnitColours
from tests.drawing.acme import AFTER, BEFORE, acme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
COLOURED = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
STATES = ("joined", "left", "moved", "role", "interim", "leave", "chair")
#: Brettel, Viénot and Mollon (1997) for all three, and Machado and others (2009).
SIGHTS = [
    ("normal", ""),
    *((sight, way) for sight in ("protan", "deutan", "tritan") for way in ("brettel", "machado")),
]


def scenes() -> Iterator[Scene]:
    """Yield pictures with every state of a card."""
    history = acme()
    for subject in (history.at(BEFORE), history.at(AFTER), history.diff(BEFORE, AFTER)):
        yield draw(subject).scene


def texts_on_grounds() -> set[tuple[str, str]]:
    """Return each ink with each token that it stands on, in real pictures."""
    found: set[tuple[str, str]] = set()
    for scene in scenes():
        for label in scene.labels:
            inside = any(
                panel.box.x <= label.x <= panel.box.right
                and panel.box.y <= label.y <= panel.box.bottom
                and not panel.dashed
                for panel in scene.panels
            )
            found |= {(run.ink, "panel" if inside else "page") for run in label.runs}
        for card in scene.cards:
            for part in card.parts:
                if part.mark is not None:
                    found.add((part.mark.ink, part.mark.fill))
                for row in part.rows:
                    found |= {(run.ink, card.fill) for run in row.runs}
                    if row.pill is not None:
                        found.add((row.pill.state, f"{row.pill.state}-tint"))
    return found


@THEMES
def test_text_can_be_read(theme: Theme) -> None:
    """Every ink has a contrast of 4.5 and more with every fill that it is used on."""
    pairs = texts_on_grounds()
    assert {
        ("left", "left-tint"),
        ("left", "joined-tint"),
        ("ink2", "panel"),
        ("ink", "role-tint"),
    } <= pairs
    pairs |= {(ink, ground) for ink in ("ink", "ink2") for ground in ("page", "card", "panel")}
    pairs |= {(ink, f"{state}-tint") for ink in ("ink", "ink2") for state in STATES}
    pairs |= {(state, f"{state}-tint") for state in STATES}
    pairs |= {(state, "page") for state in (*STATES, "unchanged")}
    pairs |= {(f"on:{token}", token) for token in UNIT_TOKENS}
    for ink, ground in sorted(pairs):
        assert 4.5 <= contrast(theme.colour(ink), theme.colour(ground)), (ink, ground)


@THEMES
def test_lines_and_marks_can_be_seen(theme: Theme) -> None:
    """Lines and marks have a contrast of 3 and more with what they stand on."""
    for token in ("line", "ink2", "unchanged", *UNIT_TOKENS, *STATES):
        for ground in ("page", "card"):
            assert 3 <= contrast(theme.colour(token), theme.colour(ground)), (token, ground)


@COLOURED
@pytest.mark.parametrize(("sight", "way"), SIGHTS)
@pytest.mark.parametrize("tokens", [UNIT_TOKENS, (*STATES, "unchanged")], ids=["units", "states"])
def test_colours_stay_apart(theme: Theme, sight: str, way: str, tokens: tuple[str, ...]) -> None:
    """Unit colours, and state colours, differ by CIEDE2000 10 and more, in any sight."""
    seen = {token: Color(theme.colour(token)) for token in tokens}
    if way:
        seen = {token: colour.filter(sight, method=way) for token, colour in seen.items()}
    for one, two in combinations(tokens, 2):
        assert 10 <= seen[one].delta_e(seen[two], method="2000"), (one, two)


def test_print_is_grey() -> None:
    """The print theme has greys alone."""
    for token, colour in PRINT.colours:
        assert 1 == len(set(re.findall("..", colour[1:]))), (token, colour)


def test_print_tells_states_without_colour() -> None:
    """In grey each two kinds of cards in a diff differ in dashes, edge, tint, or by their words."""
    scene = draw(acme().diff(BEFORE, AFTER), theme=PRINT).scene
    kinds: dict[tuple[object, ...], set[str]] = {}
    for card in scene.cards:
        words = {row.pill.text for part in card.parts for row in part.rows if row.pill is not None}
        look = (card.dashed, card.edge_width, PRINT.colour(card.fill))
        kinds.setdefault((card.fill, *look), set()).update(words)
    assert {"joined-tint", "left-tint", "role-tint", "moved-tint"} <= {key[0] for key in kinds}
    for (one, said_one), (two, said_two) in combinations(kinds.items(), 2):
        assert one[1:] != two[1:] or not said_one & said_two, (one, two)
    tints = ("joined-tint", "moved-tint", "role-tint", "card")
    for first, second in combinations(tints, 2):
        light = [Color(PRINT.colour(t)).convert("lab-d65")["l"] for t in (first, second)]
        assert 4 <= abs(light[0] - light[1]), (first, second)


def test_theme_is_found_by_name() -> None:
    """Names and values both name a theme; anything else is refused with the choices."""
    assert DARK is theme_of("dark")
    assert PRINT is theme_of("print")
    assert LIGHT is theme_of(LIGHT)
    with pytest.raises(InvalidValueError, match="light, dark, print"):
        theme_of("beige")


@pytest.mark.parametrize(
    "change",
    [
        {"name": "no blanks"},
        {"colours": LIGHT.colours[1:]},
        {"light_text": "white"},
        {"dark_text": '#000"/>'},
        {"dark_text": "#0000000"},
        {"dark_text": "#00000\n"},
    ],
)
def test_theme_refuses_what_is_no_colour(change: dict[str, object]) -> None:
    """A theme is complete, and nothing but colours gets into the picture."""
    with pytest.raises(InvalidValueError):
        attrs.evolve(LIGHT, **change)  # type: ignore[arg-type] # wrong on purpose


def test_theme_with_other_colours() -> None:
    """Some tokens get other colours, the rest stays; the first theme is as it was."""
    house = LIGHT.with_colours({"unit-research": "#7A5CC0", "joined": "#00573F"}, name="acme")
    assert ("acme", "#7A5CC0") == (house.name, house.colour("unit-research"))
    assert house.colour("left") == LIGHT.colour("left")
    assert "#9084D1" == LIGHT.colour("unit-research")
    assert house == LIGHT.with_colours(dict(house.colours), name="acme")
    with pytest.raises(InvalidValueError, match="unit-research"):
        LIGHT.with_colours({"unit-reserach": "#7A5CC0"})
    with pytest.raises(InvalidValueError, match="#RRGGBB"):
        LIGHT.with_colours({"joined": "green"})


@THEMES
def test_text_on_any_colour_can_be_read(theme: Theme) -> None:
    """Whatever colour is assigned, the text on it has a contrast of 4.5 and more."""
    for level in range(0, 256, 5):
        for other in (0, level, 255):
            token = unit_token(f"#{level:02X}{other:02X}{level:02X}")
            assert 4.5 <= contrast(theme.text_on(token), theme.colour(token)), token


def test_assigned_colours_are_tokens() -> None:
    """A colour's token is fit for a class, and every theme shows it as given."""
    assert "unit-9084d1" == unit_token("#9084D1")
    assert {"#9084D1"} == {theme.colour("unit-9084d1") for theme in (LIGHT, DARK, PRINT)}
    assert "unit-safety" == unit_token("unit-safety")
    for wrong in ("green", "#9084D", "unit-blue", "#9084D1;", "joined", "", "9084d1"):
        with pytest.raises(InvalidValueError, match="#RRGGBB"):
            unit_token(wrong)
    with pytest.raises(InvalidValueError):
        LIGHT.colour("unit-greenish")


def test_weak_colours_are_warned_of() -> None:
    """A colour that hardly stands out on the page is used, with a warning that names a remedy."""
    with pytest.warns(
        ColourWarning, match=r"'research'.* 1\.1 .*'light'.*#[0-9A-F]{6} would do"
    ) as said:
        warn_of_weak(LIGHT, {"research": "#FFFF00", "tech": "#0061A6", "ops": "unit-safety"})
    assert 1 == len(said)
    remedy = re.findall("#[0-9A-F]{6}", str(said[0].message))[-1]
    assert 3 <= contrast(remedy, LIGHT.colour("page"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warn_of_weak(DARK, {"research": "#FFFF00"})


def chart() -> Snapshot:
    """Return a chart with departments and a team below one."""
    return acme().at(BEFORE)


def test_units_take_assigned_colours() -> None:
    """A colour holds for a unit and all below it; others keep to the colours that are left."""
    colours = UnitColours(
        [chart()],
        "acme",
        colours={"research": "#9084D1", "fin": "unit-product", "board": "#333333"},
    )
    assert "unit-9084d1" == colours.token("research") == colours.token("alignment")
    assert "research" == colours.department("alignment")
    assert ("unit-product", "unit-333333") == (colours.token("fin"), colours.token("board"))
    assert "unit-product" != colours.token("tech")
    team = UnitColours([chart()], "acme", colours={"alignment": "#123456"})
    assert ("unit-123456", "unit-research") == (team.token("alignment"), team.token("research"))
    assert "alignment" == team.department("alignment")
    plain = UnitColours([chart()], "acme")
    empty = UnitColours([chart()], "acme", colours={})
    assert [plain.token(unit) for unit in chart().units] == [
        empty.token(unit) for unit in chart().units
    ]


def test_unknown_units_and_bad_colours_are_refused() -> None:
    """The error names the nearest unit, or the form of a colour."""
    with pytest.raises(UnknownIdError, match="'research'"):
        UnitColours([chart()], "acme", colours={"reserach": "#9084D1"})
    with pytest.raises(InvalidValueError, match="#RRGGBB"):
        UnitColours([chart()], "acme", colours={"research": "purple"})
