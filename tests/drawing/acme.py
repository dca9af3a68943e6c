"""A company made up for the pictures: every state of a card and a line occurs in it."""

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Tenure,
    TenureKind,
    Unit,
)
from orgchart.drawing import Drawing
from orgchart.drawing.cards.chart import Chart
from orgchart.drawing.charts.chart_view import ChartView

__all__ = ["AFTER", "BEFORE", "acme", "chart_of"]

BEFORE, AFTER = "2023-12-01", "2024-05-01"

_PEOPLE = (
    Person("ann", "Ann Lee", names={"zh-Hans": "李安"}),
    Person("bob", "Bob McGrew", names={"zh-Hans": "鲍勃·麦格鲁"}),
    Person("cat", "Cat Ito"),
    Person("dan", "Dan Brown"),
    Person("eve", "Eve Moneypenny"),
    Person("fay", "Fay Weldon"),
    Person("gus", "Gus Grissom"),
    Person("hal", "Hal Jordan"),
    Person("ida", "Ida Lovelace"),
    Person("jim", "Jim Kirk"),
    Person("kay", "Kay Scarpetta"),
    Person("lou", "Lou Reed"),
    Person("may", "May Parker"),
    Person("ned", "Ned Flanders"),
    Person("oda", "Oda Nobunaga"),
    Person("pat", "Pat Garrett"),
    Person("quin", "Quin Harley"),
    Person("ray", "Ray Charles"),
    Person("sue", "Sue Storm"),
    Person("tom", "Tom Sawyer"),
    Person("una", "Una Thurman"),
    Person("vic", "Vic Reeves"),
    Person("wes", "Wes Anderson"),
)
_UNITS = (
    Unit("acme", "Acme"),
    Unit("board", "Board of directors", kind="board", parent="acme"),
    Unit("exec", "Executive office", kind="team", parent="acme"),
    Unit("research", "Research", kind="team", parent="acme"),
    Unit("tech", "Technology", kind="team", parent="acme"),
    Unit("ops", "Operations & strategy", kind="team", parent="acme"),
    Unit("fin", "Finance", kind="team", parent="acme"),
    Unit("alignment", "Alignment", kind="team", parent="research"),
    Unit("rival", "Rival Ltd"),
)
_POSTS = (
    Post("chair", "Chair of the board", unit="board", rank=0),
    Post("dir", "Director", unit="board", seats=None, rank=1),
    Post("ceo", "Chief Executive Officer", unit="exec", rank=0),
    Post("president", "President", unit="exec", rank=1),
    Post("cto", "Chief Technology Officer", unit="tech", rank=2),
    Post("coo", "Chief Operating Officer", unit="ops", rank=3),
    Post("cfo", "Chief Financial Officer", unit="fin", rank=4),
    Post("chief-sci", "Chief Scientist", unit="research", rank=5),
    Post("vp-res", "Vice President, Research", unit="research", rank=6, end="2024-04"),
    Post("svp", "SVP Research", unit="research", rank=6, start="2024-03"),
    Post("lead", "Research lead", unit="research", seats=None, rank=7),
    Post("align", "Co-leads, Alignment", unit="alignment", seats=2, rank=8),
    Post("eng", "Head of Engineering", unit="tech", rank=9),
    Post("fac", "Head of Facilities", unit="ops", rank=10),
    Post("legal", "Head of Legal", unit="ops", rank=11),
    Post("press", "Head of Press", unit="ops", rank=12),
    Post("adv", "Adviser to the CEO", unit="exec", seats=None, rank=20),
    Post("cof", "Co-founder", unit="exec", rank=30),
    Post("rival-staff", "Staff", unit="rival", seats=None),
)
_TENURES = (
    Tenure("ann", "chair", start="2020"),
    Tenure("ann", "president", start="2020"),
    Tenure("bob", "dir", start="2020"),
    Tenure("bob", "ceo", start="2019-03-01"),
    Tenure("cat", "dir", start="2020", end="2024-02"),
    Tenure("dan", "dir", start="2020"),
    Tenure("wes", "dir", start="2024-03"),
    Tenure("eve", "cto", start="2020", end="2024-04-05"),
    Tenure("fay", "coo", start="2020"),
    Tenure("gus", "cfo", start="2022", end="2024-03", kind=TenureKind.INTERIM),
    Tenure("hal", "cfo", start="2024-03"),
    Tenure("cat", "chief-sci", start="2020", end="2024-03-09"),
    Tenure("ida", "chief-sci", start="2024-03-09", start_manner="promoted"),
    Tenure("ida", "lead", start="2020", end="2024-03-09"),
    Tenure("jim", "vp-res", start="2020", end="2024-03-20"),
    Tenure("kay", "lead", start="2021"),
    Tenure("lou", "lead", start="2021", end="2024-03"),
    Tenure("lou", "rival-staff", start="2024-03"),
    Tenure("may", "lead", start="2021", end="2024-03"),
    Tenure("may", "svp", start="2024-03"),
    Tenure("ned", "lead", start="2021"),
    Tenure("vic", "lead", start="2024-02"),
    Tenure("oda", "align", start="2021"),
    Tenure("pat", "align", start="2021"),
    Tenure("quin", "adv", start="2022", kind=TenureKind.ADVISER),
    Tenure("ray", "eng", start="2022"),
    Tenure("sue", "fac", start="2022"),
    Tenure("tom", "legal", start="2022"),
    Tenure(UNDISCLOSED, "press", start="2022"),
    Tenure("una", "cof", start="2015", certainty="possible"),
)
_LINES = (
    ReportingLine("ceo", "board"),
    *(ReportingLine(post, "ceo") for post in ("president", "cto", "coo", "cfo", "chief-sci")),
    ReportingLine("vp-res", "ceo"),
    ReportingLine("svp", "chief-sci"),
    ReportingLine("lead", "vp-res", end="2024-04"),
    ReportingLine("lead", "chief-sci", start="2024-04"),
    ReportingLine("align", "chief-sci", end="2024-04"),
    ReportingLine("align", UNKNOWN, start="2024-04"),
    ReportingLine("adv", "ceo", certainty="possible"),
    ReportingLine("eng", "cto"),
    ReportingLine("eng", "chief-sci", kind=LineKind.DOTTED),
    ReportingLine("fac", "coo", end="2024-03"),
    ReportingLine("fac", "cfo", start="2024-03"),
    ReportingLine("legal", "coo"),
    ReportingLine("legal", "ceo", kind=LineKind.DOTTED, start="2024-03"),
    ReportingLine("press", UNKNOWN, end="2024-03"),
    ReportingLine("press", "coo", start="2024-03"),
    ReportingLine("cof", UNKNOWN),
)


def acme() -> History:
    """Return the history of the company."""
    return History.build(
        name="Acme",
        zone="Europe/London",
        people=_PEOPLE,
        units=_UNITS,
        posts=_POSTS,
        tenures=_TENURES,
        lines=_LINES,
        leaves=[Leave("ann", post="president", start="2024-03", end="2024-06")],
    )


def chart_of(picture: Drawing) -> Chart:
    """Return the chart on the first page of a picture."""
    page = picture.pages[0]
    assert isinstance(page, ChartView)
    return page.chart
