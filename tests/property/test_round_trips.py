"""A history written to text and read again is the same, whatever its texts and ids hold."""

import json
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from orgchart import History, dump, load
from orgchart.io import dumps, loads
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories

FORMS = ("toml", "json")


@pytest.mark.parametrize("form", FORMS)
@at_most(50)
@given(history=histories())
def test_dates_survive(form: str, history: History) -> None:
    """Every date, vague or exact, comes back as it was written."""
    assert history == again(history, form)


@at_most(50)
@given(hostile_histories())
def test_hostile_texts_survive(history: History) -> None:
    """Quotes, line ends, control characters and every script come back; the text is canonical."""
    for form in FORMS:
        text = dumps(history, form)
        found = loads(text, form)
        assert history == found
        assert text == dumps(found, form)
        assert text.endswith("\n")


@at_most(30)
@given(hostile_histories())
def test_both_forms_say_the_same(history: History) -> None:
    """The TOML and the JSON of a history hold the same document, in the eyes of other parsers."""
    assert tomllib.loads(dumps(history, "toml")) == json.loads(dumps(history, "json"))


@settings(max_examples=10)
@given(hostile_histories())
def test_files(history: History) -> None:
    """A file gives the history back, holds the text in UTF-8, and stands alone in its folder."""
    for form in FORMS:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"历史.{form}"
            dump(history, path)
            assert history == load(path)
            assert dumps(history, form) == path.read_bytes().decode()
            assert [path] == list(Path(folder).iterdir())


@pytest.mark.parametrize("form", FORMS)
@given(history=clean_histories())
def test_answers_survive(form: str, history: History) -> None:
    """A history that was read answers as the one that was written."""
    found = again(history, form)
    assert history.dates() == found.dates()
    for when in history.dates()[:2]:
        assert history.at(when) == found.at(when)


def again(history: History, form: str) -> History:
    """Return a history after a journey through text."""
    return loads(dumps(history, form), form)
