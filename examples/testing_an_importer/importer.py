"""A company's own importer: rows of its HR system, one table a month, become a history."""

from orgchart import UNKNOWN, History, Person, Post, ReportingLine, Snapshot, Tenure

Row = dict[str, str]


def read(tables: dict[str, list[Row]]) -> History:
    """Read tables by month, with the columns post, title, person, name and manager."""
    return History.from_snapshots({month: chart(rows) for month, rows in tables.items()})


def chart(rows: list[Row]) -> Snapshot:
    """Return the chart of one month."""
    named = [row for row in rows if row["person"]]
    return Snapshot.build(
        people=[Person(*who) for who in sorted({(row["person"], row["name"]) for row in named})],
        posts=[Post(*post) for post in sorted({(row["post"], row["title"]) for row in rows})],
        tenures=[Tenure(row["person"], row["post"]) for row in named],
        lines=[ReportingLine(*line) for line in sorted(set(map(line_of, rows))) if line[1]],
    )


def line_of(row: Row) -> tuple[str, str]:
    """Return a post and its manager: "nobody", "?" for not known, or empty for not recorded."""
    return row["post"], UNKNOWN if row["manager"] == "?" else row["manager"]
