"""Mermaid, NetworkX and GraphML: what they show, and what they say they leave out."""

import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    TenureKind,
    Unit,
)
from orgchart.io.losses import LossReport, spelled
from orgchart.io.mermaid import to_mermaid, write_mermaid
from tests.counts import at_most
from tests.support.histories import histories, hostile_histories
from tests.support.snapshots import dirty_snapshots, snapshots
from tests.support.texts import hostile_texts

CHART = Snapshot.build(
    name="Acme",
    people=[Person("ann", "Ann Lee", names={"zh-Hans": "李安"}), Person("bo", "Bo Ek")],
    units=[
        Unit("acme", "Acme"),
        Unit("board", "Board", kind="board", parent="acme"),
        Unit("lab", "Lab", parent="acme"),
    ],
    posts=[
        Post("ceo", "Chief executive", unit="acme", titles={"zh-Hans": "首席执行官"}),
        Post("cto", "Technology", unit="lab"),
        Post("cfo", "Money", seats=2),
    ],
    tenures=[
        Tenure("ann", "ceo", start="2019"),
        Tenure("bo", "cto", kind=TenureKind.ACTING, certainty="possible"),
        Tenure(UNDISCLOSED, "cfo"),
    ],
    lines=[
        ReportingLine("ceo", "board"),
        ReportingLine("cto", "ceo", certainty="possible"),
        ReportingLine("cto", "ceo", kind=LineKind.DOTTED),
        ReportingLine("cfo", UNKNOWN),
    ],
    leaves=[Leave("ann", note="sabbatical")],
)


def test_mermaid_shows_the_chart() -> None:
    """Seats, holders, doubts, vacancies, unknown managers and boards are all drawn."""
    assert to_mermaid(CHART).splitlines() == [
        "flowchart TD",
        '  %% u1 unit "acme"',
        '  subgraph u1["Acme"]',
        '    %% n1 post "ceo"',
        '    %% n1 holder "ann"',
        '    n1["Chief executive<br/>Ann Lee (on leave)"]',
        '    %% u2 unit "board"',
        '    u2["Board"]',
        '    %% u3 unit "lab"',
        '    subgraph u3["Lab"]',
        '      %% n3 post "cto"',
        '      %% n3 holder "bo"',
        '      n3["Technology<br/>Bo Ek (acting, perhaps)<br/>perhaps vacant"]',
        "    end",
        "  end",
        '  %% n2 post "cfo"',
        '  n2["Money<br/>not disclosed<br/>vacant"]',
        '  %% m1 unit "board"',
        '  m1(["Board"])',
        "  n1 -.-> n3",
        "  m1 --> n1",
        '  x3["not known"]',
        "  x3 --> n2",
        "  n1 -->|perhaps| n3",
    ]


def test_mermaid_in_a_language() -> None:
    """Names and titles are in the language, and the plain ones are what is left behind."""
    stream = io.StringIO()
    report = write_mermaid(CHART, stream, lang="zh-Hans")
    assert 'n1["首席执行官<br/>李安 (on leave)"]' in stream.getvalue()
    assert {("name", "Acme"), ("name", "Ann Lee"), ("title", "Chief executive")} <= {
        (loss.field, loss.value) for loss in report
    }


def test_mermaid_says_what_it_leaves_out() -> None:
    """What is not drawn is named, field by field."""
    assert [
        ("history", "name"),
        ("leave", "note"),
        ("person", "names.zh-Hans"),
        ("post", "titles.zh-Hans"),
        ("post", "seats"),
        ("tenure", "start"),
        ("unit", "kind"),
    ] == sorted(
        ((loss.fact[0], loss.field) for loss in write_mermaid(CHART, io.StringIO())),
        key=lambda found: (found[0], found[1] == "seats", found[1]),
    )


#: The only rows that a flowchart has, whatever the data say.
ROWS = re.compile(
    r'flowchart TD|\s*end|\s*%% [mnu]\d+ (?:unit|post|holder) "[ -$&-z|~]*"'
    r'|\s*(?:subgraph )?[mnu]\d+(?:\["[^"\[\]{}<>`|]*(?:<br/>[^"\[\]{}<>`|]*)*"\])'
    r'|\s*m\d+\(\["[^"\[\]{}<>`|]*"\]\)|\s*x\d+\["not known"\]'
    r"|\s*[mnx]\d+ (?:-->|-\.->)(?:\|perhaps\|)? n\d+"
)


@at_most(25)
@given(hostile_histories())
def test_no_text_of_the_data_is_syntax(history: History) -> None:
    """Every row is one of the few that a flowchart has."""
    chart = Snapshot.from_facts(history.facts)
    assert [] == [row for row in to_mermaid(chart).split("\n")[:-1] if not ROWS.fullmatch(row)]


@at_most(25)
@given(hostile_texts())
def test_a_title_is_kept_but_for_what_cannot_be_shown(title: str) -> None:
    """A reader of the flowchart sees the title."""
    row = to_mermaid(Snapshot.build(posts=[Post("a", title)])).splitlines()[2]
    label = row.strip().removeprefix('n1["').removesuffix('<br/>vacant"]')
    shown = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), label)
    bare = "".join(char for char in " ".join(title.split()) if char.isprintable() or char in shown)
    assert bare == shown


@at_most(25)
@given(st.one_of(snapshots(), dirty_snapshots()))
def test_mermaid_names_only_what_is_there(chart: Snapshot) -> None:
    """No field stands twice in the report, or beside the whole of its fact."""
    losses = list(write_mermaid(chart, io.StringIO()))
    whole = {loss.fact for loss in losses if not loss.field}
    assert [] == [loss for loss in losses if loss.field and loss.fact in whole]
    said = {key: Counter(spelled(fact)) for key, fact in chart.facts.items()}
    found = Counter((loss.fact, loss.field, loss.value) for loss in losses if loss.field)
    assert [] == [part for part, n in found.items() if n > said[part[0]][part[1:]]]


# graphs


def texts_in(text: str) -> Iterator[tuple[str, Counter[tuple[str, str]]]]:
    """Yield what the nodes and edges of a GraphML file say, read by an XML parser alone."""
    place = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.fromstring(text)  # noqa: S314 - what we have just written
    names = {key.attrib["id"]: key.attrib["attr.name"] for key in root.iter(f"{place}key")}
    for element in (*root.iter(f"{place}node"), *root.iter(f"{place}edge")):
        said: Counter[tuple[str, str]] = Counter()
        for data in element.iter(f"{place}data"):
            said[names[data.attrib["key"]], data.text or ""] += 1
        yield element.attrib.get("id", ""), said


@at_most(25)
@given(st.one_of(histories(), hostile_histories()))
def test_graph_of_a_history_holds_every_fact(history: History) -> None:
    """Every field of every fact is in the file or in the report."""
    module = pytest.importorskip("orgchart.io.graphs")
    stream = io.StringIO()
    report: LossReport = module.write_graphml(history, stream)
    left = Counter((loss.field, loss.value) for loss in report)
    told: Counter[tuple[str, str]] = Counter()
    for _, said in texts_in(stream.getvalue()):
        for (field, text), count in said.items():
            name = {"kind": "", "sort": "kind"}.get(field, field)
            if name == "versions":
                for version in json.loads(text):
                    told.update(_flat(json.loads(version)))
            elif name in {"sources", "after", "before", "retracted_by"} and text[:1] == "[":
                told.update((name, each) for each in json.loads(text))
            elif name:
                told[name, text] += count
    ids = {"id", "person", "post", "manager"}
    wanted = Counter(part for fact in history.facts for part in spelled(fact) if part[0] not in ids)
    assert [] == [part for part in wanted if wanted[part] > told[part] + left[part]]


def _flat(record: dict[str, str | list[str]]) -> Iterator[tuple[str, str]]:
    for field, value in record.items():
        yield from ((field, each) for each in (value if isinstance(value, list) else [value]))


def test_graph_of_a_chart() -> None:
    """A chart is a directed graph with attributes; a second edge between two is reported."""
    module = pytest.importorskip("orgchart.io.graphs")
    graph = module.to_networkx(CHART)
    assert not graph.is_multigraph()
    assert {"kind": "post", "title": "Money", "seats": "2", "vacant": 1} == graph.nodes["post:cfo"]
    assert "board" == graph.nodes["unit:board"]["sort"]
    assert "reports_to" == graph.edges["post:ceo", "unit:board"]["relation"]
    assert "possible" == graph.edges["post:cto", "post:ceo"]["certainty"]
    assert "2019" == graph.edges["person:ann", "post:ceo"]["start"]
    assert "sabbatical" == graph.edges["person:ann", "person:ann"]["note"]
    assert {"undisclosed"} == {graph.nodes[node]["kind"] for node in graph.predecessors("post:cfo")}
    losses = list(module.write_graphml(CHART, io.StringIO()))
    assert [("dotted", "cto", "ceo")] == [loss.fact for loss in losses]


def test_graph_of_a_history_has_periods() -> None:
    """Somebody who comes back has two edges, each with its period."""
    module = pytest.importorskip("orgchart.io.graphs")
    history = History.build(
        people=[Person("ann", "Ann")],
        posts=[Post("ceo", "Chief", end="2020"), Post("ceo", "Head", start="2020")],
        tenures=[
            Tenure("ann", "ceo", start="2019", end="2020"),
            Tenure("ann", "ceo", start="2022"),
        ],
    )
    graph = module.to_networkx(history)
    assert graph.is_multigraph()
    edges = graph.get_edge_data("person:ann", "post:ceo").values()
    assert [("2019", "2020"), ("2022", None)] == [(e["start"], e.get("end")) for e in edges]
    assert "Chief" in graph.nodes["post:ceo"]["title"] + graph.nodes["post:ceo"]["versions"]


def test_networkx_reads_the_file() -> None:
    """What is written is GraphML that NetworkX reads."""
    module = pytest.importorskip("orgchart.io.graphs")
    networkx = pytest.importorskip("networkx")
    stream = io.StringIO()
    module.write_graphml(CHART, stream)
    found = networkx.parse_graphml(stream.getvalue())
    assert set(module.to_networkx(CHART).edges) == set(found.edges)
