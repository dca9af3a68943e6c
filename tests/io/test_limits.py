"""Files that are too large, too deep or hostile are refused with a sentence, in little time."""

import gzip
import io
import json
import os
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread
from typing import IO, Any, Final, cast

import pytest

from orgchart import UnreadableFileError, load
from orgchart.io import loads, read_tables
from orgchart.io.limits import (
    MOST_LEVELS,
    guarded,
    read_bytes,
    read_open,
    read_within,
    require_shallow,
)
from orgchart.io.popolo import read_popolo

#: Texts that ask much of a reader: the form, the text, and a word of the answer.
HOSTILE: Final[tuple[tuple[str, str, str], ...]] = (
    # Nothing but depth.
    ("json", "[" * 10_000 + "]" * 10_000, "nested too deeply"),
    ("json", "[" * 1_000_000, "nested too deeply"),
    ("json", '{"a":' * 10_000 + "1" + "}" * 10_000, "nested too deeply"),
    ("json", '{"people":{"a":' * 5_000 + "1" + "}}" * 5_000, "nested too deeply"),
    ("json", "[" * 200 + "]" * 200, "nested too deeply"),
    ("toml", "a = " + "[" * 10_000 + "]" * 10_000, "nested too deeply"),
    ("toml", "a = " + "{a=" * 10_000 + "1" + "}" * 10_000, "nested too deeply"),
    ("toml", "a = " + "[" * 60 + "]" * 60, "nested too deeply"),
    ("toml", "[" + ".".join(["a"] * 60) + "]", "nested too deeply"),
    # Depth inside of what would be read, in inline tables of dotted keys.
    ("json", '{"people": {"a": {"name": ' + "[" * 500 + "]" * 500 + "}}}", "nested too deeply"),
    ("json", '{"tenures": [{"sources": ' + "[" * 90 + "]" * 90 + "}]}", "nested too deeply"),
    ("json", '{"history": {"policy": ' + "[" * 900 + "]" * 900 + "}}", "nested too deeply"),
    (
        "toml",
        "people = " + ("{" + "a." * 90 + "a=") * 90 + "1" + "}" * 90,
        "nested too deeply",
    ),
    # Keys that look like the beginning of a key that is too deep.
    ("toml", "_." * 60 + " " * 1_000 + "=1", "it is not TOML"),
    ("toml", '"a".' * 60 + " " * 1_000 + "=1", "it is not TOML"),
    ("toml", '"a".' * 40 + '"a" = 1\n' + "# x\n" * 1_000, "there is no table"),
    # Texts and headers that are not closed.
    ("toml", "[" + "a" * 100_000, "it is not TOML"),
    ("toml", "[[people" + ' "' * 50_000, "it is not TOML"),
    ("toml", "a = '''" + "''" * 50_000 + "\n" * 1_000, "it is not TOML"),
    ("toml", 'x = "' + "\\\\" * 50_000, "it is not TOML"),
    ("toml", "a = 1\n" * 2 + "[" * 50_000, "it is not TOML"),
    ("json", '"' + "\\" * 99_999, "it is not JSON"),
    ("json", '{"people": {' + '"a": {"name": "A"}, ' * 1_000 + "}}", "it is not JSON"),
    # Numbers.
    (
        "json",
        '{"posts": {"p": {"title": "P", "rank": ' + "9" * 5_000 + "}}}",
        "thousands of digits",
    ),
    ("toml", "[posts.p]\ntitle = 'P'\nrank = " + "9" * 5_000, "thousands of digits"),
    ("toml", "[posts.p]\ntitle = 'P'\nrank = 0x" + "f" * 5_000, "fewer digits"),
    ("toml", "[posts.p]\ntitle = 'P'\nextra = { a = 0x" + "f" * 5_000 + " }", "table of texts"),
    ("json", '{"posts": {"p": {"title": "P", "rank": 1e999}}}', "give a whole number"),
    ("json", '{"posts": {"p": {"title": "P", "rank": NaN}}}', "give a whole number"),
    ("json", '{"posts": {"p": {"title": "P", "seats": -Infinity}}}', "give a whole number"),
    # Dates that need arithmetic.
    ("json", '{"people": {"a": {"name": "A", "start": "' + "9" * 5_000 + '"}}}', "not a moment"),
    ("json", '{"people": {"a": {"name": "A", "start": "' + "[" * 5_000 + '"}}}', "not a moment"),
    (
        "json",
        '{"people": {"a": {"name": "A", "start": "' + "1 day after " * 5_000 + '2020"}}}',
        "not a moment",
    ),
    (
        "json",
        '{"people": {"a": {"name": "A", "start": "' + "9" * 4_000 + ' years after 2020"}}}',
        "not a moment",
    ),
    # Halves of characters, repeated keys, names of zones that are paths.
    ("json", '{"people": {"a": {"name": "\\ud800"}}}', "half a character"),
    ("json", '{"people": {}, "people": {}}', "stands twice"),
    ("json", '{"history": {"zone": "../../../etc/passwd"}}', "no time zone"),
    ("json", '{"history": {"zone": "' + "A/" * 50_000 + '"}}', "no time zone"),
    ("json", '{"history": {"zone": "\\u0000"}}', "no time zone"),
    ("toml", "[history]\nzone = '/etc/localtime'", "no time zone"),
    # Values of other kinds, as large as they come.
    ("json", json.dumps({"people": {"a": {"name": ["x"] * 100_000}}}), "give text in quotes"),
    ("json", json.dumps({"people": {"a": {"name": "A", "names": "x" * 10**6}}}), "table of texts"),
    ("json", "null", "it holds no table"),
    ("json", "7", "it holds no table"),
    ("json", "\x00" * 1_000, "it is not JSON"),
    ("toml", "\x00" * 1_000, "it is not TOML"),
)


def refusal(work: Callable[[], object]) -> str:
    """Return the sentence of the error that some work ends with."""
    with pytest.raises(UnreadableFileError) as caught:
        work()
    return str(caught.value)


@pytest.mark.parametrize(("form", "text", "answer"), HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_hostile_texts(form: str, text: str, answer: str) -> None:
    """Each is refused with the error of the package, whose sentence is short."""
    said = refusal(lambda: loads(text, form))
    assert answer in said
    assert 2_000 > len(said)


@pytest.mark.parametrize("form", ["json", "toml"])
def test_as_deep_as_a_history(form: str) -> None:
    """What a history holds is far from the limit, and levels up to it are no matter of depth."""
    open_ = "[" * (MOST_LEVELS - 1) + "]" * (MOST_LEVELS - 1)
    text = f'{{"x": {open_}}}' if form == "json" else f"x = {open_}"
    assert "there is no table 'x'" in refusal(lambda: loads(text, form))


#: Values as JSON, and how many levels they have.
LEVELS: Final = (("1", 0), ("[]", 1), ("{}", 1), ('[1, {"a": []}]', 3), ("[[], [[]]]", 3))


class TestLevels:
    """Counting levels takes no recursion."""

    def test_very_deep(self) -> None:
        """A million levels are counted as soon as there are too many."""
        value: object = []
        for _ in range(1_000_000):
            value = [value]
        assert "nested too deeply" in refusal(lambda: require_shallow(value, "the text"))

    @pytest.mark.parametrize(("text", "levels"), LEVELS)
    def test_levels(self, text: str, levels: int) -> None:
        """Lists and tables count, what they hold does not."""
        value = json.loads(text)
        require_shallow(value, "the text", levels)
        if levels:
            with pytest.raises(UnreadableFileError):
                require_shallow(value, "the text", levels - 1)


def unpacking(path: Path, mode: str = "rb") -> IO[Any]:
    """Open a file that unpacks itself."""
    return cast("IO[Any]", gzip.open(path, mode))


class TestSize:
    """Large files."""

    def test_large_file(self, tmp_path: Path) -> None:
        """A file that says that it is too large is not read; one with holes takes no room."""
        path = tmp_path / "h.json"
        with path.open("wb") as stream:
            stream.truncate(5_000_000_000)
        assert "5,000,000,000 bytes" in refusal(lambda: load(path))

    def test_sizes(self, tmp_path: Path) -> None:
        """A file may have as many bytes as the limit."""
        path = tmp_path / "h.json"
        path.write_bytes(b"12345")
        assert b"12345" == read_bytes(path, 5)
        assert "at most 4 bytes" in refusal(lambda: read_bytes(path, 4))

    def test_open_files(self) -> None:
        """What has no size is read up to the limit."""
        assert b"12345" == read_open(io.BytesIO(b"12345"), "-", 5)
        assert "it has more" in refusal(lambda: read_open(io.BytesIO(b"12345"), "-", 4))
        assert "12345" == read_open(io.StringIO("12345"), "-", 5)
        assert "it has more" in refusal(lambda: read_open(io.StringIO("12345"), "-", 4))

    @pytest.mark.parametrize("mode", ["rb", "rt"])
    def test_files_that_unpack_themselves(self, tmp_path: Path, mode: str) -> None:
        """What a small file unpacks to is counted before it is kept."""
        path = tmp_path / "persons.json.gz"
        path.write_bytes(gzip.compress(b" " * 32_000_000))
        tracemalloc.start()
        try:
            with unpacking(path, mode) as stream:
                assert read_within(stream, 31_000_000) is None
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert most < 10_000_000

    def test_files_whose_end_is_missing(self, tmp_path: Path) -> None:
        """Told as damage of the file."""
        path = tmp_path / "persons.json.gz"
        path.write_bytes(gzip.compress(b'{"persons": []}')[:-9])
        with unpacking(path) as stream:
            assert "it cannot be read" in refusal(lambda: read_popolo(stream))
        with unpacking(path) as stream:
            assert "it cannot be read" in refusal(lambda: read_tables(posts=stream))

    def test_files_that_were_begun(self) -> None:
        """What is left of them is read, and counts."""
        data, text = io.BytesIO(b"12345"), io.StringIO("12345")
        assert (b"12", "12") == (data.read(2), text.read(2))
        assert (b"345", "345") == (read_within(data, 3), read_within(text, 3))
        lines = io.TextIOWrapper(io.BytesIO(b"1\n2\n3\n"), encoding="utf-8")
        assert "1\n" == next(lines)
        assert "2\n3\n" == read_within(lines, 4)

    def test_files_that_cannot_go_back(self) -> None:
        """They are read once, also those that only look as if they could."""

        class Once:
            """What claims to be a file, and is a pipe."""

            def __init__(self) -> None:
                self.parts = iter([b"123", b"45", b""])

            def seekable(self) -> bool:
                return True

            def tell(self) -> int:
                return 0

            def seek(self, _place: int) -> int:
                return 0

            def read(self, _size: int) -> bytes:
                return next(self.parts)

        assert b"12345" == read_within(cast("IO[bytes]", Once()), 5)

    @pytest.mark.parametrize("stream", [io.BytesIO(b'{"persons": []}'), io.StringIO("{} " * 9)])
    def test_open_files_of_other_forms(
        self, stream: IO[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Popolo, Turtle and JSON-LD keep the limit too."""
        monkeypatch.setattr("orgchart.io.streams.read_open", partial(read_open, most=10))
        assert "it has more" in refusal(lambda: read_popolo(stream))

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
    def test_pipes(self, tmp_path: Path) -> None:
        """A pipe says that it has no bytes, and is not believed."""
        path = tmp_path / "pipe"
        os.mkfifo(path)

        def write() -> None:
            path.write_bytes(b"12345")

        writer = Thread(target=write)
        writer.start()
        assert "it has more" in refusal(lambda: read_bytes(path, 4))
        writer.join()


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_whatever_else(error: type[Exception]) -> None:
    """What asks for too much in another way is told in a sentence as well."""

    def fail(kind: Callable[[], Exception]) -> None:
        with guarded("h.json"):
            raise kind()

    with pytest.raises(UnreadableFileError, match=r"h\.json cannot be read"):
        fail(error)
