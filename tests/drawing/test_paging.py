"""Large charts as linked pages: every card once, ways down and back, counts that are true."""

from collections import Counter
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import Person, Post, ReportingLine, Snapshot, Tenure, Unit, When, diff
from orgchart.drawing.cards.chart import Body, Chart, Dotted, Slot, Tray
from orgchart.drawing.cards.faces import Face, Holder, Look, MarkStyle
from orgchart.drawing.cards.merged import merged_chart
from orgchart.drawing.cards.outline import chart_text
from orgchart.drawing.cards.still import still_chart
from orgchart.drawing.language.wording import ENGLISH
from orgchart.drawing.parts.paging import MOST, paged
from orgchart.drawing.parts.sharing import share


def slot(name: str, *, vacant: bool = False) -> Slot:
    """Return a card."""
    word = ENGLISH.vacant if vacant else name
    holder = Holder(word, MarkStyle.EMPTY if vacant else MarkStyle.FILLED)
    look = Look.VACANT if vacant else Look.PLAIN
    return Slot(name, Face((holder,), f"Post {name}", "unit-board", look), name, posts=(name,))


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    """Charts of many cards: trees, a board, trays, dotted lines."""
    parents = draw(st.lists(st.integers(-1, 150), min_size=1, max_size=150))
    names = [f"n{place}" for place in range(len(parents))]
    children: dict[str, list[str]] = {}
    tops: list[str] = []
    for place, parent in enumerate(parents):
        above = min(parent, place - 1)
        if above < 0:
            tops.append(names[place])
        else:
            children.setdefault(names[above], []).append(names[place])
    boxed = draw(st.integers(0, len(tops)))
    seats = draw(st.integers(0, 25))
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    slots = {name: slot(name, vacant=draw(st.booleans())) for name in names}
    return Chart(
        "Acme",
        "1 May 2024",
        remarks=("150 people",),
        bodies=(Body("c-b", "Board", "BOARD", tuple(slot(f"b{n}") for n in range(seats))),)
        * bool(seats),
        slots=slots,
        children={name: tuple(below) for name, below in children.items()},
        roots=tuple(tops[boxed:]),
        appointed={tops[-1]: ("c-b", "appoints", "report")} if seats and boxed < len(tops) else {},
        trays=(Tray("c-unknown", "NOT KNOWN", tuple(tops[:boxed])),) * bool(boxed),
        dotted=tuple(Dotted(*pair) for pair in draw(st.lists(pairs, max_size=4))),
        alt_text="Acme, 1 May 2024. 150 people.",
    )


def full(page: Chart) -> list[str]:
    """Return the cards that are on a page in full."""
    away = {"reference", "sign"}
    return [id_ for id_, card in page.slots.items() if not away.intersection(card.classes)]


@given(charts(), st.sampled_from([10, 20, 60]))
def test_every_card_is_on_one_page_in_full(chart: Chart, most: int) -> None:
    """No card is lost and none told twice; boards likewise."""
    pages = paged(chart, ENGLISH, most)
    assert Counter(list(chart.slots)) == Counter(id_ for page in pages for id_ in full(page))
    assert Counter(chart.bodies) == Counter(body for page in pages for body in page.bodies)


@given(charts(), st.sampled_from([10, 20, 60]))
def test_each_page_is_a_chart(chart: Chart, most: int) -> None:
    """Each card of a page has one place on it, and each line leads from card to card."""
    for page in paged(chart, ENGLISH, most):
        tops = [*page.roots, *(top for tray in page.trays for top in tray.slots)]
        reached = [id_ for top in tops for id_, _ in page.branch(top)]
        assert Counter(list(page.slots)) == Counter(reached)
        ends = {end for line in page.dotted for end in (line.manager, line.report)}
        assert ends <= page.slots.keys()
        assert page.appointed.keys() <= set(page.roots)
        assert {body for body, _, _ in page.appointed.values()} <= {b.id for b in page.bodies}


@given(charts(), st.sampled_from([10, 20, 60]))
def test_every_page_can_be_reached_and_left(chart: Chart, most: int) -> None:
    """Cards lead from the first page to every other and from each back to the first."""
    pages = paged(chart, ENGLISH, most)
    ways = {
        number: {card.page for card in page.slots.values() if card.page}
        for number, page in enumerate(pages, 1)
    }
    seen, ahead = {1}, [1]
    while ahead:
        fresh = {page for page in ways[ahead.pop()] if page not in seen}
        seen |= fresh
        ahead += sorted(fresh)
    assert set(ways) == seen
    for number in ways:
        at = number
        while at != 1:
            back = min(ways[at])
            assert back < at
            at = back


@given(charts(), st.sampled_from([10, 20, 60]))
def test_lines_of_the_whole_are_on_the_pages(chart: Chart, most: int) -> None:
    """Each line of a tree is drawn where the report stands in full."""
    pages = paged(chart, ENGLISH, most)
    drawn = {
        (manager, report)
        for page in pages
        for manager, below in page.children.items()
        for report in below
        if report in full(page)
    }
    assert {(m, r) for m, below in chart.children.items() for r in below} == drawn


@given(charts(), st.sampled_from([10, 20, 60]))
def test_folded_cards_count_what_is_below(chart: Chart, most: int) -> None:
    """A card that names a branch of another page counts all of it, and the vacant among it."""
    for page in paged(chart, ENGLISH, most):
        for id_, card in page.slots.items():
            if not card.below.cards:
                continue
            shown = {below for below, _ in page.branch(id_)}
            hidden = {below for below, _ in chart.branch(id_)} - shown
            deeper = sum(page.slots[below].below.cards for below in shown - {id_})
            assert len(hidden) == card.below.cards + deeper
            if not deeper:
                vacant = sum(chart.slots[one].face.look is Look.VACANT for one in hidden)
                assert vacant == card.below.vacant
                assert f"+ {len(hidden)} below" == card.face.fold


@given(charts())
def test_a_chart_that_fits_is_one_page(chart: Chart) -> None:
    """A chart of no more cards than a page holds stays as it is."""
    assert (chart,) == paged(chart, ENGLISH, 500)


@given(charts(), st.sampled_from([20, 60]))
def test_pages_are_about_as_large_as_asked(chart: Chart, most: int) -> None:
    """A page is larger only where one manager has many reports, or a board many members."""
    widest = max((len(below) for below in chart.children.values()), default=0)
    for page in paged(chart, ENGLISH, most):
        seats = sum(len(body.slots) for body in page.bodies)
        assert len(page.slots) <= max(most, min(widest + 2, 2 * most)) or seats > most // 2


@given(charts(), st.sampled_from([10, 60]))
def test_pages_say_which_part_they_are(chart: Chart, most: int) -> None:
    """Each page of several has its number; the headline is that of the whole on each."""
    pages = paged(chart, ENGLISH, most)
    if len(pages) == 1:
        return
    for number, page in enumerate(pages, 1):
        assert page.part.startswith(f"Page {number} of {len(pages)}: ")
        assert chart.remarks == page.remarks
        assert page.alt_text.startswith(f"Acme, 1 May 2024. Page {number} of {len(pages)}: ")
        assert len(page.alt_text) <= 150
        assert page.part in chart_text(page, ENGLISH)


def company(divisions: int, staff: int) -> Snapshot:
    """Return a chief with divisions of some staff each."""
    posts = ["chief", *(f"d{d}" for d in range(divisions))]
    posts += [f"d{d}-s{s:02}" for d in range(divisions) for s in range(staff)]
    above = {post: "chief" if "-" not in post else post.partition("-")[0] for post in posts}
    return Snapshot.build(
        name="Acme",
        at=When("2024-05-01"),
        units=[Unit("u", "Works")],
        people=[Person(f"p-{post}", f"Holder of {post}") for post in posts],
        posts=[Post(post, f"Head of {post}", unit="u") for post in posts],
        tenures=[Tenure(f"p-{post}", post) for post in posts],
        lines=[ReportingLine(post, above[post] if post != "chief" else None) for post in posts],
    )


def test_the_first_page_is_an_overview() -> None:
    """A chief with three divisions of thirty: some divisions are only named on the first page."""
    chart = still_chart(company(3, 30), ENGLISH, None)
    first, *others = paged(chart, ENGLISH)
    assert "Page 1 of 3: overview" == first.part
    assert ["Page 2 of 3: Head of d0", "Page 3 of 3: Head of d1"] == [p.part for p in others]
    named = first.slots["n-post-d0"]
    assert ("+ 30 below", "page 2") == (named.face.fold, named.face.fold_note)
    assert 2 == named.page
    assert "30 below · page 2" in named.says.replace("; ", " · ")
    back = others[0].slots["n-post-chief"]
    assert ("↑ page 1", 1) == (back.face.fold, back.page)
    assert ("n-post-d0",) == others[0].children["n-post-chief"]


def test_a_hundred_reports_stay_together() -> None:
    """A manager with a hundred reports is one page: parting them would hide how many they are."""
    chart = still_chart(company(1, 100), ENGLISH, None)
    assert 101 in {len(full(page)) for page in paged(chart, ENGLISH)} | {102}
    assert max(len(page.slots) for page in paged(chart, ENGLISH)) <= 102


def test_a_thousand_reports_are_parted_in_stretches() -> None:
    """More reports than two pages hold stand on several, in order, each page saying which."""
    chart = still_chart(company(1, 1000), ENGLISH, None)
    pages = paged(chart, ENGLISH)
    assert max(len(page.slots) for page in pages) <= MOST
    order = [report for page in pages for report in page.children.get("n-post-d0", ())]
    assert list(chart.children["n-post-d0"]) == order
    assert "Head of d0 (1–59 of 1000)" in pages[1].part
    assert pages[0].slots["n-post-d0"].page == 2


def test_small_branches_share_a_page() -> None:
    """Many divisions of few make few pages, not a page each."""
    chart = still_chart(company(58, 3), ENGLISH, None)
    pages = paged(chart, ENGLISH)
    assert 6 == len(pages)
    assert "Page 2 of 6: Head of d0, Head of d1, Head of d2 and 11 more" == pages[1].part


def test_a_large_tray_is_paged_as_well() -> None:
    """Cards without a known line stand on pages of their own, that the first page leads to."""
    names = [f"n{place:03}" for place in range(150)]
    chart = Chart(
        "Acme",
        "",
        slots={name: slot(name) for name in ("top", *names)},
        roots=("top",),
        trays=(Tray("c-unknown", "NOT KNOWN", tuple(names)),),
    )
    first, *others = paged(chart, ENGLISH)
    assert [59, 59, 32] == [len(page.trays[0].slots) for page in others]
    sign = first.slots["n-page-2"]
    assert ("NOT KNOWN", "+ 150 below", "page 2") == (
        sign.face.title,
        sign.face.fold,
        sign.face.fold_note,
    )
    assert "Page 3 of 4: NOT KNOWN (60–118 of 150)" == others[1].part


def test_dotted_lines_across_pages_are_said() -> None:
    """A dotted line to a card of another page is a note with the page, on the report's card."""
    snapshot = company(3, 30)
    chart = still_chart(snapshot, ENGLISH, None)
    line = Dotted("n-post-d1", "n-post-d0-s05")
    pages = paged(attrs.evolve(chart, dotted=(line,)), ENGLISH)
    card = next(page.slots[line.report] for page in pages if line.report in full(page))
    assert "dotted line to Holder of d1, Head of d1 (page 3)" in card.face.note


def test_pages_count_changes_below() -> None:
    """In a difference a card that names another page says how many changes are there."""
    before = company(3, 30)
    history_like = [fact for fact in before.tenures if fact.post != "d0-s05"]
    after = Snapshot.build(
        name="Acme",
        at=When("2024-06-01"),
        units=before.units.values(),
        people=before.people.values(),
        posts=before.posts.values(),
        tenures=[*history_like, Tenure("p-d1-s00", "d0-s05")],
        lines=before.lines,
    )
    chart = merged_chart(diff(before, after), ENGLISH, None)
    first = paged(chart, ENGLISH)[0]
    assert 1 == first.slots["n-post-d0"].below.changes
    assert "1 change" in first.slots["n-post-d0"].face.fold_note


def test_sharing_gives_heavy_branches_away_first() -> None:
    """The heaviest branch goes to a page of its own, and only as many as must."""
    plans = share(["a"], {"a": ["b", "c", "d"], "b": ["e", "f"], "c": ["g", "h", "i"]}, 7, 7)
    assert [("a",), ("c",)] == [plan.tops for plan in plans]
    assert all(one.up < two for two, (one, _) in enumerate(pairwise([*plans, plans[0]])))


@pytest.mark.parametrize("count", [3000])
def test_a_long_chain_is_paged(count: int) -> None:
    """A chain of thousands of managers is paged without recursion."""
    names = [f"n{place}" for place in range(count)]
    chart = Chart(
        "Acme",
        "",
        slots={name: slot(name) for name in names},
        children={one: (two,) for one, two in pairwise(names)},
        roots=(names[0],),
    )
    pages = paged(chart, ENGLISH)
    assert count == sum(len(full(page)) for page in pages)
    assert max(len(page.slots) for page in pages) <= MOST
