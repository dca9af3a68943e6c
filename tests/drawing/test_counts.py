"""Headlines count the team and its posts, and nothing that a body counts."""

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Fact,
    InvalidValueError,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    diff,
)
from orgchart.drawing import draw
from orgchart.drawing.cards.chart import Chart, Slot
from orgchart.drawing.cards.faces import Look
from orgchart.drawing.cards.merged import merged_chart
from orgchart.drawing.cards.still import still_chart
from orgchart.drawing.language.wording import ENGLISH, Wording
from orgchart.drawing.parts.pruning import prune

#: A company with two boards: the chief executive has a seat of one of them.
ACME: tuple[Fact, ...] = (
    Unit("acme", "Acme"),
    Unit("exec", "Executive board", kind="board", parent="acme"),
    Unit("over", "Supervisory board", kind="board", parent="acme"),
    Unit("ops", "Operations", kind="team", parent="acme"),
    Unit("rival", "Rival"),
    Post("ceo", "Chief Executive", unit="exec", rank=0),
    Post("cfo", "Chief Financial Officer", unit="exec", rank=1),
    Post("chair", "Chair", unit="over"),
    Post("coo", "Head of Operations", unit="ops", rank=2),
    Post("plant", "Plant Manager", unit="ops", rank=3),
    Post("away", "Staff", unit="rival"),
    Person("ann", "Ann Lee"),
    Person("bob", "Bob Ray"),
    Person("cat", "Cat Ito"),
    ReportingLine("coo", "ceo"),
    ReportingLine("plant", "coo"),
    Tenure("cat", "plant"),
)
POSSIBLE = Certainty.POSSIBLE


def still(*facts: Fact, words: Wording = ENGLISH) -> Chart:
    """Return the chart of the company with some facts."""
    return still_chart(Snapshot.from_facts([*ACME, *facts]), words, None)


def change(before: list[Fact], after: list[Fact], words: Wording = ENGLISH) -> Chart:
    """Return the chart of a difference between two states of the company."""
    charts = (Snapshot.from_facts([*ACME, *facts]) for facts in (before, after))
    return merged_chart(diff(*charts), words, None)


def counts(chart: Chart, name: str = "Team") -> list[str]:
    """Return what the headline counts in one of its groups."""
    return [count.text for count in dict(chart.counts).get(name, ())]


def fates(chart: Chart) -> list[str]:
    """Return what became of the people of the team, without the posts that they left empty."""
    return [count for count in counts(chart) if count != "1 vacant now"]


def member(chart: Chart, person: str) -> Slot:
    """Return the card of somebody on a panel."""
    (found,) = (slot for body in chart.bodies for slot in body.slots if person in slot.people)
    return found


# ------------------------------------------------------------------------------- who has left


def test_who_rises_to_a_board_has_not_left() -> None:
    """A seat of a board of the organisation is a new role."""
    news = change([Tenure("ann", "coo")], [Tenure("ann", "ceo")])
    assert ["1 in a new role", "1 unchanged"] == fates(news)
    assert ["1 joined"] == counts(news, "Executive board")


def test_who_comes_from_a_board_is_not_new() -> None:
    """Nor has somebody joined who had a seat of a board."""
    news = change([Tenure("ann", "ceo")], [Tenure("ann", "coo")])
    assert ["1 in a new role", "1 unchanged"] == fates(news)
    promoted = change([Tenure("ann", "ceo")], [Tenure("ann", "coo", start_manner="promoted")])
    assert ["1 promoted", "1 unchanged"] == fates(promoted)


def test_who_keeps_a_seat_of_a_board_has_not_left() -> None:
    """Who gave up a post of the team took no new role either: the card says VACATED."""
    seat = Tenure("ann", "ceo")
    assert ["1 other change", "1 unchanged"] == fates(change([seat, Tenure("ann", "coo")], [seat]))


@pytest.mark.parametrize("where", [[], [Tenure("ann", "away")]])
def test_who_holds_nothing_of_the_organisation_has_left(where: list[Fact]) -> None:
    """A post elsewhere is no post of the organisation."""
    held: list[Fact] = [Tenure("ann", "coo")]
    assert ["1 left", "1 unchanged"] == fates(change(held, where))
    assert ["1 new", "1 unchanged"] == fates(change(where, held))


def test_a_seat_that_is_only_possible_is_not_sure() -> None:
    """Who may have taken a seat neither left nor surely has a new role."""
    news = change([Tenure("ann", "coo")], [Tenure("ann", "ceo", certainty=POSSIBLE)])
    assert ["1 may have changed", "1 unchanged"] == fates(news)


def test_nobody_knows_whether_a_nameless_holder_left() -> None:
    """A holder who is not disclosed gave up a post, no more."""
    news = change([Tenure(UNDISCLOSED, "coo")], [])
    assert ["1 other change", "1 unchanged"] == fates(news)


# ----------------------------------------------------------------------- what belongs to bodies


def test_an_empty_seat_of_a_board_is_no_vacancy_of_the_team() -> None:
    """On the panel it is vacant; the team has no empty post."""
    facts: list[Fact] = [Tenure("ann", "coo"), Tenure("bob", "ceo"), Tenure("bob", "cfo")]
    chair = Tenure("cat", "chair")
    news = change([*facts, chair], facts)
    assert ["2 unchanged"] == counts(news)
    (over,) = (body for body in news.bodies if body.name == "Supervisory board")
    assert [Look.VACANT] == [s.face.look for s in over.slots if not s.people]
    assert "vacanc" not in still(*facts).remarks[0]


def test_an_empty_post_of_the_team_is_a_vacancy() -> None:
    """Beside an empty seat of a board, one vacancy is counted: that of the team."""
    boards: list[Fact] = [Tenure("bob", "ceo")]
    assert "1 vacancy" in still(*boards).remarks[0]
    news = change([*boards, Tenure("ann", "coo")], boards)
    assert ["1 left", "1 vacant now", "1 unchanged"] == counts(news)


def test_leaves_and_lines_of_bodies_are_not_of_the_team() -> None:
    """What is said of members is said on the panel."""
    facts: list[Fact] = [
        Tenure("bob", "ceo"),
        Tenure("ann", "coo"),
        Leave("bob"),
        ReportingLine("ceo", UNKNOWN),
    ]
    (remark,) = still(*facts).remarks
    assert remark.endswith("2 people")


# ------------------------------------------------------------------------------ what is possible


def test_possible_people_are_counted_apart() -> None:
    """Who is only possible on both sides is not among the unchanged."""
    facts: list[Fact] = [Tenure("ann", "coo", certainty=POSSIBLE)]
    news = change(facts, [*facts, Tenure("bob", "ceo")])
    assert ["1 unchanged", "1 possible, unchanged"] == counts(news)
    assert "No other change" in news.alt_text


@pytest.mark.parametrize("lang", ["de", "zh-Hans", "zh-Hant"])
def test_possible_people_are_counted_apart_in(lang: str) -> None:
    """The word has a translation."""
    words = Wording.load(lang)
    facts: list[Fact] = [Tenure("ann", "coo", certainty=POSSIBLE)]
    (*_, last) = counts(change(facts, [*facts, Tenure("bob", "ceo")], words), words.team)
    assert words.count_unchanged_possible.format(1) == last
    assert ENGLISH.count_unchanged_possible != words.count_unchanged_possible


def test_who_was_only_possible_is_surely_gone() -> None:
    """Of a member who is not there any more it is not said that they may be."""
    maybe = Tenure("ann", "cfo", certainty=POSSIBLE)
    slot = member(change([Tenure("bob", "ceo"), maybe], [Tenure("bob", "ceo")]), "ann")
    assert "gone now · was only possible" == slot.face.note
    assert slot.face.holders[0].strike
    assert Look.MAYBE is slot.face.look
    assert "may have left" not in slot.says


def test_who_was_possible_and_is_certain_says_so() -> None:
    """A member's card has the note that a card of the team has."""
    maybe, sure = Tenure("ann", "cfo", certainty=POSSIBLE), Tenure("ann", "cfo")
    assert "certain now" in member(change([maybe], [sure]), "ann").face.note


def test_who_was_possible_in_the_team_is_surely_gone() -> None:
    """The same holds of a post, and of a name that another has taken the place of."""
    maybe = Tenure("ann", "coo", certainty=POSSIBLE)
    news = change([maybe], [Tenure("bob", "coo")])
    ((name, word),) = news.slots["n-post-coo"].face.holders[0].gone
    assert ("Ann Lee", "− no longer, was only possible") == (name, word)


# ----------------------------------------------------------------------------- seats of boards


DOTTED = ReportingLine("plant", "cfo", kind=LineKind.DOTTED)


def test_a_dotted_line_to_a_seat_of_a_board_is_said() -> None:
    """There is no card in the trees that it could lead to, so a list below the chart tells it."""
    chart = still(Tenure("ann", "cfo"), DOTTED)
    assert () == chart.dotted
    assert (("Plant Manager", "dotted line to Chief Financial Officer"),) == chart.listed[0].rows
    assert "" == chart.slots["n-post-plant"].face.note
    facts = Snapshot.from_facts([*ACME, DOTTED])
    assert "Plant Manager; dotted line to Chief Financial Officer" in draw(facts).text()


def test_a_dotted_line_to_a_board_is_said() -> None:
    """A body has no card either."""
    line = ReportingLine("plant", "over", kind=LineKind.DOTTED)
    assert "dotted line to Supervisory board" == still(line).listed[0].rows[0][1]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [([DOTTED], [DOTTED], ""), ([], [DOTTED], " (new line)"), ([DOTTED], [], " (old line)")],
)
def test_a_dotted_line_to_a_seat_in_a_difference(
    before: list[Fact], after: list[Fact], said: str
) -> None:
    """In a difference the list says whether the line came or went."""
    ((_, told),) = change(before, after).listed[0].rows
    assert f"dotted line to Chief Financial Officer{said}" == told


def test_a_dotted_line_to_somebody_unknown_is_no_seat() -> None:
    """A manager who is not known is no seat of a board."""
    chart = still(ReportingLine("plant", UNKNOWN, kind=LineKind.DOTTED))
    assert () == chart.listed


def test_a_seat_as_root_is_refused_with_what_to_do() -> None:
    """Posts report to the seat: the message names them, and another way."""
    chart = still(Tenure("ann", "ceo"), Tenure("bob", "coo"))
    with pytest.raises(
        InvalidValueError, match=r"seat of Executive board.*'coo'.*units="
    ) as caught:
        prune(chart, ENGLISH, root="ceo")
    assert "nothing stands below" not in str(caught.value)
    assert {"coo", "plant"} == {
        post for slot in prune(chart, ENGLISH, root="coo").slots.values() for post in slot.posts
    }


# ------------------------------------------------------------------- units without a common parent

#: Departments as a spreadsheet has them: nothing is recorded above.
PLAIN: tuple[Fact, ...] = (
    *(Unit(unit, unit, kind="department") for unit in "efl"),
    Post("1", "CEO", unit="l"),
    Post("2", "Engineering lead", unit="e"),
    Post("3", "Engineer", unit="e"),
    Post("4", "Finance", unit="f"),
    ReportingLine("1", None),
    ReportingLine("2", "1"),
    ReportingLine("3", "2"),
    ReportingLine("4", "1"),
    Person("ann", "Ann Lee"),
    Person("bob", "Bob Ray"),
    Person("cat", "Cat Ito"),
)
STAFF: tuple[Fact, ...] = (Tenure("ann", "1"), Tenure("bob", "2"), Tenure(UNDISCLOSED, "3"))


def test_everybody_with_a_card_is_counted() -> None:
    """Departments need no organisation above them; who is not disclosed is counted apart."""
    chart = still_chart(Snapshot.from_facts([*PLAIN, *STAFF]), ENGLISH, None)
    assert ("2 people · 1 not disclosed · 1 vacancy",) == chart.remarks


def test_who_changes_the_department_neither_left_nor_joined() -> None:
    """A department that nothing is recorded above is no organisation of its own."""
    after = (Tenure("ann", "1"), Tenure("cat", "2"), Tenure(UNDISCLOSED, "3"), Tenure("bob", "4"))
    charts = [Snapshot.from_facts([*PLAIN, *facts]) for facts in (STAFF, after)]
    news = merged_chart(diff(*charts), ENGLISH, None)
    assert ["1 new", "1 in a new role", "2 unchanged"] == counts(news)
    said = draw(*charts, view="flow").text()
    assert "1 joined, 1 gave up a post and stayed" in said
    assert "Cat Ito" in said


def test_posts_without_lines_are_of_no_other_organisation() -> None:
    """Departments in which posts stand alone are drawn, and not listed beside the picture."""
    facts = [fact for fact in (*PLAIN, *STAFF) if not isinstance(fact, ReportingLine)]
    chart = still_chart(Snapshot.from_facts(facts), ENGLISH, None)
    assert () == chart.elsewhere
    assert {"1", "2", "3", "4"} == {post for slot in chart.slots.values() for post in slot.posts}


def test_who_reports_across_organisations_is_counted() -> None:
    """What hangs in the tree has a card; what is listed beside it is not counted."""
    held: list[Fact] = [Tenure("ann", "coo"), Tenure("bob", "away")]
    assert still(*held).remarks[0].endswith(": 0 · 2 people")
    drawn = still(*held, ReportingLine("away", "coo"))
    assert drawn.remarks[0].endswith(": 0 · 3 people")


def test_undisclosed_holders_are_counted_by_seats() -> None:
    """Two of one post are two, and one that is only possible is among the possible."""
    hidden = [Tenure(UNDISCLOSED, "coo"), Tenure(UNDISCLOSED, "coo", certainty=POSSIBLE)]
    assert "1 person · 1 not disclosed · 1 more possible" in still(*hidden).remarks[0]
    assert "1 person · 2 not disclosed" in still(hidden[0], Tenure(UNDISCLOSED, "coo")).remarks[0]


def test_a_post_without_a_title_is_called_by_its_id() -> None:
    """As in the sentences of a difference; a dash would say nothing."""
    chart = still_chart(
        Snapshot.from_facts([Post("p-7", ""), Person("ann", "Ann Lee"), Tenure("ann", "p-7")]),
        ENGLISH,
        None,
    )
    (slot,) = chart.slots.values()
    assert ("p-7", "Ann Lee, p-7") == (slot.face.title, slot.says)
