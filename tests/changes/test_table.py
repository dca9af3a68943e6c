"""A table of small charts before and after, and what is said to have happened between them."""

from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs
import pytest

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Certainty,
    Change,
    ChangeKind,
    Fact,
    Leave,
    Person,
    Post,
    ReportingLine,
    Snapshot,
    Tenure,
    Unit,
    diff,
)

#: Kind, people, posts, units of a change.
Told: TypeAlias = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]

PEOPLE: Final = tuple(
    Person(name.lower(), name)
    for name in ("Ann", "Bob", "Cem", "Dee", "Eva", "Fin", "Gus", "Hal", "Ivy")
)
ACME: Final = Unit("acme", "Acme")
GLOBEX: Final = Unit("globex", "Globex")
BOARD: Final = Unit("board", "the board", kind="board", parent="acme")
CEO: Final = Post("ceo", "CEO", unit="acme")
CTO: Final = Post("cto", "CTO", unit="acme")
CFO: Final = Post("cfo", "CFO", unit="acme")
CHIEF: Final = Post("chief", "Chief", unit="globex")
SEAT: Final = Post("seat", "Director", unit="board", seats=9)
#: The frame of most cases: an organisation, three posts, two lines.
FRAME: Final[tuple[Fact, ...]] = (
    ACME,
    CEO,
    CTO,
    CFO,
    ReportingLine("cto", "ceo"),
    ReportingLine("cfo", "ceo"),
)
POSSIBLE: Final = Certainty.POSSIBLE


@attrs.frozen
class Case:
    """Two charts that share a frame, what is expected of them, and sentences among those said."""

    id: str
    before: tuple[Fact, ...]
    after: tuple[Fact, ...]
    told: frozenset[Told]
    sentences: tuple[str, ...] = ()
    frame: tuple[Fact, ...] = FRAME


def told(kind: str, people: str = "", posts: str = "", units: str = "") -> Told:
    """Return a line of the table; ids are parted by blanks."""
    return (kind, tuple(people.split()), tuple(posts.split()), tuple(units.split()))


def case(
    name: str,
    before: Iterable[Fact],
    after: Iterable[Fact],
    *expected: Told,
    says: str | tuple[str, ...] = (),
    frame: tuple[Fact, ...] = FRAME,
) -> Case:
    """Return a row of the table."""
    sentences = (says,) if isinstance(says, str) else says
    return Case(name, tuple(before), tuple(after), frozenset(expected), sentences, frame)


def seats(*people: str) -> tuple[Fact, ...]:
    """Return tenures on the board."""
    return tuple(Tenure(person, "seat") for person in people)


def branch(manager: str) -> tuple[Fact, ...]:
    """Return a head with 200 posts below, who reports to somebody."""
    below = [Post(f"p{n}", "Engineer", unit="acme") for n in range(200)]
    lines = [
        ReportingLine(post.id, "head" if n < 20 else f"p{n % 20}") for n, post in enumerate(below)
    ]
    return (Post("head", "Head", unit="acme"), ReportingLine("head", manager), *below, *lines)


COMING_AND_GOING: Final = (
    case("nothing", [Tenure("ann", "ceo")], [Tenure("ann", "ceo")]),
    case(
        "joins",
        [],
        [Tenure("ann", "ceo", start_manner="elected")],
        told("joined", "ann", "ceo", "acme"),
        says="Ann joined Acme as CEO (elected).",
    ),
    case(
        "leaves",
        [Tenure("ann", "ceo", end="2023", end_manner="dismissed")],
        [],
        told("left", "ann", "ceo", "acme"),
        says="Ann, CEO, left Acme (dismissed).",
    ),
    case(
        "leaves-from-two-posts",
        [Tenure("ann", "ceo"), Tenure("ann", "cto")],
        [],
        told("left", "ann", "ceo cto", "acme"),
        says="Ann, CEO and CTO, left Acme.",
    ),
    case(
        "leaves-one-of-two-posts",
        [Tenure("ann", "ceo"), Tenure("ann", "cto")],
        [Tenure("ann", "ceo")],
        told("vacated", "ann", "cto"),
        says="Ann is no longer CTO.",
    ),
    case(
        "takes-a-second-post",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "ceo"), Tenure("ann", "cto")],
        told("appointed", "ann", "cto"),
        says="Ann became CTO.",
    ),
    case(
        "moves-post",
        [Tenure("ann", "cfo")],
        [Tenure("ann", "cto")],
        told("appointed", "ann", "cto"),
        told("vacated", "ann", "cfo"),
    ),
    case(
        "replaced-by-an-insider",
        [Tenure("ann", "ceo"), Tenure("bob", "cto")],
        [Tenure("bob", "ceo")],
        told("left", "ann", "ceo", "acme"),
        told("succeeded", "bob ann", "ceo"),
        told("vacated", "bob", "cto"),
        says="Bob succeeded Ann as CEO.",
    ),
    case(
        "replaced-by-an-outsider",
        [Tenure("ann", "ceo")],
        [Tenure("bob", "ceo")],
        told("left", "ann", "ceo", "acme"),
        told("joined", "bob", "ceo", "acme"),
    ),
    case(
        "steps-down-and-stays",
        [Tenure("ann", "ceo"), Tenure("bob", "cto")],
        [Tenure("bob", "ceo"), Tenure("ann", "cfo")],
        told("succeeded", "bob ann", "ceo"),
        told("appointed", "ann", "cfo"),
        told("vacated", "bob", "cto"),
    ),
    case(
        "root-swaps-with-a-report",
        [Tenure("ann", "ceo"), Tenure("bob", "cto")],
        [Tenure("bob", "ceo"), Tenure("ann", "cto")],
        told("succeeded", "bob ann", "ceo"),
        told("succeeded", "ann bob", "cto"),
        says=("Ann succeeded Bob as CTO.", "Bob succeeded Ann as CEO."),
    ),
    case(
        "advises-on",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "ceo", kind="adviser")],
        told("tenure_changed", "ann", "ceo"),
        says="Ann is now CEO (adviser), before: CEO.",
    ),
    case(
        "gets-a-title-of-her-own",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "ceo", title="President")],
        told("tenure_changed", "ann", "ceo"),
        says="Ann is now President, before: CEO.",
    ),
    case(
        "undisclosed-seat-filled",
        [],
        [Tenure(UNDISCLOSED, "cto")],
        told("appointed", "undisclosed", "cto"),
        says="Somebody whose name is not disclosed became CTO.",
    ),
    case(
        "undisclosed-seat-emptied",
        [Tenure(UNDISCLOSED, "cto")],
        [],
        told("vacated", "undisclosed", "cto"),
    ),
    case(
        "undisclosed-holder-named",
        [Tenure(UNDISCLOSED, "cto")],
        [Tenure("ann", "cto")],
        told("joined", "ann", "cto", "acme"),
        told("vacated", "undisclosed", "cto"),
    ),
    case(
        "two-co-holders-become-one",
        [Post("co", "Co-CEO", unit="acme", seats=2), Tenure("ann", "co"), Tenure("bob", "co")],
        [Post("co", "Co-CEO", unit="acme"), Tenure("ann", "co")],
        told("left", "bob", "co", "acme"),
        told("post_changed", "", "co"),
    ),
    case(
        "told-twice",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "ceo"), Tenure("ann", "ceo")],
        told("tenure_changed", "ann", "ceo"),
    ),
)

STANDING_IN: Final = (
    case(
        "interim-comes-from-inside",
        [Tenure("ann", "ceo"), Tenure("bob", "cto")],
        [Tenure("bob", "ceo", kind="interim"), Tenure("bob", "cto")],
        told("left", "ann", "ceo", "acme"),
        told("interim_began", "bob", "ceo"),
        says="Bob became CEO (interim).",
    ),
    case(
        "interim-ends",
        [Tenure("bob", "ceo", kind="interim"), Tenure("bob", "cto")],
        [Tenure("bob", "cto")],
        told("interim_ended", "bob", "ceo"),
        says="Bob is no longer CEO (interim).",
    ),
    case(
        "interim-gives-way-to-the-successor",
        [Tenure("bob", "ceo", kind="acting"), Tenure("bob", "cto"), Tenure("cem", "cfo")],
        [Tenure("cem", "ceo"), Tenure("bob", "cto"), Tenure("cem", "cfo")],
        told("interim_ended", "bob", "ceo"),
        told("appointed", "cem", "ceo"),
    ),
    case(
        "interim-is-confirmed",
        [Tenure("bob", "ceo", kind="interim")],
        [Tenure("bob", "ceo")],
        told("confirmed", "bob", "ceo"),
        says="Bob was confirmed as CEO.",
    ),
    case(
        "interim-follows-interim",
        [Tenure("ann", "ceo", kind="interim"), Tenure("ann", "cfo"), Tenure("bob", "cto")],
        [Tenure("bob", "ceo", kind="interim"), Tenure("ann", "cfo"), Tenure("bob", "cto")],
        told("interim_began", "bob", "ceo"),
        told("interim_ended", "ann", "ceo"),
    ),
    case(
        "leave-begins",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "ceo"), Leave("ann", note="parental")],
        told("leave_began", "ann"),
        says="Ann went on leave (parental).",
    ),
    case(
        "leave-from-one-post-ends",
        [Tenure("ann", "ceo"), Leave("ann", "ceo")],
        [Tenure("ann", "ceo")],
        told("leave_ended", "ann", "ceo"),
        says="Ann is back from leave as CEO.",
    ),
    case(
        "leave-ends-by-leaving",
        [Tenure("ann", "ceo"), Leave("ann")],
        [],
        told("left", "ann", "ceo", "acme"),
    ),
)

LINES: Final = (
    case(
        "branch-of-200-moves",
        branch("cto"),
        branch("cfo"),
        told("moved", "", "head"),
        says="Head with the 200 posts below it reports to CFO, before to CTO.",
    ),
    case(
        "line-becomes-unknown",
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        [Post("lab", "Lab"), ReportingLine("lab", UNKNOWN)],
        told("line_unknown", "", "lab"),
        says="The manager of Lab is no longer known, before: CTO.",
    ),
    case(
        "line-becomes-known",
        [Post("lab", "Lab"), ReportingLine("lab", UNKNOWN)],
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        told("line_known", "", "lab"),
        says="Lab: it became known that the manager is CTO.",
    ),
    case(
        "line-turns-dotted",
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        [Post("lab", "Lab"), ReportingLine("lab", "cto", kind="dotted")],
        told("line_turned_dotted", "", "lab"),
        says="Lab reports by a dotted line only to CTO.",
    ),
    case(
        "line-turns-solid",
        [Post("lab", "Lab"), ReportingLine("lab", "cto", kind="dotted")],
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        told("line_turned_solid", "", "lab"),
        says="Lab reports by a solid line, before a dotted one, to CTO.",
    ),
    case(
        "solid-and-dotted-change-places",
        [
            Post("lab", "Lab"),
            ReportingLine("lab", "cto"),
            ReportingLine("lab", "cfo", kind="dotted"),
        ],
        [
            Post("lab", "Lab"),
            ReportingLine("lab", "cfo"),
            ReportingLine("lab", "cto", kind="dotted"),
        ],
        told("moved", "", "lab"),
        told("dotted_added", "", "lab"),
        told("dotted_dropped", "", "lab"),
    ),
    case(
        "dotted-line-added",
        [],
        [ReportingLine("cto", "cfo", kind="dotted")],
        told("dotted_added", "", "cto"),
        says="CTO has a new dotted line to CFO.",
    ),
    case(
        "dotted-line-dropped",
        [ReportingLine("cto", "cfo", kind="dotted")],
        [],
        told("dotted_dropped", "", "cto"),
        says="CTO has no dotted line any more to CFO.",
    ),
    case(
        "line-recorded",
        [Post("lab", "Lab")],
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        told("line_added", "", "lab"),
        says="Lab is recorded as reporting to CTO.",
    ),
    case(
        "line-no-longer-recorded",
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        [Post("lab", "Lab")],
        told("line_dropped", "", "lab"),
        says="Lab is no longer recorded as reporting to CTO.",
    ),
    case(
        "root-gets-a-manager",
        [Post("chair", "Chair", unit="acme"), ReportingLine("ceo", None)],
        [Post("chair", "Chair", unit="acme"), ReportingLine("ceo", "chair")],
        told("moved", "", "ceo"),
        says="CEO with the 2 posts below it reports to Chair, before to nobody.",
    ),
    case(
        "manager-becomes-root",
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        [Post("lab", "Lab"), ReportingLine("lab", None)],
        told("moved", "", "lab"),
        says="Lab reports to nobody, before to CTO.",
    ),
    case(
        "manager-and-report-change-places",
        [ReportingLine("ceo", None), ReportingLine("cto", "ceo")],
        [ReportingLine("ceo", "cto"), ReportingLine("cto", None)],
        told("moved", "", "ceo"),
        told("moved", "", "cto"),
        frame=(ACME, CEO, CTO),
    ),
    case(
        "reports-to-the-board",
        [BOARD, ReportingLine("ceo", None)],
        [BOARD, ReportingLine("ceo", "board")],
        told("moved", "", "ceo"),
        says="CEO with the 2 posts below it reports to the board, before to nobody.",
    ),
    case(
        "manager-named-by-an-id-that-nothing-has",
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        [Post("lab", "Lab"), ReportingLine("lab", "ghost")],
        told("moved", "", "lab"),
        says="Lab reports to ghost, before to CTO.",
    ),
    case(
        "second-solid-line",
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        [Post("lab", "Lab"), ReportingLine("lab", "cto"), ReportingLine("lab", "cfo")],
        told("moved", "", "lab"),
    ),
)

POSTS: Final = (
    case(
        "post-created-filled",
        [],
        [Post("lab", "Lab", unit="acme"), ReportingLine("lab", "cto"), Tenure("ann", "lab")],
        told("post_created", "", "lab"),
        told("joined", "ann", "lab", "acme"),
        says="Lab was created, held by Ann.",
    ),
    case(
        "post-created-empty",
        [],
        [
            Post("lab", "Lab", unit="acme"),
            ReportingLine("lab", "cto"),
            ReportingLine("lab", "cfo", kind="dotted"),
        ],
        told("post_created", "", "lab"),
        says="Lab was created, vacant.",
    ),
    case(
        "post-abolished",
        [Post("lab", "Lab", unit="acme"), ReportingLine("lab", "cto"), Tenure("ann", "lab")],
        [],
        told("post_abolished", "", "lab"),
        told("left", "ann", "lab", "acme"),
        says="Lab was abolished.",
    ),
    case(
        "post-abolished-holder-stays",
        [Post("lab", "Lab", unit="acme"), Tenure("ann", "lab"), Tenure("ann", "cto")],
        [Tenure("ann", "cto")],
        told("post_abolished", "", "lab"),
        told("vacated", "ann", "lab"),
    ),
    case(
        "post-with-reports-abolished",
        [Post("lab", "Lab"), ReportingLine("lab", "cto"), ReportingLine("cfo", "lab")],
        [ReportingLine("cfo", "cto")],
        told("post_abolished", "", "lab"),
        told("moved", "", "cfo"),
        frame=(ACME, CTO, CFO),
    ),
    case(
        "post-retitled",
        [Post("lab", "Lab")],
        [Post("lab", "Laboratory")],
        told("retitled", "", "lab"),
        says="Lab is now titled Laboratory.",
    ),
    case(
        "post-gets-more-seats",
        [Post("lab", "Lab")],
        [Post("lab", "Lab", seats=None)],
        told("post_changed", "", "lab"),
        says="Lab has another description.",
    ),
    case(
        "post-title-translated",
        [Post("lab", "Lab")],
        [Post("lab", "Lab", titles={"de": "Labor"})],
        told("post_changed", "", "lab"),
    ),
)

UNITS: Final = (
    case(
        "unit-created",
        [],
        [Unit("lab", "Lab", kind="team", parent="acme")],
        told("unit_created", "", "", "lab"),
        says="Lab was created.",
    ),
    case(
        "unit-dissolved",
        [Unit("lab", "Lab", kind="team", parent="acme")],
        [],
        told("unit_dissolved", "", "", "lab"),
        says="Lab was dissolved.",
    ),
    case(
        "unit-renamed",
        [Unit("lab", "Lab", parent="acme")],
        [Unit("lab", "Laboratory", parent="acme")],
        told("unit_renamed", "", "", "lab"),
        says="Lab is now called Laboratory.",
    ),
    case(
        "unit-moved",
        [BOARD, Unit("lab", "Lab", parent="acme")],
        [BOARD, Unit("lab", "Lab", parent="board")],
        told("unit_moved", "", "", "lab"),
        says="Lab now belongs to the board, before to Acme.",
    ),
    case(
        "unit-becomes-free",
        [Unit("lab", "Lab", parent="acme")],
        [Unit("lab", "Lab")],
        told("unit_moved", "", "", "lab"),
        says="Lab now belongs to no other unit, before to Acme.",
    ),
    case(
        "unit-of-another-kind",
        [Unit("lab", "Lab", kind="team", parent="acme")],
        [Unit("lab", "Lab", kind="department", parent="acme")],
        told("unit_changed", "", "", "lab"),
    ),
    case(
        "organization-put-under-a-new-parent",
        [ACME, Tenure("ann", "ceo"), Tenure("bob", "cto")],
        [
            Unit("group", "Group"),
            Unit("acme", "Acme", parent="group"),
            Tenure("ann", "ceo"),
            Tenure("bob", "cfo"),
        ],
        told("unit_created", "", "", "group"),
        told("unit_moved", "", "", "acme"),
        told("appointed", "bob", "cfo"),
        told("vacated", "bob", "cto"),
        frame=FRAME[1:],
    ),
    case(
        "board-of-six-becomes-three",
        seats("ann", "bob", "cem", "dee", "eva", "fin"),
        seats("ann", "gus", "hal"),
        *(told("left", person, "seat", "acme") for person in ("bob", "cem", "dee", "eva", "fin")),
        *(told("joined", person, "seat", "acme") for person in ("gus", "hal")),
        told("body_reconstituted", "", "", "board"),
        says="the board was reconstituted: 5 left (Bob, Cem, Dee, Eva and Fin), "
        "2 joined (Gus and Hal), 1 stayed (Ann).",
        frame=(ACME, BOARD, SEAT),
    ),
    case(
        "board-of-insiders-reconstituted",
        [*seats("ann"), Tenure("ann", "ceo"), Tenure("bob", "cto")],
        [*seats("bob"), Tenure("ann", "ceo"), Tenure("bob", "cto")],
        told("body_reconstituted", "", "", "board"),
        says="the board was reconstituted: 1 left (Ann), 1 joined (Bob), nobody stayed.",
        frame=(*FRAME, BOARD, SEAT),
    ),
    case(
        "half-a-hidden-board-stays",
        seats("undisclosed", "undisclosed", "ann"),
        seats("undisclosed", "undisclosed"),
        told("left", "ann", "seat", "acme"),
        frame=(ACME, BOARD, SEAT),
    ),
    case(
        "half-a-board-stays",
        seats("ann", "bob"),
        seats("ann", "cem"),
        told("left", "bob", "seat", "acme"),
        told("joined", "cem", "seat", "acme"),
        frame=(ACME, BOARD, SEAT),
    ),
)

TWO: Final[tuple[Fact, ...]] = (*FRAME, GLOBEX, CHIEF)

ORGANIZATIONS: Final = (
    case(
        "goes-to-another-organization",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "chief")],
        told("left", "ann", "ceo", "acme"),
        told("joined", "ann", "chief", "globex"),
        says=("Ann, CEO, left Acme, for Globex.", "Ann joined Globex as Chief, from Acme."),
        frame=TWO,
    ),
    case(
        "sits-in-both-then-in-one",
        [Tenure("ann", "ceo"), Tenure("ann", "chief")],
        [Tenure("ann", "chief")],
        told("left", "ann", "ceo", "acme"),
        says="Ann, CEO, left Acme.",
        frame=TWO,
    ),
    case(
        "comes-to-a-second-organization",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "ceo"), Tenure("ann", "chief")],
        told("joined", "ann", "chief", "globex"),
        says="Ann joined Globex as Chief.",
        frame=TWO,
    ),
    case(
        "two-people-swap-organizations",
        [Tenure("ann", "ceo"), Tenure("bob", "chief")],
        [Tenure("bob", "ceo"), Tenure("ann", "chief")],
        told("left", "ann", "ceo", "acme"),
        told("left", "bob", "chief", "globex"),
        told("joined", "ann", "chief", "globex"),
        told("joined", "bob", "ceo", "acme"),
        frame=TWO,
    ),
    case(
        "post-goes-over-with-its-holder",
        [Post("lab", "Lab", unit="acme"), Tenure("ann", "lab")],
        [Post("lab", "Lab", unit="globex"), Tenure("ann", "lab")],
        told("post_changed", "", "lab"),
        frame=TWO,
    ),
    case(
        "post-goes-over-while-the-holder-gives-up-another",
        [Post("lab", "Lab", unit="acme"), Tenure("ann", "lab"), Tenure("ann", "cto")],
        [Post("lab", "Lab", unit="globex"), Tenure("ann", "lab")],
        told("vacated", "ann", "cto"),
        told("post_changed", "", "lab"),
        frame=TWO,
    ),
    case(
        "post-goes-over-while-the-holder-stays-in-another",
        [Post("lab", "Lab", unit="acme"), Tenure("ann", "lab")],
        [Post("lab", "Lab", unit="globex"), Tenure("ann", "cto")],
        told("appointed", "ann", "cto"),
        told("vacated", "ann", "lab"),
        told("post_changed", "", "lab"),
        frame=TWO,
    ),
)

RECORDS: Final = (
    case(
        "person-renamed",
        [Tenure("zed", "ceo"), Person("zed", "Zed Ash")],
        [Tenure("zed", "ceo"), Person("zed", "Zed Oak")],
        told("renamed", "zed"),
        says="Zed Ash is now called Zed Oak.",
    ),
    case(
        "name-translated",
        [Tenure("zed", "ceo"), Person("zed", "Zed")],
        [Tenure("zed", "ceo"), Person("zed", "Zed", names={"zh-Hans": "泽德"})],
        told("person_changed", "zed"),
        says="Zed has another record.",
    ),
    case(
        "record-appears",
        [Tenure("zed", "ceo")],
        [Tenure("zed", "ceo"), Person("zed", "Zed")],
        told("person_changed", "zed"),
    ),
    case(
        "tenure-becomes-certain",
        [Tenure("ann", "ceo", certainty=POSSIBLE)],
        [Tenure("ann", "ceo")],
        told("certainty_changed", "ann", "ceo"),
        says="Ann as CEO is certain, and was only possible.",
    ),
    case(
        "tenure-becomes-doubtful",
        [Tenure("ann", "ceo")],
        [Tenure("ann", "ceo", certainty=POSSIBLE)],
        told("certainty_changed", "ann", "ceo"),
        says="Ann as CEO is only possible, and was certain.",
    ),
    case(
        "line-becomes-doubtful",
        [Post("lab", "Lab"), ReportingLine("lab", "cto")],
        [Post("lab", "Lab"), ReportingLine("lab", "cto", certainty=POSSIBLE)],
        told("certainty_changed", "", "lab"),
        says="Lab: the reporting line is only possible, and was certain.",
    ),
    case(
        "dotted-line-becomes-certain",
        [ReportingLine("cto", "cfo", kind="dotted", certainty=POSSIBLE)],
        [ReportingLine("cto", "cfo", kind="dotted")],
        told("certainty_changed", "", "cto"),
    ),
    case(
        "leave-becomes-certain",
        [Tenure("ann", "ceo"), Leave("ann", certainty=POSSIBLE)],
        [Tenure("ann", "ceo"), Leave("ann")],
        told("certainty_changed", "ann"),
    ),
    case(
        "unit-and-post-become-doubtful",
        [Unit("lab", "Lab"), Post("head", "Head")],
        [Unit("lab", "Lab", certainty=POSSIBLE), Post("head", "Head", certainty=POSSIBLE)],
        told("certainty_changed", "", "", "lab"),
        told("certainty_changed", "", "head"),
    ),
    case(
        "may-have-left",
        [Tenure("ann", "ceo", certainty=POSSIBLE)],
        [],
        told("left", "ann", "ceo", "acme"),
        says="Ann, CEO, may have left Acme.",
    ),
    case(
        "may-have-joined",
        [],
        [Tenure("ann", "ceo", certainty=POSSIBLE)],
        told("joined", "ann", "ceo", "acme"),
        says="Ann may have joined Acme as CEO.",
    ),
    case(
        "whole-chart-appears",
        [],
        [*FRAME, Tenure("ann", "ceo")],
        told("unit_created", "", "", "acme"),
        *(told("post_created", "", post) for post in ("ceo", "cto", "cfo")),
        told("joined", "ann", "ceo", "acme"),
        frame=(),
    ),
    case(
        "whole-chart-disappears",
        [*FRAME, Tenure("ann", "ceo")],
        [],
        told("unit_dissolved", "", "", "acme"),
        *(told("post_abolished", "", post) for post in ("ceo", "cto", "cfo")),
        told("left", "ann", "ceo", "acme"),
        frame=(),
    ),
    case(
        "post-without-a-unit",
        [],
        [Post("lab", "Lab"), Tenure("ann", "lab")],
        told("post_created", "", "lab"),
        told("joined", "ann", "lab"),
        says="Ann joined as Lab.",
        frame=(),
    ),
)

TABLE: Final = (
    *COMING_AND_GOING,
    *STANDING_IN,
    *LINES,
    *POSTS,
    *UNITS,
    *ORGANIZATIONS,
    *RECORDS,
)


def charts(row: Case) -> tuple[Snapshot, Snapshot]:
    """Return the two charts of a row."""
    before, after = (
        Snapshot.from_facts([*PEOPLE, *row.frame, *side]) for side in (row.before, row.after)
    )
    return before, after


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_what_is_told(row: Case) -> None:
    """The changes are those of the table, each told once."""
    changes = diff(*charts(row)).changes
    found = [(c.kind.value, c.people, c.posts, c.units) for c in changes]
    assert sorted(row.told) == sorted(found)


@pytest.mark.parametrize("row", [row for row in TABLE if row.sentences], ids=lambda row: row.id)
def test_what_is_said(row: Case) -> None:
    """The sentences of the table are among those said."""
    said = diff(*charts(row)).describe().splitlines()
    for sentence in row.sentences:
        assert sentence in said


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_nothing_is_lost(row: Case) -> None:
    """The changes hold all edits between them, and the difference leads there and back."""
    before, after = charts(row)
    change = diff(before, after)
    told_edits = [edit for each in change.changes for edit in each.edits]
    assert sorted(edit.key for edit in change.edits) == sorted(edit.key for edit in told_edits)
    assert after == before + change
    assert before == after - change


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.id)
def test_backwards(row: Case) -> None:
    """Turned round, the same people and posts are told of, if not alike."""
    forth, back = diff(*charts(row)).changes, diff(*reversed(charts(row))).changes
    assert named(forth) == named(back)


def named(changes: Iterable[object]) -> set[str]:
    """Return the people and posts that changes name."""
    return {
        name
        for change in changes
        for field in ("people", "posts")
        for name in getattr(change, field)
    }


def test_the_table_has_every_kind() -> None:
    """No kind of change is left out of the table, and no row has the name of another."""
    found = {kind for row in TABLE for kind, *_ in row.told}
    assert set(map(str, ChangeKind)) == found
    assert len({row.id for row in TABLE}) == len(TABLE)


def test_a_moved_branch_names_its_managers() -> None:
    """A change of manager carries both managers' ids."""
    rows = {row.id: row for row in LINES}
    expected = {
        "branch-of-200-moves": ("cto", "cfo"),
        "line-becomes-unknown": ("cto", "unknown"),
        "line-becomes-known": ("unknown", "cto"),
        "root-gets-a-manager": ("nobody", "chair"),
        "line-recorded": (None, "cto"),
    }
    for name, (before, after) in expected.items():
        (change,) = diff(*charts(rows[name])).changes
        assert (before, after) == (change.before, change.after), name


def test_a_body_names_who_stayed() -> None:
    """A reconstituted board says who left, joined and stayed."""
    row = next(row for row in UNITS if row.id == "board-of-six-becomes-three")
    (change,) = [c for c in diff(*charts(row)).changes if c.kind == "body_reconstituted"]
    assert ("ann",) == change.stayed
    assert ("gus", "hal") == change.joined
    assert ("bob", "cem", "dee", "eva", "fin") == change.left


def test_where_people_came_from_and_went() -> None:
    """Left carries the destination, joined the origin."""
    row = ORGANIZATIONS[0]
    changes = {change.kind: change for change in diff(*charts(row)).changes}
    assert ("globex",) == changes[ChangeKind.LEFT].destination
    assert ("acme",) == changes[ChangeKind.JOINED].origin


def test_a_change_without_a_sentence() -> None:
    """The text of a change that nobody put into words is its kind and its ids."""
    assert "left ann acme" == str(Change(ChangeKind.LEFT, people=("ann",), units=("acme",)))


def test_hidden_members_are_counted() -> None:
    """Of three undisclosed members of whom one is left, two left and one stayed."""
    frame: tuple[Fact, ...] = (*PEOPLE, ACME, BOARD, SEAT)
    before = Snapshot.from_facts([*frame, *seats(UNDISCLOSED, UNDISCLOSED, UNDISCLOSED)])
    after = Snapshot.from_facts([*frame, *seats(UNDISCLOSED, "ann", "bob")])
    (change,) = [c for c in diff(before, after).changes if c.kind == "body_reconstituted"]
    found = (len(change.left), change.joined, len(change.stayed))
    assert (2, ("ann", "bob"), 1) == found
