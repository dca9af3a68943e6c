"""
A scene as DOT: every position given, so that Graphviz draws and decides nothing.

``layout=nop2`` in the graph makes any Graphviz from 2.43 on take the positions as they are. Equal
scenes give identical text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from orgchart.drawing.canvas.curves import spline
from orgchart.drawing.canvas.scene import (
    Bar,
    Card,
    Label,
    Line,
    Mark,
    Panel,
    Part,
    Pill,
    Row,
    Run,
    Scene,
    Swatch,
)
from orgchart.drawing.canvas.theme import Theme
from orgchart.drawing.texts.escape import html_text, quoted, tooltip
from orgchart.rendering.svg import language_fonts

__all__ = ["dot"]

#: The id of the whole picture.
CHART: Final = "orgchart"
#: From a card's edge to what it says.
PAD: Final = 8
#: The side of the square with initials.
MARK: Final = 28

_BARE: Final = 'BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0"'
_FRAMED: Final = 'CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" FIXEDSIZE="TRUE"'
#: The last two digits of a colour that lets others shine through.
_FAINT: Final = "99"
_POINT: Final = "shape=point style=invis width=0.01 height=0.01"


def dot(scene: Scene, theme: Theme) -> str:
    """
    Return a scene in DOT.

    Complexity: one step for each primitive.
    """
    return "\n".join(_Writer(scene, theme).lines()) + "\n"


class _Writer:
    def __init__(self, scene: Scene, theme: Theme) -> None:
        self.scene = scene
        self.theme = theme
        self.height = scene.height
        self.points = 0

    def lines(self) -> Iterator[str]:
        scene = self.scene
        fonts = quoted(",".join(("Arial", *language_fonts(scene.lang))))
        boxes = [*(card.box for card in scene.cards), *(bar.box for bar in scene.bars)]
        foot = max((box.bottom for box in boxes), default=0)
        yield f"digraph {quoted(scene.name)} {{"
        yield (
            f'  graph [layout=nop2 bgcolor="{self.colour("page")}" pad=0 outputorder=edgesfirst '
            f"splines=true fontname={fonts} tooltip={tooltip(scene.name)} "
            f'id="{CHART}" class="orgchart theme-{self.theme.name}"]'
        )
        yield (
            f"  node [shape=box fontname={fonts} fontsize=11 margin=0 "
            f'fontcolor="{self.colour("ink")}"]'
        )
        yield f"  edge [arrowhead=none fontname={fonts} fontsize=9]"
        # Two corners give all pictures of one series one size; a point is 0.72 wide.
        yield f'  "_tl" [{_POINT} pos="0.36,{_n(scene.height - 0.36)}"]'
        yield f'  "_br" [{_POINT} pos="{_n(scene.width - 0.36)},0.36"]'
        for panel in scene.panels:
            yield self.panel(panel)
        for bar in scene.bars:
            yield self.bar(bar)
        # Graphviz takes no text without a letter.
        labels = [label for label in scene.labels if any(run.text for run in label.runs)]
        below = [label for label in labels if label.y > foot]
        for place, label in enumerate(label for label in labels if label.y <= foot):
            yield self.label(label, f"t-{place + 1}")
        for card in scene.cards:
            yield from self.card(card)
        for place, swatch in enumerate(scene.swatches):
            yield self.swatch(swatch, f"b-{place + 1}")
        for place, label in enumerate(below):
            yield self.label(label, f"f-{place + 1}")
        # Last: a line that names a card makes it, and cards are to be read in their order.
        # Whatever the order, edges are painted first.
        for line in scene.lines:
            yield from self.line(line)
        yield "}"

    def colour(self, token: str) -> str:
        return self.theme.colour(token)

    def at(self, x: float, y: float) -> str:
        """Return a point with y upwards, as DOT has it."""
        return f"{_n(x)},{_n(self.height - y)}"

    def panel(self, panel: Panel) -> str:
        box = panel.box
        corners = f"{self.at(box.x, box.bottom)},{self.at(box.right, box.y)}"
        fill, edge, style = ("panel", "panel-line", "rounded,filled")
        if panel.dashed:
            fill, edge, style = ("page", "line", "rounded,dashed,filled")
        return (
            f'  subgraph "cluster_{panel.id}" {{ id="{panel.id}" class="body" bb="{corners}" '
            f'style="{style}" fillcolor="{self.colour(fill)}" color="{self.colour(edge)}" '
            f'penwidth=1 label="" tooltip={tooltip(panel.says)} '
            f'"_{panel.id}" [{_POINT} pos="{self.at(*box.centre)}"] }}'
        )

    def line(self, line: Line) -> Iterator[str]:
        ends: list[str] = []
        for name, point in ((line.tail, line.points[0]), (line.head, line.points[-1])):
            if name:
                ends.append(name)
                continue
            self.points += 1
            ends.append(f"_p{self.points}")
            yield f'  "_p{self.points}" [{_POINT} pos="{self.at(*point)}"]'
        curve, tip = list(line.points), None
        if not line.curved:
            curve, tip = spline(line.points, arrow=line.arrow)
        pos = " ".join(self.at(*point) for point in curve)
        if tip is not None:
            pos = f"e,{self.at(*tip)} {pos}"
        head = " arrowhead=normal arrowsize=0.6" if line.arrow else ""
        yield (
            f'  "{ends[0]}" -> "{ends[1]}" [id="{line.id}" class="{line.kind}" pos="{pos}" '
            f'color="{self.colour(line.ink)}{_FAINT * line.faint}" '
            f'penwidth={_n(line.width)} style="{line.style}"{head} '
            f"tooltip={tooltip(line.says or ' ')}]"
        )

    def bar(self, bar: Bar) -> str:
        box = bar.box
        fill = self.colour(bar.fill)
        if bar.fill_to:
            fill = f"{fill}:{self.colour(bar.fill_to)}"
        style = ["rounded"] * bar.rounded + ["filled"] + ["dashed"] * bar.dashed
        edge = "penwidth=0"
        if bar.edge:
            edge = f'color="{self.colour(bar.edge)}" penwidth={_n(bar.edge_width)}'
        classes = " ".join(("bar" if bar.says else "decoration", *bar.classes))
        return (
            f'  "{bar.id}" [id="{bar.id}" class="{classes}" label="" fixedsize=true '
            f'width={_inches(box.width)} height={_inches(box.height)} pos="{self.at(*box.centre)}" '
            f'style="{",".join(style)}" fillcolor="{fill}" gradientangle=0 '
            f"{edge} tooltip={tooltip(bar.says or ' ')}]"
        )

    def label(self, label: Label, id: str) -> str:  # noqa: A002 - what Graphviz calls it
        size = max(run.size for run in label.runs)
        width, height = _whole(label.width), round(size * 1.5)
        align = "RIGHT" if label.right else "LEFT"
        cell = (
            f'<TD ALIGN="{align}" FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{height}">'
            f"{self.runs(label.runs)}</TD>"
        )
        pos = self.at(label.left + width / 2, label.y)
        return (
            f'  "_{id}" [id="{id}" class="label" shape=plain tooltip=" " pos="{pos}" '
            f'label=<<TABLE {_BARE} WIDTH="{width}"><TR>{cell}</TR></TABLE>>]'
        )

    def swatch(self, swatch: Swatch, id: str) -> str:  # noqa: A002 - what Graphviz calls it
        box = swatch.box
        style = ["rounded"] * swatch.rounded + ["filled"] + ["dashed"] * swatch.dashed
        return (
            f'  "_{id}" [id="{id}" class="decoration" label="" fixedsize=true '
            f'width={_inches(box.width)} height={_inches(box.height)} pos="{self.at(*box.centre)}" '
            f'style="{",".join(style)}" fillcolor="{self.colour(swatch.fill)}" '
            f'color="{self.colour(swatch.edge)}" penwidth={_n(swatch.edge_width)} tooltip=" "]'
        )

    def card(self, card: Card) -> Iterator[str]:
        box = card.box
        style = "rounded,filled,dashed" if card.dashed else "rounded,filled"
        yield (
            f'  "{card.id}" [id="{card.id}" class="{" ".join(("card", *card.classes))}" '
            f'pos="{self.at(*box.centre)}" width={_inches(box.width)} '
            f'height={_inches(box.height)} fixedsize=true style="{style}" '
            f'color="{self.colour(card.edge)}" penwidth={_n(card.edge_width)} '
            f'fillcolor="{self.colour(card.fill)}" tooltip={tooltip(card.says)}'
        )
        yield f"    label=<{self.parts(card)}>]"

    def parts(self, card: Card) -> str:
        inner = _whole(card.box.width) - 2 * PAD
        if len(card.parts) == 1:
            return self.part(card.parts[0], inner)
        rows = "".join(
            f'<TR><TD ALIGN="LEFT" HEIGHT="{part.height}">{self.part(part, inner)}</TD></TR>'
            for part in card.parts
        )
        return f'<TABLE {_BARE} WIDTH="{inner}">{rows}</TABLE>'

    def part(self, part: Part, inner: int) -> str:
        if part.mark is None:
            return self.rows(part.rows, inner)
        return (
            f'<TABLE {_BARE}><TR><TD VALIGN="MIDDLE">{self.mark(part.mark)}</TD>'
            f'<TD WIDTH="{PAD}"></TD><TD ALIGN="LEFT">'
            f"{self.rows(part.rows, inner - MARK - PAD)}</TD></TR></TABLE>"
        )

    def mark(self, mark: Mark) -> str:
        style = "ROUNDED,DASHED" if mark.dashed else "ROUNDED"
        inside = ""
        if mark.initials:
            inside = self.run(Run(mark.initials, mark.ink, 10, bold=True))
        return (
            f'<TABLE BORDER="1" COLOR="{self.colour(mark.edge)}" '
            f'BGCOLOR="{self.colour(mark.fill)}" STYLE="{style}" {_FRAMED} '
            f'WIDTH="{MARK}" HEIGHT="{MARK}"><TR><TD FIXEDSIZE="TRUE" WIDTH="{MARK - 2}" '
            f'HEIGHT="{MARK - 2}">{inside}</TD></TR></TABLE>'
        )

    def rows(self, rows: Iterable[Row], width: int) -> str:
        return f"<TABLE {_BARE}>{''.join(self.row(row, width) for row in rows)}</TABLE>"

    def row(self, row: Row, width: int) -> str:
        if row.pill is None:
            return (
                f'<TR><TD ALIGN="LEFT" FIXEDSIZE="TRUE" WIDTH="{width}" HEIGHT="{row.height}">'
                f"{self.runs(row.runs)}</TD></TR>"
            )
        rest, beside = width - row.pill.width - GAP, ""
        if rest > 0:
            beside = (
                f'<TD WIDTH="{GAP}"></TD>'
                f'<TD ALIGN="LEFT" FIXEDSIZE="TRUE" WIDTH="{rest}" HEIGHT="13">'
                f"{self.runs(row.runs)}</TD>"
            )
        return (
            f'<TR><TD ALIGN="LEFT" HEIGHT="{row.height}"><TABLE {_BARE}><TR>'
            f"<TD>{self.pill(row.pill)}</TD>{beside}</TR></TABLE></TD></TR>"
        )

    def pill(self, pill: Pill) -> str:
        colour = self.colour(pill.state)
        run = self.run(Run(pill.text, pill.state, 8, bold=True))
        return (
            f'<TABLE BORDER="1" COLOR="{colour}" BGCOLOR="{self.colour(f"{pill.state}-tint")}" '
            f'STYLE="ROUNDED" {_FRAMED} WIDTH="{pill.width}" HEIGHT="13"><TR>'
            f'<TD FIXEDSIZE="TRUE" WIDTH="{pill.width - 2}" HEIGHT="11">{run}</TD></TR></TABLE>'
        )

    def runs(self, runs: tuple[Run, ...]) -> str:
        """Return runs side by side; blanks at their borders are kept from being lost."""
        said: list[str] = []
        runs = tuple(run for run in runs if run.text)
        for place, run in enumerate(runs):
            text = html_text(run.text)
            if place + 1 < len(runs) and text.endswith(" "):
                text = f"{text[:-1]}&#160;"
            if place and text.startswith(" "):
                text = f"&#160;{text[1:]}"
            said.append(self.styled(text, run))
        return "".join(said)

    def run(self, run: Run) -> str:
        return self.styled(html_text(run.text), run)

    def styled(self, text: str, run: Run) -> str:
        for tag, wanted in (("S", run.strike), ("I", run.italic), ("B", run.bold)):
            if wanted:
                text = f"<{tag}>{text}</{tag}>"
        return f'<FONT POINT-SIZE="{run.size}" COLOR="{self.colour(run.ink)}">{text}</FONT>'


#: Between a pill and what follows it.
GAP: Final = 5


def _n(value: float) -> str:
    """Return a number with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def _inches(points: float) -> str:
    return f"{points / 72:.4f}"


def _whole(value: float) -> int:
    return int(-(-value // 1))
