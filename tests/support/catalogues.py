"""
Keeps the catalogues in orgchart/drawing/language/locale in step with the fields of `Wording`.

    python tests/support/catalogues.py [FOLDER]

writes the template orgchart.pot, brings its messages into each orgchart.po of the folder (new ones
without a translation, changed ones marked as fuzzy, old ones out), compiles what is translated into
orgchart.mo, and names what is not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from inspect import getsource
from io import BytesIO
from pathlib import Path

import attrs
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from orgchart.drawing.language.catalogues import DOMAIN, messages
from orgchart.drawing.language.wording import ENGLISH, Wording

__all__ = ["FOLDER", "compiled", "contents", "missing", "read", "sources", "template", "written"]

FOLDER = Path(__file__).parents[2] / "orgchart" / "drawing" / "language" / "locale"

_HEADER = """\
# The words of the pictures that orgchart draws.
# Each context is a field of Wording in orgchart/drawing/language/wording.py, or of its bases; what
# stands in braces is filled in. What is written in capitals stands in a small pill or above a
# panel: keep pills short."""


class _Plain(Catalog):
    """A catalogue whose header depends on nothing but the language."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header."""
        language = [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return [
            ("Project-Id-Version", DOMAIN),
            *(language if self.locale is not None else ()),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def _empty(locale: str | None = None) -> Catalog:
    return _Plain(locale, DOMAIN, _HEADER, fuzzy=False)


def _comments() -> dict[str, str]:
    """Return the comment above the block of each field."""
    found: dict[str, str] = {}
    comment = ""
    classes = [kind for kind in reversed(Wording.__mro__) if attrs.has(kind)]
    for line in "".join(map(getsource, classes)).splitlines():
        if match := re.fullmatch(r" {4}# (.+)", line):
            comment = match[1]
        elif match := re.match(r" {4}(\w+): (str|tuple)", line):
            found[match[1]] = comment
    return found


def template(old: Catalog | None = None) -> Catalog:
    """Return the catalogue of all messages, with the translations of an old one."""
    made = _empty(None if old is None else str(old.locale))
    comments = _comments()
    before = {message.context: message for message in old or () if message.id}
    for message in messages(ENGLISH):
        id_ = (message.text, message.plural) if message.plural else message.text
        known = before.get(message.context)
        changed = known is not None and (known.fuzzy or known.id != id_)
        made.add(
            id_,
            "" if known is None else known.string,
            flags=["fuzzy"] if changed else [],
            auto_comments=[comments[message.field]] if comments.get(message.field) else [],
            user_comments=known.user_comments if known else [],
            context=message.context,
        )
    return made


def read(path: Path) -> Catalog:
    """Return the catalogue of an .po file."""
    with path.open("rb") as file:
        return read_po(file, domain=DOMAIN, abort_invalid=True)


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text of an .po file."""
    made = BytesIO()
    write_po(made, catalogue, width=0)
    return made.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Return what a catalogue compiles to."""
    plain = template(catalogue)
    made = BytesIO()
    write_mo(made, plain)
    return made.getvalue()


def contents(data: bytes) -> dict[tuple[str | None, str], object]:
    """Return the translations in an .mo file, by context and English text."""
    found = read_mo(BytesIO(data))
    return {(message.context, str(message.id)): message.string for message in found if message.id}


def missing(catalogue: Catalog) -> list[str]:
    """Return the contexts of messages without a translation, or with one of another text."""
    return [str(m.context) for m in template(catalogue) if m.id and (m.fuzzy or not _full(m))]


def _full(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else message.string or [""]
    return all(strings)


def sources(folder: Path) -> Iterator[Path]:
    """Yield the .po files of a folder, in order."""
    yield from sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _update(folder: Path) -> None:
    (folder / f"{DOMAIN}.pot").write_bytes(written(template()))
    for path in sources(folder):
        catalogue = template(read(path))
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        print(f"{catalogue.locale}: {', '.join(missing(catalogue)) or 'complete'}")  # noqa: T201


if __name__ == "__main__":
    _update(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
