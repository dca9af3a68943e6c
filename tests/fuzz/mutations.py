"""
Damage: how the bytes of a valid file, its words, its tree or its table are spoilt.

All chance comes from one `random.Random`, so that a seed gives the same damage again.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, Final, TypeAlias

from orgchart.io.shape import is_list, is_table

__all__ = ["WORDS", "Case", "Damage", "bytewise", "in_rows", "in_trees", "raw", "wordwise"]

#: An input: the content of one file or several, by their names.
Case: TypeAlias = Mapping[str, bytes]
#: Spoils the content of one file.
Damage: TypeAlias = Callable[[Random, bytes], bytes]

#: What readers may stumble over.
WORDS: Final = (
    "",
    " ",
    "0",
    "-1",
    "1e999",
    "NaN",
    "-0.0",
    "9" * 30,
    "9" * 5000,
    "0x1F",
    "1_000",
    "true",
    "null",
    "None",
    "unknown",
    "undisclosed",
    "nobody",
    "ongoing",
    "open",
    "*",
    "ann",
    "ceo",
    "board",
    "2020",
    "2020-13",
    "2020-02-30",
    "0000-01-01",
    "9999-12-31",
    "10000",
    "-0044",
    "2020~",
    "2020%",
    "[..2020]",
    "[2020..]",
    "[2021..2020]",
    "2020-W01",
    "2020-366",
    "2023-11-17T12:28",
    "2023-03-26T01:30[Europe/London]",
    "2023-11-17T12:28+23:59",
    "2020-01-01T24:00Z",
    "2016-12-31T23:59:60Z",
    "198X",
    "1XXX-XX",
    "99 years after 9999",
    "1 day before 0001-01-01",
    "half a year after 2020~",
    "end of end of 2020",
    "2020年13月",
    "Anfang",
    "31/12/2020",
    "44927",
    "Europe/London",
    "../../../etc/passwd",
    "US/Nowhere",
    "=1+1",
    "'",
    '"',
    '"""',
    "\\",
    "\\u0000",
    "\x00",
    "\x1b[2J",
    "\r",
    "\n",
    "\r\n\r\n",
    "\t",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ufffd",
    "\U0001f9d1\u200d\U0001f692",
    "e\u0301" * 40,
    "李安",
    "İ",
    "ß",
    "ﬁ",
    "٣",
    "²",
    "A" * 3000,
    "[" * 300,
    "{" * 60 + "}" * 60,
    "[" * 60 + "]" * 60,
    "a." * 60 + "a",
    ",",
    ";",
    "|",
    "#",
    ":",
    "<",
    "&amp;",
    "_:b0",
    "http://example.org/x y",
    "%",
    "%00",
)
#: What they take in some place or other.
MILD: Final = (
    *("ann", "bob", "ceo", "cto", "chair", "acme", "board", "labs", "ft", "ap", "c1"),
    *("2020", "2023-11", "2023-11-17", "[2019..2021]", "unknown", "ongoing", "2021~", "Ann Lee"),
    *("solid", "dotted", "interim", "adviser", "possible", "open", "1", "2", "2024-01-31"),
)
_MOST: Final = 300_000
_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")


def _word(rng: Random) -> str:
    return rng.choice(WORDS if rng.random() < 0.5 else MILD)


def raw(rng: Random, _data: bytes) -> bytes:
    """Return bytes that have nothing to do with any file."""
    size = rng.choice((0, 1, 2, 8, 64, 1000))
    if rng.random() < 0.5:
        return rng.randbytes(size)
    return "".join(_word(rng) for _ in range(size % 20)).encode("utf-8", "replace")


def bytewise(rng: Random, data: bytes) -> bytes:
    """Flip, cut, double and insert bytes."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        place = rng.randrange(len(found) + 1)
        other = min(len(found), place + rng.choice((1, 2, 10, 100, 1000)))
        match rng.randrange(6):
            case 0 if found:
                found[place % len(found)] ^= 1 << rng.randrange(8)
            case 1:
                del found[place:other]
            case 2:
                found[place:place] = found[place:other]
            case 3:
                found[place:place] = rng.randbytes(rng.choice((1, 2, 4)))
            case 4 if rng.random() < 0.2:
                del found[place:]
            case _:
                found[place:other] = _word(rng).encode("utf-8", "replace")
    return bytes(found[:_MOST])


def wordwise(rng: Random, data: bytes) -> bytes:
    """Exchange, drop, double and replace words and signs."""
    words = _TOKEN.findall(data.decode("utf-8", "replace"))
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        if not words:
            break
        one, two = rng.randrange(len(words)), rng.randrange(len(words))
        match rng.randrange(5):
            case 0:
                words[one], words[two] = words[two], words[one]
            case 1:
                words[one] = words[two]
            case 2:
                del words[one]
            case 3:
                words.insert(one, words[two])
            case _:
                words[one] = _word(rng)
    return "".join(words).encode("utf-8", "replace")[:_MOST]


def in_trees(rng: Random, data: bytes) -> bytes:
    """Spoil values, keys and lists of a JSON document, which stays JSON."""
    try:
        tree: Any = json.loads(data)
    except (ValueError, RecursionError):
        return wordwise(rng, data)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        places = list(_places(tree))
        if not places:
            break
        inside, key = rng.choice(places)
        match rng.randrange(6):
            case 0:
                del inside[key]
            case 1:
                alike = [place for place in places if place[1] == key]
                other, name = rng.choice(alike)
                inside[key] = _copied(other[name])
            case 2 if is_table(inside):
                inside[_word(rng)] = _copied(inside[key])
            case 3 if is_list(inside):
                inside.insert(key, _copied(inside[key]))
            case _:
                inside[key] = _value(rng)
    return json.dumps(tree, ensure_ascii=rng.random() < 0.5).encode("utf-8", "replace")[:_MOST]


def _places(tree: object) -> list[tuple[Any, Any]]:
    """Return every place in a tree: what it is in, and its key or number."""
    found: list[tuple[Any, Any]] = []
    waiting: list[Any] = [tree]
    while waiting:
        inside = waiting.pop()
        if is_table(inside):
            keys: list[Any] = list(inside)
        elif is_list(inside):
            keys = list(range(len(inside)))
        else:
            continue
        found += ((inside, key) for key in keys)
        waiting += (inside[key] for key in keys)
    return found


def _copied(value: object) -> Any:  # noqa: ANN401 - a part of a JSON document
    return json.loads(json.dumps(value))


def _value(rng: Random) -> object:
    """Return a value of JSON of any kind."""
    word = _word(rng)
    plain: tuple[object, ...] = (
        None,
        True,
        False,
        0,
        -1,
        1.5,
        10**25,
        float("inf"),
        [],
        {},
        "",
        word,
        word,
        word,
    )
    found: object = rng.choice(plain) if rng.random() < 0.5 else _word(rng)
    for _ in range(rng.choice((0, 0, 0, 1, 2, 70))):
        found = [found] if rng.random() < 0.5 else {_word(rng): found}
    return found


def in_rows(rng: Random, data: bytes) -> bytes:
    """Spoil cells, rows and columns of a CSV file, and how it is written."""
    text = data.decode("utf-8-sig", "replace").replace("\x00", "")
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error:
        return wordwise(rng, data)
    for _ in range(rng.choice((0, 1, 1, 2, 5))):
        if not rows:
            break
        row = rng.choice(rows)
        match rng.randrange(6):
            case 0:
                rows.remove(row)
            case 1:
                rows.insert(rng.randrange(len(rows) + 1), list(row))
            case 2:
                row.insert(rng.randrange(len(row) + 1), _word(rng))
            case 3 if row:
                del row[rng.randrange(len(row))]
            case 4 if row:
                row[rng.randrange(len(row))] = rng.choice(rng.choice(rows) or [""])
            case _ if row:
                row[rng.randrange(len(row))] = _word(rng)
            case _:
                row.append(_word(rng))
    written = io.StringIO()
    writer = csv.writer(
        written,
        delimiter=rng.choice(",,,;\t|"),
        quoting=rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator=rng.choice(("\n", "\n", "\r\n", "\r")),
    )
    writer.writerows(rows)
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16", "gb18030"))
    return written.getvalue().encode(encoding, "replace")[:_MOST]
