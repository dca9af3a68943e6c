"""
Mermaid: a chart as the text of a flowchart, for pages that draw such text.

No text of the data becomes syntax: nodes are numbered, and what could be read as Mermaid, Markdown
or HTML is written as a number of a character. Source: Mermaid's documentation of flowcharts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from typing import Final, final

from orgchart.hierarchy import require_chart
from orgchart.io.losses import Losses, LossReport, spelled
from orgchart.io.streams import Destination, text_to
from orgchart.kinds import UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.progress import follow
from orgchart.snapshot import Key, Snapshot
from orgchart.vacancy import Vacancy

__all__ = ["to_mermaid", "write_mermaid"]


def to_mermaid(chart: Snapshot, *, lang: str | None = None) -> str:
    """
    Return the text of a flowchart; `write_mermaid` also says what is not in it.

    Args:
        chart: the chart, for example `History.at` a date.
        lang: the tag of the language of names and titles, where there are such.

    >>> chart = Snapshot.build(
    ...     posts=[Post("ceo", "Chief executive"), Post("cto", "Technology")],
    ...     lines=[ReportingLine("cto", "ceo")],
    ... )
    >>> print(to_mermaid(chart), end="")
    flowchart TD
      %% n1 post "ceo"
      n1["Chief executive<br/>vacant"]
      %% n2 post "cto"
      n2["Technology<br/>vacant"]
      n1 --> n2
    """
    return _Flowchart(chart, lang).text()


def write_mermaid(
    chart: Snapshot, destination: Destination, *, lang: str | None = None
) -> LossReport:
    """
    Write a chart as the text of a flowchart.

    Args:
        chart: see `to_mermaid`.
        destination: a path, written whole or not at all; or a file that is open for text.
        lang: see `to_mermaid`.

    Returns:
        What is not in the file: every fact and every field, with the reason.

    Raises:
        InvalidValueError: what is given is no chart, or no file.
        UnwritableFileError: the file cannot be written.
    """
    flowchart = _Flowchart(chart, lang)
    text_to(destination, flowchart.text())
    return flowchart.losses()


@final
class _Flowchart:
    def __init__(self, chart: Snapshot, lang: str | None) -> None:
        require_chart(chart)
        self.chart = chart
        self.lang = lang
        self.nodes = {post: f"n{number}" for number, post in enumerate(chart.posts, 1)}
        managers = dict.fromkeys(line.manager for line in chart.lines)
        boxes = [str(name) for name in managers if name in chart.units and name not in chart.posts]
        self.boxes = {unit: f"m{number}" for number, unit in enumerate(boxes, 1)}
        self.frames = {unit: f"u{number}" for number, unit in enumerate(chart.units, 1)}
        self.drawn: set[str] = set()
        self.parts: dict[str, list[str]] = {}
        for unit in chart.units.values():
            if unit.parent is not None:
                self.parts.setdefault(unit.parent, []).append(unit.id)
        self.vacancies: dict[str, list[Vacancy]] = {}
        for vacancy in chart.vacancies:
            self.vacancies.setdefault(vacancy.post, []).append(vacancy)

    def text(self) -> str:
        return "\n".join(follow(self.rows(), "writing")) + "\n"

    def rows(self) -> Iterator[str]:
        self.drawn.clear()
        yield "flowchart TD"
        units = self.chart.units
        tops = [u for u in units if units[u].parent is None or units[u].parent not in units]
        # What belongs to itself in a circle is drawn from its first unit.
        for top in (*tops, *units):
            yield from self.frame(top, 1)
        for post in self.chart.posts.values():
            if post.unit not in units:
                yield from self.card(post.id, 1)
        for unit, node in self.boxes.items():
            yield f"  {_comment(node, 'unit', unit)}"
            yield f'  {node}(["{_escaped(self.chart.unit_name(unit, self.lang))}"])'
        for number, line in enumerate(self.lines(), 1):
            yield from self.edge(number, line)

    def frame(self, unit: str, depth: int) -> Iterator[str]:
        if unit in self.drawn:
            return
        self.drawn.add(unit)
        indent, node = "  " * depth, self.frames[unit]
        name = _escaped(self.chart.unit_name(unit, self.lang))
        posts = self.chart.posts_in(unit)
        parts = [part for part in self.parts.get(unit, ()) if part not in self.drawn]
        yield f"{indent}{_comment(node, 'unit', unit)}"
        if not posts and not parts:
            yield f'{indent}{node}["{name}"]'
            return
        yield f'{indent}subgraph {node}["{name}"]'
        for post in posts:
            yield from self.card(post, depth + 1)
        for part in parts:
            yield from self.frame(part, depth + 1)
        yield f"{indent}end"

    def card(self, post: str, depth: int) -> Iterator[str]:
        rows = [self.chart.post_title(post, self.lang)]
        rows += map(self.holder, self.chart.holders(post))
        for vacancy in self.vacancies.get(post, ()):
            perhaps = "perhaps " if vacancy.certainty is Certainty.POSSIBLE else ""
            seats = "" if vacancy.seats == 1 else f"{vacancy.seats} seats "
            rows.append(f"{seats}{perhaps}vacant")
        sure = self.chart.posts[post].certainty
        rows += ["perhaps there"] if sure is Certainty.POSSIBLE else []
        label = "<br/>".join(map(_escaped, rows))
        node = self.nodes[post]
        yield f"{'  ' * depth}{_comment(node, 'post', post)}"
        for tenure in self.chart.holders(post):
            if tenure.person is not UNDISCLOSED:
                yield f"{'  ' * depth}{_comment(node, 'holder', tenure.person)}"
        yield f'{"  " * depth}{node}["{label}"]'

    def holder(self, tenure: Tenure) -> str:
        said = [tenure.title] if tenure.title else []
        said += [] if tenure.kind is TenureKind.SUBSTANTIVE else [str(tenure.kind)]
        said += ["perhaps"] if tenure.certainty is Certainty.POSSIBLE else []
        leaves = self.chart.leaves_of(tenure.person)
        away = [leave for leave in leaves if leave.post in {None, tenure.post}]
        if away:
            unsure = all(leave.certainty is Certainty.POSSIBLE for leave in away)
            said.append("perhaps on leave" if unsure else "on leave")
        name = self.chart.person_name(tenure.person, self.lang)
        return f"{name} ({', '.join(said)})" if said else name

    def lines(self) -> list[ReportingLine]:
        """Return the lines that are drawn: from a post to a post, a unit or somebody unknown."""
        return [line for line in self.chart.lines if self.is_drawn(line)]

    def is_drawn(self, line: ReportingLine) -> bool:
        above = line.manager is UNKNOWN or line.manager in self.nodes or line.manager in self.boxes
        return above and line.post in self.nodes

    def edge(self, number: int, line: ReportingLine) -> Iterator[str]:
        above = self.nodes.get(str(line.manager)) or self.boxes.get(str(line.manager))
        if above is None:
            above = f"x{number}"
            yield f'  {above}["not known"]'
        arrow = "-->" if line.kind is LineKind.SOLID else "-.->"
        label = "|perhaps|" if line.certainty is Certainty.POSSIBLE else ""
        yield f"  {above} {arrow}{label} {self.nodes[line.post]}"

    # what is left behind

    def losses(self) -> LossReport:
        losses = Losses()
        if self.chart.name:
            losses.field(("history",), "name", self.chart.name, _NO_PLACE)
        facts = self.chart.facts
        with closing(follow(facts.items(), "looking for losses", len(facts))) as followed:
            for key, fact in followed:
                self.note(losses, key, fact)
        return losses.report()

    def note(self, losses: Losses, key: Key, fact: Fact) -> None:
        why = self.unseen(fact)
        if why:
            losses.whole(key, fact, why)
            return
        shown = self.shown(fact)
        kept = {*_KEPT[type(fact)], "certainty"}
        for field, text in spelled(fact):
            named = field in {"name", "title"} or field.partition(".")[0] in {"names", "titles"}
            told = text == shown if named and shown is not None else field in kept
            if not told:
                losses.field(key, field, text, _NO_PLACE)

    def shown(self, fact: Fact) -> str | None:
        """Return the name that the flowchart shows; None for what has none."""
        if isinstance(fact, Person | Unit):
            return fact.name_in(self.lang)
        return fact.title_in(self.lang) if isinstance(fact, Post) else None

    def unseen(self, fact: Fact) -> str:
        """Say why nothing of a fact is drawn; an empty text when it is."""
        chart = self.chart
        if isinstance(fact, Person | Unit | Post):
            records = (chart.people, chart.units, chart.posts)
            first = any(found.get(fact.id) is fact for found in records)
            held = not isinstance(fact, Person) or any(
                held.post in self.nodes for held in chart.posts_of(fact.id)
            )
            return _NO_POST if first and not held else "" if first else _ONE_RECORD
        if isinstance(fact, Tenure):
            return "" if fact.post in self.nodes else _NO_POST
        if isinstance(fact, Leave):
            held = any(
                fact.post in {None, held.post} and held.post in self.nodes
                for held in chart.posts_of(fact.person)
            )
            return "" if held else _NO_POST
        return "" if self.is_drawn(fact) else "a line is drawn between two boxes"


_NO_PLACE: Final = "a flowchart does not show it"
_NO_POST: Final = "no post of the chart shows it"
_ONE_RECORD: Final = "a flowchart shows one record of each id"
_KEPT: Final[dict[type, frozenset[str]]] = {
    Person: frozenset({"id"}),
    Unit: frozenset({"id", "parent"}),
    Post: frozenset({"id", "unit"}),
    Tenure: frozenset({"person", "post", "kind", "title"}),
    ReportingLine: frozenset({"post", "manager", "kind"}),
    Leave: frozenset({"person", "post"}),
}


def _comment(node: str, kind: str, id_: str) -> str:
    """Return a comment that says what a node stands for; in ASCII, so that nothing ends it."""
    text = json.dumps(id_).replace("{", "\\u007b").replace("}", "\\u007d").replace("%", "\\u0025")
    return f"%% {node} {kind} {text}"


_LIST: Final = re.compile(r"^\s*(?:[-+*#>]|[0-9]+[.)])")
_PLAIN: Final = frozenset(" ,.'()/:-!?")


def _escaped(text: str) -> str:
    """Return text in which nothing means anything to Mermaid, Markdown or HTML."""
    line = " ".join(text.split())
    listed = _LIST.match(line)
    start = listed.end() if listed else 0
    return "".join(_number(char) for char in line[:start]) + "".join(
        char if _is_plain(char) else _number(char) for char in line[start:]
    )


def _is_plain(char: str) -> bool:
    return char in _PLAIN or unicodedata.category(char)[0] in "LM" or char.isdecimal()


def _number(char: str) -> str:
    """Return a character as its number; nothing for one that cannot be shown."""
    return "" if unicodedata.category(char) in {"Cc", "Cs", "Cn"} else f"#{ord(char)};"
