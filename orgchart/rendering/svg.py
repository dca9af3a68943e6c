"""
SVG as Graphviz writes it, made fit for readers: names for people, roles, fonts, no leftovers.

The result depends on the drawing alone: what differs from one Graphviz to the next (comments,
the names of nodes, invisible points) is gone.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from typing import Final

__all__ = ["font_stack", "tidy_svg"]

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

#: Fonts with the right shapes for a language, after those that have the widths of the layout.
_FOR_LANGUAGE: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"),
    "zh-hant": ("Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei"),
    "ja": ("Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic"),
    "ko": ("Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic"),
}


def language_fonts(lang: str) -> tuple[str, ...]:
    """Return the fonts to add for a language; none for most."""
    tag = lang.lower()
    if tag.startswith(("zh-hant", "zh-tw", "zh-hk")):
        tag = "zh-hant"
    return _FOR_LANGUAGE.get(tag) or _FOR_LANGUAGE.get(tag.split("-")[0], ())


def font_stack(lang: str) -> str:
    """
    Return the font families of a picture for the web.

    >>> font_stack("ja")
    'Arial,Helvetica,Liberation Sans,Noto Sans CJK JP,Hiragino Sans,Yu Gothic,sans-serif'
    """
    return ",".join(("Arial", "Helvetica", "Liberation Sans", *language_fonts(lang), "sans-serif"))


def tidy_svg(data: bytes, *, title: str, description: str, lang: str) -> bytes:
    """
    Return an SVG made by Graphviz, cleaned.

    Titles that are names of nodes go, cards are called what their tooltips say, lines and panels
    are hidden from screen readers, and the whole has a title, a description and a language.

    Args:
        data: the SVG.
        title, description: what the picture shows, in a few words and at length.
        lang: the BCP 47 tag of its texts.
    """
    root = ET.fromstring(data)  # noqa: S314 - Graphviz wrote it from text that was escaped
    for parent in list(root.iter()):
        _clean_children(parent)
    for element in root.iter():
        _clean_attributes(element, lang)
    _head(root, title, description, lang)
    ET.register_namespace("", _SVG)
    written: bytes = ET.tostring(root, encoding="utf-8")
    return written + b"\n"


def _clean_children(parent: ET.Element) -> None:
    """Drop what nobody is to see from the children, and name the cards."""
    kept: list[ET.Element] = []
    for child in list(parent):
        classes = child.get("class", "").split()
        if classes[:1] in (["node"], ["edge"], ["cluster"], ["graph"]):
            says = _unwrap(child)
            if classes[0] == "node" and len(child) == 0:
                continue  # an invisible point
            _role(child, classes, says)
        kept.append(child)
    parent[:] = kept
    if len(parent):
        parent.text = "\n"
        for child in parent:
            child.tail = "\n"


def _unwrap(group: ET.Element) -> str:
    """Take a group's title away and its link apart; return what the link said."""
    says = ""
    flat: list[ET.Element] = []
    for child in group:
        if child.tag == f"{{{_SVG}}}title":
            continue
        if child.tag == f"{{{_SVG}}}g" and len(child) and child[0].tag == f"{{{_SVG}}}a":
            says = child[0].get(f"{{{_XLINK}}}title", "")
            flat.extend(child[0])
        else:
            flat.append(child)
    group[:] = flat
    return says.strip()


def _role(group: ET.Element, classes: list[str], says: str) -> None:
    if "card" in classes or "bar" in classes:
        group.set("role", "img")
        group.set("aria-label", says)
        title = ET.Element(f"{{{_SVG}}}title")
        title.text = says
        group.insert(0, title)
    elif classes[0] in {"edge", "cluster"} or "decoration" in classes:
        group.set("aria-hidden", "true")


def _clean_attributes(element: ET.Element, lang: str) -> None:
    for name in ("fill", "stroke"):
        if element.get(name) == "transparent":
            element.set(name, "none")
    if element.get("font-family") is not None:
        element.set("font-family", font_stack(lang))
    element.attrib.pop(_XML_SPACE, None)


# What XML 1.0 cannot hold, however it is written.
_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _head(root: ET.Element, title: str, description: str, lang: str) -> None:
    box = [_number(part) for part in re.split(r"[ ,]+", root.get("viewBox", "0 0 0 0").strip())]
    chart = next((g.get("id") for g in root if g.get("class", "").startswith("graph")), None)
    prefix = chart or "orgchart"
    root.attrib.clear()
    root.set("viewBox", " ".join(box))
    root.set("width", box[2])
    root.set("height", box[3])
    root.set("style", "max-width:100%;height:auto")
    root.set(_XML_LANG, lang)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-title {prefix}-desc")
    words = (("title", _XML.sub("\ufffd", title)), ("desc", _XML.sub("\ufffd", description)))
    for place, (name, text) in enumerate(words):
        element = ET.Element(f"{{{_SVG}}}{name}", {"id": f"{prefix}-{name}"})
        element.text = text
        element.tail = "\n"
        root.insert(place, element)


def _number(text: str) -> str:
    return f"{float(text):.2f}".rstrip("0").rstrip(".")
