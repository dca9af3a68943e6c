"""How tables are read, as it was typed: what both ways to import have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, final

import attrs

from orgchart.cli.endings import CliError
from orgchart.io.rows import Cleaning

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
    unused: frozenset[str] = frozenset()

    def options(self) -> dict[str, Any]:
        """
        Return the options of the reader.

        Raises:
            CliError: there is no such policy or encoding.
            InvalidValueError: a policy cannot have its word.
        """
        known = [name for name in _POLICIES if name not in self.unused]
        policies = dict(pairs("--clean", self.policies, known))
        if self.encoding is not None:
            _require_encoding(self.encoding)
        return {
            "cleaning": Cleaning(**{name: _policy(name, word) for name, word in policies.items()}),
            "day_order": self.date_order,
            "name": self.name or "",
            "zone": self.zone,
            "encoding": self.encoding,
            "delimiter": {"tab": "\t", "\\t": "\t"}.get(self.delimiter or "", self.delimiter),
        }


#: Policies, and whether they take a list of words.
_POLICIES: Final[Mapping[str, bool]] = {
    field.name: field.name in {"withheld", "vacant", "eliminated", "nobody"}
    for field in attrs.fields(Cleaning)
}


def pairs(option: str, given: Sequence[str], known: Sequence[str]) -> Iterator[tuple[str, str]]:
    """
    Yield the parts of options such as ``--column post=id``.

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
        if name in met:
            raise CliError(f"{option} {text!r}: {name} is given twice; give it once")
        met.add(name)
        yield name, value.strip()


def _policy(name: str, word: str) -> Any:  # noqa: ANN401 - a word, words, a share or nothing
    if _POLICIES[name]:
        return [part.strip() for part in word.split(",") if part.strip()]
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
