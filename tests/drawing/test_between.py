"""How many recorded states a picture of two dates says to lie between them."""

import pytest

from orgchart import History, Person, Post, ReportingLine, Snapshot, Tenure, draw
from orgchart.drawing.options import ViewName

PEOPLE = ("ann", "bob", "cat", "dan")


def chart(person: str) -> Snapshot:
    """Return a chart in which somebody holds the only post."""
    return Snapshot.build(
        people=[Person(person, person.title())],
        posts=[Post("ceo", "CEO")],
        tenures=[Tenure(person, "ceo")],
        lines=[ReportingLine("ceo", None)],
    )


#: A chart a month, on the last day of each.
PERIODIC = History.from_snapshots(
    {f"2024-{month:02}-28": chart(person) for month, person in enumerate(PEOPLE, 1)},
    name="Acme",
    zone="UTC",
)


def held(*dates: str) -> History:
    """Return a history in which the post goes from one to the next at some dates."""
    starts = ("2000", *dates)
    ends = (*dates, None)
    tenures = [
        Tenure(person, "ceo", start=start, end=end)
        for person, start, end in zip(PEOPLE, starts, ends, strict=False)
    ]
    people = [Person(tenure.person, tenure.person.title()) for tenure in tenures]
    posts = [Post("ceo", "CEO")]
    return History.build(name="Acme", zone="UTC", people=people, posts=posts, tenures=tenures)


EXACT = held("2024-01-10", "2024-02-10", "2024-03-10")
VAGUE = held("2021", "2023")
#: It is sure on the morning of a day what is on record of it at its close.
MORNING = held("[2024-01-10..2024-02-09]", "[2024-02-11..2024-03-09]")


@pytest.mark.parametrize("view", ["merged", "side-by-side"])
@pytest.mark.parametrize(
    ("history", "before", "after", "count"),
    [
        (PERIODIC, "2024-01-28", "2024-02-28", 0),
        (PERIODIC, "2024-01-28", "2024-03-28", 1),
        (PERIODIC, "2024-01-28", "2024-04-28", 2),
        # What is new on the third date is possible from the second one on.
        (PERIODIC, "2024-01-28", "2024-03-10", 1),
        (PERIODIC, "2024-02-10", "2024-02-28", 0),
        (PERIODIC, "2024-02-10", "2024-03-10", 1),
        (EXACT, "2024-01-09", "2024-01-10", 0),
        (EXACT, "2024-01-09", "2024-03-09", 1),
        (EXACT, "2024-01-09", "2024-03-10", 2),
        (EXACT, "2024-03-10", "2024-01-09", 2),
        # From 2020 to the middle of 2021 it has only become possible.
        (VAGUE, "2020", "2021-06", 0),
        (VAGUE, "2020", "2021", 0),
        (VAGUE, "2020", "2022", 0),
        (VAGUE, "2020", "2023-06", 1),
        (VAGUE, "2020", "2024", 1),
        (VAGUE, "2021-06", "2023-06", 1),
        (MORNING, "2024-01-09", "2024-02-10", 0),
        (MORNING, "2024-01-09", "2024-03-10", 1),
    ],
)
def test_states_between(
    history: History, before: str, after: str, count: int, view: ViewName
) -> None:
    """Where something has surely changed there is a state; what becomes possible makes none."""
    said = "1 recorded state lies between" if count == 1 else f"{count} recorded states lie between"
    assert said in draw(history, before, after, view=view).text()
