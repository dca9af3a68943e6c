"""Rows of totals, which look like rows of posts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from orgchart.io.rows.cleaning import bare

__all__ = ["total_in"]

_TOTAL: Final = re.compile(
    r"(?:(?:grand|overall|sub)[ -]?totals?|totals?|totals? (?:headcount|staff|posts|employees)|sum"
    r"|insgesamt|gesamt|gesamtsumme|summe|zwischensumme|合计|总计|小计|总和|共计)"
    r"(?:\s*[:=]?\s*\(?[\d.,\s]+\)?)?"
)


def total_in(cells: Iterable[str]) -> str | None:
    """
    Return the cell by which a row is one of totals; None for other rows.

    Only a cell that says nothing else tells: a title such as "Total rewards manager" does not.

    >>> total_in(["", "Grand Total:"]), total_in(["x", "Total rewards"]), total_in(["Summe 12"])
    ('Grand Total:', None, 'Summe 12')
    """
    return next((cell for cell in cells if _TOTAL.fullmatch(bare(cell).rstrip(":= "))), None)
