"""The quick way through JSON files gives what the careful one gives, or nothing."""

import json
from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    Certainty,
    Citation,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    Unit,
    UnreadableFileError,
)
from orgchart.claims import Claim
from orgchart.io import dumps, jsoncolumns, loads
from orgchart.io.jsoncolumns import quickly
from orgchart.io.reading import history_from
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories

#: Some of everything that the quick way meets in another form than the careful one.
MIXED: Final = History.build(
    name="Acme",
    zone="Europe/London",
    people=[
        Person("ann", "Ann", names={"zh-Hans": "李安", "de": "Anna"}, extra={"staff no": "7"}),
        Person("ann", "Ann Oak", start="2021", sources=["ft"]),
        Person("bob", "Bob }, {", names={"de": "Bob"}, start="2020"),
        Person("cy", "Cy"),
    ],
    units=[Unit("acme", "Acme", kind="board", end="2024~")],
    posts=[
        Post("ceo", "CEO", unit="acme", rank=1, sources=["ft"]),
        Post("fellow", "Fellow", seats=None, start="2019"),
        Post("pair", "Pair", seats=2, sources=["ft", Citation("ap", quote="q")]),
    ],
    tenures=[
        Tenure("ann", "ceo", start="2019-03-01", sources=[Citation("ft", quote="steps up")]),
        Tenure("ann", "ceo", start="2019-04-01", sources=["ap"], certainty=Certainty.POSSIBLE),
        Tenure("bob", "ceo", start="2018", end="2019", sources=["ap"], retracted_by=["ft"]),
        Tenure("undisclosed", "pair", start="unknown", end="ongoing", claim="x", after=["y.end"]),
    ],
    lines=[
        ReportingLine("ceo", None, sources=["ft"]),
        ReportingLine("fellow", "unknown"),
        ReportingLine("pair", "ceo", start="2020", note="solid"),
    ],
    leaves=[Leave("ann"), Leave("ann", "ceo", start="2020-02-29")],
    sources=[Source("ft", published="2023-11-17"), Source("ap")],
    claims=[Claim("n", "how many", low=17, sources=["ft"])],
)


def carefully(text: str) -> History:
    """Return what the reader that knows everything makes of a text."""
    return history_from(json.loads(text), "the text")


def forms(history: History) -> Iterator[str]:
    """Yield a history as texts that are laid out differently."""
    document = json.loads(dumps(history, "json"))
    yield dumps(history, "json")
    yield json.dumps(document, separators=(",", ":"))
    yield "\r\n\t " + json.dumps(document, indent="\t", separators=(" \r\n, ", "\t: ")) + "\n"
    yield json.dumps(dict(reversed(document.items())), ensure_ascii=False)


class TestSame:
    """What is right is read in the quick way, and comes out the same."""

    @pytest.mark.parametrize("size", [1, 7, 40, 1 << 16])
    def test_everything(self, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
        """Wherever the text is cut, and however it is laid out."""
        monkeypatch.setattr(jsoncolumns, "_CHUNK", size)
        for text in forms(MIXED):
            assert MIXED == quickly(text)

    @at_most(30)
    @given(history=st.one_of(histories(), hostile_histories(), clean_histories()))
    def test_any_history(self, history: History) -> None:
        """Any dates and texts."""
        for text in forms(history):
            assert history == quickly(text)

    @at_most(15)
    @given(history=hostile_histories(), size=st.integers(1, 60))
    def test_any_cut(self, history: History, size: int) -> None:
        """Texts that look like the end of a record are not taken for one."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(jsoncolumns, "_CHUNK", size)
            assert history == quickly(json.dumps(json.loads(dumps(history, "json"))))

    @pytest.mark.parametrize(
        "text",
        [
            '{"people": {"a": []}}',
            '{"people": null, "units": {}, "tenures": []}',
            '{"people": {"a": {"name": "A", "start": null}}}',
            '{"people": {"a": {"name": "A", "start": 2023}, "b": {"name": "B", "start": "2023"}}}',
            '{"posts": {"p": {"title": "P", "reports_to": null, "rank": 1, "seats": "open"}}}',
            '{"posts": {"p": {"title": "P", "rank": 1}, "q": {"title": "Q", "seats": 3}}}',
            (
                '{"posts": {"p": [{"title": "P", "reports_to": "q", "end": "2020"},'
                ' {"title": "Q", "start": "2020", "reports_to": "unknown"}]}}'
            ),
            '{"posts": {"p": [{"title": "P", "reports_to": "q", "end": "2020"}]}}',
            (
                '{"posts": {"p": {"title": "P", "reports_to": "nobody", "sources": ["a"]}},'
                ' "lines": [{"post": "p", "manager": "q", "kind": "dotted", "sources": ["a"]}]}'
            ),
            (
                '{"tenures": [{"person": "a", "post": "p", "start": "2020"}],'
                ' "history": {"zone": "Europe/London"}}'
            ),
            '{"people": {"a": {"name": "A", "sources": ["x", {"source": "y"}], "after": "z"}}}',
            (
                '{"people": {"a": {"name": "A", "sources": ["x", "x"]}, "b":'
                ' {"name": "B", "sources": ["x"]}}}'
            ),
        ],
    )
    def test_ways_to_write(self, text: str) -> None:
        """What may be left out or be written in several ways."""
        found = quickly(text)
        assert found is not None
        assert carefully(text) == found


#: Texts that are wrong, or that only the careful way judges.
ODD: Final = (
    "",
    "[]",
    "{",
    '{"people"}',
    '{"people": {"a": {"name": "A"}}',
    '{"people": {"a": {"name": "A"}}}}',
    '{"people": {"a": {"name": "A"}},}',
    '{"people": {"a": {"name": "A"},}}',
    '{"tenures": [{"person": "a", "post": "p"},]}',
    '{"tenures": [{"person": "a", "post": "p"} {"person": "a", "post": "p"}]}',
    '{"tenures": [{"person": "a", "post": "p"}}',
    '{"tenures": [["person", "a"], ["post", "p"]]}',
    '{"tenures": [[["person", "a"], ["post", "p"]]]}',
    '{"tenures": [{"person": "a", "post": "p", "person": "b"}]}',
    '{"tenures": [{"person": "a", "post": "p", "extra": {"x": "y", "x": "z"}}]}',
    '{"tenures": [{"person": "a"}]}',
    '{"tenures": [{}]}',
    '{"tenures": [3]}',
    '{"tenures": {}}',
    '{"tenures": [], "tenures": []}',
    '{"lines": [{"post": "p", "manager": null}]}',
    '{"people": []}',
    '{"people": {"a": [[]]}}',
    '{"people": {"a": 3}}',
    '{"people": {"a": {"name": "A"}, "a": {"name": "B"}}}',
    '{"people": {"a": {"name": "A", "id": "b"}}}',
    '{"people": {"a": {"name": "A", "reports_to": "b"}}}',
    '{"people": {"unknown": {"name": "A"}}}',
    '{"people": {"a": {"name": "A", "start": "soon"}}}',
    '{"people": {"a": {"name": NaN}}}',
    '{"people": {"a": {"name": "\\ud800"}}}',
    '{"people": {"\\ud800": {"name": "A"}}}',
    '{"posts": {"p": {"title": "P", "rank": true}, "q": {"title": "Q", "rank": 1}}}',
    '{"posts": {"p": {"title": "P", "rank": 1.0}, "q": {"title": "Q", "rank": 1}}}',
    '{"posts": {"p": {"title": "P", "rank": "1"}, "q": {"title": "Q", "rank": 1}}}',
    '{"posts": {"p": {"title": "P", "reports_to": "*"}}}',
    '{"sources": {"a": {}, "a": {}}}',
    '{"sources": {"a": {"title": "x", "title": "y"}}}',
    '{"history": {"zone": "Mars/Olympus"}}',
    '{"history": {"format": 2}}',
    '{"claims": {"n": {"about": "x"}}}',
    '{"more": {}}',
    '{"tenures": [{"person": "a", "post": "p", "start": "2020", "end": "2020-01-01T12:00Z"}]}',
    "[" * 100_000,
    '{"a":' * 100_000,
    '{"tenures": [' + '{"extra":' * 100_000,
)


class TestOdd:
    """What is odd in any way is left to the careful reader."""

    @pytest.mark.parametrize("text", ODD, ids=[f"{n}-{text[:40]}" for n, text in enumerate(ODD)])
    def test_texts(self, text: str) -> None:
        """The quick way returns nothing, and the whole way tells what is wrong."""
        assert quickly(text) is None
        with pytest.raises(UnreadableFileError):
            loads(text, "json")

    @pytest.mark.parametrize("text", ODD[:40])
    @pytest.mark.parametrize("size", [1, 9, 30])
    def test_cuts(self, monkeypatch: pytest.MonkeyPatch, text: str, size: int) -> None:
        """Wherever the text is cut."""
        monkeypatch.setattr(jsoncolumns, "_CHUNK", size)
        assert quickly(text) is None

    @at_most(20)
    @given(history=histories(), data=st.data())
    def test_damage(self, history: History, data: st.DataObject) -> None:
        """A text with a character taken out is read as the careful reader reads it, or not."""
        text = json.dumps(json.loads(dumps(history, "json")), separators=(",", ":"))
        place = data.draw(st.integers(0, len(text) - 1))
        damaged = text[:place] + text[place + 1 :]
        found = quickly(damaged)
        if found is not None:
            assert carefully(damaged) == found


class TestLongWork:
    """Reading shows how far it is, and stops when it is told to."""

    def test_progress(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Parts of the text are counted."""
        told: list[tuple[str, int | None]] = []

        def watched(items: Iterator[None], what: str, total: int | None = None) -> Iterator[None]:
            told.append((what, total))
            yield from items

        monkeypatch.setattr(jsoncolumns, "follow", watched)
        monkeypatch.setattr(jsoncolumns, "_CHUNK", 100)
        text = dumps(MIXED, "json")
        assert MIXED == loads(text, "json")
        assert [("reading", len(text) // 100 + 1)] == told

    def test_interruption(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Ctrl-C ends it at the next part, and is not taken for a fault of the text."""

        def interrupted(_items: Iterator[None], *_more: object) -> Iterator[None]:
            raise KeyboardInterrupt
            yield

        monkeypatch.setattr(jsoncolumns, "follow", interrupted)
        with pytest.raises(KeyboardInterrupt):
            loads(dumps(MIXED, "json"), "json")
