"""`Limits`: how large a table may be before reading it is refused."""

from __future__ import annotations

from typing import Final, final

import attrs

__all__ = ["DEFAULT_LIMITS", "Limits"]


@final
@attrs.frozen(kw_only=True)
class Limits:
    """
    How large what is read may be; a file beyond is refused, and none of it is read.

    They keep a wrong or hostile file (a small archive that unfolds to gigabytes, a quotation mark
    that is never closed) from filling the memory. Raise them for a large file you trust.

    Args:
        bytes: the size of one file, when unfolded.
        rows: the rows of one file.
        columns: the columns of one file.
        cell: the characters of one cell; at most 131,072, where the parser stops by itself.
    """

    bytes: int = 1_000_000_000
    rows: int = 5_000_000
    columns: int = 1_000
    cell: int = 100_000


DEFAULT_LIMITS: Final = Limits()
