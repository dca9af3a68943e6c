"""Bytes of a table to text: unpacked, and decoded as told or as guessed."""

from __future__ import annotations

import codecs
import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Final, cast

from orgchart.io.files import unreadable
from orgchart.io.rows.guessing import guessed
from orgchart.io.rows.limits import Limits

__all__ = ["NAME_IT", "decoded", "unfolded"]

_GZIP: Final = b"\x1f\x8b"
#: How files begin that are no tables of text, and what to do about them.
_NO_TABLES: Final = (
    (b"PK\x03\x04", "it is a workbook or a zip archive; save the sheet as CSV, or unpack it"),
    (b"\xd0\xcf\x11\xe0", "it is a workbook of an old Excel; save the sheet as CSV"),
    (b"7z\xbc\xaf", "it is an archive, and archives are not unpacked; unpack it yourself"),
    (b"Rar!", "it is an archive, and archives are not unpacked; unpack it yourself"),
    (b"BZh", "it is packed by bzip2; unpack it yourself"),
    (b"\xfd7zXZ", "it is packed by xz; unpack it yourself"),
    (b"(\xb5/\xfd", "it is packed by zstd; unpack it yourself"),
    (b"%PDF", "it is a PDF; a table of text is wanted"),
    (b"PAR1", "it is a Parquet file; give the table that pyarrow reads from it"),
    (b"SQLite format 3", "it is a database; export the table as CSV"),
)
_TAR: Final = (257, b"ustar")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: So many bytes are looked at to find the encoding.
_SAMPLE: Final = 20_000
#: What to do where no encoding, or a wrong one, was found.
NAME_IT: Final = "tell the right one: encoding="
#: So many bytes are unpacked at once.
_STEP: Final = 1 << 14
#: What fills the end of a file up.
_zeros: Final = cast("Callable[[bytes, int], re.Match[bytes]]", re.compile(rb"\0*").match)


def unfolded(data: bytes, file: str, limits: Limits) -> bytes:
    """
    Return the bytes of a table; a single file packed by gzip is unpacked, an archive is not.

    Raises:
        UnreadableFileError: it is larger than the limit, packed in another way, or damaged.
    """
    if len(data) > limits.bytes:
        raise _too_large(file, limits)
    if data.startswith(_GZIP):
        data = _gunzipped(data, file, limits)
    for start, reason in _NO_TABLES:
        if data.startswith(start):
            raise unreadable(file, reason)
    if data.startswith(_TAR[1], _TAR[0]):
        raise unreadable(file, "it is an archive, and archives are not unpacked; unpack it")
    return data


def _too_large(file: str, limits: Limits) -> Exception:
    return unreadable(
        file, f"it is larger than {limits.bytes:,} bytes; raise Limits.bytes if you trust it"
    )


def _gunzipped(data: bytes, file: str, limits: Limits) -> bytes:
    # Gone through once before anything is kept: what is too large takes time and no memory.
    size = 0
    for piece in _pieces(data, file):
        size += len(piece)
        if size > limits.bytes:
            raise _too_large(file, limits)
    found = io.BytesIO()
    found.writelines(_pieces(data, file))
    return found.getvalue()


def _pieces(data: bytes, file: str) -> Iterator[bytes]:
    """Yield what is packed in pieces of some size, however small it was packed."""
    place = 0
    try:
        while data.startswith(_GZIP, place):  # a file may be several parts, one after another
            stream = zlib.decompressobj(wbits=31)
            rest = b""
            while not stream.eof:
                if not rest:
                    rest = data[place : place + _STEP]
                    place += len(rest)
                fed = bool(rest)
                piece = stream.decompress(rest, _STEP)
                rest = stream.unconsumed_tail
                if not piece and not fed and not stream.eof:
                    raise unreadable(file, "it is packed by gzip, and its end is missing")
                yield piece
            place -= len(stream.unused_data)
            place = _zeros(data, place).end()
    except zlib.error as error:
        raise unreadable(file, f"it is packed by gzip, and damaged: {error}") from error


def decoded(data: bytes, file: str, encoding: str | None) -> tuple[str, str]:
    """
    Return the text of bytes, and the name of the encoding.

    A byte-order mark decides; then UTF-8, which other encodings are hardly ever by chance; then
    what `orgchart.io.rows.guessing.guessed` finds.

    Args:
        data: the bytes.
        file: the name of the file, for messages.
        encoding: the name of the encoding where it is known.

    Raises:
        UnreadableFileError: there is no such encoding, or the bytes are not of it.
    """
    if encoding is None:
        encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            encoding = _guessed(data, file)
    try:
        return data.decode(encoding), encoding
    except LookupError as error:
        raise unreadable(file, f"there is no encoding {encoding!r}; try utf-8") from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"byte {error.start + 1} is not of {encoding}; {NAME_IT}"
        raise unreadable(file, reason, line) from error


def _guessed(data: bytes, file: str) -> str:
    found = guessed(_sample(data))
    if found is None:
        raise unreadable(file, f"no known encoding fits its bytes; {NAME_IT}")
    return found


def _sample(data: bytes) -> bytes:
    """Return the lines with bytes beyond ASCII, wherever they stand, up to a size."""
    if b"\0" in data[:_SAMPLE]:
        return data[:_SAMPLE]
    found: list[bytes] = []
    size = 0
    for line in io.BytesIO(data):
        if not line.isascii():
            found.append(line[: _SAMPLE - size])
            size += len(line)
            if size >= _SAMPLE:
                break
    return b"".join(found)
