"""Checks that what is read back, and what was reported as left behind, are the input together."""

from collections import Counter

from orgchart import Fact, History, UnreadableFileError
from orgchart.claims import Claim
from orgchart.errors import UnreadableFieldError
from orgchart.io.losses import LossReport, record_text, spelled
from orgchart.policies import DEFAULT_POLICY
from orgchart.snapshot import Key
from orgchart.sources import Source

__all__ = ["parts", "problems", "told_and_left"]

#: What a fact is about, a field, and its text. An empty field stands for the fact itself.
Part = tuple[Key, str, str]


def parts(history: History) -> Counter[Part]:
    """Return everything that a history says, in its smallest parts."""
    found: Counter[Part] = Counter()
    for fact in history.facts:
        found += record_parts(fact.key, fact)
    for source in history.sources:
        found += record_parts(("source", source.id), source)
    for claim in history.claims:
        found += record_parts(("claim", claim.id), claim)
    head = {"name": history.name, "zone": history.zone or ""}
    if history.policy != DEFAULT_POLICY:
        head["policy"] = str(history.policy)
    found.update((("history",), field, text) for field, text in head.items() if text)
    return found


def record_parts(key: Key, record: Fact | Source | Claim) -> Counter[Part]:
    """Return the parts of one record."""
    return Counter([(key, "", ""), *((key, field, text) for field, text in spelled(record))])


def told_and_left(history: History, report: LossReport) -> Counter[Part]:
    """
    Return what should be read back: the input, less what was left behind, with what was written.

    Fails when the report names what the input does not say.
    """
    wanted = parts(history)
    whole = {record_text(fact): fact for fact in history.facts}
    keyed: dict[Key, Key] = {}
    seen: Counter[Key] = Counter()
    for fact in history.facts:
        seen[fact.key] += 1
        count = seen[fact.key]
        keyed[fact.key if count == 1 else (*fact.key, str(count))] = fact.key
    for loss in report:
        key = keyed.get(loss.fact, loss.fact)
        if loss.field:
            unstated = loss.field in {"start", "end"} and not loss.value
            gone = Counter([] if unstated else [(key, loss.field, loss.value)])
        elif loss.fact[0] in {"source", "claim"}:
            gone = Counter({part: n for part, n in wanted.items() if part[0] == key})
        else:
            gone = record_parts(key, whole[loss.value])
        assert gone <= wanted, f"the report names what is not there: {loss}"
        wanted -= gone
        if loss.written is not None:
            wanted[key, loss.field, loss.written] += 1
    return wanted


def problems(error: UnreadableFileError) -> list[UnreadableFieldError]:
    """Return the problems of a file."""
    return [part for part in error.exceptions if isinstance(part, UnreadableFieldError)]
