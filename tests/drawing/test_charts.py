"""What pictures say: each state with its word, counts that are true, laws over any chart."""

import re
from collections.abc import Iterable
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Fact,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    TenureKind,
    Unit,
    When,
    diff,
)
from orgchart.drawing import Drawing, draw
from orgchart.drawing.canvas.scene import Card, Row
from orgchart.drawing.texts.metrics import text_width
from tests.counts import at_most
from tests.drawing.acme import AFTER, BEFORE, acme, chart_of
from tests.support.reorganisations import snapshot_pairs
from tests.support.snapshots import dirty_snapshots, snapshots

ANY_CHART = st.one_of(snapshots(), dirty_snapshots())


def rows(card: Card) -> list[Row]:
    """Return the lines of a card."""
    return [row for part in card.parts for row in part.rows]


def said(picture: Drawing, card: str) -> str:
    """Return the texts on a card, lines joined by a bar."""
    found = next(c for c in picture.scene.cards if c.id == card)
    lines: list[str] = []
    for row in rows(found):
        pill = [row.pill.text] if row.pill else []
        text = "".join(run.text for run in row.runs)
        lines.append(" ".join(filter(None, [*pill, text])))
    return "|".join(lines)


def check_scene(picture: Drawing) -> None:
    """Check the laws of any picture."""
    scene = picture.scene
    for one, two in combinations([card.box for card in scene.cards], 2):
        apart = (
            one.x >= two.right or two.x >= one.right or one.y >= two.bottom or two.y >= one.bottom
        )
        assert apart
    for card in scene.cards:
        assert 0 <= card.box.x
        assert card.box.right <= scene.width
        assert card.box.bottom <= scene.height
        for row in rows(card):
            used = sum(text_width(run.text, run.size, bold=run.bold) for run in row.runs)
            room = card.box.width - 16 - (row.pill.width + 5 if row.pill else 0)
            assert used <= room or all(len(run.text) <= 1 for run in row.runs)
    ids = [card.id for card in scene.cards] + [line.id for line in scene.lines]
    ids += [panel.id for panel in scene.panels]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[a-z0-9_-]+", id_) for id_ in ids)
    known = {card.id for card in scene.cards} | {""}
    assert all({line.tail, line.head} <= known for line in scene.lines)
    assert len(picture.alt_text) <= 150


@at_most(50)
@given(ANY_CHART)
def test_any_chart_can_be_drawn(chart: Snapshot) -> None:
    """Charts with circles, strange ids and gaps are drawn; no two cards overlap."""
    check_scene(draw(chart))


@at_most(50)
@given(snapshot_pairs())
def test_any_difference_can_be_drawn(pair: tuple[Snapshot, Snapshot]) -> None:
    """So is the difference of any two."""
    check_scene(draw(diff(*pair)))


@at_most(40)
@given(dirty_snapshots(), dirty_snapshots())
def test_any_dirty_difference_can_be_drawn(before: Snapshot, after: Snapshot) -> None:
    """So is the difference of charts that make no sense."""
    check_scene(draw(diff(before, after)))


@at_most(40)
@given(ANY_CHART, st.randoms(use_true_random=False))
def test_order_of_facts_does_not_matter(chart: Snapshot, random: Random) -> None:
    """Equal charts give identical DOT, whatever the order in which their facts came."""
    facts = list(chart.facts.values())
    random.shuffle(facts)
    again = Snapshot.from_facts(facts, like=chart)
    assert draw(chart).source == draw(again).source
    assert draw(chart) == draw(again)


@at_most(50)
@given(ANY_CHART)
def test_dotted_lines_move_nothing(chart: Snapshot) -> None:
    """Without its dotted lines a chart has every card at the same place."""
    solid = [
        fact
        for fact in chart.facts.values()
        if not (isinstance(fact, ReportingLine) and fact.kind is LineKind.DOTTED)
    ]
    mentioned = {fact.post for fact in chart.lines if fact.kind is LineKind.DOTTED}
    if mentioned <= set(chart.posts):
        bare = draw(Snapshot.from_facts(solid, like=chart))
        assert cards(bare) == cards(draw(chart))


def cards(picture: Drawing) -> dict[str, object]:
    """Return where each card stands."""
    return {card.id: card.box for card in picture.scene.cards}


@given(snapshots())
def test_no_change_fades_every_card(chart: Snapshot) -> None:
    """The difference of a chart and itself says so, and every card in it is faded or vacant."""
    picture = draw(diff(chart, chart))
    assert "No change." in picture.text()
    looks = {slot.face.look for slot in chart_of(picture).slots.values()}
    assert looks <= {"unchanged", "vacant", "unit", "stray"}


def drawn(facts: Iterable[Fact]) -> Drawing:
    """Draw the chart of some facts."""
    return draw(Snapshot.from_facts(facts))


def test_every_state_has_its_word() -> None:
    """Interim, adviser, possible, undisclosed, co-held, several posts: each is said on its card."""
    picture = draw(acme().at(BEFORE))
    assert "Ann Lee|CHAIR also President" == said(picture, "n-member-board--ann")
    assert "Gus Grissom|Chief Financial Officer|INTERIM from 2022" == said(picture, "n-post-cfo")
    assert "Una Thurman|Co-founder|POSSIBLE" == said(picture, "n-post-cof")
    assert "Not disclosed|Head of Press" == said(picture, "n-post-press")
    assert "Oda Nobunaga|Pat Garrett|Co-leads, Alignment" == said(picture, "n-post-align")
    assert "ADVISER from 2022" in said(picture, "n-seat-adv--quin")
    assert "reporting line presumed" in chart_of(picture).slots["n-seat-adv--quin"].face.note
    later = draw(acme().at(AFTER))
    assert "Vacant|Chief Technology Officer|since 5 Apr 2024" == said(later, "n-post-cto")
    assert "ON LEAVE|since Mar 2024" in said(later, "n-post-president")
    assert "Rival Ltd: Lou Reed" in later.text()


def test_headline_counts_what_the_data_say() -> None:
    """Members, people, vacancies, leaves and unknown lines are counted from the chart."""
    assert (
        "Acme, 1 December 2023. Board of directors: 4 · 18 people · 1 not disclosed"
        " · 1 more possible · 2 reporting lines not known." == draw(acme().at(BEFORE)).alt_text
    )


def test_difference_tells_each_fate() -> None:
    """New, left, promoted, moved, on leave, vacant: each with its pill and what became of whom."""
    picture = draw(acme().diff(BEFORE, AFTER))
    assert "Gus Grissom − left|Hal Jordan|Chief Financial Officer|+ NEW on this chart" == said(
        picture, "n-post-cfo"
    )
    assert "Cat Ito − left|Ida Lovelace|Chief Scientist|▲ PROMOTED|was Research lead" == said(
        picture, "n-post-chief-sci"
    )
    assert "Eve Moneypenny − left|Vacant|Chief Technology Officer|since 5 Apr 2024" == said(
        picture, "n-post-cto"
    )
    assert "Lou Reed|Research lead|− LEFT to Rival Ltd" == said(picture, "n-seat-lead--lou")
    assert "Jim Kirk|Vice President,|Research|− LEFT post abolished" == said(
        picture, "n-post-vp-res"
    )
    assert "Ida Lovelace|Research lead|↔ MOVED|now Chief Scientist" == said(
        picture, "n-seat-lead--ida"
    )
    assert "STATUS" in said(picture, "n-post-president")
    assert "now on leave" in said(picture, "n-post-president")
    assert "↔ MOVED" in said(picture, "n-post-fac")
    assert "now under Chief" in said(picture, "n-ghost-fac")
    assert "→ LINE KNOWN" in said(picture, "n-post-press")
    assert "→ LINE UNKNOWN" in said(picture, "n-post-align")


def test_each_move_has_one_ghost_and_one_arrow() -> None:
    """No card is the start or the end of two arrows, and each starts at a faded one."""
    picture = draw(acme().diff(BEFORE, AFTER))
    moves = chart_of(picture).moves
    assert ("n-ghost-fac", "n-post-fac") in moves
    assert ("n-seat-lead--ida", "n-post-chief-sci") in moves
    assert len(moves) == len({ghost for ghost, _ in moves}) == len({card for _, card in moves})
    looks = {chart_of(picture).slots[ghost].face.look for ghost, _ in moves}
    assert {"ghost"} == looks


def test_difference_counts_per_body_and_team() -> None:
    """Nobody is counted twice: the parts of the team add up to all who are in it on either side."""
    history = acme()
    picture = draw(history.diff(BEFORE, AFTER))
    counts = {name: [count.text for count in group] for name, group in chart_of(picture).counts}
    assert ["1 left", "1 joined", "3 stayed"] == counts["Board of directors"]
    assert "5 left" == counts["Team"][0]
    assert "2 new" == counts["Team"][1]
    assert "BOARD OF DIRECTORS · 4" == chart_of(picture).bodies[0].title


def test_legend_lists_what_is_used() -> None:
    """A snapshot's legend has its units; a state that does not occur is in no legend."""
    history = acme()
    still, change = chart_of(draw(history.at(BEFORE))), chart_of(draw(history.diff(BEFORE, AFTER)))
    assert ("interim", "adviser", "possible", "undisclosed", "shared", "also") == still.states[:6]
    assert ("presumed", "dotted", "tray_unknown") == still.states[6:]
    assert {"joined", "left", "promoted", "moved", "ghost", "emptied", "unchanged", "move"} <= set(
        change.states
    )
    assert () == chart_of(draw(history.diff(BEFORE, BEFORE))).moves
    assert "joined" not in chart_of(draw(history.diff(BEFORE, BEFORE))).states


def test_unknown_missing_and_nobody_look_different() -> None:
    """A line not known, none recorded, and none at all are three things."""
    picture = drawn(
        [
            Post("top", "Top"),
            Post("known", "Known"),
            Post("lost", "Lost"),
            Post("bare", "Bare"),
            ReportingLine("top", None),
            ReportingLine("known", "top"),
            ReportingLine("lost", UNKNOWN),
        ]
    )
    assert [
        ("c-unknown", ("n-post-lost",)),
        ("c-missing", ("n-post-bare",)),
    ] == [(tray.id, tray.slots) for tray in chart_of(picture).trays]
    assert ("n-post-top",) == chart_of(picture).roots
    assert "reports to nobody" in said(picture, "n-post-top")
    assert {"n-post-known"} == {line.head for line in picture.scene.lines} - {""}


def test_circles_are_cut_and_named() -> None:
    """A circle is drawn once, below the post where it is cut, which says whom it reports to."""
    picture = drawn(
        [
            *(Post(id_, id_.upper()) for id_ in ("a", "b", "c")),
            ReportingLine("a", "b"),
            ReportingLine("b", "c"),
            ReportingLine("c", "a"),
        ]
    )
    assert [("c-circle", ("n-post-a",))] == [(t.id, t.slots) for t in chart_of(picture).trays]
    assert "reports to B: a circle" in said(picture, "n-post-a")


def test_strange_ids_are_drawn_with_the_id() -> None:
    """Ids that no record defines stand on cards as they are."""
    picture = drawn([Tenure("someone", "some-post"), ReportingLine("some-post", "some-manager")])
    assert "someone|some-post|not on record" == said(picture, "n-post-some-post")
    assert "some-manager|not on record" == said(picture, "n-stray-some-manager")


def test_unit_as_manager_has_a_card() -> None:
    """Who reports to a team stands below its name; who reports to a board, below its panel."""
    picture = drawn(
        [
            Unit("team", "Team", kind="team"),
            Unit("board", "Board", kind="board"),
            Post("d", "Director", unit="board"),
            Post("x", "Lead"),
            Post("ceo", "Chief"),
            ReportingLine("x", "team"),
            ReportingLine("ceo", "board"),
        ]
    )
    assert ("n-post-x",) == chart_of(picture).children["n-unit-team"]
    assert ("c-body-board", "appoints", "report") == chart_of(picture).appointed["n-post-ceo"]
    assert ["appoints"] == [line.kind for line in picture.scene.lines if line.width == 2]


def test_open_post_without_holder_is_no_vacancy() -> None:
    """A post with any number of seats and nobody in it is not drawn, unless it has reports."""
    hidden = drawn([Post("open", "Open", seats=None), Post("other", "Other")])
    assert ["n-post-other"] == list(chart_of(hidden).slots)
    shown = drawn([Post("open", "Open", seats=None), Post("o", "O"), ReportingLine("o", "open")])
    assert "No holder recorded|Open" == said(shown, "n-post-open")


def test_undisclosed_holders_are_each_somebody() -> None:
    """Two seats with undisclosed holders are two cards."""
    picture = drawn(
        [
            Unit("b", "Board", kind="board"),
            Post("d", "Director", unit="b", seats=2),
            Tenure(UNDISCLOSED, "d"),
            Tenure(UNDISCLOSED, "d"),
        ]
    )
    assert "BOARD · 2" == chart_of(picture).bodies[0].title
    assert 2 == len(picture.scene.cards)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-11-16", "16 November 2023"),
        ("2023-11-17T12:28-08:00", "17 November 2023, 12:28"),
        ("2023-11", "November 2023"),
        ("2023", "2023"),
        ("2020~", "about 2020"),
        ("[..2024-09]", "September 2024 at the latest"),
        ("[2020-11..2020-12-03]", "November 2020–3 December 2020"),
        ("2023-11-16[Europe/London]", "16 November 2023"),
        ("198X", "198X"),
        ("17 November 2023", "17 November 2023"),
        ("early 2023", "early 2023"),
    ],
)
def test_dates_read_as_people_write_them(text: str, expected: str) -> None:
    """The title has the date in long form, as precise as it was asked for."""
    chart = Snapshot.build(name="Acme", at=When(text))
    assert expected == chart_of(draw(chart)).dates


def test_moment_after_another_is_shown_in_the_zone_of_the_chart() -> None:
    """A moment in words comes to a day, and the day is the chart's own."""
    at = When("106 hours after 2023-11-17T12:28-08:00")
    chart = Snapshot.build(name="Acme", at=at, zone="America/Los_Angeles")
    assert "21 November 2023, 22:28" == chart_of(draw(chart)).dates


def test_width_is_kept_where_it_can_be() -> None:
    """A narrow picture grows downwards."""
    wide, narrow = draw(acme().at(BEFORE)), draw(acme().at(BEFORE), max_width=345)
    assert 1200 >= wide.scene.width
    assert 345 >= narrow.scene.width
    assert narrow.scene.height > wide.scene.height
    check_scene(narrow)


def test_names_in_another_language() -> None:
    """Names are shown in the language asked for, where there are some."""
    chart = Snapshot.build(
        people=[Person("ann", "Ann Lee", names={"zh-Hans": "李安"})],
        posts=[Post("ceo", "Chief")],
        tenures=[Tenure("ann", "ceo")],
    )
    assert "李安|Chief" == said(draw(chart, lang="zh-Hans"), "n-post-ceo")
    assert "Noto Sans CJK SC" in draw(chart, lang="zh-Hans").source


def changed(before: Iterable[Fact], after: Iterable[Fact]) -> Drawing:
    """Draw the difference of two charts of one post and one person, given what else is in them."""
    common: list[Fact] = [Person("ann", "Ann"), Post("p", "Post")]
    old, new = (Snapshot.from_facts([*common, *facts]) for facts in (before, after))
    return draw(diff(old, new))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            [Tenure("ann", "p", kind=TenureKind.INTERIM)],
            [Tenure("ann", "p")],
            "Ann|Post|STATUS confirmed|was interim",
        ),
        (
            [Tenure("ann", "p")],
            [Tenure("ann", "p", kind=TenureKind.ACTING)],
            "Ann|Post|STATUS now acting",
        ),
        (
            [Tenure("ann", "p"), Leave("ann")],
            [Tenure("ann", "p")],
            "Ann|Post|STATUS back from leave",
        ),
        (
            [Tenure("ann", "p")],
            [Tenure("ann", "p", certainty="possible")],
            "Ann|Post|? MAY HAVE CHANGED|only possible now",
        ),
        (
            [Tenure("ann", "p")],
            [Tenure("ann", "p", title="Grand Post")],
            "Ann|Post|Grand Post|→ RETITLED",
        ),
        (
            [],
            [Tenure("ann", "p", kind=TenureKind.INTERIM)],
            "Ann|Post|→ INTERIM was vacant",
        ),
        ([Tenure("ann", "p")], [], "Ann − left|Vacant|Post"),
        (
            [Tenure("ann", "p"), Post("q", "Quay"), ReportingLine("p", "q")],
            [Tenure("ann", "p"), Post("q", "Quay")],
            "Ann|Post|→ NO LINE was under Quay",
        ),
    ],
)
def test_each_change_of_one_post(before: list[Fact], after: list[Fact], expected: str) -> None:
    """What changed about a post is on its card, as a pill and in words."""
    assert expected == said(changed(before, after), "n-post-p")


def test_office_in_a_body_changes_hands() -> None:
    """A director who becomes chair has the old title struck out, and a pill."""
    board: list[Fact] = [
        Unit("b", "Board", kind="board"),
        Post("d", "Director", unit="b", seats=None),
        Post("c", "Chair of the board", unit="b"),
    ]
    picture = changed([*board, Tenure("ann", "d")], [*board, Tenure("ann", "c")])
    assert "Ann|Director|Chair of the board|→ NEW ROLE" == said(picture, "n-member-b--ann")
    assert ["1 stayed"] == [count.text for count in chart_of(picture).counts[0][1]]


def test_too_many_dotted_lines_are_listed() -> None:
    """Where nobody could follow the lines, a list says what they join."""
    posts = [Post(f"p{n:02}", f"Post {n:02}") for n in range(32)]
    lines = [ReportingLine(p.id, "p00", kind=LineKind.DOTTED) for p in posts[1:]]
    picture = drawn([*posts, *lines])
    assert not [line for line in picture.scene.lines if line.kind == "dotted"]
    assert "c-dotted" in [panel.id for panel in picture.scene.panels]
    assert 31 == picture.text().count("dotted line to Vacant, Post 00")


def test_several_bodies_that_appoint() -> None:
    """One body stands next to the trees with its line; what the others appoint is said in words."""
    picture = drawn(
        [
            Unit("b", "Board", kind="board"),
            Unit("k", "Audit committee", kind="committee"),
            Post("d", "Director", unit="b"),
            Post("m", "Member", unit="k"),
            Post("ceo", "Chief"),
            Post("cfo", "Finance"),
            Post("audit", "Audit"),
            ReportingLine("ceo", "b"),
            ReportingLine("cfo", "b"),
            ReportingLine("audit", "k"),
        ]
    )
    heavy = [line.head for line in picture.scene.lines if line.kind == "appoints"]
    assert ["n-post-ceo", "n-post-cfo"] == sorted(heavy)
    assert "reports to Audit|committee" in said(picture, "n-post-audit").replace(
        " committee", "|committee"
    )
    check_scene(picture)


def test_a_holder_without_a_name_is_not_counted_as_left() -> None:
    """A seat given up by somebody undisclosed is another change; nobody is said to have left."""
    posts = [Post("ceo", "CEO"), Post("cto", "CTO")]
    people = [Person("ann", "Ann")]
    before = Snapshot.build(
        people=people, posts=posts, tenures=[Tenure("ann", "ceo"), Tenure(UNDISCLOSED, "cto")]
    )
    after = Snapshot.build(people=people, posts=posts, tenures=[Tenure("ann", "ceo")])
    headline = draw(diff(before, after)).text().splitlines()[1]
    assert "left" not in headline
    assert "1 other change" in headline
