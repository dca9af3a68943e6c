"""The text of JSON files: what a plain definition says, made of columns and in parts."""

import json
import os
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNKNOWN,
    Certainty,
    Citation,
    Fact,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Source,
    Standing,
    Tenure,
    TenureKind,
    Unit,
    UnwritableFileError,
    dump,
)
from orgchart.claims import Claim
from orgchart.io import dumps, jsontext, loads
from orgchart.io.jsontext import json_parts
from orgchart.kinds import NOBODY
from orgchart.policies import DEFAULT_POLICY
from orgchart.store.table import Table
from orgchart.strategies import citations, claims, policies, rival_histories, sources
from tests.counts import at_most
from tests.support.histories import histories, hostile_histories

_COMMON: Final = "start end certainty sources claim after before retracted_by extra"
_FIELDS: Final = {
    Person: f"name names {_COMMON}",
    Unit: f"name kind parent names {_COMMON}",
    Post: f"title unit seats rank titles {_COMMON}",
    Tenure: f"person post kind title start_manner end_manner note {_COMMON}",
    ReportingLine: f"post manager kind note {_COMMON}",
    Leave: f"person post note {_COMMON}",
    Source: "title publisher author published url language note translation_of extra",
    Claim: "about low high approximate sources",
}
_DEFAULTS: Final = (None, False, TenureKind.SUBSTANTIVE, LineKind.SOLID, Certainty.CERTAIN)


def record(value: Fact | Source | Claim) -> dict[str, Any]:
    """Return what a file says of one value: the fields that are not as usual, in their order."""
    found: dict[str, Any] = {}
    for name in _FIELDS[type(value)].split():
        held: Any = getattr(value, "citations" if name == "sources" else name)
        if held == () or any(held is default for default in _DEFAULTS):
            continue
        if name in {"names", "titles", "extra"}:
            found[name] = dict(held)
        elif name in {"after", "before", "retracted_by"}:
            found[name] = list(held)
        elif name == "sources":
            found[name] = [cited(citation) for citation in held]
        elif (name, held) != ("seats", 1):
            found[name] = held if isinstance(held, int) else str(held)
    if isinstance(value, Post) and value.seats is None:
        found["seats"] = "open"
    if isinstance(value, ReportingLine) and value.manager is None:
        found["manager"] = NOBODY
    return found


def cited(citation: Citation) -> object:
    """Return the id of a citation that says no more, or all it says."""
    names = ("source", "locator", "quote", "attribution", "standing")
    told = {name: getattr(citation, name) for name in names}
    usual = (None, Standing.STATED)
    said = {name: held for name, held in told.items() if not any(held is one for one in usual)}
    return citation.source if len(said) == 1 else said


def by_id(facts: Iterable[Any], records: Iterable[Any]) -> dict[str, Any]:
    """Return records under their ids; several with one id are a list."""
    found: dict[str, Any] = {}
    for fact, told in zip(facts, records, strict=True):
        found.setdefault(fact.id, []).append(told)
    return {key: told[0] if len(told) == 1 else told for key, told in found.items()}


def document(history: History) -> dict[str, Any]:
    """Return what a file says, fact by fact."""
    versions = Counter(post.id for post in history.posts)
    alone = {post.id: post for post in history.posts if versions[post.id] == 1}
    posts = {key: record(post) for key, post in alone.items()}
    own: list[ReportingLine] = []
    for line in history.lines:
        post = alone.get(line.post)
        says_no_more = line == ReportingLine(line.post, line.manager, sources=line.citations)
        told = posts.get(line.post, {})
        if not (says_no_more and post and line.citations == post.citations) or "reports_to" in told:
            own.append(line)
        else:
            told["reports_to"] = NOBODY if line.manager is None else line.manager
    head = {"name": history.name, "zone": history.zone}
    found: dict[str, Any] = {
        "history": {"format": 1} | {key: text for key, text in head.items() if text},
        "people": by_id(history.people, map(record, history.people)),
        "units": by_id(history.units, map(record, history.units)),
        "posts": by_id(
            history.posts, (posts.get(post.id) or record(post) for post in history.posts)
        ),
        "tenures": [*map(record, history.tenures)],
        "lines": [*map(record, own)],
        "leaves": [*map(record, history.leaves)],
        "sources": by_id(history.sources, map(record, history.sources)),
        "claims": by_id(history.claims, map(record, history.claims)),
    }
    if history.policy != DEFAULT_POLICY:
        found["history"]["policy"] = [*history.policy.texts]
    return {name: table for name, table in found.items() if table}


def text(history: History) -> str:
    """Return the text that a file of the history has, by the definition."""
    return json.dumps(document(history), ensure_ascii=False, indent=2) + "\n"


_CITED: Final = st.lists(citations(), max_size=2)
_NAMES: Final = st.lists(st.sampled_from(["x", "y.end", "solid"]), max_size=2)
_TEXTS: Final = st.dictionaries(st.sampled_from(["de", "zh", ""]), st.text('a"\\\n', max_size=2))
_POSTS: Final = st.sampled_from(["p", "q", "nowhere"])


def facts(kind: type[Any], /, **fields: st.SearchStrategy[object]) -> st.SearchStrategy[list[Any]]:
    """Return lists of facts whose ids are few, so that some are about the same."""
    usual: dict[str, st.SearchStrategy[object]] = {
        "start": st.sampled_from([None, UNKNOWN, "2020~", "2020-02/2020-03", "[2019, 2021]"]),
        "certainty": st.sampled_from(Certainty),
        "sources": _CITED,
        "claim": st.sampled_from([None, "x", "solid", ""]),
        "after": _NAMES,
        "before": _NAMES,
        "retracted_by": _NAMES,
        "extra": _TEXTS,
    }
    few = st.fixed_dictionaries(fields, optional=usual)
    return st.lists(few.map(lambda given: kind(**given)), max_size=4)


def unlike(key: str, things: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Return lists of things with different ids."""
    return st.lists(things, max_size=2, unique_by=lambda thing: getattr(thing, key))


def anything() -> st.SearchStrategy[History]:
    """Return histories in which every field of every fact may say something."""
    return st.builds(
        History.build,
        name=st.sampled_from(["", "Acme", "\u2028\x00\x7f/"]),
        people=facts(Person, id=st.sampled_from("ab"), name=st.text(max_size=2), names=_TEXTS),
        units=facts(
            Unit,
            id=st.sampled_from("uv"),
            name=st.just("U"),
            kind=st.sampled_from(["organization", "solid"]),
            parent=st.sampled_from([None, "u"]),
        ),
        posts=facts(
            Post,
            id=_POSTS,
            title=st.just("T"),
            unit=st.sampled_from([None, "u"]),
            seats=st.sampled_from([None, 1, 2]),
            rank=st.sampled_from([None, 0, 1, -(2**70)]),
            titles=_TEXTS,
        ),
        tenures=facts(
            Tenure,
            person=st.sampled_from(["a", "undisclosed"]),
            post=_POSTS,
            kind=st.sampled_from(TenureKind),
            end=st.sampled_from([None, UNKNOWN, "ongoing", "2024"]),
            end_manner=st.sampled_from([None, "dismissed", ""]),
            note=st.sampled_from([None, "substantive"]),
        ),
        lines=facts(
            ReportingLine,
            post=_POSTS,
            manager=st.sampled_from([None, UNKNOWN, "p", "q"]),
            kind=st.sampled_from(LineKind),
            note=st.sampled_from([None, "solid"]),
        ),
        leaves=facts(Leave, person=st.just("a"), post=st.sampled_from([None, "p"])),
        sources=unlike("id", sources()),
        claims=unlike("id", claims()),
        policy=policies(),
    )


def plain_lines() -> st.SearchStrategy[History]:
    """Return histories of lines that posts may say, or not, for one reason or another."""
    cited = st.sampled_from([(), ("ap",), ("ft",), ("ap", "ft")])
    end = st.sampled_from([None, None, None, "2024"])
    posts = st.builds(Post, _POSTS, st.just("T"), sources=cited, seats=st.sampled_from([None, 1]))
    lines = st.builds(
        ReportingLine,
        _POSTS,
        st.sampled_from([None, UNKNOWN, "p", "q"]),
        sources=cited,
        end=end,
        note=st.sampled_from([None, None, ""]),
    )
    return st.builds(
        History.build, posts=st.lists(posts, max_size=4), lines=st.lists(lines, max_size=6)
    )


class TestSame:
    """What is written is what the definition says, to the letter."""

    @at_most(60)
    @given(anything(), st.sampled_from([1, 2, 3, 1 << 14]))
    def test_every_field(self, history: History, at_once: int) -> None:
        """Whatever facts say, wherever parts end, and whether it was read or made."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(jsontext, "_AT_ONCE", at_once)
            assert text(history) == dumps(history, "json")
            assert text(history) == dumps(loads(text(history), "json"), "json")

    @at_most(60)
    @given(plain_lines())
    def test_lines_that_posts_say(self, history: History) -> None:
        """Those and no others are told in the record of their post."""
        assert text(history) == dumps(history, "json")

    @at_most(25)
    @given(histories() | hostile_histories() | rival_histories())
    def test_histories(self, history: History) -> None:
        """Any dates, hostile texts and ids, sources, rival claims; also what somebody knew."""
        assert text(history) == dumps(history, "json")
        dates = [source.published for source in history.sources]
        for published in [date for date in dates if date is not None][:1]:
            known = attrs.evolve(history, store=history.store.known_at(published.close))
            assert text(known) == dumps(known, "json")

    @pytest.mark.parametrize("form", ["json", "toml"])
    def test_what_was_known_on_a_day(self, form: str) -> None:
        """Sources that are taken out leave a post and its line with the same ones."""
        both = ("early", "late")
        history = History.build(
            posts=[Post("a", "A", sources=both[:1]), Post("b", "B", sources=both)],
            lines=[
                ReportingLine("a", None, sources=both[:1]),
                ReportingLine("b", "a", sources=both),
            ],
            sources=[Source("early", published="2019"), Source("late", published="2023")],
        )
        known = history.known_on("2020")
        told = dumps(known, form)
        assert told.count("reports_to") == 2
        assert dumps(loads(told, form), form) == told

    def test_nothing(self) -> None:
        """A history of nothing has a head; tables without records are left out."""
        assert '{\n  "history": {\n    "format": 1\n  }\n}\n' == dumps(History.build(), "json")

    def test_sources_that_say_nothing(self) -> None:
        """Each keeps its id, also where none of many says more."""
        bare = History.build(sources=[Source(f"s{number}") for number in range(3)])
        assert {"s0": {}, "s1": {}, "s2": {}} == json.loads(dumps(bare, "json"))["sources"]
        assert text(bare) == dumps(bare, "json")


#: Forty people, in more parts than one when few are made at once.
MANY: Final = History.build(people=[Person(f"n{n:02}", f"Name {n}") for n in range(40)])


@pytest.fixture
def in_small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have three records made at once."""
    monkeypatch.setattr(jsontext, "_AT_ONCE", 3)


@pytest.mark.usefixtures("in_small_parts")
class TestParts:
    """The text is made in parts, each when it is written, and a file is whole or not there."""

    def test_small_parts(self) -> None:
        """No part holds more records than are made at once."""
        parts = [*json_parts(MANY)]
        assert max(part.count('"name"') for part in parts) == 3
        assert text(MANY) == "".join(parts)

    def test_no_fact_is_made(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """What was read is written without a fact being made of it."""
        expected = text(MANY)
        history = loads(expected, "json")

        def refuse(*_given: object) -> None:
            raise AssertionError

        for name in ("fact", "facts", "objects", "__iter__"):
            monkeypatch.setattr(Table, name, refuse)
        assert expected == dumps(history, "json")

    def test_a_part_is_made_when_the_one_before_is_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """What is not yet asked for is not there, so memory holds one part."""
        seen: list[int] = []

        def watched(parts: Iterable[str], *_more: object) -> Iterator[str]:
            for part in parts:
                yield part * 10_000  # more than is kept back before it goes to the disk
                (path,) = tmp_path.iterdir()
                seen.append(path.stat().st_size)

        monkeypatch.setattr(jsontext, "follow", watched)
        dump(MANY, tmp_path / "h.json")
        assert len(seen) == len(set(seen)) == 16
        assert sorted(seen) == seen

    @pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, ZeroDivisionError])
    def test_an_error_between_two_parts(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
    ) -> None:
        """Ctrl-C or an error in the middle of the text leaves the old file, and nothing beside."""
        path = tmp_path / "h.json"
        path.write_text("old", encoding="utf-8")

        def stopping(parts: Iterable[str], *_more: object) -> Iterator[str]:
            for number, part in enumerate(parts):
                if number == 5:
                    raise error
                yield part

        monkeypatch.setattr(jsontext, "follow", stopping)
        with pytest.raises(error):
            dump(MANY, path)
        assert [path] == [*tmp_path.iterdir()]
        assert "old" == path.read_text(encoding="utf-8")

    @pytest.mark.parametrize("form", ["json", "toml"])
    def test_what_has_no_text(self, tmp_path: Path, form: str) -> None:
        """A number that Python does not write as text is told, and nothing is left behind."""
        history = History.build(claims=[Claim("n", "how many", low=10**5000)])
        with pytest.raises(UnwritableFileError, match="digits"):
            dump(history, tmp_path / f"h.{form}")
        assert [] == [*tmp_path.iterdir()]

    def test_progress(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """All parts are counted beforehand."""
        told: list[tuple[str, int]] = []
        met: list[str] = []

        def watched(parts: Iterable[str], what: str, total: int) -> Generator[str]:
            told.append((what, total))
            for part in parts:
                met.append(part)
                yield part

        monkeypatch.setattr(jsontext, "follow", watched)
        dumps(MANY, "json")
        assert [("writing", len(met))] == told

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such disk")
    def test_the_bar_ends_with_the_writing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the disk fails, what makes the parts is ended before the error is told."""
        ended: list[bool] = []

        def watched(parts: Iterable[str], *_more: object) -> Iterator[str]:
            try:
                for part in parts:
                    yield part * 10_000  # more than is kept back before it goes to the disk
            finally:
                ended.append(True)

        monkeypatch.setattr(jsontext, "follow", watched)
        path = tmp_path / "h.json"
        path.symlink_to("/dev/full")
        with pytest.raises(UnwritableFileError, match="No space left") as caught:
            dump(MANY, path)
        assert ended
        assert caught.value.path == str(path)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_a_pipe_takes_the_parts(self, tmp_path: Path) -> None:
        """What is no file is written to in the same parts."""
        pipe = tmp_path / "pipe.json"
        os.mkfifo(pipe)
        found: list[bytes] = []
        reader = Thread(target=lambda: found.append(pipe.read_bytes()))
        reader.start()
        dump(MANY, pipe)
        reader.join()
        assert text(MANY).encode() == found[0]
        assert pipe.is_fifo()
