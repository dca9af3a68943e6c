"""The conflicts of the articles: each reading is there, one is shown, none is lost."""

import pytest

from orgchart import UNDISCLOSED, Certainty, Conflict, Tenure, prefer
from orgchart.analysis import (
    agreement,
    citations_of,
    cited_at,
    disputes,
    lead_times,
    members,
)
from tests.examples.openai import by_articles, openai


def conflict(claim: str) -> Conflict:
    """Return the rivalry about a claim."""
    return next(found for found in openai().conflicts() if found.claim == claim)


def tenures(claim: str) -> list[Tenure]:
    """Return the readings of a claim that are tenures."""
    return [fact for fact in conflict(claim).readings if isinstance(fact, Tenure)]


def ends(claim: str) -> dict[str, str]:
    """Return the end that each reading gives, by its first source."""
    return {reading.sources[0]: str(reading.end) for reading in conflict(claim).readings}


def test_c01_amodei_leaves_at_the_end_of_2020_or_in_2021() -> None:
    """Departure and founding are two events with two datings each, which exclude each other."""
    found = ends("amodei-leaves")
    assert ("end of 2020", "2021") == (found["zhidongxi-2024"], found["yicai-2024-05-28"])
    assert agreement(conflict("amodei-leaves")) is None
    founding = {
        str(reading.start) for reading in conflict("dario-amodei founds anthropic").readings
    }
    assert {"end of 2020", "2021"} == founding


def test_c01_the_reading_shown_can_be_switched() -> None:
    """A policy that prefers another article shows its date."""
    switched = openai().with_policy(prefer("yicai-2024-05-28") + openai().policy)
    shown = [held for held in switched.careers("dario-amodei") if held.post == "svp-research"]
    assert ["2021"] == [str(held.end) for held in shown]


def test_c02_titles_by_source() -> None:
    """Senior vice president, vice president, vice president of research and development."""
    titles = {reading.sources[0]: reading.title for reading in tenures("amodei-leaves")}
    assert titles["zhidongxi-2024"] is None
    assert "Vice President of Research" == titles["essay-2024"]
    assert "Vice President of Research and Development" == titles["repost-2023-11-20"]


def test_c03_the_founders_of_anthropic_are_not_all_named() -> None:
    """Two are named, and a team is not."""
    people = {held.person for held in openai().tenures if held.post == "anthropic-founder"}
    assert {"dario-amodei", "daniela-amodei", UNDISCLOSED} == people


def test_c04_musk_left_or_was_voted_out() -> None:
    """The manner of the end goes with the reading."""
    manners = {reading.sources[0]: reading.end_manner for reading in tenures("musk-leaves")}
    assert ("left", "voted out") == (manners["yicai-2024-05-28"], manners["essay-2024"])


def test_c12_sutskever_announced_or_was_forced() -> None:
    """The same for him."""
    readings = tenures("ilya-sutskever as chief-scientist")
    manners = {reading.sources[0]: reading.end_manner for reading in readings}
    assert "forced out" == manners["essay-2024"]
    assert "announced that he leaves" == manners["yicai-2024-05-28"]


def test_c13_four_datings_agree() -> None:
    """May 2024, half a year after November 2023, undated: all allow the announced day."""
    common = agreement(conflict("ilya-sutskever as chief-scientist"))
    assert common is not None
    assert "2024-05-14" == str(common.end)


def test_c14_sutskever_is_in_post_though_not_seen() -> None:
    """Neither gone nor on leave, and no longer a director."""
    chart = openai().at("2024-01-15")
    assert ["chief-scientist", "superalignment-lead"] == [
        held.post for held in chart.posts_of("ilya-sutskever")
    ]
    assert () == chart.leaves_of("ilya-sutskever")


def test_c16_leike_leaves_three_days_later() -> None:
    """A date relative to another, and another source that excludes it."""
    found = ends("leike-leaves")
    assert "3 days after 2024-05-14" == found["yicai-2024-05-28"]
    assert agreement(conflict("leike-leaves")) is None


def test_c26_altman_at_y_combinator() -> None:
    """One post, three titles."""
    readings = tenures("sam-altman at y-combinator")
    assert 3 == len({reading.title for reading in readings})


def test_c28_the_articles_order_karpathys_stints_without_dates() -> None:
    """OpenAI, Tesla, OpenAI, by stated order alone."""
    held = by_articles().careers("andrej-karpathy")
    posts = [tenure.post for tenure in held if tenure.post in {"technical-staff", "tesla-staff"}]
    assert ["technical-staff", "tesla-staff", "technical-staff"] == posts


def test_c33_the_articles_name_three_of_six_directors() -> None:
    """Three seats are held by people not disclosed; with outside sources they have names."""
    told = members(by_articles().at("2023-11-16").certain(), "board")
    assert 3 == sum(1 for person in told if person is UNDISCLOSED)
    assert 6 == len(told)


def test_c35_the_day_is_inferred() -> None:
    """The note says that the clock time has no day in the article."""
    shown = conflict("sam-altman as ceo until 2023").winner
    assert isinstance(shown, Tenure)
    assert "the day is inferred" in str(shown.note)


def test_c36_to_c41_notices() -> None:
    """Asked, told and announced are three moments; what is told before the end is a notice."""
    altman = lead_times(conflict("sam-altman as ceo until 2023").winner, openai().zone)
    murati = dict(conflict("mira-murati as ceo").winner.extra)
    chair = lead_times(conflict("greg-brockman as chair").winner)
    assert {"asked", "told"} == set(altman)
    assert "[2023-11-16..2023-11-17]" == murati["told"]
    minutes = {name: length[0] for name, length in chair.items()}
    assert {"asked": "0:09:00", "told": "0:05:00"} == {n: str(m) for n, m in minutes.items()}


def test_c38_microsofts_notice_is_bounded() -> None:
    """Between none and five minutes, by all four statements."""
    (notice,) = [c for c in openai().claims if c.id == "notice-to-microsoft-minutes"]
    assert (0, 5) == (notice.low, notice.high)


def test_c39_chair_before_and_not_after() -> None:
    """Chair and former chair are one man at two times."""
    before, after = (openai().at(f"2023-11-17T12:{minute}-08:00") for minute in (27, 28))
    assert ["greg-brockman"] == [held.person for held in before.holders("chair")]
    assert () == after.holders("chair")


def test_c40_words_are_kept_apart_from_times() -> None:
    """The resignation is dated, and its printed words are in the note."""
    shown = conflict("greg-brockman as president until 2023").winner
    assert isinstance(shown, Tenure)
    assert "2023-11-17T16:09-08:00" == str(shown.end)
    assert "yesterday's news" in str(shown.note)


def test_c41_told_or_announced() -> None:
    """Two readings of the end, five minutes apart; the announcement is shown."""
    found = {str(reading.end) for reading in conflict("greg-brockman as chair").readings}
    assert {"None", "2023-11-17T12:23-08:00", "2023-11-17T12:28-08:00"} == found
    assert "2023-11-17T12:28-08:00" == str(conflict("greg-brockman as chair").winner.end)


def test_c42_the_loss_of_altmans_seat_is_inferred() -> None:
    """The articles' citation says so."""
    cited = citations_of(openai(), conflict("sam-altman as director").winner)
    assert ["inferred"] == [c.standing for c in cited if "F002-179" in (c.locator or "")]


@pytest.mark.parametrize(
    ("entry", "claim", "amount"),
    [
        ("C43", "conditions-for-return", "2"),
        ("C47", "deadlines-for-the-board", "2"),
        ("C48", "left-2023-11-executives", "at least 2"),
        ("C18", "left-2024-leaders", "at least 17"),
        ("C18", "left-2024-public", "at least 31"),
        ("C18", "left-to-date", "about 75"),
        ("C20", "staff-2024-01", "about 700"),
        ("C30", "sora-leads", "2"),
    ],
)
def test_claims(entry: str, claim: str, amount: str) -> None:
    """What the articles count, demand or set is kept as a claim beside the data."""
    found = {each.id: each.amount for each in openai().claims}
    assert (entry, amount) == (entry, found[claim])


def test_c44_microsoft_on_the_board_is_for_readers_of_that_week() -> None:
    """A seat or an observer: exclusive, only possible, and gone with the agreement."""
    known = openai().known_on("2023-11-20")
    (found,) = [each for each in known.conflicts() if each.claim == "microsoft on the board"]
    assert {"director", "board-observer"} == {
        reading.post for reading in found.readings if isinstance(reading, Tenure)
    }
    assert [Certainty.POSSIBLE] * 2 == [reading.sureness for reading in found.readings]
    assert "microsoft on the board" not in {each.claim for each in openai().conflicts()}


def test_c45_the_second_article_ends_with_shear() -> None:
    """Its introduction says that the farce has ended, its text does not; the text is carried."""
    told = openai().known_on("2023-11-20")
    assert ["emmett-shear"] == [held.person for held in told.at("2023-11-21").holders("ceo")]


def test_c46_the_posting_time_has_no_zone() -> None:
    """The source keeps the day, and the note the stamp."""
    (source,) = [each for each in openai().sources if each.id == "repost-2023-11-20"]
    assert "without a zone" in str(source.note)
    assert "2023-11-20" == str(source.published)


def test_c49_loose_titles_of_one_post() -> None:
    """Three titles of Chen's post; the full one is shown."""
    readings = tenures("mark-chen as svp-research")
    assert {None, "Head of Research", "Vice President of Research"} == {r.title for r in readings}
    shown = conflict("mark-chen as svp-research").winner
    assert isinstance(shown, Tenure)
    assert shown.title is None


def test_c50_unknown_is_not_vacant() -> None:
    """Between Amodei and Chen somebody may have held the seat; nobody says that it was empty."""
    chart = openai().at("2022-06")
    assert [(UNDISCLOSED, Certainty.POSSIBLE)] == [
        (held.person, held.certainty) for held in chart.holders("svp-research")
    ]
    assert "svp-research" not in {gap.post for gap in chart.vacancies}


def test_c51_vacant_or_discontinued() -> None:
    """The post goes on empty, by the reading shown; by the headline it ended."""
    found = conflict("cto post after murati")
    assert {"None", "[2024-09..2024-10]"} == {str(reading.end) for reading in found.readings}
    assert ["cto"] == [gap.post for gap in openai().at("2024-10-14").certain().vacancies]


def test_c59_a_leaver_without_a_name() -> None:
    """The lead of GPT-4o left, whoever it was."""
    found = cited_at(openai(), "zhidongxi-2024", "F001-012")
    assert [UNDISCLOSED] == [fact.person for fact in found if isinstance(fact, Tenure)]


def test_exclusive_alternatives() -> None:
    """Murati's three futures are readings of one thing."""
    posts = {reading.post for reading in tenures("mira-murati next")}
    assert {"zoph-start-up-founder", "murati-start-up-founder", "other-ai-company-staff"} == posts


def test_disputes() -> None:
    """These readings cannot all be true; of the other conflicts one reading only knows more."""
    assert {
        "amodei-leaves",
        "bret-taylor on the board",
        "cto post after murati",
        "dario-amodei founds anthropic",
        "first director from outside",
        "greg-brockman as chair",
        "holder of ciso",
        "holder of head-of-mission-alignment",
        "ilya-sutskever as chief-scientist",
        "leike-leaves",
        "mark-chen as svp-research",
        "mira-murati next",
        "musk-leaves",
        "sam-altman at y-combinator",
        "second director from outside",
        "third director from outside",
    } == {found.claim for found in disputes(openai())}


def test_every_claim_of_two_readings_is_a_conflict() -> None:
    """No reading stands beside another of its claim without being told as its rival."""
    counted: dict[str, int] = {}
    for fact in openai().facts:
        if fact.claim is not None and not fact.retracted_by:
            counted[fact.claim] = counted.get(fact.claim, 0) + 1
    several = {claim for claim, number in counted.items() if number > 1}
    assert several == {found.claim for found in openai().conflicts()}
