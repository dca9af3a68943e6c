"""
Addresses that a picture leads to: those of users checked, and those of its own pages.

They never stand in DOT text: some versions of Graphviz let an address end the attribute that it
stands in. They are put into the finished SVG.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote, urlsplit

from orgchart.drawing.canvas.scene import Scene

__all__ = ["LinkWarning", "checked", "checked_links", "links_of", "page_link", "page_name"]


class LinkWarning(UserWarning):
    """
    An address was left out of a picture, because following it might do harm.

    It occurs for addresses that are not absolute ones with http, https or mailto, and for those
    with control characters in them.
    """


def checked(url: str) -> str | None:
    """
    Return an address as it can stand in a picture; None for one that must not.

    What RFC 3986 does not allow in an address is percent-encoded as UTF-8.

    Warns:
        LinkWarning: the address is left out.

    >>> checked("https://example.org/who is?name=李安&x=1")
    'https://example.org/who%20is?name=%E6%9D%8E%E5%AE%89&x=1'
    """
    try:
        found, reason = _encoded(url.strip(" ")), _REASON
    except ValueError as error:  # brackets, ports and half characters that mean nothing
        found, reason = None, str(error)
    if found is None:
        warnings.warn(f"the link {url!r} is left out: {reason}", LinkWarning, stacklevel=2)
    return found


def _encoded(url: str) -> str | None:
    if _CONTROL.search(url):
        return None
    parts = urlsplit(url)
    if parts.scheme == "mailto" and parts.path.strip("@") and not parts.netloc:
        start = "mailto:"
    # Browsers read a backslash as a slash, and would find another host than we do.
    elif parts.scheme in {"http", "https"} and parts.hostname and "\\" not in parts.netloc:
        port = parts.port  # one that is no number raises
        del port
        start = f"{parts.scheme}://{_quote(parts.netloc, '@:[]')}"
    else:
        return None
    query = f"?{_quote(parts.query, '/?:@')}" if parts.query else ""
    fragment = f"#{_quote(parts.fragment, '/?:@')}" if parts.fragment else ""
    return f"{start}{_quote(parts.path, '/:@')}{query}{fragment}"


_REASON: Final = "give an absolute http, https or mailto address without control characters"
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_LONE: Final = re.compile("%(?![0-9A-Fa-f]{2})")
#: Besides letters and digits, what RFC 3986 allows everywhere.
_EVERYWHERE: Final = "-._~!$&'()*+,;="


def _quote(text: str, also: str) -> str:
    return quote(_LONE.sub("%25", text), safe=f"%{_EVERYWHERE}{also}")


def checked_links(links: Mapping[str, str]) -> dict[str, str]:
    """
    Return the links of things, by id, without those that must not be in a picture.

    Warns:
        LinkWarning: a link is left out.

    >>> checked_links({"ceo": "https://example.org/ceo"})
    {'ceo': 'https://example.org/ceo'}
    """
    found = {id_: checked(url) for id_, url in links.items()}
    return {id_: url for id_, url in found.items() if url is not None}


def page_name(stem: str, page: int, suffix: str = ".svg") -> str:
    """
    Return the name of the file of a page; pages are counted from 1.

    >>> page_name("chart", 1), page_name("chart", 2, ".png")
    ('chart.svg', 'chart-2.png')
    """
    return f"{stem}{f'-{page}' if page > 1 else ''}{suffix}"


def page_link(stem: str, page: int, suffix: str = ".svg") -> str:
    """
    Return the address of a page for the other pages in the same folder.

    >>> page_link("Q&A: 100 %", 2)
    'Q%26A%3A%20100%20%25-2.svg'
    """
    return quote(page_name(stem, page, suffix).encode("utf-8", "surrogateescape"), safe="")


def links_of(scene: Scene, page: Callable[[int], str] | None = None) -> dict[str, str]:
    """
    Return where the cards of a page lead to, as `orgchart.rendering.render` takes it.

    Args:
        scene: the page.
        page: gives the address of a page from its number; None where pages have none.

    Returns:
        Addresses by the ids of the cards: to another page where a card leads to one, else out.
    """
    found: dict[str, str] = {}
    for card in scene.cards:
        if card.page and page is not None:
            found[card.id] = page(card.page)
        elif card.link:
            found[card.id] = card.link
    return found
