"""Charts of several dates in one picture: who stays keeps the place."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    Fact,
    History,
    InvalidValueError,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    UnknownIdError,
    diff,
)
from orgchart.drawing import draw
from orgchart.drawing.canvas.scene import Box, Scene
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.charts.series_view import SeriesView
from orgchart.drawing.charts.shared_view import SharedView
from orgchart.drawing.stories.story_view import StoryView
from tests.counts import at_most
from tests.drawing.acme import AFTER, BEFORE, acme
from tests.support.reorganisations import snapshot_pairs

#: Side by side at 1,500 points each half has as much room as a chart of 769 points.
HALF = 769

PAIRS = snapshot_pairs()


def boxes(scene: Scene, prefix: str = "") -> dict[str, Box]:
    """Return where the cards stand whose ids begin in some way, from the first such card."""
    return {
        card.id.removeprefix(prefix): card.box
        for card in scene.cards
        if card.id.startswith(prefix) and "absent" not in card.classes
    }


def rebuilt(chart: Snapshot, facts: Iterable[Fact]) -> Snapshot:
    """Return a chart of the same name and date that is made of other facts."""
    return Snapshot.from_facts(facts, like=chart)


def paths(chart: Chart) -> dict[str, tuple[str, ...]]:
    """Return for each card the cards above it and what they stand in."""
    found: dict[str, tuple[str, ...]] = {
        slot.id: (body.id,) for body in chart.bodies for slot in body.slots
    }
    stands = [("open", chart.roots), *((tray.id, tray.slots) for tray in chart.trays)]
    for name, tops in stands:
        ahead: list[tuple[str, tuple[str, ...]]] = [(top, (name,)) for top in tops]
        while ahead:
            slot, above = ahead.pop()
            found[slot] = above
            ahead += [(child, (*above, slot)) for child in chart.children.get(slot, ())]
    return found


def shifts(one: Mapping[str, Box], two: Mapping[str, Box], ids: Iterator[str]) -> set[Box]:
    """Return by how much the second of each pair of boxes stands elsewhere, and their sizes."""
    return {
        Box(
            round(two[id_].x - one[id_].x, 3),
            round(two[id_].y - one[id_].y, 3),
            two[id_].width - one[id_].width,
            two[id_].height - one[id_].height,
        )
        for id_ in ids
    }


@at_most(60)
@given(pair=PAIRS)
def test_who_stays_keeps_the_place(pair: tuple[Snapshot, Snapshot]) -> None:
    """Before, after and both side by side have shared cards in the same places."""
    before, after = pair
    both = draw(before, after)
    view = both.pages[0]
    assert isinstance(view, SeriesView)
    old, new = paths(view.charts[0]), paths(view.charts[1])
    stay = [id_ for id_ in old if new.get(id_) == old[id_]]
    left, right = boxes(both.scene, "a-"), boxes(both.scene, "b-")
    alone = draw(before, beside=pair, max_width=HALF).scene
    later = draw(after, beside=pair, max_width=HALF).scene

    assert (alone.width, alone.height) == (later.width, later.height)
    assert shifts(boxes(alone), boxes(later), iter(stay)) <= {Box(0, 0, 0, 0)}
    assert len(shifts(left, right, iter(stay))) <= 1
    assert len(shifts(left, boxes(alone), iter(stay))) <= 1
    assert len(shifts(right, boxes(later), iter(stay))) <= 1
    assert {card.id[2:] for card in both.scene.cards if card.id.startswith("a-n-")} == set(old)


@at_most(40)
@given(pair=PAIRS)
def test_each_side_shows_the_cards_of_its_date(pair: tuple[Snapshot, Snapshot]) -> None:
    """Marks change faces, never who is there."""
    for place, chart in enumerate(pair):
        both = draw(*pair)
        alone = draw(chart, beside=pair)
        view, single = both.pages[0], alone.pages[0]
        assert isinstance(view, SeriesView)
        assert isinstance(single, SharedView)
        names = [
            {slot.id: [h.name for h in slot.face.holders] for slot in page.slots.values()}
            for page in (view.charts[place], single.chart)
        ]
        assert names[0] == names[1]


def test_boxes_stand_where_somebody_is_not() -> None:
    """Left: not yet; right: the name struck out."""
    picture = draw(acme(), BEFORE, AFTER)
    absent = [card for card in picture.scene.cards if "absent" in card.classes]
    said = {
        run.text
        for card in absent
        for part in card.parts
        for row in part.rows
        for run in row.runs
        if card.id.startswith("a-")
    }
    assert {"not yet"} == said
    assert all(card.dashed for card in absent)
    assert all(
        run.strike
        for card in absent
        if card.id.startswith("b-")
        for part in card.parts
        for row in part.rows
        for run in row.runs
    )


@at_most(40)
@given(pair=PAIRS, seed=st.integers(0, 5))
def test_order_of_facts_does_not_matter(pair: tuple[Snapshot, Snapshot], seed: int) -> None:
    """The same bytes come of any order."""
    mixed: list[Snapshot] = []
    for chart in pair:
        facts = list(chart.facts.values())
        Random(seed).shuffle(facts)  # noqa: S311 - an order, no secret
        mixed.append(rebuilt(chart, facts))
    assert draw(*pair).source == draw(*mixed).source


def _line_of_people(*, dotted: bool) -> Snapshot:
    posts = [Post(id_, id_.title()) for id_ in ("boss", "east", "west", "north")]
    lines = [ReportingLine("boss", None)]
    lines += [ReportingLine(id_, "boss") for id_ in ("east", "west", "north")]
    if dotted:
        lines.append(ReportingLine("east", "west", kind=LineKind.DOTTED))
    people = [Person(id_, id_.title()) for id_ in ("a", "b", "c", "d")]
    tenures = [Tenure(p.id, post.id) for p, post in zip(people, posts, strict=True)]
    return Snapshot.build(people=people, posts=posts, tenures=tenures, lines=lines)


def test_dotted_line_moves_nothing() -> None:
    """A dotted line is drawn round the cards."""
    plain, dotted = _line_of_people(dotted=False), _line_of_people(dotted=True)
    assert boxes(draw(plain).scene) == boxes(draw(dotted).scene)
    both = draw(plain, dotted).scene
    left, right = boxes(both, "a-"), boxes(both, "b-")
    assert 1 == len(shifts(left, right, iter(left)))


@at_most(50)
@given(pair=PAIRS)
def test_dotted_line_moves_nothing_in_any_chart(pair: tuple[Snapshot, Snapshot]) -> None:
    """Nor in any other chart."""
    chart = pair[0]
    posts = sorted(chart.posts)
    if len(posts) < 2:
        return
    line = ReportingLine(posts[0], posts[1], kind=LineKind.DOTTED)
    facts = [fact for fact in chart.facts.values() if fact.key != line.key]
    more = rebuilt(chart, [*facts, line])
    less = rebuilt(chart, facts)
    assert boxes(draw(less).scene) == boxes(draw(more).scene)


def test_strip_marks_each_chart_against_the_one_before() -> None:
    """The counts above a chart are those of its difference."""
    history = acme()
    picture = draw(history, BEFORE, "2024-02-01", AFTER)
    view = picture.pages[0]
    assert isinstance(view, SeriesView)
    assert 3 == len(view.charts)
    dates = [history.at(date) for date in (BEFORE, "2024-02-01", AFTER)]
    for (one, two), chart in zip(pairwise(dates), view.charts[1:], strict=True):
        expected = draw(diff(one, two)).alt_text
        said = [f"{name}: {', '.join(c.text for c in group)}." for name, group in chart.counts]
        assert all(sentence in expected for sentence in said[:1])


def test_people_of_a_strip_keep_their_places() -> None:
    """Members of the board stay where they are."""
    scene = draw(acme(), BEFORE, "2024-02-01", "2024-03-15", AFTER).scene
    frames = [boxes(scene, f"{letter}-") for letter in "abcd"]
    for one, two in pairwise(frames):
        board = [id_ for id_ in one if id_.startswith("n-member") and id_ in two]
        assert board
        assert 1 == len(shifts(one, two, iter(board)))


def test_narrow_charts_of_a_series_stand_below_each_other() -> None:
    """Where there is no room beside each other."""
    wide, narrow = draw(acme(), BEFORE, AFTER), draw(acme(), BEFORE, AFTER, max_width=345)
    assert narrow.scene.width < wide.scene.width / 2
    assert narrow.scene.height > wide.scene.height


def test_story_has_one_canvas_and_stable_places() -> None:
    """Frames can be laid over each other."""
    view = draw(acme()).pages[0]
    assert isinstance(view, StoryView)
    story = view.story
    assert 1 == len({(frame.scene.width, frame.scene.height) for frame in story.frames})
    assert len({frame.id for frame in story.frames}) == len(story.frames)
    assert [frame.when for frame in story.frames] == list(acme().dates())
    for one, two in pairwise(story.frames):
        first, second = boxes(one.scene), boxes(two.scene)
        board = [id_ for id_ in first if id_.startswith("n-member") and id_ in second]
        assert shifts(first, second, iter(board)) <= {Box(0, 0, 0, 0)}
        assert set(second) == set(two.details)


@pytest.mark.parametrize(
    ("dates", "options"),
    [
        ((BEFORE,), {"view": "side-by-side"}),
        ((BEFORE, AFTER), {"view": "chart"}),
        ((BEFORE, AFTER, "2024-06-01"), {"view": "merged"}),
        (tuple(f"2024-0{n}-01" for n in range(1, 8)), {}),
        ((BEFORE,), {"view": "page"}),
        ((BEFORE, AFTER), {"view": "career"}),
        ((), {"view": "merged"}),
        ((BEFORE, AFTER), {"view": "nothing"}),
    ],
)
def test_views_that_do_not_fit_are_refused(dates: tuple[str, ...], options: dict[str, str]) -> None:
    """Each view says how many dates it shows."""
    with pytest.raises(InvalidValueError):
        draw(acme(), *dates, **options)  # type: ignore[arg-type]


def test_what_is_no_chart_is_refused() -> None:
    """The error says what to give."""
    with pytest.raises(InvalidValueError, match="give a snapshot, a diff or a history"):
        draw(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="dates with a history"):
        draw(acme().at(BEFORE), AFTER)
    with pytest.raises(InvalidValueError, match="dates with a history"):
        draw(acme(), acme().at(BEFORE))


def test_unknown_root_of_all_charts_is_refused() -> None:
    """A post must be in one chart at least."""
    with pytest.raises(UnknownIdError):
        draw(acme(), BEFORE, AFTER, root="nobody-has-this")


def test_a_history_of_no_dates_has_no_story() -> None:
    """There is nothing to slide through."""
    with pytest.raises(InvalidValueError, match="no date"):
        draw(History.build(name="Empty")).source  # noqa: B018
