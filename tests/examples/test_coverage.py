"""Every statement of the articles is carried by the example or left out with a reason."""

import re

from orgchart import Citation, Source, Standing
from tests.examples.openai import ARTICLES, FOLDER, carried, left_out, openai, original, rows

#: Kinds of rows that never say who holds what, comes or goes.
OTHER_KINDS = {"event", "alias", "quote_other", "valuation"}
#: Marks of events that do.
TAGS = ("[state]", "[status]", "[duty]")


def cited_in_file() -> list[Citation]:
    """Return every citation of the history that names a place."""
    history = openai()
    items = (*history.facts, *history.claims)
    return [cited for item in items for cited in item.citations if cited.locator]


def test_every_row_is_carried_or_left_out() -> None:
    """No row of the list is forgotten."""
    covered = carried() | left_out()
    assert [] == [number for number in rows() if original(number) not in covered | {number}] + [
        number for number in rows() if original(number) == number and number not in covered
    ]


def test_rows_about_roles_are_carried_or_left_out_with_a_reason_of_their_own() -> None:
    """Who holds, joins, leaves, reports, is away or founds stands in the first part of the list."""
    text = (FOLDER / "left-out.md").read_text(encoding="utf-8")
    first, rest = text.split("## Everything else")
    about_roles = {
        number
        for number, row in rows().items()
        if row["kind"] not in OTHER_KINDS
        or (row["kind"] == "event" and any(tag in row["note"] for tag in TAGS))
    }
    loose = {number for number in about_roles if re.search(number, rest)}
    assert set() == loose
    missing = {n for n in about_roles if original(n) not in carried() and original(n) not in first}
    assert set() == missing


def test_most_rows_about_roles_are_carried() -> None:
    """What is left out of the rows about roles is the smaller part by far."""
    about_roles = [n for n, row in rows().items() if row["kind"] not in OTHER_KINDS]
    here = [number for number in about_roles if original(number) in carried()]
    assert len(here) > 0.8 * len(about_roles)


def test_no_row_is_both_carried_and_left_out() -> None:
    """The two lists do not overlap."""
    assert set() == carried() & left_out()


def test_no_row_is_made_up() -> None:
    """Every number exists."""
    assert set() == (carried() | left_out()).difference(rows())


def test_numbers_stand_with_their_article() -> None:
    """A number is cited of the article it comes from."""
    wrong = [
        cited
        for cited in cited_in_file()
        for number in (cited.locator or "").split()
        if ARTICLES[number.split("-")[0]] != cited.source
    ]
    assert [] == wrong


def test_quotes_are_those_of_the_rows() -> None:
    """A quote is the locating quote of one of the rows it stands with."""
    by_number = rows()
    wrong = [
        cited
        for cited in cited_in_file()
        if cited.quote
        not in {by_number[number]["line_or_quote"] for number in (cited.locator or "").split()}
    ]
    assert [] == wrong


def test_rumours_are_cited_as_rumours() -> None:
    """What the list marks as rumour is passed on as nothing better."""
    by_number = rows()
    wrong = [
        cited
        for cited in cited_in_file()
        for number in (cited.locator or "").split()
        if by_number[number]["certainty"] == "rumour" and cited.standing is not Standing.RUMOURED
    ]
    assert [] == wrong


def test_every_source_says_when_it_was_published() -> None:
    """Without a date a source makes nothing known."""
    assert [] == [source.id for source in openai().sources if source.published is None]


def test_the_translation_counts_with_its_original() -> None:
    """The German essay is the Chinese one."""
    found: dict[str, Source] = {source.id: source for source in openai().sources}
    assert found["essay-2024-de"].translation_of == "essay-2024"
