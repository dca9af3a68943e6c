"""Texts: cleaned, escaped, measured, wrapped; no two ids share a slug."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart.drawing.texts.escape import Slugs, clean, html_text, quoted, tooltip
from orgchart.drawing.texts.metrics import FILL, text_width, wrap

ANY_TEXT = st.text(st.characters(), max_size=80)
PARTS = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=3)
PLAIN_PARTS = st.lists(st.from_regex(r"[a-z_-]{1,6}", fullmatch=True), min_size=1, max_size=3)


@given(ANY_TEXT)
def test_clean_text_fits_into_xml(text: str) -> None:
    """What is cleaned holds no control, no half character and nothing that turns text round."""
    found = clean(text)
    found.encode()
    assert found
    assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", found)


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    """Clean text stays as it is."""
    assert clean(text) == clean(clean(text))


def test_escapes_double_what_graphviz_expands() -> None:
    """Backslashes are doubled in labels and doubled twice in tooltips."""
    assert r"a\\N &amp; &lt;b&gt; &quot;" == html_text(r'a\N & <b> "')
    assert r'"a\\N &amp; <b> \""' == quoted(r'a\N & <b> "')
    assert r'"a\\\\N &amp; <b> \""' == tooltip(r'a\N & <b> "')


@given(st.one_of(PARTS, PLAIN_PARTS), st.one_of(PARTS, PLAIN_PARTS))
def test_no_two_keys_share_a_slug(one: list[str], two: list[str]) -> None:
    """Slugs differ when keys do, and hold safe characters only."""
    first, second = Slugs().of(("post", *one)), Slugs().of(("post", *two))
    assert (one == two) is (first == second)
    assert re.fullmatch("[a-z0-9_-]+", first)


def test_slug_of_a_plain_id_shows_it() -> None:
    """An id of safe characters is its own slug, and one that looks like a digest is not."""
    assert "n-post-ceo" == Slugs().of(("post", "ceo"))
    made = Slugs().of(("post", "Ceo"))
    assert made != Slugs().of(("post", made.removeprefix("n-post-")))


@given(
    text=st.text(max_size=120),
    width=st.integers(40, 300),
    size=st.sampled_from([8, 10, 13]),
    bold=st.booleans(),
)
def test_lines_fit_and_nothing_is_lost(text: str, width: int, size: int, *, bold: bool) -> None:
    """Each line leaves 6 % of its cell free; joined, the lines hold every letter in order."""
    text = clean(text)
    lines = wrap(text, width, size, bold=bold)
    letters = [character for character in text if character != " "]
    assert letters == [character for line in lines for character in line if character != " "]
    assert all(
        text_width(line, size, bold=bold) <= width * FILL or len(line.replace(" ", "")) == 1
        for line in lines
        if not any(text_width(c, size, bold=bold) == 0 for c in line)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sue Desmond-Hellmann", ("Sue Desmond-", "Hellmann")),
        ("Donaudampfschifffahrtskapitän", ("Donaudampfsc", "hifffahrtskapitä", "n")),
        ("首席执行官兼董事会成员", ("首席执行官兼董", "事会成员")),
        ("A", ("A",)),
    ],
)
def test_names_break_where_readers_expect(text: str, expected: tuple[str, ...]) -> None:
    """After hyphens, between Chinese characters, at last inside a word."""
    assert expected == wrap(text, 104, 13, bold=True)


def test_titles_are_cut_with_an_ellipsis() -> None:
    """A title may be cut, after the number of lines it is given."""
    found = wrap("word " * 30, 60, 10, most=3)
    assert 3 == len(found)
    assert found[-1].endswith("…")
