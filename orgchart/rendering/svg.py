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

from orgchart.errors import InvalidValueError
from orgchart.languages import fallbacks

__all__ = ["check_links", "check_prefix", "font_stack", "tidy_svg"]

_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_GROUP: Final = f"{{{_SVG}}}g"
_LINK: Final = f"{{{_SVG}}}a"
_TITLE: Final = f"{{{_SVG}}}title"
_GRADIENTS: Final = frozenset(f"{{{_SVG}}}{kind}Gradient" for kind in ("linear", "radial"))
_HIDDEN: Final = {"aria-hidden": "true"}
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

#: Fonts with the right shapes for a language, after those that have the widths of the layout.
_FOR_LANGUAGE: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei"),
    "zh-Hant": ("Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei"),
    "ja": ("Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic"),
    "ko": ("Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic"),
}


def language_fonts(lang: str) -> tuple[str, ...]:
    """Return the fonts to add for a language; none for most."""
    return next((_FOR_LANGUAGE[tag] for tag in fallbacks(lang) if tag in _FOR_LANGUAGE), ())


def font_stack(lang: str) -> str:
    """
    Return the font families of a picture for the web.

    >>> font_stack("ja")
    'Arial,Helvetica,Liberation Sans,Noto Sans CJK JP,Hiragino Sans,Yu Gothic,sans-serif'
    """
    return ",".join(("Arial", "Helvetica", "Liberation Sans", *language_fonts(lang), "sans-serif"))


def check_prefix(prefix: str) -> None:
    """
    Refuse a prefix that is no start of an id.

    Raises:
        InvalidValueError: it holds other than small letters, digits, hyphens and underscores, or
            starts with none of the letters.
    """
    if not _PREFIX.fullmatch(prefix):
        reason = "start with a small letter; go on with small letters, digits, - and _"
        raise InvalidValueError("a picture", "prefix", prefix, reason)


def check_links(links: Mapping[str, str]) -> None:
    """
    Refuse addresses that a picture must not lead to.

    This is the last gate; `orgchart.drawing.texts.links` makes good addresses of what people write.

    Raises:
        InvalidValueError: an address is neither http, https nor mailto nor relative, or holds what
            an address has to have percent-encoded.
    """
    for address in links.values():
        if not _ADDRESS.fullmatch(address):
            reason = "give an http, https, mailto or relative address, percent-encoded"
            raise InvalidValueError("a picture", "links", address, reason)


_PREFIX: Final = re.compile("(?:[a-z][a-z0-9_-]*)?")
# A relative address has no colon before its first slash, or it would have a scheme.
_ADDRESS: Final = re.compile(
    r"(?:https?://(?=[^/?#])|mailto:|(?!//)(?=[^:]*(?:/|$)))"
    r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+"
)


def tidy_svg(  # noqa: PLR0913 - the words of the picture, by name
    data: bytes,
    *,
    title: str,
    description: str,
    lang: str,
    prefix: str = "",
    links: Mapping[str, str] | None = None,
) -> bytes:
    """
    Return an SVG made by Graphviz, cleaned.

    Titles that are names of nodes go, cards and bars are called what their tooltips say, lines and
    panels are hidden from screen readers, and the whole has a title, a description and a language.

    Args:
        data: the SVG.
        title, description: what the picture shows, in a few words and at length.
        lang: the BCP 47 tag of its texts.
        prefix: what every id is to start with.
        links: where cards and bars lead to, by their ids without the prefix.

    Raises:
        InvalidValueError: see `check_prefix` and `check_links`.
    """
    check_prefix(prefix)
    check_links(links or {})
    root = ET.fromstring(data)  # noqa: S314 - Graphviz wrote it from text that was escaped
    for parent in list(root.iter()):
        _clean_children(parent)
    for element in root.iter():
        _clean_attributes(element, lang)
    for graph in root.findall(_GROUP):
        _settle(graph)
    _link(root, links or {})
    _head(root, title, description, lang)
    _name(root, prefix)
    ET.register_namespace("", _SVG)
    # To text and then to bytes: half the time of bytes at once.
    written: str = ET.tostring(root, encoding="unicode")
    return f"{written}\n".encode()


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
        _line_up(parent)


def _line_up(parent: ET.Element) -> None:
    parent.text = "\n"
    for child in parent:
        child.tail = "\n"


def _unwrap(group: ET.Element) -> str:
    """Take a group's title away and its link apart; return what the link said."""
    says = ""
    flat: list[ET.Element] = []
    for child in group:
        if child.tag == _TITLE:
            continue
        if child.tag == _GROUP and len(child) and child[0].tag == _LINK:
            says = child[0].get(f"{{{_XLINK}}}title", "")
            flat.extend(child[0])
        else:
            flat.append(child)
    group[:] = flat
    return says.strip()


def _role(group: ET.Element, classes: list[str], says: str) -> None:
    """
    Say what a group is to readers who do not see it.

    A card is called by its label alone. The title, which is there for the mouse, and the single
    texts stand in a hidden group, or readers would hear the same up to three times.
    """
    if "card" in classes or "bar" in classes:
        group.set("role", "img")
        group.set("aria-label", says)
        inner = ET.Element(_GROUP, _HIDDEN)
        title = ET.SubElement(inner, _TITLE)
        title.text = says
        inner.extend(list(group))
        _line_up(inner)
        group[:] = [inner]
    elif classes[0] in {"edge", "cluster"} or "decoration" in classes:
        group.attrib.update(_HIDDEN)


def _clean_attributes(element: ET.Element, lang: str) -> None:
    for name in ("fill", "stroke"):
        if element.get(name) == "transparent":
            element.set(name, "none")
    if element.get("font-family") is not None:
        element.set("font-family", font_stack(lang))
    element.attrib.pop(_XML_SPACE, None)


def _settle(graph: ET.Element) -> None:
    """
    Put the panels in an order of their own: large ones first, so that what is inside is on top.

    Graphviz takes them in the order of their places in memory, which is another one in each run
    that draws something else before.
    """
    panels = [child for child in graph if child.get("class", "").startswith("cluster")]
    order = iter(sorted(panels, key=lambda panel: (-_area(panel), panel.get("id", ""))))
    known = set(panels)
    graph[:] = [next(order) if child in known else child for child in graph]


def _area(panel: ET.Element) -> float:
    shape = panel[0] if len(panel) else panel
    numbers = [float(one) for one in _NUMBER.findall(shape.get("d") or shape.get("points") or "")]
    across, down = numbers[::2] or [0], numbers[1::2] or [0]
    return (max(across) - min(across)) * (max(down) - min(down))


_NUMBER: Final = re.compile(r"-?[0-9.]+")


def _link(root: ET.Element, links: Mapping[str, str]) -> None:
    """Put links around the groups that lead somewhere; the link has the label then."""
    for parent in list(root.iter(_GROUP)) if links else ():
        for place, child in enumerate(parent):
            address = links.get(child.get("id", ""))
            if address is None or child.get("role") != "img":
                continue
            link = ET.Element(_LINK, {"href": address})
            if _ABROAD.match(address):
                link.set("rel", "noopener")
            link.set("aria-label", child.attrib.pop("aria-label"))
            del child.attrib["role"]
            link.append(child)
            link.tail, child.tail = child.tail, None
            parent[place] = link


_ABROAD: Final = re.compile("[a-z]+:")

# What XML 1.0 cannot hold, however it is written.
_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _head(root: ET.Element, title: str, description: str, lang: str) -> None:
    """
    Give the picture its size, its language and its names.

    It is a document and no image: what an image holds is not read, and here every card has a name.
    """
    box = [_number(part) for part in re.split(r"[ ,]+", root.get("viewBox", "0 0 0 0").strip())]
    chart = next((g.get("id") for g in root if g.get("class", "").startswith("graph")), None)
    name = _PAGE.sub("", chart or "orgchart")
    root.attrib.clear()
    root.set("viewBox", " ".join(box))
    root.set("width", box[2])
    root.set("height", box[3])
    root.set("style", "max-width:100%;height:auto")
    root.set(_XML_LANG, lang)
    root.set("role", "graphics-document document")
    root.set("aria-labelledby", f"{name}-title")
    root.set("aria-describedby", f"{name}-desc")
    words = (("title", _XML.sub("\ufffd", title)), ("desc", _XML.sub("\ufffd", description)))
    for place, (kind, text) in enumerate(words):
        element = ET.Element(f"{{{_SVG}}}{kind}", {"id": f"{name}-{kind}"})
        element.text = text
        element.tail = "\n"
        root.insert(place, element)


def _number(text: str) -> str:
    return f"{float(text):.2f}".rstrip("0").rstrip(".")


def _name(root: ET.Element, prefix: str) -> None:
    """
    Give every id the prefix, and what points to it too.

    Ids of gradients depend on the Graphviz and on what it drew before, so they are counted anew.
    Graphviz puts the number of the page before some ids when it draws several graphs in one go.
    """
    new: dict[str, str] = {}
    for element in root.iter():
        old = element.get("id")
        if old is None:
            continue
        name = _PAGE.sub("", old)
        if element.tag in _GRADIENTS:
            name = f"gradient-{len(new) + 1}"
            new[f"url(#{old})"] = f"url(#{prefix}{name})"
        element.set("id", f"{prefix}{name}")
    for element in root.iter() if new else ():
        for attribute in ("fill", "stroke"):
            value = element.get(attribute, "")
            element.attrib.update({attribute: new[value]} if value in new else {})
    for attribute in ("aria-labelledby", "aria-describedby"):
        root.set(attribute, f"{prefix}{root.get(attribute)}")


_PAGE: Final = re.compile(r"^page\d+,\d+_")
