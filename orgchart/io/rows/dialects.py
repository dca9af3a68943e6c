"""Text of a table to its cells: the delimiter, the lines, and the limits."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from orgchart.errors import InvalidValueError
from orgchart.io.files import unreadable
from orgchart.io.rows.limits import Limits

__all__ = ["DELIMITERS", "delimiter_of", "lines_of"]

#: What may stand between cells, in order of preference.
DELIMITERS: Final = (",", ";", "\t", "|")
#: So many lines are looked at to find the delimiter.
_LINES: Final = 200
_MARK: Final = "sep="
#: Where the parser stops by itself, by default.
_PARSER: Final = 131_072


#: A line that no table has.
_END: Final = "\ue000end of the table\ue000"


def delimiter_of(text: str) -> str:
    r"""
    Return what stands between the cells of a table: the one that cuts lines most alike.

    Where none cuts the first line, which may be a title, most of the others must be cut alike.

    >>> delimiter_of("name;title\n'Lee, Ann';Chief\n"), delimiter_of("id\n1\n")
    (';', ',')
    """
    lines = list(islice(io.StringIO(text, newline=""), _LINES))
    best, most = DELIMITERS[0], 0.0
    below, widest = DELIMITERS[0], 0.0
    for delimiter in DELIMITERS:
        try:
            rows = [row for row in csv.reader(lines, delimiter=delimiter) if row]
        except csv.Error:  # a cell without an end
            continue
        if not rows:
            continue
        if len(rows[0]) < _CELLS:
            width, count = Counter(map(len, rows)).most_common(1)[0]
            share = count / len(rows)
            if width > _CELLS and share > _MOST and share + width / 10_000 > widest:
                below, widest = delimiter, share + width / 10_000
            continue
        alike = Counter(map(len, rows))[len(rows[0])] / len(rows)
        # Of several that cut all lines alike, the one that cuts finer.
        score = alike + len(rows[0]) / 10_000
        if score > most:
            best, most = delimiter, score
    return best if most else below


_CELLS: Final = 2
_MOST: Final = 0.5


def lines_of(
    text: str, file: str, delimiter: str | None, limits: Limits, *, before: int = 0
) -> Iterator[tuple[int, list[str]]]:
    """
    Yield the line on which each row begins, from 1, and its cells without blanks around them.

    Blank lines are left out. A first line ``sep=;``, as Excel writes it, names the delimiter.

    Args:
        text: the table.
        file: its name, for errors.
        delimiter: what stands between cells, where it is known.
        limits: how large it may be.
        before: how many lines stood before the text.

    Raises:
        UnreadableFileError: it goes beyond a limit, or a cell has no end.
    """
    stream = io.StringIO(text, newline="")
    if text[:4].lower() == _MARK:
        delimiter = delimiter or stream.readline().strip()[len(_MARK) :][:1]
        stream.seek(0)
        stream.readline()
        before += 1
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise InvalidValueError("a table", "delimiter", delimiter, "give one character, such as ;")
    # A last line of our own tells whether a quote is still open at the end.
    lines = chain(stream, (_END,))
    reader = csv.reader(lines, delimiter=delimiter or delimiter_of(text))
    last = 0
    count = -1
    try:
        for cells in reader:
            start, last = last + 1, reader.line_num
            # A long cell makes a long row: most rows need no look at each cell.
            if cells and cells[-1].endswith(_END):
                if cells == [_END]:
                    return
                raise unreadable(file, "a quote that opens here is never closed", start + before)
            row = [cell.strip() for cell in cells]
            if not any(row):
                continue
            count += 1
            _check(row, count, file, start + before, limits)
            yield start + before, row
    except csv.Error as error:
        raise _endless(file, last + 1 + before, limits) from error


def _check(row: Sequence[str], count: int, file: str, line: int, limits: Limits) -> None:
    if len(row) > limits.columns:
        reason = f"it has {len(row):,} cells, more than {limits.columns:,}; raise Limits.columns"
        raise unreadable(file, reason, line)
    if count > limits.rows:
        raise unreadable(file, f"it has more than {limits.rows:,} rows; raise Limits.rows", line)
    if max(map(len, row)) > limits.cell:
        raise _endless(file, line, limits)


def _endless(file: str, line: int, limits: Limits) -> Exception:
    most = min(limits.cell, _PARSER)
    reason = (
        f"a cell that begins here is longer than {most:,} characters; is a quotation mark not "
        "closed? If not, raise Limits.cell"
    )
    return unreadable(file, reason, line)
