"""Graphs and flowcharts, node by node and edge by edge."""

import io

import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Claim,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Source,
    Tenure,
    Unit,
)
from orgchart.io import to_mermaid, to_ontology, to_popolo, write_mermaid, write_popolo
from orgchart.io.losses import Losses, sure_facts
from tests.io.test_graphs import CHART

graphs = pytest.importorskip("orgchart.io.graphs")

#: Ids that a post and a unit share, versions, nobody, somebody, and what XML cannot hold.
HISTORY = History.build(
    name="Ac\ufffeme",
    zone="UTC",
    people=[Person("ann", "Ann"), Person("b\ufffeo", "Bo", names={"de": "B\uffff"})],
    units=[
        Unit("acme", "Acme"),
        Unit("lab", "Lab", parent="acme"),
        Unit("hall", "Hall", parent="nowhere"),
    ],
    posts=[
        Post("ceo", "Chief", unit="acme", end="2020"),
        Post("ceo", "Head", unit="acme", start="2020"),
        Post("cto", "Tech", unit="lab", extra={"floor": "7"}),
        Post("acme", "Same id"),
    ],
    tenures=[Tenure("ann", "ceo", start="2019", sources=["a", "b"]), Tenure(UNDISCLOSED, "cto")],
    lines=[
        ReportingLine("cto", "ceo"),
        ReportingLine("ceo", None),
        ReportingLine("acme", UNKNOWN),
        ReportingLine("cto", "acme", kind=LineKind.DOTTED),
        ReportingLine("ceo", "lab"),
    ],
    leaves=[Leave("ann"), Leave("ann", post="ceo", start="2020")],
    sources=[Source("a"), Source("b", title="B")],
    claims=[Claim("c", "who left", low=1)],
)


def test_graph_of_a_chart() -> None:
    """Every node with what it is, every edge with its relation."""
    graph = graphs.to_networkx(CHART)
    assert {"name": "Acme"} == graph.graph
    assert {
        "post:ceo": {
            "kind": "post",
            "title": "Chief executive",
            "titles.zh-Hans": "首席执行官",
            "unit": "acme",
        },
        "post:cto": {"kind": "post", "title": "Technology", "unit": "lab", "vacant": 1},
        "post:cfo": {"kind": "post", "title": "Money", "seats": "2", "vacant": 1},
        "person:ann": {"kind": "person", "name": "Ann Lee", "names.zh-Hans": "李安"},
        "person:bo": {"kind": "person", "name": "Bo Ek"},
        "unit:acme": {"kind": "unit", "name": "Acme"},
        "unit:board": {"kind": "unit", "name": "Board", "parent": "acme", "sort": "board"},
        "unit:lab": {"kind": "unit", "name": "Lab", "parent": "acme"},
        "unknown:8": {"kind": "unknown"},
        "undisclosed:9": {"kind": "undisclosed"},
    } == dict(graph.nodes(data=True))
    assert {
        ("post:ceo", "unit:board"): {"relation": "reports_to"},
        ("post:cto", "post:ceo"): {"relation": "reports_to", "certainty": "possible"},
        ("post:cfo", "unknown:8"): {"relation": "reports_to"},
        ("person:ann", "post:ceo"): {"relation": "holds", "start": "2019"},
        ("person:bo", "post:cto"): {
            "relation": "holds",
            "certainty": "possible",
            "sort": "acting",
        },
        ("undisclosed:9", "post:cfo"): {"relation": "holds"},
        ("person:ann", "person:ann"): {"relation": "on_leave", "note": "sabbatical"},
        ("post:ceo", "unit:acme"): {"relation": "part_of"},
        ("post:cto", "unit:lab"): {"relation": "part_of"},
        ("unit:board", "unit:acme"): {"relation": "part_of"},
        ("unit:lab", "unit:acme"): {"relation": "part_of"},
    } == {(one, two): said for one, two, said in graph.edges(data=True)}


def test_graph_of_a_history() -> None:
    """Versions stand in one node; a post is one before a unit of its id; parts are told once."""
    graph = graphs.to_networkx(HISTORY)
    assert {"name", "zone", "policy", "sources", "claims"} == set(graph.graph)
    assert (
        '["{\\"id\\": \\"a\\"}", "{\\"id\\": \\"b\\", \\"title\\": \\"B\\"}"]'
        == (graph.graph["sources"])
    )
    assert {
        "kind": "post",
        "title": "Head",
        "unit": "acme",
        "start": "2020",
        "versions": (
            '["{\\"end\\": \\"2020\\", \\"id\\": \\"ceo\\", \\"title\\": \\"Chief\\", '
            '\\"unit\\": \\"acme\\"}"]'
        ),
    } == graph.nodes["post:ceo"]
    assert {"kind": "unit"} == graph.nodes["unit:nowhere"]
    assert {"kind": "nobody"} == graph.nodes["nobody:9"]
    assert "7" == graph.nodes["post:cto"]["extra.floor"]
    assert [
        ("person:ann", "person:ann", "on_leave", None),
        ("person:ann", "post:ceo", "holds", "2019"),
        ("person:ann", "post:ceo", "on_leave", "2020"),
        ("post:acme", "unknown:8", "reports_to", None),
        ("post:ceo", "nobody:9", "reports_to", None),
        ("post:ceo", "unit:acme", "part_of", None),
        ("post:ceo", "unit:lab", "reports_to", None),
        ("post:cto", "post:acme", "reports_to", None),
        ("post:cto", "post:ceo", "reports_to", None),
        ("post:cto", "unit:lab", "part_of", None),
        ("undisclosed:10", "post:cto", "holds", None),
        ("unit:hall", "unit:nowhere", "part_of", None),
        ("unit:lab", "unit:acme", "part_of", None),
    ] == sorted(
        (one, two, said["relation"], said.get("start")) for one, two, said in graph.edges(data=True)
    )
    assert '["a", "b"]' == graph.edges["person:ann", "post:ceo", 0]["sources"]


def test_what_xml_cannot_hold() -> None:
    """It is left out and told, with the id that stands in place of one."""
    file = io.StringIO()
    why = "XML cannot hold a character of it"
    assert [
        (("history",), "name", "Ac\ufffeme", why, None),
        (("person", "b\ufffeo"), "id", "b\ufffeo", why, "person:b%FFFEo"),
        (("person", "b\ufffeo"), "names.de", "B\uffff", why, None),
    ] == [
        (loss.fact, loss.field, loss.value, loss.why, loss.written)
        for loss in graphs.write_graphml(HISTORY, file)
    ]
    assert 'id="person:b%FFFEo"' in file.getvalue()
    # Versions are in ASCII, so that nothing in them is lost.
    renamed = History.build(people=[Person("ann", "Z\uffff"), Person("ann", "Ann", start="2020")])
    graph = graphs.to_networkx(renamed)
    assert "Ann" == graph.nodes["person:ann"]["name"]
    assert "\\uffff" in graph.nodes["person:ann"]["versions"]
    assert [] == list(graphs.write_graphml(renamed, io.StringIO()))


#: Units in a circle and below what is not there, a post without a place, an idle person.
ODD = Snapshot.build(
    name="X",
    people=[Person("ann", "Ann"), Person("idle", "Idle")],
    units=[
        Unit("a", "A", parent="b"),
        Unit("b", "B", parent="a"),
        Unit("c", "C", parent="gone"),
        Unit("d", "D"),
    ],
    posts=[Post("p", "P", unit="a", seats=3, certainty="possible"), Post("q", "Q", unit="gone")],
    tenures=[Tenure("ann", "p", title="Prince", kind="interim"), Tenure("ann", "none")],
    lines=[
        ReportingLine("p", "q"),
        ReportingLine("q", "none"),
        ReportingLine("none", "p"),
        ReportingLine("p", None),
    ],
    leaves=[Leave("ann", post="p", certainty="possible"), Leave("idle")],
)


def test_flowchart_of_odd_units() -> None:
    """A circle is drawn from its first unit, what is below nothing on top, and all once."""
    ann = "Ann (Prince, interim, perhaps on leave)"
    assert to_mermaid(ODD).splitlines() == [
        "flowchart TD",
        '  %% u3 unit "c"',
        '  u3["C"]',
        '  %% u4 unit "d"',
        '  u4["D"]',
        '  %% u1 unit "a"',
        '  subgraph u1["A"]',
        '    %% n1 post "p"',
        '    %% n1 holder "ann"',
        f'    n1["P<br/>{ann}<br/>2 seats perhaps vacant<br/>perhaps there"]',
        '    %% u2 unit "b"',
        '    u2["B"]',
        "  end",
        '  %% n2 post "q"',
        '  n2["Q<br/>vacant"]',
        "  n2 --> n1",
    ]


def test_what_a_flowchart_leaves_behind() -> None:
    """Each fact that is not drawn, whole, with the reason."""
    no_post, no_boxes = "no post of the chart shows it", "a line is drawn between two boxes"
    assert [
        (("history",), "name", "X", "a flowchart does not show it"),
        (("leave", "idle", "*"), "", '{"person": "idle"}', no_post),
        (("line", "none"), "", '{"post": "none", "manager": "p"}', no_boxes),
        (("line", "p"), "", '{"post": "p", "manager": "nobody"}', no_boxes),
        (("line", "q"), "", '{"post": "q", "manager": "none"}', no_boxes),
        (("person", "idle"), "", '{"id": "idle", "name": "Idle"}', no_post),
        (("post", "p"), "seats", "3", "a flowchart does not show it"),
        (("tenure", "ann", "none"), "", '{"person": "ann", "post": "none"}', no_post),
    ] == [
        (loss.fact, loss.field, loss.value, loss.why) for loss in write_mermaid(ODD, io.StringIO())
    ]


def test_second_record_of_a_flowchart() -> None:
    """Of two records about one id the first is shown; the second is left behind whole."""
    people = [Person("ann", "Ann"), Person("ann", "Anne", certainty="possible")]
    people.append(Person("ann", "Aba", certainty="possible"))
    chart = Snapshot.build(people=people, posts=[Post("p", "P")], tenures=[Tenure("ann", "p")])
    assert "Ann" == graphs.to_networkx(chart).nodes["person:ann"]["name"]
    assert [
        ("a flowchart shows one record of each id", f'{{"certainty": "possible", {told}}}')
        for told in ('"id": "ann", "name": "Aba"', '"id": "ann", "name": "Anne"')
    ] == [(loss.why, loss.value) for loss in write_mermaid(chart, io.StringIO())]


def test_what_a_form_without_doubt_holds() -> None:
    """What was taken back, lost to a rival claim, or is possible only is left out whole."""
    history = History.build(
        zone="UTC",
        people=[Person("ann", "Ann"), Person("bo", "Bo"), Person("cy", "Cy")],
        posts=[Post("ceo", "Chief"), Post("cto", "Tech")],
        tenures=[
            Tenure("ann", "ceo", start="2019", claim="first", sources=["new"]),
            Tenure("bo", "ceo", start="2019", claim="first", sources=["old"]),
            Tenure("cy", "cto", start="2019", certainty="possible"),
            Tenure("ann", "cto", start="2010", retracted_by="new"),
        ],
        sources=[Source("old", published="2020"), Source("new", published="2021")],
    )
    losses = Losses()
    found = sure_facts(history, losses)
    assert [("ann", "ceo")] == [key[1:] for key, _ in found[Tenure]]
    assert [3, 2] == [len(found[kind]) for kind in (Person, Post)]
    assert {
        (("tenure", "ann", "cto"), "it was taken back, and the form cannot say so"),
        (
            ("tenure", "bo", "ceo"),
            "a rival claim was preferred, and the form holds one of them",
        ),
        (("tenure", "cy", "cto"), "it is only possible, and the form cannot say so"),
    } == {(loss.fact, loss.why) for loss in losses.report()}
    assert "Cy" in to_popolo(history)
    assert "cy" in to_ontology(history)
    assert {loss.why for loss in losses.report()} <= {
        loss.why for loss in write_popolo(history, io.StringIO())
    }
