"""
Colours that wait for a theme.

The pool is drawn once, each meaning in a colour of its own that stands for nothing; in the page
they become CSS variables, which every theme fills anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, final

import attrs

from orgchart.drawing.canvas.scene import Card, Mark, Part, Row, Run, Scene
from orgchart.drawing.canvas.theme import LIGHT, TOKENS, Theme

__all__ = ["Inks", "inks_of"]

#: Where colours that stand for something else begin; counted on from there.
_FIRST: Final = 0x01F100
_ON: Final = "on:"
_OWN: Final = "unit-"


@final
@attrs.frozen
class Inks:
    """
    Stand-ins for colours.

    Attributes:
        scene: the picture, with stand-ins where a colour depends on the theme in a second way.
        theme: gives the other stand-ins.
        names: the variable for each stand-in, which is in small letters.
        tokens: the token for each variable, in order.
    """

    scene: Scene
    theme: Theme
    names: Mapping[str, str]
    tokens: Mapping[str, str]

    def declared(self, theme: Theme) -> str:
        """Return the variables with the colours of a theme, as CSS declarations."""
        return "".join(f"{name}:{theme.colour(token)};" for name, token in self.tokens.items())


def inks_of(scene: Scene) -> Inks:
    """Return a picture in stand-ins."""
    used = _used(scene)
    given = {f"#{token.removeprefix(_OWN)}" for token in used if token.startswith(_OWN)}
    plain = [*TOKENS, *sorted(token for token in used if token.startswith(_ON))]
    free = (
        colour
        for number in range(_FIRST, _FIRST + len(plain) + len(used))
        if (colour := f"#{number:06x}") not in given
    )
    stand_ins = dict(zip(plain, free, strict=False))
    swapped = {
        token: f"{_OWN}{colour[1:]}" for token, colour in stand_ins.items() if token.startswith(_ON)
    }
    theme = attrs.evolve(
        LIGHT, name="page", colours=tuple((token, stand_ins[token]) for token in TOKENS)
    )
    names = {token: f"--oc-{token.replace(':', '-')}" for token in stand_ins}
    return Inks(
        scene=_recoloured(scene, swapped),
        theme=theme,
        names={colour: names[token] for token, colour in stand_ins.items()},
        tokens={name: token for token, name in names.items()},
    )


def _used(scene: Scene) -> set[str]:
    """Return the tokens that a picture names and that are in no theme, and those of texts on."""
    used: set[str] = set()
    for card in scene.cards:
        used |= {card.edge, card.fill}
        for part in card.parts:
            if part.mark is not None:
                used |= {part.mark.fill, part.mark.edge, part.mark.ink}
            used |= {run.ink for row in part.rows for run in row.runs}
    for bar in scene.bars:
        used |= {bar.fill, bar.fill_to, bar.edge}
    for swatch in scene.swatches:
        used |= {swatch.fill, swatch.edge}
    used |= {run.ink for label in scene.labels for run in label.runs}
    return used.difference(TOKENS, {""})


def _recoloured(scene: Scene, swapped: Mapping[str, str]) -> Scene:
    return attrs.evolve(
        scene,
        cards=tuple(_card(card, swapped) for card in scene.cards),
        labels=tuple(
            attrs.evolve(label, runs=_runs(label.runs, swapped)) for label in scene.labels
        ),
    )


def _card(card: Card, swapped: Mapping[str, str]) -> Card:
    return attrs.evolve(card, parts=tuple(_part(part, swapped) for part in card.parts))


def _part(part: Part, swapped: Mapping[str, str]) -> Part:
    rows: Sequence[Row] = [attrs.evolve(row, runs=_runs(row.runs, swapped)) for row in part.rows]
    mark: Mark | None = part.mark
    if mark is not None:
        mark = attrs.evolve(mark, ink=swapped.get(mark.ink, mark.ink))
    return Part(mark, tuple(rows))


def _runs(runs: Sequence[Run], swapped: Mapping[str, str]) -> tuple[Run, ...]:
    return tuple(attrs.evolve(run, ink=swapped.get(run.ink, run.ink)) for run in runs)
