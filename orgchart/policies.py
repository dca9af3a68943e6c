"""
Which of several rival claims a chart shows: policies as values.

A policy is a list of steps. Each step keeps the readings it likes best; the first that leaves one
has decided. Policies are joined with ``+``, the left one first, and written as texts in files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeAlias, final

import attrs

from orgchart.bounds import UNBOUNDED
from orgchart.dates import zone_suffix
from orgchart.errors import InvalidValueError
from orgchart.model import Fact
from orgchart.sources import Source
from orgchart.texts import as_word, require_id

__all__ = [
    "DEFAULT_POLICY",
    "Policy",
    "Preference",
    "most_precise",
    "most_sources",
    "newest_source",
    "pin",
    "prefer",
]


class Preference(StrEnum):
    """What a step of a policy likes best; a closed list."""

    #: The reading whose newest source came out last.
    NEWEST_SOURCE = "newest_source"
    #: The reading with the narrowest bounds.
    MOST_PRECISE = "most_precise"
    #: The reading with the most sources; a translation counts with its original.
    MOST_SOURCES = "most_sources"
    #: The reading of the source that stands first in a list.
    PREFER = "prefer"
    #: One reading by itself.
    PIN = "pin"


@final
@attrs.frozen(order=False)
class Policy:
    """
    Steps that choose between rival claims, in order.

    Attributes:
        steps: each a preference and what it needs: ids of sources, or the handle of a fact.

    >>> print(prefer("ft", "ap") + newest_source)
    prefer ft ap, newest_source
    """

    steps: tuple[tuple[Preference, tuple[str, ...]], ...] = ()

    def __attrs_post_init__(self) -> None:
        for step, _ in self.steps:
            as_word(Preference, "a policy", "step", step)

    def __add__(self, other: object) -> Policy:
        """Return the policy that goes on with another where this one leaves several."""
        return Policy(self.steps + other.steps) if isinstance(other, Policy) else NotImplemented

    def __str__(self) -> str:
        """Return the steps as text."""
        return ", ".join(self.texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The steps as texts, as they stand in files."""
        return tuple(_text(step, names) for step, names in self.steps)

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources that its steps prefer."""
        steps = (names for step, names in self.steps if step is Preference.PREFER)
        return tuple(name for names in steps for name in names)

    @classmethod
    def of(cls, texts: Iterable[str]) -> Policy:
        """
        Return a policy from the texts of its steps.

        Raises:
            InvalidValueError: there is no such step.

        >>> Policy.of(["prefer ft", "most_precise"]) == prefer("ft") + most_precise
        True
        """
        return cls(tuple(_step(text) for text in texts))


_NAME: Final = re.compile(r'"(?:[^"\\]|\\.)*"|\S+')


def _text(step: Preference, names: tuple[str, ...]) -> str:
    """Write a step; ids with blanks or quotes are quoted."""
    if step is Preference.PREFER:
        names = tuple(
            name if _NAME.fullmatch(name) and '"' not in name else json.dumps(name)
            for name in names
        )
    return " ".join((step, *names))


def _step(text: str) -> tuple[Preference, tuple[str, ...]]:
    name, _, rest = text.partition(" ")
    try:
        preference = Preference(name)
    except ValueError as error:
        reason = f"choose from {', '.join(Preference)}"
        raise InvalidValueError("a policy", "step", text, reason) from error
    if bool(rest.strip()) != (preference in {Preference.PREFER, Preference.PIN}):
        raise InvalidValueError("a policy", "step", text, "name sources for prefer, a fact for pin")
    if preference is not Preference.PREFER:
        return preference, (rest,) if rest else ()
    try:
        names = [json.loads(n) if n.startswith('"') else n for n in _NAME.findall(rest)]
    except ValueError as error:
        raise InvalidValueError("a policy", "step", text, "a quoted id is not closed") from error
    return prefer(*names).steps[0]


#: Likes the reading whose newest source came out last.
newest_source: Final = Policy(((Preference.NEWEST_SOURCE, ()),))
#: Likes the reading with the narrowest bounds.
most_precise: Final = Policy(((Preference.MOST_PRECISE, ()),))
#: Likes the reading with the most sources; a translation counts with its original.
most_sources: Final = Policy(((Preference.MOST_SOURCES, ()),))
#: What a history does that names no policy.
DEFAULT_POLICY: Final = newest_source + most_precise + most_sources


def prefer(*sources: str) -> Policy:
    """
    Return the policy that likes the reading of the source that stands first.

    Raises:
        InvalidValueError: no source, or something that is no id.
    """
    if not sources:
        raise InvalidValueError("a policy", "prefer", (), "name one source or more")
    for source in sources:
        require_id("a policy", "prefer", source)
    return Policy(((Preference.PREFER, sources),))


def pin(fact: Fact) -> Policy:
    """Return the policy that chooses one reading wherever it is among rivals."""
    return Policy(((Preference.PIN, (handle(fact),)),))


def handle(fact: Fact) -> str:
    """Return a text that tells a fact from its rivals: all it says, but for its sources."""
    dates = (zone_suffix(str(end or ""))[0] for end in (fact.start, fact.end))
    return json.dumps([*fact.key, *dates, *map(_text_of, fact.shown)], ensure_ascii=False)


def _text_of(value: object) -> str:
    """Return what a field shows as text; the text *None* is in quotes, for it is not nothing."""
    quoted = isinstance(value, str) and value.strip("'\"") == "None"
    return repr(value) if quoted else str(value)


_Score: TypeAlias = tuple[int, ...]


def choose(
    readings: tuple[Fact, ...], policy: Policy, sources: Mapping[str, Source]
) -> tuple[Fact, str]:
    """
    Choose between rival claims.

    Returns:
        The winner, and the step that decided; ``order`` when no step did and the first in
        canonical order wins.
    """
    left = readings
    for preference, names in policy.steps:
        scores = [_SCORES[preference](fact, names, sources) for fact in left]
        best = max(scores)
        left = tuple(fact for fact, score in zip(left, scores, strict=True) if score == best)
        if len(left) == 1:
            return left[0], " ".join((preference, *names))
    return left[0], "order"


def root(source: str, sources: Mapping[str, Source]) -> str:
    """Return the source that a source is a translation of, over any number of steps."""
    walked = [source]
    while source in sources:
        original = sources[source].translation_of
        if original is None:
            break
        if original in walked:
            return min(walked[walked.index(original) :])  # a circle counts as one source
        source = original
        walked.append(source)
    return source


def _newest(fact: Fact, _names: tuple[str, ...], sources: Mapping[str, Source]) -> _Score:
    published = (sources[name].published for name in fact.sources if name in sources)
    return (max((when.low for when in published if when), default=-UNBOUNDED),)


def _precise(fact: Fact, _names: tuple[str, ...], _sources: Mapping[str, Source]) -> _Score:
    period = fact.period
    bounds = (period.start_bounds, period.end_bounds)
    open_ended = sum(abs(bound) == UNBOUNDED for pair in bounds for bound in pair)
    width = sum(high - low for low, high in bounds if max(abs(low), abs(high)) < UNBOUNDED)
    return (-open_ended, -width)


def _sources(fact: Fact, _names: tuple[str, ...], sources: Mapping[str, Source]) -> _Score:
    return (len({root(name, sources) for name in fact.sources}),)


def _preferred(fact: Fact, names: tuple[str, ...], sources: Mapping[str, Source]) -> _Score:
    own = {*fact.sources, *(root(name, sources) for name in fact.sources)}
    return (-next((place for place, name in enumerate(names) if name in own), len(names)),)


def _pinned(fact: Fact, names: tuple[str, ...], _sources: Mapping[str, Source]) -> _Score:
    return (int(handle(fact) in names),)


_SCORES: Final[
    dict[Preference, Callable[[Fact, tuple[str, ...], Mapping[str, Source]], _Score]]
] = {
    Preference.NEWEST_SOURCE: _newest,
    Preference.MOST_PRECISE: _precise,
    Preference.MOST_SOURCES: _sources,
    Preference.PREFER: _preferred,
    Preference.PIN: _pinned,
}
