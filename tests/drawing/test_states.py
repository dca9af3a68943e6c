"""States: each with its shape, its word and its colour, and the legend that lists those used."""

from collections.abc import Iterable, Mapping

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Fact,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Source,
    Tenure,
    TenureKind,
    Unit,
    diff,
)
from orgchart.drawing import Drawing, draw
from orgchart.drawing.canvas.scene import Card, Scene
from orgchart.drawing.canvas.theme import TOKENS
from orgchart.drawing.cards.faces import Face, Holder, Look, Tag, card_of, pill_ink
from orgchart.drawing.cards.merged import merged_chart
from orgchart.drawing.cards.readings import readings_at
from orgchart.drawing.cards.signs import SIGNS, signs_on
from orgchart.drawing.cards.still import still_chart
from orgchart.drawing.language.wording import ENGLISH
from orgchart.drawing.texts.natural import natural
from tests.counts import at_most
from tests.drawing.acme import AFTER, BEFORE, acme, chart_of
from tests.drawing.anatomy import EARLIER, LATER, anatomy
from tests.support.reorganisations import snapshot_pairs
from tests.support.snapshots import dirty_snapshots, snapshots

POST = Post("p", "Post")
ANN = Person("ann", "Ann")

PICTURES = {
    "anatomy": lambda: draw(anatomy().at(EARLIER)),
    "anatomy later": lambda: draw(anatomy().at(LATER)),
    "anatomy change": lambda: draw(anatomy().diff(EARLIER, LATER)),
    "acme": lambda: draw(acme().at(BEFORE)),
    "acme change": lambda: draw(acme().diff(BEFORE, AFTER)),
}


def drawn(facts: Iterable[Fact], disputed: Iterable[tuple[str, ...]] = ()) -> Drawing:
    """Draw the chart of some facts."""
    return draw(Snapshot.from_facts(facts, like=Snapshot.build(disputed=disputed)))


def changed(before: Iterable[Fact], after: Iterable[Fact]) -> Drawing:
    """Draw the difference of two charts."""
    return draw(diff(Snapshot.from_facts(before), Snapshot.from_facts(after)))


def card(picture: Drawing, id_: str) -> Card:
    """Return a card of a picture."""
    return next(card for card in picture.scenes[0].cards if card.id == id_)


def pills(cards: Iterable[Card]) -> set[str]:
    """Return the words in pills."""
    return {row.pill.text for one in cards for part in one.parts for row in part.rows if row.pill}


def texts(one: Card) -> str:
    """Return what stands on a card."""
    return " ".join(run.text for part in one.parts for row in part.rows for run in row.runs)


# The legend, both ways: against what is drawn, not against how the legend is made.


def shapes(scene: Scene) -> set[tuple[str, str, float, bool]]:
    """Return the fills, edges and dashes of the cards."""
    return {(one.fill, one.edge, one.edge_width, one.dashed) for one in scene.cards}


def is_seen(name: str, picture: Drawing) -> bool:
    """Say whether a state can be seen in a picture, by its primitives."""
    scene = picture.scenes[0]
    cards = scene.cards
    marks = [part.mark for one in cards for part in one.parts if part.mark]
    runs = [run for one in cards for part in one.parts for row in part.rows for run in row.runs]
    lines = {(line.ink, line.style, line.width) for line in scene.lines if line.kind != "legend"}
    shape = {
        "ghost": ("page", "faint", 1, True),
        "emptied": ("left-tint", "line", 1.2, True),
        "unit": ("panel", "panel-line", 1, False),
        "root": ("card", "ink2", 1.6, False),
    }
    if name in shape:
        return shape[name] in shapes(scene)
    seen: dict[str, bool] = {
        "vacant": any(ENGLISH.vacant in texts(one) and one.fill == "page" for one in cards)
        or any(ENGLISH.nobody_recorded in texts(one) for one in cards),
        "stray": any(one.classes[:1] == ("stray",) for one in cards),
        "unchanged": any("d-unchanged" in one.classes for one in cards),
        "hands": any(run.strike and run.ink == "left" for run in runs),
        "undisclosed": any(mark.initials == "?" and mark.edge == "ink2" for mark in marks),
        "shared": any(sum(part.mark is not None for part in one.parts) > 1 for one in cards),
        "also": any(" also " in f" {texts(one)}" for one in cards),
        "presumed": ("line", "dashed", 1.2) in lines or ("ink2", "dashed", 2) in lines,
        "adviser_line": ("ink2", "dotted", 2.4) in lines,
        "tray_unknown": any(panel.id == "c-unknown" for panel in scene.panels),
        "tray_missing": any(panel.id == "c-missing" for panel in scene.panels),
    }
    if name in seen:
        return seen[name]
    word = getattr(ENGLISH, name)
    return word in pills(cards)


#: Told by lines that may find no way and be listed then, or by a mark beside other words.
NOT_BY_SIGHT = {"away", "doubtful", "dotted", "new_line", "old_line", "move", "back"}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("sign", [sign.name for sign in SIGNS if sign.name not in NOT_BY_SIGHT])
def test_legend_lists_what_is_seen_and_nothing_else(name: str, sign: str) -> None:
    """A state is in the legend when it is in the picture, and in the picture when in the legend."""
    picture = PICTURES[name]()
    assert is_seen(sign, picture) is (sign in chart_of(picture).states)


def check_legend(picture: Drawing) -> None:
    """Check a legend against the cards, the other way than it is made."""
    chart = chart_of(picture)
    faces = [slot.face for slot in chart.slots.values()]
    faces += [slot.face for body in chart.bodies for slot in body.slots]
    for sign in SIGNS:
        if sign.look is not None and sign.name in chart.states:
            assert any(face.look is sign.look for face in faces), sign.name
    looks = {face.look for face in faces} - {Look.PLAIN}
    listed = {sign.look for sign in SIGNS if sign.name in chart.states}
    assert looks == listed - {None}
    colours = {
        part.mark.fill if part.mark.fill.startswith("unit-") else part.mark.edge
        for one in picture.scenes[0].cards
        for part in one.parts
        if part.mark
    }
    known = {token for token, _ in chart.units}
    named = {slot.face.unit for slot in chart.slots.values() if slot.area}
    named |= {slot.face.unit for body in chart.bodies for slot in body.slots if slot.area}
    assert known == {token for token in colours if token in named}


@at_most(40)
@given(st.one_of(snapshots(), dirty_snapshots()))
def test_legend_of_any_chart(chart: Snapshot) -> None:
    """The looks of cards and the looks of the legend are the same; so are the colours of units."""
    check_legend(draw(chart))


@at_most(40)
@given(snapshot_pairs())
def test_legend_of_any_difference(pair: tuple[Snapshot, Snapshot]) -> None:
    """So are those of differences."""
    check_legend(draw(diff(*pair)))


def test_anatomy_has_every_state() -> None:
    """Every state there is occurs in the anatomy, in a chart or in the change."""
    found: set[str] = set()
    for name in ("anatomy", "anatomy change"):
        found |= set(chart_of(PICTURES[name]()).states)
    # Who leaves is told of the earlier of two charts side by side.
    assert {sign.name for sign in SIGNS} - {"leaving"} == found


def test_every_state_has_words_and_a_colour() -> None:
    """The legend has a word for each state, and each pill a colour of the theme."""
    for sign in SIGNS:
        assert getattr(ENGLISH, sign.word)
        if sign.shape == "pill":
            assert {pill_ink(sign.name), f"{pill_ink(sign.name)}-tint"} <= set(TOKENS)


def test_units_without_colour_are_in_no_legend() -> None:
    """In a difference without changes marks are grey, and no unit is named."""
    team: list[Fact] = [Unit("r", "Research"), Post("p", "Post", unit="r"), ANN, Tenure("ann", "p")]
    assert (("unit-research", "Research"),) == chart_of(drawn(team)).units
    assert () == chart_of(changed(team, team)).units
    loose = chart_of(drawn([*team, Post("q", "Quay"), Tenure("ann", "q")])).units
    assert ("unchanged", "No unit") == loose[-1]


def test_who_leaves_is_not_struck_out() -> None:
    """On the earlier of two charts somebody who will leave is marked, and still there."""
    face = Face((Holder("Ann"),), "Post", "unit-board", Look.LEFT, tag=Tag("LEAVES", "leaving"))
    runs = [run for row in card_of(face, "x", "").parts[0].rows for run in row.runs]
    assert all(run.strike for run in runs)
    kept = card_of(attrs.evolve(face, leaves=True), "x", "")
    assert ("left", True) == (kept.edge, kept.dashed)
    assert not any(run.strike for row in kept.parts[0].rows for run in row.runs)
    assert ("leaving",) == signs_on(face)


def test_a_dispute_that_goes_on_is_no_news() -> None:
    """In a difference a card on which nothing changed has no pill for a dispute."""
    history = anatomy()
    same = history.diff(EARLIER, EARLIER)
    assert "in_dispute" in chart_of(draw(history.at(EARLIER))).states
    assert "in_dispute" not in chart_of(draw(same)).states


# Single states


@pytest.mark.parametrize(
    ("facts", "state", "text"),
    [
        ([Tenure("ann", "p", kind=TenureKind.INTERIM)], "interim", "INTERIM"),
        ([Tenure("ann", "p", kind=TenureKind.ACTING)], "acting", "ACTING"),
        ([Tenure("ann", "p", kind=TenureKind.ADVISER)], "adviser", "ADVISER"),
        ([Tenure("ann", "p"), Leave("ann")], "on_leave", "ON LEAVE"),
        ([Tenure("ann", "p", certainty="possible")], "possible", "POSSIBLE"),
    ],
)
def test_pill_of_each_way_to_hold_a_post(facts: list[Fact], state: str, text: str) -> None:
    """The word stands on the card, in its words, in its classes and in the legend."""
    picture = drawn([POST, ANN, *facts])
    one = card(picture, "n-post-p")
    assert {text} == pills([one])
    assert text.lower() in one.says
    assert f"s-{state.replace('_', '-')}" in one.classes
    assert state in chart_of(picture).states


def test_disputed_fact_has_a_pill() -> None:
    """A fact that sources dispute is marked; what they say is in the words of the card."""
    history = anatomy()
    chart = history.at(EARLIER)
    assert {"DISPUTED"} == pills([card(draw(chart), "n-post-museum")])
    readings = readings_at(history, chart, ENGLISH)
    made = still_chart(chart, ENGLISH, None, readings=readings)
    said = made.slots["n-post-museum"].says
    assert "Holder R, Museum, from 2015, to Mar 2020 (Gazette)" in said
    assert "Holder R, Museum, from 2015, to 2022 (Yearbook)" in said
    assert "in_dispute" not in still_chart(chart, ENGLISH, None, readings={}).states


def told(*ends: str | None) -> History:
    """Return a history in which each source gives another end."""
    return History.build(
        zone="UTC",
        people=[ANN],
        posts=[POST],
        tenures=[
            Tenure("ann", "p", start="2015", end=end, claim="x", sources=[f"s{place}"])
            for place, end in enumerate(ends)
        ],
        sources=[Source(f"s{place}") for place in range(len(ends))],
    )


@pytest.mark.parametrize(
    ("ends", "moment", "disputed"),
    [
        (("2018", "2020"), "2017", False),
        (("2018", "2020"), "2019", True),
        (("2020", None), "2019", False),
        (("2020", "2020-05"), "2019", False),
    ],
)
def test_disputed_at_a_moment(ends: tuple[str | None, ...], moment: str, *, disputed: bool) -> None:
    """Readings are a dispute only when they exclude each other, and only while they do."""
    history = told(*ends)
    chart = history.at(moment)
    assert disputed is bool(readings_at(history, chart, ENGLISH)) or not chart.tenures


def test_disputed_line_and_post_are_said() -> None:
    """What is disputed is named where it is not the holder."""
    facts: list[Fact] = [POST, ANN, Tenure("ann", "p"), Post("q", "Q"), ReportingLine("q", "p")]
    said = texts(card(drawn(facts, [("line", "q"), ("post", "p")]), "n-post-q"))
    assert "reporting line disputed" in said
    assert "post disputed" in texts(card(drawn(facts, [("post", "p")]), "n-post-p"))


def test_root_looks_like_one() -> None:
    """Who is recorded to report to nobody has a heavy edge and the words."""
    picture = drawn([POST, ANN, Tenure("ann", "p"), ReportingLine("p", None)])
    one = card(picture, "n-post-p")
    assert ("ink2", 1.6) == (one.edge, one.edge_width)
    assert "reports to nobody" in texts(one)
    bare = card(drawn([POST, ANN, Tenure("ann", "p")]), "n-post-p")
    assert ("border", 1) == (bare.edge, bare.edge_width)


def test_undisclosed_holder_is_no_name() -> None:
    """A holder who is not disclosed has a question mark and italics, and no initials."""
    picture = drawn([POST, Tenure(UNDISCLOSED, "p")])
    one = card(picture, "n-post-p")
    assert one.parts[0].mark is not None
    assert "?" == one.parts[0].mark.initials
    assert one.parts[0].rows[0].runs[0].italic
    assert ("undisclosed",) == chart_of(picture).states


def test_co_holders_say_what_else_they_hold() -> None:
    """On a card of several each has their own "also"."""
    posts = [Post("p", "Lead", seats=2), Post("q", "Editor")]
    people = [ANN, Person("bob", "Bob")]
    held = [Tenure("ann", "p"), Tenure("bob", "p"), Tenure("bob", "q")]
    picture = drawn([*posts, *people, *held])
    assert {"shared", "also"} <= set(chart_of(picture).states)
    assert "Ann Bob also Editor Lead" == texts(card(picture, "n-post-p"))


def test_adviser_stands_on_dots() -> None:
    """The line of somebody who advises and fills no seat is dotted; a presumed one is presumed."""
    facts: list[Fact] = [POST, ANN, Post("boss", "Boss"), ReportingLine("p", "boss")]
    adviser = Tenure("ann", "p", kind=TenureKind.ADVISER)
    assert "adviser" == chart_of(drawn([*facts, adviser])).links["n-post-p"].state
    assert not chart_of(drawn([*facts, Tenure("ann", "p")])).links


def test_circle_has_a_line_back() -> None:
    """A circle has one line from where it was cut back to the manager."""
    posts = [Post(id_, id_.upper()) for id_ in "abc"]
    lines = [ReportingLine("a", "b"), ReportingLine("b", "c"), ReportingLine("c", "a")]
    chart = chart_of(drawn([*posts, *lines]))
    assert (("n-post-a", "n-post-b"),) == chart.backs
    assert "back" in chart.states


# Differences

SURE, MAYBE = Tenure("ann", "p"), Tenure("ann", "p", certainty="possible")
OTHER = (Post("q", "Quay"), Tenure("ann", "q"))


@pytest.mark.parametrize(
    ("before", "after", "note"),
    [
        ([], [MAYBE], "may have joined"),
        ([MAYBE], [], ""),
        ([MAYBE], [SURE], "certain now"),
        ([SURE], [MAYBE], "only possible now"),
        ([*OTHER], [*OTHER, MAYBE], "may have taken the post"),
        ([SURE], [SURE, Leave("ann", certainty="possible")], "may be on leave"),
        (
            [SURE, Leave("ann")],
            [SURE, Leave("ann", certainty="possible")],
            "may be back from leave",
        ),
    ],
)
def test_may_have_changed(before: list[Fact], after: list[Fact], note: str) -> None:
    """A fact that is only possible on one side is no change for sure, and nobody left or joined."""
    picture = changed([POST, ANN, *before], [POST, ANN, *after])
    one = card(picture, "n-post-p")
    assert {"? MAY HAVE CHANGED"} == pills([one])
    assert ("interim", True) == (one.edge, one.dashed)
    assert note in texts(one)
    (counts,) = [group for _, group in chart_of(picture).counts]
    assert ["1 may have changed"] == [c.text for c in counts if not c.text.endswith("unchanged")]


def test_line_may_have_changed() -> None:
    """So is a line to the same manager, sure on one side only."""
    facts: list[Fact] = [POST, ANN, SURE, Post("boss", "Boss")]
    sure, maybe = (ReportingLine("p", "boss", certainty=word) for word in ("certain", "possible"))
    one = card(changed([*facts, sure], [*facts, maybe]), "n-post-p")
    assert {"? MAY HAVE CHANGED"} == pills([one])
    assert "reporting line presumed" in texts(one)
    back = card(changed([*facts, maybe], [*facts, sure]), "n-post-p")
    assert "reporting line certain now" in texts(back)


BOARD: tuple[Fact, ...] = (
    Unit("b", "Board", kind="board"),
    Post("c", "Chair of the board", unit="b", rank=0),
    Post("d", "Director", unit="b", seats=None, rank=1),
    *(Person(name.lower(), name) for name in ("Ann", "Bob", "Cat", "Dan")),
)


def seats(**held: str) -> list[Fact]:
    """Return a board with who sits where."""
    return [*BOARD, *(Tenure(person, post) for person, post in held.items())]


def test_chair_comes_first_in_a_difference() -> None:
    """The chair of today stands first with the pill; the pill of a change wins."""
    stays = changed(seats(ann="d", bob="c", cat="d"), seats(ann="d", bob="c", dan="d"))
    slots = chart_of(stays).bodies[0].slots
    order = ["n-member-b--bob", "n-member-b--ann", "n-member-b--dan", "n-member-b--cat"]
    assert order == [slot.id for slot in slots]
    assert {"CHAIR"} == pills([card(stays, "n-member-b--bob")])
    comes = changed(seats(ann="d", bob="c"), seats(ann="d", dan="c"))
    assert "n-member-b--dan" == chart_of(comes).bodies[0].slots[0].id
    assert {"+ JOINED"} == pills([card(comes, "n-member-b--dan")])
    assert "Chair of the board" in texts(card(comes, "n-member-b--dan"))


def test_members_line_is_said_in_a_difference() -> None:
    """A member who reports to somebody says so, and says when that changes."""
    line = ReportingLine("c", "p")
    board = [*seats(bob="c"), POST, ANN, SURE]
    same = card(changed([*board, line], [*board, line]), "n-member-b--bob")
    assert "reports to Post" in texts(same)
    new = card(changed(board, [*board, line]), "n-member-b--bob")
    assert {"↔ MOVED"} == pills([new])


def test_possible_member_is_counted_apart() -> None:
    """A member who may have left did not leave."""
    before = [*seats(bob="c"), Tenure("ann", "d", certainty="possible")]
    picture = changed(before, seats(bob="c"))
    (_, counts), *_ = chart_of(picture).counts
    assert ["1 stayed", "1 may have changed"] == [count.text for count in counts]
    assert "BOARD · 1 + 1 possible" == chart_of(draw(Snapshot.from_facts(before))).bodies[0].title


def test_unchanged_cards_of_trays_are_a_list() -> None:
    """In a difference a tray has cards for what changed; the rest is names, and counted."""
    people = [Person(f"x{n}", f"Person {n}") for n in range(12)]
    posts = [Post(f"p{n}", f"Desk {n}") for n in range(12)]
    held = [Tenure(f"x{n}", f"p{n}") for n in range(12)]
    lines = [ReportingLine(f"p{n}", UNKNOWN) for n in range(12)]
    top: list[Fact] = [Post("top", "Top"), ReportingLine("top", None)]
    facts: list[Fact] = [*people, *posts, *held, *lines, *top]
    picture = changed(facts, [fact for fact in facts if fact is not held[3]])
    chart = chart_of(picture)
    assert [("n-post-p3",)] == [tray.slots for tray in chart.trays]
    (panel,) = chart.listed
    assert "REPORTING LINE NOT KNOWN · 11 UNCHANGED" == panel.title
    names = [f"Desk {n}" for n in (0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11)]
    assert names == [title for title, _ in panel.rows]
    assert "Desk 10: Person 10" in picture.text()
    assert not chart_of(draw(Snapshot.from_facts(facts))).listed


@pytest.mark.parametrize(
    ("between", "said"),
    [
        (None, "Net change between the two dates."),
        (1, "Net change between the two dates; 1 recorded state lies between."),
        (4, "Net change between the two dates; 4 recorded states lie between."),
    ],
)
def test_states_between_are_told(between: int | None, said: str) -> None:
    """Where it is known how many states lie between the two, the remark says so."""
    chart = merged_chart(acme().diff(BEFORE, AFTER), ENGLISH, None, between=between)
    assert said in chart.remarks[0]


def test_emptied_open_post_is_not_abolished() -> None:
    """A post with any number of seats that nobody holds any more is still there."""
    post = Post("p", "Lead", seats=None)
    people: list[Fact] = [ANN, Person("bob", "Bob"), *OTHER]
    held: list[Fact] = [Tenure("ann", "p"), Tenure("bob", "p")]
    kept: list[Fact] = [post, *people]
    found = pills(changed([*kept, *held], kept).scenes[0].cards)
    assert "− ABOLISHED" not in found
    gone = pills(changed([*kept, *held], people).scenes[0].cards)
    assert "− LEFT" in gone


# Order


@pytest.mark.parametrize(
    ("texts", "ordered"),
    [
        (["P 10", "P 2", "P 1"], ["P 1", "P 2", "P 10"]),
        (["b", "A", "a"], ["A", "a", "b"]),
        (["2b", "2a", "10"], ["2a", "2b", "10"]),
        (["x007", "x7", "x08"], ["x007", "x7", "x08"]),
    ],
)
def test_natural_order(texts: list[str], ordered: list[str]) -> None:
    """Numbers by their size, letters whatever their case."""
    assert ordered == sorted(texts, key=natural)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_natural_order_is_total(words: list[str]) -> None:
    """Any texts can be ordered, and only equal ones share a place."""
    found = sorted(words, key=natural)
    assert sorted(words) == sorted(found)
    assert len(set(words)) == len(set(map(natural, words)))


def test_order_is_that_of_the_plain_titles() -> None:
    """A chart has one layout in all languages."""
    names: Mapping[str, str] = {"a": "丙", "b": "甲", "c": "乙"}
    facts: list[Fact] = [
        Post("top", "Top"),
        *(Post(id_, f"Post {id_}", titles={"zh": name}) for id_, name in names.items()),
        *(ReportingLine(id_, "top") for id_ in names),
    ]
    chart = Snapshot.from_facts(facts)
    orders = [chart_of(draw(chart, lang=lang)).children for lang in (None, "zh")]
    assert orders[0] == orders[1] == {"n-post-top": ("n-post-a", "n-post-b", "n-post-c")}


# Words


@pytest.mark.parametrize("name", PICTURES)
def test_words_tell_each_state(name: str) -> None:
    """Every card's own words, and the text of the picture, have the word of each pill on it."""
    picture = PICTURES[name]()
    text = picture.text()
    for one in picture.scenes[0].cards:
        assert one.says in text
        for word in pills([one]) - {"CHAIR"}:
            assert ENGLISH.spoken(word) in one.says
    assert len(picture.alt_text) <= 150


@given(snapshot_pairs())
def test_alt_text_is_short(pair: tuple[Snapshot, Snapshot]) -> None:
    """The alternative text is at most 150 characters and says that more happened, if it did."""
    assert len(draw(diff(*pair)).alt_text) <= 150
