"""November 2023: who was what, to the minute, and what was known of it when."""

import pytest

import orgchart
from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    ChangeKind,
    History,
    Standing,
    Tenure,
    When,
    check,
)
from orgchart.analysis import departures, members, presence
from orgchart.io import dumps, loads
from tests.examples.openai import openai

BEFORE, AFTER = "2023-11-16", "2023-11-30"


def publication_days() -> list[str]:
    """Return the dates at which a source of the example had surely come out."""
    days = {source.published for source in openai().sources}
    return sorted(when.text for when in days if when is not None and when.latest is not None)


def test_nothing_is_wrong_with_it() -> None:
    """The facts fit together and each has a source."""
    assert "nothing found" == str(check(openai(), strict=True))


def test_it_survives_being_written_and_read() -> None:
    """Writing it as TOML and reading that gives the same history."""
    assert openai() == loads(dumps(openai()))


@pytest.mark.parametrize(
    ("moment", "person", "kind"),
    [
        ("2023-11-17T12:27-08:00", "sam-altman", "substantive"),
        ("2023-11-17T12:28-08:00", "mira-murati", "interim"),
        ("2023-11-19T22:00-08:00", "emmett-shear", "interim"),
        ("2023-11-22T15:00-08:00", "sam-altman", "substantive"),
        ("2023-11-23", "sam-altman", "substantive"),
    ],
)
def test_chief_executive(moment: str, person: str, kind: str) -> None:
    """At each moment of the crisis exactly one person is chief executive, for sure."""
    held = openai().at(moment).holders("ceo")
    assert [(person, kind, Certainty.CERTAIN)] == [(t.person, t.kind, t.certainty) for t in held]


def test_the_same_day_is_another_chart_in_beijing() -> None:
    """On 17 November Altman is chief executive all day in Beijing, until 12:28 in San Francisco."""
    (there,) = openai().at("2023-11-17[Asia/Shanghai]").holders("ceo")
    (here,) = openai().at("2023-11-17").holders("ceo")
    assert ("sam-altman", "mira-murati") == (there.person, here.person)


def test_board_before_and_after() -> None:
    """Six directors become three: five leave, two come, one stays."""
    before, after = openai().at(BEFORE).certain(), openai().at(AFTER).certain()
    assert (6, 3) == (len(members(before, "board")), len(members(after, "board")))
    (change,) = [
        change
        for change in orgchart.diff(before, after).changes
        if change.kind is ChangeKind.BODY_RECONSTITUTED
    ]
    assert (5, 2, 1) == (len(change.left), len(change.joined), len(change.stayed))


def test_brockman_loses_the_seat_before_he_resigns() -> None:
    """Between 12:28 and 16:09 he is president and no director."""
    held = openai().at("2023-11-17T14:00-08:00").posts_of("greg-brockman")
    assert ["president"] == [tenure.post for tenure in held]
    assert [] == list(openai().at("2023-11-17T16:09-08:00").certain().posts_of("greg-brockman"))


def test_the_chief_scientist_reports_to_nobody_known_until_september_2024() -> None:
    """Unknown in 2023, the chief executive in October 2024."""
    assert openai().at("2023-11-16").manager_of("chief-scientist") is UNKNOWN
    line = openai().at("2024-10-31").line_of("chief-scientist")
    assert line is not None
    assert "ceo" == line.manager


def test_readers_of_20_november_know_shear_and_no_return() -> None:
    """That day's reader has a second interim chief executive, by a report."""
    known = openai().known_on("2023-11-20")
    (shear,) = known.at("2023-11-20").holders("ceo")
    assert ("emmett-shear", None) == (shear.person, shear.end)
    by_article = [cited for cited in shear.citations if cited.source == "repost-2023-11-20"]
    assert [(Standing.REPORTED, "The Information")] == [
        (cited.standing, cited.attribution) for cited in by_article
    ]
    back = [t for t in known.careers("sam-altman") if t.post == "ceo" and t.end is None]
    assert [] == back


def test_the_return_is_known_later() -> None:
    """What changed between two days of knowing is told as a correction."""
    moment = "2023-11-22"
    step = orgchart.diff(
        openai().known_on("2023-11-20").at(moment), openai().known_on("2023-11-22").at(moment)
    )
    assert "It is now known that Sam Altman was Chief Executive Officer." in step.describe()


def test_readers_of_the_day_before_know_nothing_of_it() -> None:
    """On 16 November nobody's end in the crisis is known."""
    known = openai().known_on(BEFORE)
    (altman,) = known.at(AFTER).holders("ceo")
    assert ("sam-altman", None) == (altman.person, altman.end)


@pytest.mark.parametrize("day", publication_days())
def test_what_was_known_is_whole(day: str) -> None:
    """On no day does a known fact name somebody or something not known yet."""
    assert "nothing found" == str(check(openai().known_on(day)))


def too_early(history: History) -> list[tuple[object, ...]]:
    """Return what is cited of sources that came out before it began or ended."""
    published = {source.id: source.published for source in history.sources}
    found: list[tuple[object, ...]] = []
    for fact in history.facts:
        planned = fact.certainty is Certainty.POSSIBLE or fact.kind_name == "leave"
        for boundary in (fact.start, fact.end):
            for source in fact.sources:
                out = published[source]
                if planned or out is None or not isinstance(boundary, When):
                    continue
                if out.certainly_before(boundary):
                    found.append((*fact.key, str(boundary), source))
    return found


def test_no_source_tells_what_came_after_it() -> None:
    """A source is cited for no beginning and no end later than itself, plans apart."""
    assert [] == too_early(openai())


def test_nobody_leaves_twice_without_returning() -> None:
    """Between two departures of one person lies a return."""
    left = [each for each in departures(openai(), "openai") if each.person is not UNDISCLOSED]
    again = [(each.person, each.end) for each in left]
    assert len(again) == len(set(again))
    assert ["2017-06", "[2024-02-12..2024-02-13]"] == [
        str(each.end) for each in left if each.person == "andrej-karpathy"
    ]


def test_the_vacancy_of_the_cfo() -> None:
    """Vacant for two years, as the article says: between 17 and 30 months by the bounds."""
    (gap,) = [
        entry
        for entry in openai().succession("cfo")
        if not isinstance(entry, Tenure) and entry.until
    ]
    shortest, longest = gap.duration
    assert shortest is not None
    assert longest is not None
    assert shortest.days < 2 * 365 < longest.days


def test_people_on_leave_have_not_left() -> None:
    """Brockman is on leave in October 2024, and there."""
    where = presence(openai(), "openai", "2024-10-14")
    assert ("on leave", "gone", "at work") == tuple(
        where[person] for person in ("greg-brockman", "mira-murati", "sam-altman")
    )
