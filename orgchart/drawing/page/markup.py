"""SVG as it stands in a web page: without names of its own, without styles, in variables."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Final

from orgchart.drawing.canvas.scene import Bar, Card, Label, Line, Panel
from orgchart.drawing.page.pool import Pool, Thing, box_of

__all__ = ["inlined", "pieces"]

_SPACE: Final = "{http://www.w3.org/2000/svg}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
#: What is said once for the whole page, or not at all.
_NEEDLESS: Final = frozenset({"font-family", "id", "class", "role", "aria-label", "aria-hidden"})
#: The size of the letters of notes and pills, below names and titles, in points.
_NOTE: Final = 9
_PAINTS: Final = ("fill", "stroke", "stop-color")


def pieces(svg: bytes, pool: Pool, names: Mapping[str, str]) -> tuple[str, list[str]]:
    """
    Return the pictures of the things of a pool.

    Args:
        svg: a picture of the whole pool.
        pool: what is in it.
        names: the CSS variable for each colour that stands for one, in small letters.

    Returns:
        The transform that all stand in, and a group for each thing.
    """
    root = ET.fromstring(svg)  # noqa: S314 - Graphviz wrote it from text that was escaped
    graph = next(group for group in root.iter(f"{_SPACE}g") if _classes(group)[:1] == ["graph"])
    found = {child.get("id", ""): child for child in graph if child.tag == f"{_SPACE}g"}
    groups = [
        _piece(found.get(name), thing, number, names)
        for number, (thing, name) in enumerate(zip(pool.things, pool.names, strict=True))
    ]
    return graph.get("transform", ""), groups


def _classes(element: ET.Element) -> list[str]:
    return element.get("class", "").split()


def _piece(group: ET.Element | None, thing: Thing, number: int, names: Mapping[str, str]) -> str:
    attributes = {"data-i": str(number), "class": _class(thing)}
    # A label of blanks is drawn as nothing.
    inner = () if group is None else _unwrapped(group)
    if isinstance(thing, Card):
        marks = [part.mark.initials for part in thing.parts if part.mark is not None]
        for text in (one for shape in inner for one in shape.iter(f"{_SPACE}text")):
            if marks and (text.text or "") == marks[0]:
                text.set("mark", "mark")
                marks.pop(0)
        for text in (one for shape in inner for one in shape.iter(f"{_SPACE}text")):
            if float(text.get("font-size", _NOTE + 1)) <= _NOTE:
                text.set("mark", "note")
    for element in (one for shape in inner for one in shape.iter()):
        _repaint(element, names)
    written = "".join(_written(shape) for shape in inner)
    return f"<g{_attributes(attributes)}>{written}</g>"


def _class(thing: Thing) -> str:
    match thing:
        case Card():
            return " ".join(("card", *thing.classes))
        case Line():
            return f"line {thing.kind}"
        case Panel():
            return "panel"
        case Bar():
            return " ".join(("bar", *thing.classes))
        case Label():
            return "label"
        case _:
            return "swatch"


def _unwrapped(group: ET.Element) -> Sequence[ET.Element]:
    """Return the shapes of a group; the group that hides them from readers goes."""
    shapes: list[ET.Element] = []
    for child in group:
        if child.tag == f"{_SPACE}g" and child.get("aria-hidden") == "true":
            shapes.extend(_unwrapped(child))
        elif child.tag != f"{_SPACE}title":
            shapes.append(child)
    return shapes


def _repaint(element: ET.Element, names: Mapping[str, str]) -> None:
    _without_style(element)
    for attribute in _PAINTS:
        name = names.get(element.get(attribute, "").lower())
        if name is not None:
            element.set(attribute, f"var({name})")
    gradient = element.tag.endswith("Gradient")
    for attribute in _NEEDLESS:
        if not (gradient and attribute == "id"):
            element.attrib.pop(attribute, None)
    if element.get("text-anchor") == "start":
        del element.attrib["text-anchor"]
    kind = element.attrib.pop("mark", None)
    if kind is not None:
        element.set("class", kind)


def _without_style(element: ET.Element) -> None:
    """Write a style as attributes: the page allows no styles but its own."""
    for part in element.attrib.pop("style", "").split(";"):
        name, colon, value = part.partition(":")
        if colon:
            element.set(name.strip(), value.strip())


def inlined(svg: bytes) -> str:
    """Return a whole SVG as a part of a web page."""
    root = ET.fromstring(svg)  # noqa: S314 - Graphviz wrote it from text that was escaped
    root.attrib.pop("style", None)
    for element in root.iter():
        _without_style(element)
    return _written(root)


def _written(element: ET.Element) -> str:
    tag = element.tag.removeprefix(_SPACE)
    inner = escape(element.text or "", quote=False) if _speaks(element) else ""
    inner += "".join(_written(child) for child in element)
    return f"<{tag}{_attributes(dict(_named(element)))}>{inner}</{tag}>"


def _speaks(element: ET.Element) -> bool:
    """Say whether the text of an element is more than line breaks between its children."""
    return not len(element)


def _named(element: ET.Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        plain = "lang" if name == _LANG else name
        if "}" not in plain:
            yield plain, value


def _attributes(attributes: Mapping[str, str]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def boxes(things: Iterable[Thing]) -> list[tuple[float, ...]]:
    """Return where things are: left, top, width, height, rounded to a hundredth."""
    found = (box_of(thing) for thing in things)
    return [
        tuple(round(value, 2) for value in (box.x, box.y, box.width, box.height)) for box in found
    ]
