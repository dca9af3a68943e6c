"""A web page in one file: what it may do, its styles, its script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Final

__all__ = ["document", "resource", "text_of"]

_SLOT: Final = re.compile(r"\{\{([a-z_]+)\}\}")


@cache
def resource(name: str) -> str:
    """Return a file that lies beside this module, with plain line ends."""
    found = files("orgchart.drawing.page").joinpath(name)
    return found.read_text(encoding="utf-8").replace("\r\n", "\n")


def text_of(text: str) -> str:
    """Return a text as a part of HTML, in an element or in a quoted attribute."""
    return escape(text)


def document(name: str, *, style: str, script: str, slots: Mapping[str, str]) -> bytes:
    """
    Return a page.

    The page may do what it brings with it, and nothing else: it loads nothing, sends nothing, and
    runs one script, or none.

    Args:
        name: the file with the frame of the page.
        style: the CSS.
        script: the JavaScript; empty for none.
        slots: HTML for the other slots of the frame.
    """
    policy = ["default-src 'none'", f"style-src {_hash(style)}"]
    policy.append(f"script-src {_hash(script)}" if script else "script-src 'none'")
    policy += ["base-uri 'none'", "form-action 'none'"]
    if script:
        policy.append("require-trusted-types-for 'script'")
    parts = {**slots, "policy": escape("; ".join(policy), quote=False), "style": style}
    parts["script"] = script
    filled = _SLOT.sub(lambda slot: parts[slot[1]], resource(name))
    return filled.encode()


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
