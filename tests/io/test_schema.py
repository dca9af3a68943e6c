"""The JSON Schema takes every file that is written, and none that has a typical mistake."""

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from orgchart import History, OrgchartError, load
from orgchart.io import dumps, loads
from orgchart.io.shape import TABLES, Document, is_list, is_table
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories
from tests.support.schema import history_schema, schema_text

ROOT: Final = Path(__file__).parents[2]
FILE: Final = ROOT / "docs" / "history.schema.json"
#: Its types name a type that is not public.
CHECK: Final[Any] = Draft202012Validator(history_schema())

#: Some of everything; each mistake below is made in a copy of it.
RIGHT: Final[dict[str, Any]] = {
    "history": {"format": 1, "name": "Acme", "zone": "Europe/London", "policy": ["most_precise"]},
    "people": {
        "ann": {"name": "Ann", "names": {"zh-Hans": "李安"}, "start": 2019, "end": None},
        "bob": [{"name": "Bob", "end": "2020"}, {"name": "Bobby", "start": "2020", "extra": {}}],
    },
    "units": {"board": {"name": "Board", "kind": "board", "parent": "acme"}},
    "posts": {
        "ceo": {"title": "CEO", "seats": "open", "rank": 1, "reports_to": "nobody"},
        "vp": {"title": "VP", "seats": 2, "reports_to": "ceo"},
    },
    "tenures": [
        {"person": "undisclosed", "post": "ceo", "start": "unknown", "end": "ongoing"},
        {
            "person": "ann",
            "post": "ceo",
            "kind": "acting",
            "certainty": "possible",
            "sources": ["ft", {"source": "ap", "quote": "q", "standing": "rumoured"}],
            "after": "x.end",
            "before": ["y"],
        },
    ],
    "lines": [{"post": "vp", "manager": "unknown", "kind": "dotted"}],
    "leaves": [{"person": "ann"}],
    "sources": {"ft": {"published": "2023-11-17"}, "ap": {}},
    "claims": {"n": {"about": "how many", "low": 17, "approximate": True, "sources": ["ft"]}},
}

#: Where a mistake is made, and what stands there then.
MISTAKES: Final[tuple[tuple[tuple[str | int, ...], Any], ...]] = (
    (("persons",), {}),
    (("people",), []),
    (("people", "ann"), "Ann"),
    (("people", "ann", "name"), None),
    (("people", "ann", "name"), 7),
    (("people", "ann", "nmae"), "Ann"),
    (("people", "ann", "names"), ["李安"]),
    (("people", "ann", "names", "de"), None),
    (("people", "ann", "start"), ""),
    (("people", "ann", "start"), 20190301),
    (("people", "ann", "start"), True),
    (("people", "ann", "certainty"), "perhaps"),
    (("people", "ann", "sources"), "ft"),
    (("people", "ann", "extra"), {"k": 1}),
    (("people", "bob", 0, "title"), "CEO"),
    (("people", "bob", 0), None),
    (("people", "unknown"), {"name": "X"}),
    (("people", " ann"), {"name": "X"}),
    (("people", "a\nb"), {"name": "X"}),
    (("people", ""), {"name": "X"}),
    (("units", "board", "parent"), ""),
    (("posts", "ceo", "seats"), 0),
    (("posts", "ceo", "seats"), "many"),
    (("posts", "ceo", "seats"), "2"),
    (("posts", "ceo", "rank"), 1.5),
    (("posts", "ceo", "reports_to"), "*"),
    (("posts", "ceo", "manager"), "vp"),
    (("tenures",), {"ann": {"post": "ceo"}}),
    (("tenures", 0), {"person": "ann"}),
    (("tenures", 0), {"post": "ceo"}),
    (("tenures", 0, "kind"), "permanent"),
    (("tenures", 0, "from"), "2020"),
    (("tenures", 0, "sources"), [{"locator": "p. 7"}]),
    (("tenures", 0, "sources"), [{"source": "ft", "page": "7"}]),
    (("tenures", 0, "sources"), [{"source": "ft", "quote": "x" * 21}]),
    (("tenures", 0, "sources"), [{"source": "ft", "standing": "heard"}]),
    (("tenures", 0, "after"), [None]),
    (("lines", 0, "manager"), None),
    (("lines", 0), {"post": "vp"}),
    (("lines", 0, "kind"), "weak"),
    (("leaves", 0), {"post": "ceo"}),
    (("sources", "ft", "published"), ["2023"]),
    (("sources", "ft", "start"), "2023"),
    (("sources", "ft"), "FT"),
    (("claims", "n", "low"), None),
    (("claims", "n", "low"), -1),
    (("claims", "n", "approximate"), "yes"),
    (("claims", "n", "about"), None),
    (("history", "format"), 2),
    (("history", "zone"), 0),
    (("history", "policy"), "best"),
    ((), []),
)


def mistaken(place: tuple[str | int, ...], value: object) -> object:
    """Return a copy of what is right with another value in a place."""
    document: Any = json.loads(json.dumps(RIGHT))
    if not place:
        return value
    inside = document
    for part in place[:-1]:
        inside = inside[part]
    inside[place[-1]] = value
    return document


def parts(schema: object) -> Iterator[Document]:
    """Yield every object of a schema."""
    inside: Iterable[object] = ()
    if is_table(schema):
        yield schema
        inside = schema.values()
    elif is_list(schema):
        inside = schema
    for value in inside:
        yield from parts(value)


class TestFile:
    """The file in `docs/`."""

    def test_is_made_of_the_shape(self) -> None:
        """It says what the readers do; `ORGCHART_REGENERATE=1` writes it anew."""
        if os.environ.get("ORGCHART_REGENERATE"):
            FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
        assert schema_text() == FILE.read_text(encoding="utf-8")

    def test_is_a_schema(self) -> None:
        """It follows its own draft, knows all tables, and refers to what is there."""
        schema = json.loads(FILE.read_bytes())
        assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
        Draft202012Validator.check_schema(schema)
        assert [*TABLES] == [*schema["properties"]]
        for part in parts(schema):
            assert str(part.get("$ref", "#/$defs/id")).removeprefix("#/$defs/") in schema["$defs"]


class TestRight:
    """What the readers take, it takes."""

    @at_most(25)
    @given(st.one_of(histories(), clean_histories()))
    def test_written(self, history: History) -> None:
        """Every history that is written."""
        CHECK.validate(json.loads(dumps(history, "json")))

    @at_most(25)
    @given(hostile_histories())
    def test_hostile(self, history: History) -> None:
        """Every id and every text."""
        CHECK.validate(json.loads(dumps(history, "json")))

    def test_example(self) -> None:
        """The example, with doubt, rivals and claims."""
        history = load(ROOT / "examples" / "openai" / "history.toml")
        CHECK.validate(json.loads(dumps(history, "json")))

    def test_by_hand(self) -> None:
        """What is written by hand: short forms, null for what is left out, nothing at all."""
        others: list[Any] = [{}, {"people": None, "tenures": []}, {"people": {"a": []}}]
        for document in (RIGHT, *others):
            CHECK.validate(document)
            loads(json.dumps(document), "json")


class TestWrong:
    """What it refuses, the readers refuse."""

    @pytest.mark.parametrize(("place", "value"), MISTAKES)
    def test_mistakes(self, place: tuple[str | int, ...], value: object) -> None:
        """Typical mistakes are found by both."""
        document: Any = mistaken(place, value)
        assert not CHECK.is_valid(document)
        with pytest.raises(OrgchartError):
            loads(json.dumps(document), "json")
