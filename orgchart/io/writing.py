"""A history in, plain tables out, with nothing lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final, cast

from orgchart.claims import Claim
from orgchart.history import History
from orgchart.io.shape import (
    CLAIM,
    FORMAT,
    LEAVE,
    LINE,
    PERSON,
    POST,
    SOURCE,
    TENURE,
    UNIT,
    Document,
    Shape,
)
from orgchart.kinds import NOBODY, Certainty, LineKind, TenureKind
from orgchart.model import Fact, Post, ReportingLine
from orgchart.policies import DEFAULT_POLICY
from orgchart.sources import Citation, Source, Standing
from orgchart.texts import Texts

__all__ = ["history_to"]


def history_to(history: History) -> Document:
    """Return a history as a document, with nothing lost: `history_from` gives it back."""
    head: Document = {"format": FORMAT, "name": history.name, "zone": history.zone}
    if history.policy != DEFAULT_POLICY:
        head["policy"] = list(history.policy.texts)
    short, lines = _short_lines(history)
    document: Document = {
        "history": {key: value for key, value in head.items() if value not in (None, "")},
        "people": _by_id((person.id, _record(person, PERSON)) for person in history.people),
        "units": _by_id((unit.id, _record(unit, UNIT)) for unit in history.units),
        "posts": _by_id(
            (post.id, _post_record(post, short.get(post.id))) for post in history.posts
        ),
        "tenures": [_record(tenure, TENURE) for tenure in history.tenures],
        "lines": [_record(line, LINE) for line in lines],
        "leaves": [_record(leave, LEAVE) for leave in history.leaves],
        "sources": {source.id: _record(source, SOURCE) for source in history.sources},
        "claims": {claim.id: _record(claim, CLAIM) for claim in history.claims},
    }
    return {name: table for name, table in document.items() if table}


def _short_lines(history: History) -> tuple[dict[str, str], list[ReportingLine]]:
    """Tell the lines that a post's `reports_to` says in full from those that need their own."""
    posts = {post.id: post for post in history.posts}
    versions = Counter(post.id for post in history.posts)
    short: dict[str, str] = {}
    own: list[ReportingLine] = []
    for line in history.lines:
        plain = ReportingLine(line.post, line.manager, sources=line.citations) == line
        post = posts.get(line.post)
        alone = post is not None and versions[post.id] == 1 and post.citations == line.citations
        if plain and alone and line.post not in short:
            short[line.post] = NOBODY if line.manager is None else line.manager
        else:
            own.append(line)
    return short, own


def _by_id(records: Iterable[tuple[str, Document]]) -> Document:
    grouped: dict[str, list[Document]] = {}
    for key, record in records:
        grouped.setdefault(key, []).append(record)
    return {key: found[0] if len(found) == 1 else found for key, found in grouped.items()}


def _post_record(post: Post, manager: str | None) -> Document:
    record = _record(post, POST)
    return record if manager is None else {**record, "reports_to": manager}


def _record(value: Fact | Source | Claim, shape: Shape) -> Document:
    """Return the fields that have not their default, in the order of the format."""
    fields = ((name, getattr(value, "citations" if name == "sources" else name)) for name in shape)
    record = {name: _plain(name, found) for name, found in fields if not _is_default(found)}
    if isinstance(value, Post) and value.seats is None:
        record["seats"] = "open"
    if isinstance(value, Post) and value.seats == 1:
        record.pop("seats", None)
    if isinstance(value, ReportingLine):
        record["manager"] = NOBODY if value.manager is None else str(value.manager)
    return record


_DEFAULTS: Final = (None, TenureKind.SUBSTANTIVE, LineKind.SOLID, Certainty.CERTAIN)


def _is_default(value: object) -> bool:
    # By identity: a note that happens to read "solid" is no default.
    return value == () or value is False or any(value is default for default in _DEFAULTS)


def _plain(name: str, value: object) -> object:
    if name in {"names", "titles", "extra"}:
        return dict(cast("Texts", value))
    if name in {"after", "before", "retracted_by"}:
        return list(cast("tuple[str, ...]", value))
    if name == "sources":
        return [_citation(citation) for citation in cast("tuple[Citation, ...]", value)]
    return value if isinstance(value, int) else str(value)


def _citation(citation: Citation) -> str | Document:
    """Return the id alone where a citation says no more."""
    fields = {
        "source": citation.source,
        "locator": citation.locator,
        "quote": citation.quote,
        "attribution": citation.attribution,
        "standing": None if citation.standing is Standing.STATED else str(citation.standing),
    }
    said: Document = {name: text for name, text in fields.items() if text is not None}
    return citation.source if len(said) == 1 else said
