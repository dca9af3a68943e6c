"""Timelines, careers, successions: what is drawn where, and what is said of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    ONGOING,
    UNDISCLOSED,
    UNKNOWN,
    History,
    InvalidValueError,
    InvalidWhenError,
    Leave,
    Person,
    Post,
    Source,
    Tenure,
    TenureKind,
    Unit,
    UnknownIdError,
    When,
    load,
)
from orgchart.drawing.canvas.dot import dot
from orgchart.drawing.canvas.scene import Bar, Label, Scene
from orgchart.drawing.canvas.theme import DARK, LIGHT, PRINT, UNIT_TOKENS, Theme, contrast
from orgchart.drawing.language.wording import ENGLISH
from orgchart.drawing.timelines.career import career_view
from orgchart.drawing.timelines.rows_view import RowsView, frame_of
from orgchart.drawing.timelines.scale import Scale
from orgchart.drawing.timelines.succession import succession_view
from orgchart.drawing.timelines.tenures import end_bounds
from orgchart.drawing.timelines.ticks import ticks
from orgchart.drawing.timelines.timeline_view import timeline_view
from tests.counts import at_most
from tests.support.histories import histories, hostile_histories

OPENAI = load("examples/openai/history.toml")
#: More lanes than any of these histories has.
ONE_PAGE = 100_000
LEAST = 2


def acme(*tenures: Tenure, leaves: Iterable[Leave] = (), **changed: Post) -> History:
    """Return a small history with some tenures."""
    posts = {
        "ceo": Post("ceo", "Chief executive", unit="exec", start="2010", rank=0),
        "chair": Post("chair", "Chair", unit="board", start="2010", rank=0),
        "lead": Post("lead", "Research lead", unit="lab", seats=None),
        **changed,
    }
    return History.build(
        name="Acme",
        zone="Europe/London",
        people=[
            Person("ann", "Ann Lee", names={"zh-Hans": "李安"}),
            Person("bob", "Bob Roe"),
            Person("cat", "Cat Ito"),
        ],
        units=[
            Unit("acme", "Acme"),
            Unit("exec", "Executive", kind="team", parent="acme"),
            Unit("board", "Board", kind="board", parent="acme"),
            Unit("research", "Research", kind="team", parent="acme"),
            Unit("lab", "Lab", kind="team", parent="research"),
        ],
        posts=posts.values(),
        tenures=tenures,
        leaves=leaves,
    )


def one(history: History, **asked: object) -> RowsView:
    """Return the only page of a timeline."""
    (page,) = timeline_view(history, ENGLISH, None, most=ONE_PAGE, **asked)  # type: ignore[arg-type]
    return page


def scale_of(view: RowsView) -> Scale:
    """Return the axis of a page."""
    return frame_of(view.entries, view.reach, view.max_width).scale


def told(scene: Scene) -> dict[str, list[Bar]]:
    """Return the bars of each stretch by its slug, without marks for what lies outside."""
    found: dict[str, list[Bar]] = defaultdict(list)
    for bar in scene.bars:
        if bar.classes:
            found[re.sub(r"--(solid|maybe|rising|falling)\d+$", "", bar.id)].append(bar)
    return found


def hull(bars: Iterable[Bar]) -> tuple[float, float]:
    """Return from where to where some bars reach."""
    boxes = [bar.box for bar in bars]
    return min(box.x for box in boxes), max(box.right for box in boxes)


def texts(scene: Scene) -> list[str]:
    """Return the texts of labels."""
    return ["".join(run.text for run in label.runs) for label in scene.labels]


def piece(scene: Scene, slug: str, kind: str) -> Bar:
    """Return the one bar of a kind that a stretch has."""
    (found,) = (bar for bar in told(scene)[slug] if kind in bar.classes)
    return found


# laws


@at_most(40)
@given(histories(), st.sampled_from((345.0, 700.0, 1200.0)))
def test_every_tenure_has_a_bar_over_its_bounds(history: History, width: float) -> None:
    """A bar reaches from the first bound of the start to the last of the end, and no further."""
    view = one(history, max_width=width)
    scale = scale_of(view)
    expected: Counter[tuple[float, float]] = Counter()
    for fact, period in history.lived():
        if isinstance(fact, Tenure):
            low, high = period.start_bounds[0], end_bounds(period)[1]
            if not view.reach.dated or (low < view.reach.high and high > view.reach.low):
                left, right = scale.at(low), scale.at(high)
                if right - left < LEAST:
                    left = max(min(left, scale.right - LEAST), scale.x)
                    right = left + LEAST
                expected[left, right] += 1
    found = Counter(
        hull(bars) for slug, bars in told(view.scene()).items() if slug.startswith("n-tenure-")
    )
    assert expected == found


@at_most(30)
@given(histories(), st.sampled_from((345.0, 700.0, 1200.0)))
def test_bars_do_not_overlap(history: History, width: float) -> None:
    """No two bars of different stretches cover each other, in a lane or elsewhere."""
    bars = told(one(history, max_width=width).scene())
    placed = [(slug, bar.box) for slug, made in bars.items() for bar in made]
    for number, (slug, box) in enumerate(placed):
        for other, second in placed[number + 1 :]:
            beside = box.right <= second.x + 0.01 or second.right <= box.x + 0.01
            apart = box.bottom <= second.y + 0.01 or second.bottom <= box.y + 0.01
            assert slug == other or beside or apart


@at_most(30)
@given(st.one_of(histories(), hostile_histories()), st.sampled_from((345.0, 700.0, 1200.0)))
def test_names_have_room(history: History, width: float) -> None:
    """No text leaves the page, lies on other text or on the bar of somebody else."""
    scene = one(
        history, max_width=width, marks=["2020-01-02", "2020-01-03"][: _zoned(history)]
    ).scene()
    bars = told(scene)
    boxes = [(label, *_extent(label)) for label in scene.labels]
    for number, (label, left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert right <= scene.width
        assert 0 <= top <= bottom <= scene.height
        for other, *box in boxes[number + 1 :]:
            beside = right <= box[0] + 0.01 or box[2] <= left + 0.01
            assert beside or bottom <= box[1] + 0.01 or box[3] <= top + 0.01, (label, other)
        on = {
            slug
            for slug, made in bars.items()
            for bar in made
            if left < bar.box.right
            and bar.box.x < right
            and top < bar.box.bottom
            and bar.box.y < bottom
        }
        assert len(on) <= 1
        for slug in on:
            low, high = hull(bars[slug])
            assert low <= left, (label, bars[slug])
            assert right <= high + 0.01, (label, bars[slug])


def _zoned(history: History) -> int:
    """Return how many marks to set: none where the dates have no zone."""
    return 2 if history.zone else 0


def _extent(label: Label) -> tuple[float, float, float, float]:
    """Return where the letters of a label are; its cell has room for wider fonts."""
    half = max(run.size for run in label.runs) * 0.5
    return label.left, label.y - half, label.left + label.width, label.y + half


@at_most(30)
@given(histories(), st.randoms(use_true_random=False))
def test_shuffled_facts_give_the_same_bytes(history: History, random: Random) -> None:
    """The order in which facts are given leaves no trace."""
    facts = list(history.facts)
    random.shuffle(facts)
    empty = History.build(name=history.name, zone=history.zone)
    expected = dot(one(history).scene(), LIGHT)
    assert expected == dot(one(empty.with_facts(*facts)).scene(), LIGHT)


@given(st.one_of(histories(), hostile_histories()))
@at_most(20)
def test_words_are_short_and_complete(history: History) -> None:
    """The alt text has at most 150 characters; the long text tells every bar that is drawn."""
    view = one(history)
    assert len(view.alt_text) <= 150
    said = view.text()
    for bar in view.scene().bars:
        assert bar.says in said or "leave" in bar.classes


@given(histories())
@at_most(20)
def test_ids_are_used_once(history: History) -> None:
    """Every bar and line has an id of its own."""
    scene = one(history).scene()
    ids = [*(bar.id for bar in scene.bars), *(line.id for line in scene.lines)]
    assert not [name for name, number in Counter(ids).items() if number > 1]


# bars


def test_vague_ends_fade_over_their_bounds() -> None:
    """A start known as 2020 rises over that year, an end in March 2022 falls over that month."""
    view = one(acme(Tenure("ann", "ceo", start="2020", end="2022-03")))
    scene, scale = view.scene(), scale_of(view)
    rising = piece(scene, "n-tenure-ann--ceo", "rising")
    falling = piece(scene, "n-tenure-ann--ceo", "falling")
    year, month = When("2020", "Europe/London"), When("2022-03", "Europe/London")
    assert ("page", "unit-executive") == (rising.fill, rising.fill_to)
    assert ("unit-executive", "page") == (falling.fill, falling.fill_to)
    assert (scale.at(year.low), scale.at(month.high)) == (rising.box.x, falling.box.right)
    solid = piece(scene, "n-tenure-ann--ceo", "solid")
    assert (scale.at(year.high), scale.at(month.low)) == (solid.box.x, solid.box.right)


def test_bounds_outside_the_picture_do_not_fade() -> None:
    """Where only a part of vague bounds is in the picture, all that is said is: possible."""
    history = acme(Tenure("ann", "ceo", start="2020", end="2022-03-01"))
    scene = one(history, start="2020-06", end="2021-06").scene()
    maybe = piece(scene, "n-tenure-ann--ceo", "maybe")
    assert maybe.dashed
    assert not maybe.fill_to
    assert "may have been held, not certain" in texts(scene)


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        ("2020-01-05", "2021-01-05", ["rising", "solid", "falling"]),
        ("2020-01-05", UNKNOWN, ["rising", "maybe"]),
        (UNKNOWN, "2021-01-05", ["maybe"]),
        (UNKNOWN, UNKNOWN, ["maybe"]),
        ("2020", "2020", ["maybe"]),
        ("2020-01-05", ONGOING, ["rising", "solid"]),
        ("2020-01-05", None, ["rising", "solid"]),
        (None, "2021-01-05", ["solid", "falling"]),
    ],
)
def test_five_kinds_of_ends_look_different(start: str, end: str, kinds: list[str]) -> None:
    """Known, vague, unknown, ongoing and not stated ends each have their pieces."""
    history = acme(
        Tenure("ann", "lead", start=start, end=end), Tenure("bob", "ceo", start="2019", end="2023")
    )
    bars = told(one(history, max_width=20_000).scene())["n-tenure-ann--lead"]
    found = [bar.classes[1] for bar in sorted(bars, key=lambda bar: bar.box.x)]
    assert kinds == found


def test_what_goes_on_is_told_from_what_is_not_stated() -> None:
    """Stated to go on is an arrow, not stated a fade, a later end a piece beyond the edge."""
    history = acme(
        Tenure("ann", "lead", start="2020-01-05", end=ONGOING),
        Tenure("bob", "lead", start="2020-01-05"),
        Tenure("cat", "lead", start="2020-01-05", end="2024-01-05"),
    )
    scene = one(history, end="2022").scene()
    arrows = [line.id for line in scene.lines if line.arrow and line.kind == "goes-on"]
    assert ["n-tenure-ann--lead--on"] == arrows
    after = {bar.id: bar.fill_to for bar in scene.bars if bar.id.endswith("--after")}
    assert {"n-tenure-bob--lead--after": "page", "n-tenure-cat--lead--after": ""} == after
    said = texts(scene)
    for word in (ENGLISH.legend_ongoing, ENGLISH.legend_unstated, ENGLISH.legend_beyond):
        assert word in said


def test_states_have_words_and_colours() -> None:
    """Interim and acting bars are amber with the word; advisers and undisclosed are hollow."""
    history = acme(
        Tenure("ann", "ceo", start="2020-01-05", end="2021-01-05", kind=TenureKind.INTERIM),
        Tenure("bob", "ceo", start="2021-01-05", end="2022-01-05", kind=TenureKind.ACTING),
        Tenure("cat", "ceo", start="2020-01-05", end="2021-01-05", kind=TenureKind.ADVISER),
        Tenure(UNDISCLOSED, "ceo", start="2022-01-05", end="2023-01-05"),
        Tenure("cat", "lead", start="2020-01-05", end="2023-01-05", certainty="possible"),
    )
    scene = one(history).scene()
    expected = {"ann": "interim-tint", "bob": "interim-tint", "cat": "panel", UNDISCLOSED: "panel"}
    solid = {who: piece(scene, f"n-tenure-{who}--ceo", "solid") for who in expected}
    assert expected == {who: bar.fill for who, bar in solid.items()}
    said = texts(scene)
    for words in ("Ann Lee  interim", "Bob Roe  acting", "Cat Ito  adviser", "Not disclosed"):
        assert words in said
    assert "Cat Ito  possible" in said
    assert piece(scene, "n-tenure-cat--lead", "maybe").dashed


def test_gaps_are_dashed_and_called_vacant() -> None:
    """A sure gap is a dashed bar from the last bound of one holder to the first of the next."""
    view = one(
        acme(
            Tenure("ann", "ceo", start="2015", end="2018-06"),
            Tenure("bob", "ceo", start="2020", end="2021-01-05"),
        )
    )
    gaps = [bars for slug, bars in told(view.scene()).items() if slug.startswith("n-gap-ceo")]
    scale = scale_of(view)
    ends = [
        When(text, "Europe/London") for text in ("2010", "2015", "2018-06", "2020", "2021-01-05")
    ]
    expected = [
        (scale.at(ends[0].high), scale.at(ends[1].low)),
        (scale.at(ends[2].high), scale.at(ends[3].low)),
        (scale.at(ends[4].high), scale.right),
    ]
    assert expected == sorted(hull(bars) for bars in gaps)
    assert all(bar.dashed for bars in gaps for bar in bars)
    assert "Chief executive: vacant · June 2018 to 2020" in view.text()
    assert "4 vacancies" in [count.text for count in view.counts]  # and the chair, all the time


def test_no_gap_before_a_post_whose_beginning_is_not_stated() -> None:
    """Nobody knows whether the post existed, so nothing is drawn before its first holder."""
    history = acme(
        Tenure("ann", "ceo", start="2015", end="2018"),
        Tenure("bob", "chair", start="2010", end="2020"),
        ceo=Post("ceo", "Chief executive", unit="exec"),
    )
    gaps = [bars for slug, bars in told(one(history).scene()).items() if "gap-ceo" in slug]
    assert 1 == len(gaps)


def test_leaves_stand_below_their_bars() -> None:
    """A leave is a violet strip over its own dates, on the lane of whoever is away."""
    view = one(
        acme(
            Tenure("ann", "ceo", start="2015-01-01", end="2020-01-01"),
            leaves=[Leave("ann", start="2017-01-01", end="2018-01-01")],
        )
    )
    scene, scale = view.scene(), scale_of(view)
    leave = told(scene)["n-leave-ann--ceo"]
    first, last = (When(text, "Europe/London") for text in ("2017-01-01", "2018-01-01"))
    assert (scale.at(first.low), scale.at(last.high)) == hull(leave)
    held = piece(scene, "n-tenure-ann--ceo", "solid")
    assert held.box.bottom <= leave[0].box.y <= held.box.bottom + 2
    assert "leave-tint" in {bar.fill for bar in leave}
    assert "on leave" in texts(scene)


def test_a_hand_over_at_some_time_within_bounds_keeps_one_lane() -> None:
    """Who goes and who comes share the lane: one above, one below while nobody knows who sits."""
    history = acme(
        Tenure("ann", "ceo", start="2015-01-01", end="2018"),
        Tenure("bob", "ceo", start="2018", end="2021-01-01"),
    )
    scene = one(history).scene()
    falling = piece(scene, "n-tenure-ann--ceo", "falling").box
    rising = piece(scene, "n-tenure-bob--ceo", "rising").box
    assert falling.bottom == rising.y
    assert piece(scene, "n-tenure-bob--ceo", "solid").box.y == falling.y


def test_names_after_short_bars() -> None:
    """A name that does not fit stands whole beside its bar."""
    history = acme(
        Tenure("ann", "ceo", start="2010-01-01", end="2015-03-01"),
        Tenure("bob", "ceo", start="2015-03-01", end="2015-03-04"),
        Tenure("cat", "ceo", start="2015-03-04", end="2024-03-04"),
    )
    scene = one(history).scene()
    (label,) = (lb for lb in scene.labels if lb.runs[0].text == "Bob Roe")
    (bar,) = told(scene)["n-tenure-bob--ceo"]
    assert LEAST == bar.box.width
    assert label.left > bar.box.right
    assert abs(label.y - bar.box.centre[1]) < 2


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("token", [*UNIT_TOKENS, "interim"])
def test_text_on_the_pale_end_of_a_fade_can_be_read(theme: Theme, token: str) -> None:
    """Where names stand on a fade, plain text has a contrast of 4.5 against it."""
    page, full = (_parts(theme.colour(name)) for name in ("page", token))
    mixed = "#" + "".join(
        f"{round(p + 0.45 * (f - p)):02X}" for p, f in zip(page, full, strict=True)
    )
    assert contrast(theme.colour("ink"), mixed) >= 4.5


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


# the axis


@pytest.mark.parametrize(
    ("start", "end", "first", "unit"),
    [
        ("2023-11-17", "2023-11-18", "17 Nov", "hour"),
        ("2023-11", "2023-11", "1 Nov", "day"),
        ("2023", "2024", "2023", "month"),
        ("1990", "2024", "1990", "year"),
    ],
)
def test_ticks_stand_at_steps_of_the_calendar(start: str, end: str, first: str, unit: str) -> None:
    """Hours, days, months or years, whatever has room; the first one says where it is."""
    view = one(OPENAI, start=start, end=end, units=["executive"])
    made = ticks(scale_of(view), OPENAI.zone, ENGLISH)
    assert (first, unit) == (made[0].text, made[0].unit)
    zones = [remark for remark in view.remarks if "America/Los_Angeles" in remark]
    assert (unit in {"hour", "day"}) == bool(zones)


@given(
    st.integers(-(10**17), 10**17),
    st.integers(2, 10**17),
    st.sampled_from((None, "Europe/London", "Pacific/Auckland", "America/Los_Angeles")),
    st.sampled_from((280.0, 900.0)),
)
def test_ticks_are_in_order_and_have_room(
    low: int, span: int, zone: str | None, width: float
) -> None:
    """Ticks lie in the stretch, each after the one before; their labels do not touch."""
    view = one(OPENAI, start="2023", end="2023", posts=["ceo"])
    reach = attrs.evolve(view.reach, low=low, high=low + span)
    scale = Scale(reach, 0, width)
    made = ticks(scale, zone, ENGLISH)
    assert sorted({tick.position for tick in made}) == [tick.position for tick in made]
    assert all(low <= tick.position < low + span for tick in made)
    assert len(made) <= width / 10


def test_clock_changes_do_not_shift_days() -> None:
    """Days begin at local midnight on both sides of a change of the clocks."""
    view = one(OPENAI, start="2023-11-04", end="2023-11-07", posts=["ceo"])
    made = ticks(scale_of(view), OPENAI.zone, ENGLISH)
    days = [tick for tick in made if tick.strong]
    expected = [When(f"2023-11-0{day}", OPENAI.zone).low for day in (4, 5, 6, 7)]
    assert expected == [tick.position for tick in days]


def test_compared_dates_are_marked_at_their_close() -> None:
    """A dashed line stands where the day ends, its label beside it."""
    view = one(OPENAI, start="2023-11", end="2023-11", marks=["2023-11-30", "2023-11-16"])
    scene, scale = view.scene(), scale_of(view)
    lines = [line for line in scene.lines if line.kind == "mark"]
    assert {"dashed"} == {line.style for line in lines}
    expected = [scale.at(When(day, OPENAI.zone).close) for day in ("2023-11-16", "2023-11-30")]
    assert expected == sorted({line.points[0][0] for line in lines})
    assert {"16 Nov 2023", "30 Nov 2023"} <= set(texts(scene))
    assert ENGLISH.legend_mark in texts(scene)


def test_dates_outside_are_said_and_not_marked() -> None:
    """A compared date that the picture does not reach is told in words."""
    view = one(OPENAI, start="2023-11", end="2023-11", marks=["2024-10-01"])
    assert () == view.marks
    assert "Outside this time, so not marked: 1 October 2024." in view.remarks


def test_lines_keep_clear_of_text() -> None:
    """No upright line runs through a name."""
    scene = one(OPENAI, marks=["2023-11-16"]).scene()
    for line in scene.lines:
        if line.kind in {"grid", "mark"}:
            (x, top), (_, bottom) = line.points
            for label in scene.labels:
                left, high, right, low = _extent(label)
                assert not (left < x < right and top < low - 1 and high + 1 < bottom), label


# what is chosen


def test_rows_stand_by_unit_boards_first() -> None:
    """Boards come before teams; every group has its name once."""
    history = acme(
        Tenure("ann", "ceo", start="2015", end="2018"),
        Tenure("bob", "chair", start="2015", end="2018"),
        Tenure("cat", "lead", start="2015", end="2018"),
    )
    view = one(history)
    assert ["chair", "ceo", "lead"] == [entry.key[1] for entry in view.entries]
    assert ["Board", "Executive", "Lab"] == [entry.heading for entry in view.entries]


def test_units_take_those_below_them() -> None:
    """A unit stands for the posts of the units below it too; posts may be added."""
    history = acme(
        Tenure("ann", "ceo", start="2015", end="2018"),
        Tenure("cat", "lead", start="2015", end="2018"),
    )
    assert ["lead"] == [entry.key[1] for entry in one(history, units=["research"]).entries]
    both = one(history, units=["research"], posts=["ceo"])
    assert ["ceo", "lead"] == [entry.key[1] for entry in both.entries]


def test_empty_rows_are_left_out_and_counted() -> None:
    """A post in which nobody is recorded has no row, and that is said."""
    view = one(acme(Tenure("ann", "lead", start="2015", end="2018")), posts=["lead"])
    assert () == view.remarks
    view = one(acme(Tenure("ann", "lead", start="2015", end="2018")), start="2008", end="2009")
    assert () == view.entries
    assert "3 posts are left out: nobody is recorded in them during this time." in view.remarks


def test_counts_are_those_of_the_data() -> None:
    """November 2023 at OpenAI: the posts, holders, stand-ins and gaps counted by hand."""
    view = one(OPENAI, start="2023-11", end="2023-11", units=["board", "executive"])
    assert "5 posts, 10 holders, 2 interim or acting, 2 vacancies" in view.text()
    held = [slug for slug in told(view.scene()) if slug.startswith("n-tenure-")]
    assert ["n-tenure-emmett-shear--ceo", "n-tenure-mira-murati--ceo"] == sorted(
        slug for slug in held if slug.endswith("--ceo") and "altman" not in slug
    )


def test_the_language_of_names() -> None:
    """Names come in the language asked for."""
    history = acme(Tenure("ann", "ceo", start="2015", end="2018"))
    (view,) = timeline_view(history, ENGLISH, "zh-Hans")
    assert "zh-Hans" == view.lang
    assert "李安" in texts(view.scene())


def test_a_history_without_dates_is_drawn() -> None:
    """Where no date is known the picture says so, and has no axis."""
    view = one(
        acme(
            Tenure("ann", "lead"),
            Tenure("bob", "lead", start=UNKNOWN),
            ceo=Post("ceo", "Chief executive"),
            chair=Post("chair", "Chair"),
        )
    )
    assert ENGLISH.dates_unknown in view.remarks
    scene = view.scene()
    assert {"Ann Lee", "Bob Roe"} <= set(texts(scene))
    assert not [line for line in scene.lines if line.kind == "grid"]


def test_an_empty_history_is_drawn() -> None:
    """Nothing recorded is a picture too."""
    view = one(History.build())
    assert "0 posts" in view.text()
    assert "Who held which post" == view.name
    assert view.scene().width == 1200


def test_floating_dates_have_no_zone() -> None:
    """Local dates are drawn, and it is said that they have no zone."""
    history = History.build(
        people=[Person("ann", "Ann Lee")],
        posts=[Post("ceo", "Chief executive")],
        tenures=[Tenure("ann", "ceo", start="2024-01-02", end="2024-02-02")],
    )
    assert ENGLISH.zone_none in one(history).remarks
    with pytest.raises(InvalidWhenError, match="no time zone"):
        one(history, start="2024-01-02T12:00Z")


@pytest.mark.parametrize("asked", [{"posts": ["cio"]}, {"units": ["exce"]}])
def test_unknown_ids_are_refused(asked: dict[str, object]) -> None:
    """A post or unit that is not there is named, with the nearest ones."""
    with pytest.raises(UnknownIdError, match="there is no"):
        one(acme(Tenure("ann", "ceo", start="2015", end="2018")), **asked)


@pytest.mark.parametrize(
    "asked",
    [
        {"start": "2020", "end": "2019"},
        {"start": "2031"},
        {"end": "1999"},
        {"max_width": 300},
        {"most": 0},
    ],
)
def test_impossible_wishes_are_refused(asked: dict[str, object]) -> None:
    """A reversed or empty stretch and a width or page too small are errors with a remedy."""
    history = acme(Tenure("ann", "ceo", start="2015", end="2018"))
    with pytest.raises(InvalidValueError, match="give"):
        timeline_view(history, ENGLISH, None, **asked)  # type: ignore[arg-type]


# pages


def test_many_rows_go_to_further_pages() -> None:
    """No page has more lanes than asked for; together they have every row once."""
    pages = timeline_view(OPENAI, ENGLISH, None, most=12)
    rows = [entry.key for page in pages for entry in page.entries]
    (whole,) = timeline_view(OPENAI, ENGLISH, None, most=ONE_PAGE)
    assert [entry.key for entry in whole.entries] == [key for key in rows if len(key) == 2]
    assert Counter(bar.says for bar in whole.scene().bars) >= Counter()
    said = Counter(bar.says for page in pages for bar in page.scene().bars if bar.says)
    assert Counter(bar.says for bar in whole.scene().bars if bar.says) == said
    assert f"Page 1 of {len(pages)}" == pages[0].part
    assert f"Page 1 of {len(pages)}." in pages[0].alt_text


def test_a_thousand_posts_take_less_than_seconds() -> None:
    """The work grows with the facts: a thousand posts with three holders each are quick."""
    numbers = range(1000)
    history = History.build(
        name="Big",
        people=[Person(f"p{n}", f"Person {n}") for n in numbers],
        posts=[Post(f"q{n}", f"Post {n}", start="2000") for n in numbers],
        tenures=[
            Tenure(f"p{(n + k) % 1000}", f"q{n}", start=f"{2000 + 5 * k}", end=f"{2005 + 5 * k}")
            for n in numbers
            for k in range(3)
        ],
    )
    pages = timeline_view(history, ENGLISH, None)
    assert all(page.scene().width == 1200 for page in pages)
    assert 1000 == sum(len(page.entries) for page in pages)


# careers and successions


def test_a_career_has_a_row_for_each_post() -> None:
    """Posts stand in the order in which they were first held, with manner and sources in words."""
    (view,) = career_view(OPENAI, "sam-altman", ENGLISH, None)
    expected = list(dict.fromkeys(tenure.post for tenure in OPENAI.careers("sam-altman")))
    assert expected == [entry.key[1] for entry in view.entries]
    assert "Sam Altman" == view.name
    said = view.text()
    assert "dismissed" in said
    assert "reinstated" in said
    assert "Axios (8 Mar 2019)" in said
    found = [slug for slug in told(view.scene()) if slug.startswith("n-tenure-sam-altman")]
    assert len(OPENAI.careers("sam-altman")) == len(found)


def test_a_career_shows_kinds_and_leaves() -> None:
    """An interim stretch is amber with the word; a leave lies on every post that it concerns."""
    (murati,) = career_view(OPENAI, "mira-murati", ENGLISH, None)
    interim = told(murati.scene())["n-tenure-mira-murati--ceo"]
    assert {"interim"} == {bar.classes[0] for bar in interim}
    assert any(text.endswith("interim") for text in texts(murati.scene()))
    (brockman,) = career_view(OPENAI, "greg-brockman", ENGLISH, None)
    assert "n-leave-greg-brockman--president" in told(brockman.scene())


def test_a_succession_has_a_row_for_each_time_in_office() -> None:
    """Holders stand in the order of the history, gaps between them."""
    history = acme(
        Tenure("ann", "ceo", start="2010-01-01", end="2015-03-01", end_manner="resigned"),
        Tenure("bob", "ceo", start="2016-03-01", end="2018-03-01"),
        Tenure("ann", "ceo", start="2018-03-01", sources=["ft"]),
    ).with_facts(sources=[Source("ft", publisher="Financial Times", published="2018-03-02")])
    (view,) = succession_view(history, "ceo", ENGLISH, None)
    assert ["Ann Lee", "Vacant", "Bob Roe", "Ann Lee"] == [entry.title for entry in view.entries]
    assert "Acme: Chief executive" == view.name
    said = view.text()
    assert "2 holders, 3 times in office, 1 vacancy" in said
    assert "resigned" in said
    assert "Sources: Financial Times (2 Mar 2018)" in said


@given(histories())
@at_most(25)
def test_careers_and_successions_of_any_history(history: History) -> None:
    """Every person and post can be drawn, and nothing that is recorded is left out."""
    for person in sorted({tenure.person for tenure in history.tenures}):
        if person == UNDISCLOSED:
            continue
        (view,) = career_view(history, person, ENGLISH, None, most=ONE_PAGE)
        held = [slug for slug in told(view.scene()) if slug.startswith("n-tenure-")]
        assert len(history.careers(person)) == len(held)
    for post in sorted({post.id for post in history.posts}):
        (view,) = succession_view(history, post, ENGLISH, None, most=ONE_PAGE)
        held = [slug for slug in told(view.scene()) if slug.startswith("n-tenure-")]
        holders = [held for held in history.succession(post) if isinstance(held, Tenure)]
        assert len(holders) == len(held)


def test_unknown_people_and_posts_are_refused() -> None:
    """Who or what is not there is named, with the nearest ones."""
    with pytest.raises(UnknownIdError, match="sam-altman"):
        career_view(OPENAI, "sam-altmann", ENGLISH, None)
    with pytest.raises(UnknownIdError, match="there is no post"):
        succession_view(OPENAI, "ceoo", ENGLISH, None)


def test_the_legend_says_what_is_used_and_no_more() -> None:
    """A plain tenure with known ends needs no legend; each state adds its entry."""
    words = {
        getattr(ENGLISH, field.name)
        for field in attrs.fields(type(ENGLISH))
        if field.name.startswith("legend_")
    }
    whole = acme(Tenure("ann", "lead", start="2020-01-05T12:00", end="2021-01-05T12:00"))
    assert set() == words & set(texts(one(whole, posts=["lead"]).scene()))
    leave = [Leave("ann", start="2020-03-01T12:00", end="2020-05-01T12:00")]
    away = acme(*whole.tenures, leaves=leave)
    found = texts(one(away, posts=["lead"]).scene())
    assert {"on leave"} == words & set(found)
    assert found.count("on leave") > 1


def test_assigned_colours_of_units() -> None:
    """A unit has the colour that somebody gives it, in its bars and beside its name."""
    history = acme(Tenure("ann", "ceo", start="2015-01-01", end="2018-01-01"))
    scene = one(history, colours={"exec": "#123456"}).scene()
    assert "unit-123456" == piece(scene, "n-tenure-ann--ceo", "solid").fill
    assert "unit-123456" in {swatch.fill for swatch in scene.swatches}
