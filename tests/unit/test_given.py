"""What a history is made of: each thing where it belongs, whatever else a caller gives."""

import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import orgchart.io
from orgchart import (
    ChangeKind,
    History,
    Person,
    Post,
    Snapshot,
    Tenure,
    Unit,
    chain_of_command,
    diff,
    dump,
    load,
    reporting_cycles,
    reports_of,
    roots,
)
from orgchart.errors import InvalidValueError, OrgchartError, UnknownIdError
from orgchart.io import (
    dumps,
    from_ontology,
    from_popolo,
    loads,
    read_csv_folder,
    read_ontology,
    read_parquet,
    read_popolo,
    to_mermaid,
    to_networkx,
    to_ontology,
    to_popolo,
    write_csv_folder,
    write_graphml,
    write_mermaid,
    write_ontology,
    write_parquet,
    write_popolo,
)
from orgchart.measures import layers, shape, spans

WRONG: dict[str, dict[str, Any]] = {
    "a post among people": {"people": [Post("ceo", "Chief executive")]},
    "a number for people": {"people": 5},
    "a word for people": {"people": "ann"},
    "a number among sources": {"sources": [5]},
    "a number among claims": {"claims": [5]},
    "a number for a zone": {"zone": 5},
    "bytes for a zone": {"zone": b"UTC"},
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG)
def test_what_is_given_in_the_wrong_place_is_named(given: dict[str, Any]) -> None:
    """Nothing is sorted in silently, and the error names the argument."""
    (name,) = given
    with pytest.raises(InvalidValueError, match=name):
        History.build(**given)


@pytest.mark.parametrize("given", [5, [Snapshot.build()], {"2020": 5}], ids=str)
def test_charts_are_given_by_moment(given: Any) -> None:  # noqa: ANN401 - whatever a caller gives
    """Anything but charts by moment is refused."""
    with pytest.raises(InvalidValueError, match="snapshots"):
        History.from_snapshots(given)


CHART = Snapshot.build(posts=[Post("ceo", "Chief executive")])
HISTORY = History.build(posts=[Post("ceo", "Chief executive")])

ASKED: dict[str, Callable[[Any], object]] = {
    "a career": HISTORY.careers,
    "a succession": HISTORY.succession,
    "a life": HISTORY.life_of,
}

TAKING: dict[str, Callable[[Any], object]] = {
    "charts, the older": lambda wrong: diff(wrong, CHART),
    "charts, the newer": lambda wrong: diff(CHART, wrong),
    "facts to leave out": HISTORY.without,
    "facts to add": HISTORY.with_facts,
    "sources to add": lambda wrong: HISTORY.with_facts(sources=wrong),
    "a file to read": load,
    "a file to write": lambda wrong: dump(HISTORY, wrong),
    "a history to write": lambda wrong: dump(wrong, "never-written.toml"),
    "a text to read": loads,
    "a history to tell": dumps,
    "a folder to read": read_parquet,
    "a folder to write": lambda wrong: write_parquet(HISTORY, wrong),
    "a history to write to a folder": lambda wrong: write_parquet(wrong, "never-written"),
    "a folder of CSV files to read": read_csv_folder,
    "a folder of CSV files to write": lambda wrong: write_csv_folder(HISTORY, wrong),
    "a history to write as CSV files": lambda wrong: write_csv_folder(wrong, "never-written"),
}

#: The same of forms that are not all of a history.
FORMS: dict[str, Callable[[Any], object]] = {
    "a Popolo text": from_popolo,
    "a Popolo file": read_popolo,
    "a history for Popolo": to_popolo,
    "a history for a Popolo file": lambda wrong: write_popolo(wrong, StringIO()),
    "a Popolo file to write": lambda wrong: write_popolo(HISTORY, wrong),
    "a text of the ontology": from_ontology,
    "a file of the ontology": read_ontology,
    "a history for the ontology": to_ontology,
    "a history for a file of the ontology": lambda wrong: write_ontology(wrong, StringIO()),
    "a file of the ontology to write": lambda wrong: write_ontology(HISTORY, wrong),
    "a chart for Mermaid": to_mermaid,
    "a chart for a Mermaid file": lambda wrong: write_mermaid(wrong, StringIO()),
    "a Mermaid file to write": lambda wrong: write_mermaid(CHART, wrong),
    "a graph": to_networkx,
    "a graph for a file": lambda wrong: write_graphml(wrong, StringIO()),
    "a file of a graph": lambda wrong: write_graphml(HISTORY, wrong),
}

#: Questions about one chart.
OF_A_CHART: dict[str, Callable[[Any], object]] = {
    "spans": spans,
    "layers": layers,
    "shape": shape,
    "roots": roots,
    "circles": reporting_cycles,
    "a chain": lambda wrong: chain_of_command(wrong, "ceo"),
    "a branch": lambda wrong: reports_of(wrong, "ceo"),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("wrong", [None, 3, b"ceo", "seo"], ids=repr)
def test_nothing_has_an_id_that_is_no_text(ask: Callable[[Any], object], wrong: object) -> None:
    """Whatever is asked for, it is an id that nothing has; the remedy fits what was given."""
    with pytest.raises(UnknownIdError, match=r"there is no .+ in the history") as caught:
        ask(wrong)
    assert caught.value.id == wrong
    assert ("which is text" in str(caught.value)) is (wrong != "seo")


@pytest.mark.parametrize("take", [*TAKING.values(), *FORMS.values()], ids=[*TAKING, *FORMS])
@pytest.mark.parametrize("wrong", [None, 3, b"ceo"], ids=repr)
def test_what_is_nothing_of_the_kind_is_refused(
    take: Callable[[Any], object], wrong: object
) -> None:
    """Where a chart, a fact, a history or a file belongs, anything else gives a sentence."""
    with pytest.raises(InvalidValueError, match=r"cannot be .+: .*give "):
        take(wrong)


def test_a_chart_is_not_its_history() -> None:
    """Two histories are not compared, and the sentence tells how to come to charts."""
    with pytest.raises(InvalidValueError, match=r"history\.at"):
        diff(HISTORY, HISTORY)  # type: ignore[arg-type] # that is the point


@pytest.mark.parametrize("ask", OF_A_CHART.values(), ids=OF_A_CHART)
@pytest.mark.parametrize("wrong", [HISTORY, None, "ceo"], ids=["a history", "None", "text"])
def test_what_is_asked_of_a_chart(ask: Callable[[Any], object], wrong: object) -> None:
    """A history, or nothing, is no chart, and the sentence tells how to come to one."""
    with pytest.raises(InvalidValueError, match=r"chart cannot be .+history\.at") as caught:
        ask(wrong)
    assert caught.value.value is wrong
    ask(CHART)


def test_a_chart_is_written_to_no_folder(tmp_path: Path) -> None:
    """A folder holds a history; a chart is refused before anything is written."""
    with pytest.raises(InvalidValueError, match="from_snapshots"):
        write_parquet(CHART, tmp_path / "acme")  # type: ignore[arg-type] # that is the point
    assert not [*tmp_path.iterdir()]


def test_an_error_of_a_wrong_type_is_one_of_ours(tmp_path: Path) -> None:
    """What is refused leaves no file behind."""
    with pytest.raises(OrgchartError):
        dump(CHART, tmp_path / "acme.toml")  # type: ignore[arg-type] # that is the point
    assert not [*tmp_path.iterdir()]


STARRED = """
import sys

sys.modules.update(networkx=None, pyarrow=None, rdflib=None)
from orgchart.io import *
print(*sorted(name for name in globals() if name.startswith(("read_", "to_", "write_"))))
"""


def test_all_there_is_can_be_imported_where_extras_are_missing() -> None:
    """A star import hands on what works; what is left out names its extra when asked for."""
    done = subprocess.run(
        [sys.executable, "-c", STARRED], check=True, capture_output=True, text=True
    )
    there = set(done.stdout.split())
    assert {"read_csv_folder", "read_popolo", "to_mermaid"} <= there
    left_out = {name for name in orgchart.io.__all__ if name.startswith(("read_", "to_", "write_"))}
    assert left_out - there == {
        *("read_ontology", "read_ontology_with_report", "to_ontology", "write_ontology"),
        *("read_parquet", "write_parquet", "to_networkx", "write_graphml"),
    }


def test_a_history_in_another_zone_is_built_anew() -> None:
    """Dates say the zone that they were placed in, in files too, and stay the same instants."""
    told = History.build(
        zone="Europe/London",
        posts=[Post("ceo", "Chief executive", start="2019-03-01")],
    )
    anew = History.build(zone="Asia/Tokyo", posts=told.posts)
    assert loads(dumps(anew)).posts == anew.posts
    assert [when.low for when in anew.dates()] == [when.low for when in told.dates()]


def test_each_fact_is_taken_out_once() -> None:
    """Of two alike, one stays; a third is not there to be taken out."""
    post = Post("ceo", "Chief executive")
    history = History.build(posts=[post, post])
    assert history.without(post).posts == (post,)
    assert history.without(post, post).posts == ()
    with pytest.raises(UnknownIdError):
        history.without(post, post, post)


def test_changes_from_the_beginning_of_a_day_in_another_language() -> None:
    """Without `inclusive` a day's own changes are over; names come in the language asked for."""
    ann = Person("ann", "Ann Lee", names={"zh": "李安"})
    history = History.build(
        people=[ann],
        posts=[Post("ceo", "Chief executive")],
        tenures=[Tenure("ann", "ceo", start="2020-05-01")],
    )
    assert not list(history.changes("2020-05-01", "2020-05-02"))
    (told,) = history.changes("2020-05-01", "2020-05-02", inclusive=True, lang="zh")
    assert "李安" in str(told)
    assert str(told.at) == "2020-05-01"


def test_another_name_has_its_own_date() -> None:
    """Somebody renamed on a day is told on that day, and not at the instant after it."""
    history = History.build(
        people=[
            Person("ann", "Ann Old", end="2018-01-01"),
            Person("ann", "Ann New", start="2018-01-01"),
        ],
        posts=[Post("ceo", "Chief executive")],
        tenures=[Tenure("ann", "ceo", start="2015-05-01")],
    )
    told = [(str(change.at), change.kind) for change in history.changes("2016", "2019")]
    assert told == [("2018-01-01", ChangeKind.RENAMED)]


def test_changing_departments_is_not_leaving() -> None:
    """A department that nothing is recorded above is no organisation that people join and leave."""
    history = History.build(
        units=[Unit("e", "E", kind="department"), Unit("f", "F", kind="department")],
        posts=[Post("p", "Engineer", unit="e"), Post("q", "Analyst", unit="f")],
        tenures=[Tenure("bob", "p", end="2020-05-01"), Tenure("bob", "q", start="2020-05-01")],
    )
    kinds = {change.kind for change in history.diff("2020-01", "2021-01").changes}
    assert ChangeKind.APPOINTED in kinds
    assert kinds.isdisjoint({ChangeKind.JOINED, ChangeKind.LEFT})
    assert history.at("2020-01").organization_of("p") is None
