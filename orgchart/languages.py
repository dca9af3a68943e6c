"""Languages: from a BCP 47 tag to the tags to look under, the most special first."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

__all__ = ["fallbacks"]

_TAG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCRIPT: Final = re.compile(r"[A-Za-z]{4}")
_REGION: Final = re.compile(r"[A-Za-z]{2}|[0-9]{3}")
#: Where Chinese is written in the traditional script.
_TRADITIONAL: Final = frozenset({"TW", "HK", "MO"})


@lru_cache(maxsize=256)
def fallbacks(lang: str) -> tuple[str, ...]:
    """
    Return the tags to look for when something is wanted in a language; none for no tag.

    Chinese without a script is in the traditional one for Taiwan, Hong Kong and Macao, else in the
    simplified one.

    Source: RFC 4647, section 3.4 (look-up).

    >>> fallbacks("de-AT"), fallbacks("zh-HK")
    (('de-AT', 'de'), ('zh-Hant-HK', 'zh-Hant', 'zh-HK', 'zh'))
    """
    tag = lang.replace("_", "-")
    if not _TAG.fullmatch(tag):
        return ()
    # What follows a single letter is private, or an extension.
    main = re.split(r"-[A-Za-z0-9](?:-|$)", tag)[0]
    language, *rest = main.split("-")
    parts = [language.lower()]
    for part in rest:
        if _SCRIPT.fullmatch(part):
            parts.append(part.title())
        else:
            parts.append(part.upper() if _REGION.fullmatch(part) else part.lower())
    scripts = [part for part in parts[1:] if _SCRIPT.fullmatch(part)]
    found = ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]
    if parts[0] == "zh" and not scripts:
        script = "Hant" if _TRADITIONAL & set(parts) else "Hans"
        wide = [parts[0], script, *parts[1:]]
        found = ["-".join(wide[:end]) for end in range(len(wide), 1, -1)] + found
    return tuple(dict.fromkeys(found))
