"""
The senior posts of the UK Ministry of Defence, 2015 and 2016: real and dirty, on pages to be read.

The table is read here, in a few lines; what it means: ``XX`` above a post is nobody, ``N/D`` is a
holder who is not disclosed, ids lose and gain leading zeros from year to year.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Diff,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    When,
    diff,
    draw,
)
from orgchart.drawing import Drawing

BEFORE, AFTER = "2015-09-30", "2016-03-31"
Row = Mapping[str, str]


def rows(folder: Path, date: str) -> list[Row]:
    """Return the lines of one date."""
    path = folder / "uk-organograms" / "mod" / f"{date}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def slug(text: str) -> str:
    """Return an id for a name."""
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


def ids(tables: Sequence[Sequence[Row]]) -> dict[str, str]:
    """Return the id of each post as written: without leading zeros, where that is unambiguous."""
    bare: defaultdict[str, set[str]] = defaultdict(set)
    clash: set[str] = set()
    for table in tables:
        written = {row["id"].strip() for row in table}
        counts = Counter(id_.lstrip("0") for id_ in written)
        clash |= {id_ for id_, count in counts.items() if count > 1 or not id_}
        for id_ in written:
            bare[id_.lstrip("0")].add(id_)
    return {id_: id_ if short in clash else short for short, many in bare.items() for id_ in many}


def snapshot(table: Sequence[Row], named: Mapping[str, str], date: str) -> Snapshot:
    """Return the chart of one date."""
    seats: defaultdict[str, list[Row]] = defaultdict(list)
    for row in table:
        seats[named[row["id"].strip()]].append(row)
    loose: defaultdict[str, set[str]] = defaultdict(set)
    for id_ in seats:
        loose[id_.lstrip("0")].add(id_)

    def manager(post: str, written: str) -> str | None:
        if written == "XX":
            return None
        near = loose.get(written.lstrip("0"), set())
        found = named.get(written, "") if len(near) != 1 else min(near)
        return found if found in seats and found != post else UNKNOWN

    units = sorted({row["unit"] for row in table})
    people = {row["name"] for row in table if holder(row) not in {None, UNDISCLOSED}}
    return Snapshot.build(
        name="Ministry of Defence",
        at=When(date),
        units=[
            Unit("mod", "Ministry of Defence"),
            *(Unit(slug(unit), unit, parent="mod") for unit in units),
        ],
        people=[Person(slug(name), name) for name in sorted(people)],
        posts=[
            Post(id_, held[0]["title"], unit=slug(held[0]["unit"]), seats=len(held))
            for id_, held in seats.items()
        ],
        tenures=[
            Tenure(who, id_)
            for id_, held in seats.items()
            for row in held
            if (who := holder(row)) is not None
        ],
        lines=[
            ReportingLine(id_, manager(id_, held[0]["reports_to"].strip()))
            for id_, held in seats.items()
        ],
    )


def holder(row: Row) -> str | None:
    """Return who holds a post; None for nobody."""
    name = row["name"].strip()
    if name.lower() in {"vacant", "eliminated", ""}:
        return None
    return UNDISCLOSED if name == "N/D" else slug(name)


@cache
def read(folder: Path) -> Diff:
    """Return the difference of the two dates."""
    tables = [rows(folder, date) for date in (BEFORE, AFTER)]
    named = ids(tables)
    charts = [snapshot(t, named, d) for t, d in zip(tables, (BEFORE, AFTER), strict=True)]
    return diff(*charts)


@pytest.fixture(scope="module")
def still(real_data: Path) -> Drawing:
    """Return the picture of 2016."""
    return draw(read(real_data).after)


@pytest.fixture(scope="module")
def change(real_data: Path) -> Drawing:
    """Return the picture of what changed."""
    return draw(read(real_data))


def test_the_table_is_read_as_it_is_meant(real_data: Path) -> None:
    """704 posts, 11 without a manager, nobody's line unknown; a job share is one post."""
    chart = read(real_data).after
    assert 704 == len(chart.posts)
    assert 11 == sum(line.manager is None for line in chart.lines)
    assert 0 == sum(line.manager == UNKNOWN for line in chart.lines)
    assert {"alexander-lambert", "jennifer-henderson"} == {
        tenure.person for tenure in chart.holders("609")
    }


def test_ids_that_lost_zeros_are_the_same_posts(real_data: Path) -> None:
    """Posts are not abolished and created because their ids were written otherwise."""
    found = read(real_data)
    shared = found.before.posts.keys() & found.after.posts.keys()
    written = [{row["id"] for row in rows(real_data, date)} for date in (BEFORE, AFTER)]
    assert len(written[0] & written[1]) + 50 < len(shared)
    assert 596 == len(shared)


@pytest.mark.parametrize("name", ["still", "change"])
def test_pages_can_be_read(name: str, request: pytest.FixtureRequest) -> None:
    """No page has more than sixty cards or is wider than asked, and on none do cards overlap."""
    picture: Drawing = request.getfixturevalue(name)
    assert 15 <= len(picture.pages) <= 30
    for scene in picture.scenes:
        assert len(scene.cards) <= 61
        assert scene.width <= 1200
        assert scene.height <= 3000
        for one, two in combinations([card.box for card in scene.cards], 2):
            apart = one.right <= two.x or two.right <= one.x
            assert apart or one.bottom <= two.y or two.bottom <= one.y


def test_every_post_is_on_one_page_in_full(still: Drawing, real_data: Path) -> None:
    """No post of the table is missing or told twice."""
    found = Counter(
        post
        for scene in still.scenes
        for card in scene.cards
        if not {"reference", "sign"}.intersection(card.classes)
        for post in [card.id]
    )
    assert {1} == set(found.values())
    assert len(read(real_data).after.posts) == len(found)


def test_the_overview_counts_as_the_table_does(still: Drawing, real_data: Path) -> None:
    """The first page tells of each head how many posts are below; recounted in the table."""
    below: defaultdict[str, list[str]] = defaultdict(list)
    for line in read(real_data).after.lines:
        if line.manager is not None:
            below[line.manager].append(line.post)

    def count(post: str) -> int:
        return sum(1 + count(child) for child in below[post])

    text = still.pages[0].text()
    assert "Tony Douglas, Chief Executive Officer" in text
    for head in ("212421", "1926203", "1167535"):
        assert f"{count(head)} below" in text


def test_all_pages_are_written(real_data: Path, tmp_path: Path) -> None:
    """Each page of the chart and of the difference has its file; `make bench` tells the time."""
    found = read(real_data)
    pictures = {"still": draw(found.after), "change": draw(found)}
    for name, picture in pictures.items():
        picture.save(tmp_path / f"{name}.svg")
    for name, picture in pictures.items():
        assert len(picture.pages) == len(list(tmp_path.glob(f"{name}*.svg")))
