"""How the importer is tested: with histories that Hypothesis draws, and with laws."""

from hypothesis import given
from importer import Row, read  # type: ignore[import-not-found] # it stands beside this file

from orgchart import History, Snapshot
from orgchart.laws import check_history_laws, check_reader_laws
from orgchart.strategies import histories

MONTHS = ("2020-01", "2020-02", "2020-12")
#: What the export holds. It has no units, no seats, no leaves, no dotted lines.
CARRIES = (
    *("person.id", "person.name", "post.id", "post.title"),
    *("tenure.person", "tenure.post", "line.post", "line.manager"),
)
#: Histories as that HR system can hold them.
SIMPLE = histories(
    units=False,
    shared=False,
    dotted=False,
    leaves=False,
    kinds=False,
    possible=False,
    undisclosed=False,
    cycles=False,
    duplicates=False,  # a table with a row for each post has no place for them
)


def export(history: History) -> dict[str, list[Row]]:
    """Write what the HR system would export: a table a month, with a row for each post."""
    return {month: rows(history.at(month)) for month in MONTHS}


def rows(chart: Snapshot) -> list[Row]:
    """Return the rows of one month."""
    found: list[Row] = []
    for post in chart.posts.values():
        held, line = chart.incumbent(post.id), chart.line_of(post.id)
        manager = "" if line is None else line.manager or "nobody"
        found.append(
            {
                "post": post.id,
                "title": post.title,
                "person": held.person if held else "",
                "name": chart.person_name(held.person) if held else "",
                "manager": "?" if manager == "unknown" else manager,
            }
        )
    return found


@given(SIMPLE)
def test_importer_reads_what_was_exported(history: History) -> None:
    """In each month the importer finds the chart that the HR system held."""
    check_reader_laws(read, export, history, carries=CARRIES, at=MONTHS)


@given(SIMPLE)
def test_what_was_imported_is_sound(history: History) -> None:
    """The imported history answers consistently."""
    check_history_laws(read(export(history)), max_dates=3)
