"""What a form of file cannot hold: every fact and field left behind, with the reason."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Final, cast, final

import attrs

from orgchart.claims import Claim
from orgchart.history import History
from orgchart.kinds import NOBODY, Certainty
from orgchart.model import Fact, ReportingLine
from orgchart.policies import DEFAULT_POLICY
from orgchart.progress import follow
from orgchart.snapshot import Key
from orgchart.sources import Citation, Source, Standing

__all__ = [
    "Loss",
    "LossReport",
    "Losses",
    "citation_text",
    "numbered",
    "record_text",
    "spelled",
    "sure_facts",
]


@final
@attrs.frozen(order=False)
class Loss:
    """
    One fact or field that a file does not hold.

    Attributes:
        fact: what it is about, as in `Edit.key`, with a number behind from the second fact about
            the same on; or ``("source", id)``, ``("claim", id)``, ``("history",)``.
        field: the name of the field, for example ``start`` or ``names.de``; empty for all of it.
        value: what was left behind, as text; the record as JSON for all of it.
        why: the reason, in words.
        written: what stands in the file in its place, coarser and not false; None for nothing.

    >>> print(Loss(("post", "board"), "seats", "9", "there is no number of seats"))
    post board: seats '9': there is no number of seats
    """

    fact: Key
    field: str
    value: str
    why: str
    written: str | None = None

    def __str__(self) -> str:
        """Return the loss in one line."""
        field = f"{self.field} " if self.field else ""
        instead = f" (written: {self.written!r})" if self.written is not None else ""
        return f"{' '.join(self.fact)}: {field}{self.value!r}: {self.why}{instead}"


@final
@attrs.frozen(order=False, repr=False)
class LossReport:
    """
    Everything that a file does not hold, in the order of the history; empty when it holds all.

    Attributes:
        losses: the losses.

    >>> bool(LossReport())
    False
    """

    losses: tuple[Loss, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything was left behind."""
        return bool(self.losses)

    def __len__(self) -> int:
        return len(self.losses)

    def __iter__(self) -> Iterator[Loss]:
        return iter(self.losses)

    def __repr__(self) -> str:
        return f"<LossReport: {len(self.losses)} left behind>"

    def __str__(self) -> str:
        """Return a block of text, one line for each loss."""
        if not self.losses:
            return "nothing is left behind"
        return "\n".join((f"{len(self.losses)} left behind:", *(f"  {loss}" for loss in self)))

    @property
    def counts(self) -> dict[tuple[str, str, str], int]:
        """How many there are by kind of fact, field and reason, most first."""
        found = Counter((loss.fact[0], loss.field, loss.why) for loss in self.losses)
        return dict(found.most_common())

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON: the number of losses, and each of them."""
        return {"losses": [_plain_loss(loss) for loss in self.losses], "number": len(self.losses)}


def _plain_loss(loss: Loss) -> dict[str, object]:
    plain: dict[str, object] = {
        "fact": list(loss.fact),
        "field": loss.field,
        "value": loss.value,
        "why": loss.why,
    }
    return plain if loss.written is None else {**plain, "written": loss.written}


@final
class Losses:
    """Collects losses while a file is made."""

    def __init__(self) -> None:
        self.found: list[Loss] = []

    def whole(self, key: Key, value: Fact | Source | Claim, why: str) -> None:
        """Note that nothing of a record is in the file."""
        self.found.append(Loss(key, "", record_text(value), why))

    def field(self, key: Key, field: str, value: str, why: str, written: str | None = None) -> None:
        """Note that a field is not in the file as it was."""
        self.found.append(Loss(key, field, value, why, written))

    def rest(self, key: Key, value: Fact | Source | Claim, kept: Iterable[str], why: str) -> None:
        """Note all stated fields but those kept; ``extra`` keeps ``extra.colour`` too."""
        known = frozenset(kept)
        for field, text in spelled(value):
            if field not in known and field.partition(".")[0] not in known:
                self.field(key, field, text, why)

    def history(self, history: History, kept: Iterable[str], why: str) -> None:
        """Note what the history says of itself, and its claimed numbers."""
        head = {
            "name": history.name,
            "zone": history.zone or "",
            "policy": "" if history.policy == DEFAULT_POLICY else str(history.policy),
        }
        known = frozenset(kept)
        for field, text in head.items():
            if text and field not in known:
                self.field(("history",), field, text, why)
        for claim in history.claims if "claims" not in known else ():
            self.whole(("claim", claim.id), claim, why)

    def report(self) -> LossReport:
        """Return what was found."""
        return LossReport(tuple(self.found))


def numbered(history: History) -> Iterator[tuple[Key, Fact]]:
    """Yield every fact with its key, and a number behind from the second about the same on."""
    seen: Counter[Key] = Counter()
    for fact in history.facts:
        seen[fact.key] += 1
        count = seen[fact.key]
        yield (fact.key if count == 1 else (*fact.key, str(count))), fact


def sure_facts(history: History, losses: Losses) -> Mapping[type[Fact], list[tuple[Key, Fact]]]:
    """
    Return the facts that a form without doubt can hold, by kinds, and note the others.

    A form that cannot say *perhaps*, *taken back* or *another source says otherwise* would make a
    plain statement of what is none. So such facts are left out whole.
    """
    losers = Counter(loser for conflict in history.conflicts() for loser in conflict.losers)
    found: dict[type[Fact], list[tuple[Key, Fact]]] = defaultdict(list)
    facts = follow(numbered(history), "looking for doubts", len(history.store.facts))
    with closing(facts) as followed:
        for key, fact in followed:
            if fact.retracted_by:
                losses.whole(key, fact, "it was taken back, and the form cannot say so")
            elif losers[fact] > 0:
                losers[fact] -= 1
                why = "a rival claim was preferred, and the form holds one of them"
                losses.whole(key, fact, why)
            elif fact.sureness is Certainty.POSSIBLE:
                losses.whole(key, fact, "it is only possible, and the form cannot say so")
            else:
                found[type(fact)].append((key, fact))
    return found


_TEXTS: Final = frozenset({"names", "titles", "extra"})
_NAMES: Final = frozenset({"after", "before", "retracted_by"})


def spelled(value: Fact | Source | Claim) -> list[tuple[str, str]]:
    """
    Return every stated field of a record as text, in the order of its fields.

    Texts by language or name stand as ``names.de`` and ``extra.colour``, citations one by one as
    ``sources``; what has its default is left out.
    """
    found: list[tuple[str, str]] = []
    for field in attrs.fields(type(value)):
        part: object = getattr(value, field.name)
        if field.default is not attrs.NOTHING and part == field.default:
            continue
        if field.name in _TEXTS:
            pairs = cast("tuple[tuple[str, str], ...]", part)
            found.extend((f"{field.name}.{key}", text) for key, text in pairs)
        elif field.name == "citations":
            cited = cast("tuple[Citation, ...]", part)
            found.extend(("sources", citation_text(citation)) for citation in cited)
        elif field.name in _NAMES:
            found.extend((field.name, name) for name in cast("tuple[str, ...]", part))
        else:
            found.append((field.name, _text(value, field.name, part)))
    return found


def _text(value: Fact | Source | Claim, field: str, part: object) -> str:
    if part is None:
        return NOBODY if isinstance(value, ReportingLine) and field == "manager" else "open"
    return json.dumps(part) if isinstance(part, bool) else str(part)


def citation_text(citation: Citation) -> str:
    """Return the id of a source, or JSON where a citation says more than that."""
    said = {
        "source": citation.source,
        "locator": citation.locator,
        "quote": citation.quote,
        "attribution": citation.attribution,
        "standing": None if citation.standing is Standing.STATED else str(citation.standing),
    }
    stated = {name: text for name, text in said.items() if text is not None}
    return citation.source if len(stated) == 1 else json.dumps(stated, ensure_ascii=False)


def record_text(value: Fact | Source | Claim) -> str:
    """Return a record as one line of JSON; what is stated several times is a list."""
    fields: dict[str, list[str]] = {}
    for field, text in spelled(value):
        fields.setdefault(field, []).append(text)
    plain = {field: texts[0] if len(texts) == 1 else texts for field, texts in fields.items()}
    return json.dumps(plain, ensure_ascii=False)
