"""
A history in which every state of a card and a line occurs: at one date, and between two.

Names stand for nobody: holders are called by letters, posts by what they show.
"""

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    History,
    Leave,
    LineKind,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    TenureKind,
    Unit,
)

__all__ = ["EARLIER", "LATER", "anatomy"]

EARLIER, LATER = "2020-06-01", "2021-06-01"

_NAMES = (
    *"ABCDEFGHIJKLMNOPQRSTVWXYZ",
    "AA",
    "BB",
    "CC",
    "DD",
    "EE",
    "FF",
    "GG",
    "HH",
    "II",
    "JJ",
    "KK",
)
_PEOPLE = (
    *(Person(name.lower(), f"Holder {name}") for name in _NAMES),
    # One is called otherwise later.
    Person("u", "Holder U", end="2021-01"),
    Person("u", "Holder Ü", start="2021-01"),
)
_UNITS = (
    Unit("works", "Anatomy Works"),
    Unit("board", "Board", kind="board", parent="works"),
    Unit("office", "Executive office", kind="team", parent="works"),
    Unit("research", "Research", kind="team", parent="works"),
    Unit("operations", "Operations", kind="team", parent="works"),
    Unit("elsewhere", "Another company"),
)
_POSTS = (
    Post("chair", "Chair", unit="board", rank=0),
    Post("director", "Director", unit="board", seats=None, rank=1),
    Post("chief", "Chief executive", unit="office", rank=0),
    Post("president", "President", unit="office", rank=1),
    Post("finance", "Finance", unit="operations", rank=2),
    Post("operations", "Operations", unit="operations", rank=3),
    Post("science", "Science", unit="research", rank=4),
    Post("technology", "Technology", unit="operations", rank=5),
    Post("deputy", "Deputy", unit="office", rank=6),
    Post("counsel", "Counsel", unit="office", seats=None, rank=7),
    Post("laboratory", "Laboratory leads", unit="research", seats=2, rank=8),
    Post("security", "Security", unit="operations", rank=9),
    Post("press", "Press", unit="office", rank=10),
    Post("old", "Telegraph office", unit="operations", rank=11, end="2021-01"),
    Post("new", "Data protection", unit="operations", rank=12, start="2021-01"),
    Post("archive", "Archive", unit="research", rank=13),
    Post("library", "Library", unit="research", rank=14),
    Post("museum", "Museum", unit="research", rank=15),
    Post("field", "Field work", unit="research", rank=16),
    Post("owner", "Founder", unit="office", rank=17),
    Post("loose", "Special tasks", seats=None, rank=18),
    # Held together; an office with two who go two ways; empty, and done away with.
    Post("print", "Print shop", unit="operations", seats=2, rank=18),
    Post("garden", "Gardeners", unit="operations", seats=None, rank=18),
    Post("gas", "Gas lighting", unit="operations", rank=18, end="2021-01"),
    # Whose line was known once; whose line was taken back; a circle.
    Post("kitchen", "Kitchen", unit="operations", rank=18),
    Post("stable", "Stables", unit="operations", rank=18),
    # Possible, and moved; below something that is not on record; vacant all along.
    Post("ferry", "Ferry", unit="operations", rank=19),
    Post("well", "Well", unit="operations", rank=19),
    Post("bells", "Bells", unit="office", rank=19),
    Post("tower", "Tower", unit="office", rank=19),
    Post("hen", "Hen", unit="research", rank=20),
    Post("egg", "Egg", unit="research", rank=21),
    *(Post(f"engineer-{n}", f"Engineer {n}", unit="operations", rank=19) for n in (2, 10, 1)),
    Post("elsewhere", "Staff", unit="elsewhere", seats=None),
)
_TENURES = (
    # The board: the chair stays, one stays and serves elsewhere too, one goes, one comes.
    Tenure("a", "chair", start="2015"),
    Tenure("b", "director", start="2015"),
    Tenure("c", "director", start="2015", end="2021-01"),
    Tenure("d", "director", start="2021-01"),
    # On leave at the end; several posts.
    Tenure("b", "chief", start="2015"),
    Tenure("e", "president", start="2015"),
    # Interim, then for good by another.
    Tenure("f", "finance", start="2019", end="2021-02", kind=TenureKind.INTERIM),
    Tenure("g", "finance", start="2021-02"),
    # Confirmed after acting.
    Tenure("h", "operations", start="2019", end="2021-01", kind=TenureKind.ACTING),
    Tenure("h", "operations", start="2021-01"),
    # Changed hands by promotion, out of the laboratory.
    Tenure("i", "science", start="2015", end="2021-03"),
    Tenure("j", "laboratory", start="2015", end="2021-03"),
    Tenure("j", "science", start="2021-03", start_manner="promoted"),
    Tenure("k", "laboratory", start="2015"),
    Tenure("l", "laboratory", start="2021-03", kind=TenureKind.ACTING),
    # Fell vacant; was vacant all along.
    Tenure("m", "technology", start="2015", end="2021-04"),
    # Left for another company.
    Tenure("n", "security", start="2015", end="2021-02"),
    Tenure("n", "elsewhere", start="2021-02"),
    # Advises; not disclosed; possible; retitled; disputed; abolished; new.
    Tenure("o", "counsel", start="2015", kind=TenureKind.ADVISER),
    Tenure(UNDISCLOSED, "press", start="2015"),
    Tenure("p", "archive", start="2015", certainty="possible", end="2020-12"),
    Tenure("p", "archive", start="2021-01"),
    Tenure("q", "library", start="2015", end="2021-01"),
    Tenure("q", "library", start="2021-01", title="Library and reading room"),
    Tenure("r", "museum", start="2015", end="2020-03", claim="museum", sources=["gazette"]),
    Tenure("r", "museum", start="2015", end="2022", claim="museum", sources=["yearbook"]),
    Tenure("s", "old", start="2015"),
    Tenure("t", "new", start="2021-01"),
    Tenure("u", "field", start="2015"),
    Tenure("v", "owner", start="2010"),
    Tenure("w", "loose", start="2015"),
    Tenure("aa", "print", start="2015"),
    Tenure("bb", "print", start="2015"),
    Tenure("cc", "garden", start="2015"),
    Tenure("dd", "garden", start="2015", end="2021-01"),
    Tenure("dd", "kitchen", start="2015"),
    Tenure("ee", "stable", start="2015"),
    Tenure("ff", "hen", start="2015"),
    Tenure("gg", "egg", start="2015"),
    Tenure("hh", "ferry", start="2015", certainty="possible"),
    Tenure("ii", "well", start="2015"),
    Tenure("ii", "bells", start="2021-01"),
    Tenure("jj", "deputy", start="2021-01", kind=TenureKind.INTERIM),
    Tenure("kk", "counsel", start="2021-01", kind=TenureKind.ADVISER),
    *(
        Tenure(person, f"engineer-{n}", start="2015")
        for person, n in (("x", 1), ("y", 2), ("z", 10))
    ),
)
_LINES = (
    ReportingLine("chief", "board"),
    *(
        ReportingLine(post, "chief")
        for post in ("president", "finance", "operations", "science", "technology", "counsel")
    ),
    ReportingLine("deputy", "chief"),
    ReportingLine("laboratory", "science"),
    ReportingLine("security", "operations"),
    ReportingLine("old", "operations"),
    ReportingLine("new", "operations"),
    # Not known, then known; presumed; to a unit; to nobody; moved; dotted, old and new.
    ReportingLine("press", UNKNOWN, end="2021-01"),
    ReportingLine("press", "president", start="2021-01"),
    ReportingLine("archive", "science", certainty="possible"),
    ReportingLine("library", "science", end="2021-01"),
    ReportingLine("library", "president", start="2021-01"),
    ReportingLine("museum", "president", end="2021-01"),
    ReportingLine("museum", "science", start="2021-01"),
    ReportingLine("field", "research"),
    ReportingLine("owner", None),
    *(ReportingLine(post, "finance") for post in ("print", "garden", "gas")),
    ReportingLine("kitchen", "finance", end="2021-01"),
    ReportingLine("kitchen", UNKNOWN, start="2021-01"),
    ReportingLine("stable", "technology", end="2021-01"),
    ReportingLine("ferry", "technology", end="2021-01"),
    ReportingLine("ferry", "operations", start="2021-01"),
    ReportingLine("well", "an id that no post has"),
    ReportingLine("bells", "chief"),
    ReportingLine("tower", "chief"),
    ReportingLine("hen", "egg"),
    ReportingLine("egg", "hen"),
    *(ReportingLine(f"engineer-{n}", UNKNOWN) for n in (1, 2, 10)),
    ReportingLine("operations", "president", kind=LineKind.DOTTED),
    ReportingLine("security", "finance", kind=LineKind.DOTTED, end="2021-01"),
    ReportingLine("finance", "president", kind=LineKind.DOTTED, start="2021-01"),
)


def anatomy() -> History:
    """Return the history."""
    return History.build(
        name="Anatomy Works",
        zone="Europe/London",
        people=_PEOPLE,
        units=_UNITS,
        posts=_POSTS,
        tenures=_TENURES,
        lines=_LINES,
        leaves=[
            Leave("e", post="president", start="2021-02"),
            Leave("k", post="laboratory", start="2020-02", end="2020-12"),
        ],
        sources=[
            Source("gazette", title="Gazette", published="2020-04"),
            Source("yearbook", title="Yearbook", published="2022-02"),
        ],
    )
