"""How tables are read, as it was typed: what both ways to import have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, final

import attrs

from orgchart.cli.endings import CliError
from orgchart.io.rows import DEFAULT_CLEANING, Cleaning

__all__ = ["How", "pairs"]


@final
@attrs.frozen(kw_only=True)
class How:
    """
    What was typed about how to read.

    Attributes:
        policies: ``POLICY=WORD``, of `Cleaning`.
        unused: policies that this way of reading has no use for.
    """

    policies: tuple[str, ...] = ()
    date_order: str | None = None
    name: str | None = None
    zone: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    skip: int = 0
    unused: frozenset[str] = frozenset()

    def options(self) -> dict[str, Any]:
        """
        Return the options of the reader.

        Raises:
            CliError: there is no such policy or encoding.
            InvalidValueError: a policy cannot have its word.
        """
        known = [name for name in _POLICIES if name not in self.unused]
        policies = _policies(pairs("--clean", self.policies, known, several=_LISTS))
        if self.encoding is not None:
            _require_encoding(self.encoding)
        return {
            "cleaning": Cleaning(**policies),
            "day_order": self.date_order,
            "name": self.name or "",
            "zone": self.zone,
            "encoding": self.encoding,
            "skip": self.skip,
            "delimiter": {"tab": "\t", "\\t": "\t"}.get(self.delimiter or "", self.delimiter),
        }


#: The policies.
_POLICIES: Final = tuple(field.name for field in attrs.fields(Cleaning))
#: Those that are lists of words.
_LISTS: Final = frozenset(
    name for name in _POLICIES if isinstance(getattr(DEFAULT_CLEANING, name), frozenset)
)


def pairs(
    option: str,
    given: Sequence[str],
    known: Sequence[str],
    *,
    several: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, str]]:
    """
    Yield the parts of options such as ``--column post=id``.

    Args:
        option: the option.
        given: what was typed after it, each time.
        known: the names that there are.
        several: names that may be given more than once.

    Raises:
        CliError: one has no such form, an unknown name, or a name that another has.
    """
    met: set[str] = set()
    for text in given:
        name, equals, value = text.partition("=")
        name = name.strip().replace("-", "_")
        if not equals or name not in known:
            reason = f"{option} {text!r}: write NAME=VALUE with one of the names "
            raise CliError(reason + ", ".join(known))
        if name in met - several:
            raise CliError(f"{option} {text!r}: {name} is given twice; give it once")
        met.add(name)
        yield name, value.strip()


def _policies(given: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """
    Return the policies by name.

    Words are added to those that are there; after an empty one, they are all there are.
    """
    found: dict[str, Any] = {}
    words: dict[str, set[str]] = {}
    for name, text in given:
        if name not in _LISTS:
            found[name] = _policy(name, text)
            continue
        own = words.setdefault(name, set(getattr(DEFAULT_CLEANING, name)))
        if not text:
            own.clear()
        own.update(part.strip() for part in text.split(",") if part.strip())
    return {**found, **words}


def _policy(name: str, word: str) -> Any:  # noqa: ANN401 - a word, a share or nothing
    if name == "drop":
        try:
            return float(word)
        except ValueError:
            reason = f"--clean drop cannot be {word!r}: give a share from 0 to 1"
            raise CliError(reason) from None
    return None if name == "scope" and word == "none" else word


def _require_encoding(name: str) -> None:
    try:
        b"a".decode(name, "ignore")
    except (LookupError, ValueError):
        reason = f"--encoding cannot be {name!r}: there is no such encoding of text; "
        raise CliError(reason + "give a name such as utf-8 or cp1252") from None
