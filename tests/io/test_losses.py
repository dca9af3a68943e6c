"""The report of what a form of file cannot hold."""

import json
import pickle

from orgchart import Citation, Claim, History, Person, Post, ReportingLine, Source, Tenure
from orgchart.io.losses import Loss, LossReport, numbered, record_text, spelled

LOSSES = LossReport(
    (
        Loss(("post", "ceo"), "seats", "2", "there is no number of seats"),
        Loss(("tenure", "ann", "ceo"), "start", "early 2020", "it is vague", "2020"),
        Loss(("post", "cto"), "seats", "open", "there is no number of seats"),
    )
)


def test_a_report_is_falsy_when_nothing_was_lost() -> None:
    """An empty report says so, and a full one does not."""
    assert not LossReport()
    assert "nothing is left behind" == str(LossReport())
    assert LOSSES
    assert 3 == len(LOSSES) == len(list(LOSSES))


def test_a_report_reads_as_a_block_of_text() -> None:
    """One line for each loss: what it is about, the value, the reason, what was written."""
    assert [
        "3 left behind:",
        "  post ceo: seats '2': there is no number of seats",
        "  tenure ann ceo: start 'early 2020': it is vague (written: '2020')",
        "  post cto: seats 'open': there is no number of seats",
    ] == str(LOSSES).splitlines()


def test_a_report_is_counted_and_made_plain() -> None:
    """Losses are counted by kind, field and reason; the plain values go into JSON and pickles."""
    assert {
        ("post", "seats", "there is no number of seats"): 2,
        ("tenure", "start", "it is vague"): 1,
    } == LOSSES.counts
    plain = json.loads(json.dumps(LOSSES.as_dict()))
    assert 3 == plain["number"]
    assert {
        "fact": ["tenure", "ann", "ceo"],
        "field": "start",
        "value": "early 2020",
        "why": "it is vague",
        "written": "2020",
    } == plain["losses"][1]
    assert LOSSES == pickle.loads(pickle.dumps(LOSSES))  # noqa: S301 - our own bytes


def test_fields_are_spelled_out() -> None:
    """Every stated field is a text; what has its default is left out."""
    post = Post("ceo", "Chief", seats=None, titles={"de": "Chefin"}, extra={"grade": "7"})
    assert [
        ("extra.grade", "7"),
        ("id", "ceo"),
        ("title", "Chief"),
        ("seats", "open"),
        ("titles.de", "Chefin"),
    ] == spelled(post)
    tenure = Tenure("ann", "ceo", sources=["a", Citation("b", locator="p. 3")], after=["x", "y"])
    assert [
        ("sources", "a"),
        ("sources", '{"source": "b", "locator": "p. 3"}'),
        ("after", "x"),
        ("after", "y"),
        ("person", "ann"),
        ("post", "ceo"),
    ] == spelled(tenure)
    assert ("manager", "nobody") in spelled(ReportingLine("ceo", None))
    assert ("approximate", "true") in spelled(Claim("c", "who left", low=1, approximate=True))
    assert '{"id": "a", "url": "https://a.test"}' == record_text(Source("a", url="https://a.test"))


def test_facts_about_the_same_are_numbered() -> None:
    """From the second on, a number stands behind the key."""
    history = History.build(people=[Person("a", "A"), Person("a", "B"), Person("b", "B")])
    assert [("person", "a"), ("person", "a", "2"), ("person", "b")] == [
        key for key, _ in numbered(history)
    ]
