"""Valid inputs to begin with: histories that say all that can be said, in every form."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from orgchart import (
    UNDISCLOSED,
    UNKNOWN,
    Citation,
    Claim,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Source,
    Tenure,
    Unit,
    prefer,
)
from orgchart.io import (
    dumps,
    to_ontology,
    to_popolo,
    write_csv_folder,
    write_parquet,
)
from orgchart.policies import DEFAULT_POLICY
from tests.fuzz.mutations import Case

__all__ = [
    "DATED_TABLES",
    "DATES",
    "MONTHLY",
    "csv_folders",
    "histories",
    "json_files",
    "json_ld_files",
    "parquet_folders",
    "popolo_files",
    "toml_files",
    "turtle_files",
]


@cache
def histories() -> tuple[History, ...]:
    """Return a small history, one that uses every field, and an empty one."""
    small = History.build(
        name="Acme",
        people=[Person("ann", "Ann Lee")],
        posts=[Post("ceo", "Chief executive"), Post("cto", "Technology")],
        tenures=[Tenure("ann", "ceo", start="2019-03-01", end="2023-11-17")],
        lines=[ReportingLine("cto", "ceo")],
    )
    return small, _everything(), History.build()


def _everything() -> History:
    said = Citation("ft", locator="p. 3", quote="steps down", standing="reported")
    return History.build(
        name="Acme 公司",
        zone="Europe/London",
        policy=prefer("ft") + DEFAULT_POLICY,
        people=[
            Person("ann", "Ann Lee", names={"zh-Hans": "李安"}, end="2020"),
            Person("ann", "Ann Ray", start="2020", extra={"born": "1970"}),
            Person("bob", "Bob", certainty="possible"),
        ],
        units=[
            Unit("acme", "Acme", start="2010", end="[2024..2025]"),
            Unit("board", "Board", kind="board", parent="acme", names={"de": "Vorstand"}),
            Unit("labs", "Labs", kind="team", parent="acme", start="2015~"),
        ],
        posts=[
            Post("ceo", "Chief executive", unit="acme", rank=1, titles={"de": "Chefin"}),
            Post("chair", "Chair", unit="board", seats=2, start="early 2017"),
            Post("fellow", "Fellow", unit="labs", seats=None, end="unknown"),
        ],
        tenures=[
            Tenure(
                "ann", "ceo", start="2019-03", end="2023-11-17T12:28-08:00", sources=[said, "ap"]
            ),
            Tenure("ann", "ceo", start="2019", end="2023-11", claim="c1", sources=["ap"]),
            Tenure("ann", "ceo", start="2019", end="2023-11-20", claim="c1", sources=["ft"]),
            Tenure("bob", "ceo", start="2023-11-17", kind="interim", end_manner="resigned"),
            Tenure(UNDISCLOSED, "fellow", start="198X", note="withheld", kind="adviser"),
            Tenure("bob", "chair", start=UNKNOWN, end="ongoing", title="Co-chair", after="c1"),
            Tenure("ann", "chair", start="2020-Q1", retracted_by="ft"),
        ],
        lines=[
            ReportingLine("ceo", "board"),
            ReportingLine("chair", None, start="2018"),
            ReportingLine("fellow", UNKNOWN, note="nobody says"),
            ReportingLine("fellow", "ceo", kind="dotted", end="3 days after 2024-05-14"),
        ],
        leaves=[
            Leave("ann", start="2020-06-01", end="2020-09-01", note="parental"),
            Leave("bob", "chair"),
        ],
        sources=[
            Source("ft", title="Out", publisher="FT", published="2023-11-18", language="en"),
            Source("ap", published="2023-11", url="https://example.org/", translation_of="ft"),
        ],
        claims=[Claim("leavers", "leaders who left", low=17, sources=["ft"])],
    )


def json_files() -> Iterator[Case]:
    """Yield histories as JSON."""
    return ({"case.json": dumps(history, "json").encode()} for history in histories())


def toml_files() -> Iterator[Case]:
    """Yield histories as TOML."""
    return ({"case.toml": dumps(history, "toml").encode()} for history in histories())


def popolo_files() -> Iterator[Case]:
    """Yield histories as Popolo."""
    return ({"case.json": to_popolo(history).encode()} for history in histories())


def turtle_files() -> Iterator[Case]:
    """Yield histories as Turtle; an empty one is an empty file."""
    return ({"case.ttl": to_ontology(history).encode()} for history in histories()[:2])


def json_ld_files() -> Iterator[Case]:
    """Yield histories as JSON-LD."""
    for history in histories():
        graph = json.loads(to_ontology(history, form="json-ld"))
        yield {"case.jsonld": json.dumps(_sorted(graph), indent=2).encode()}


def _sorted(value: object) -> object:
    """Return a part of a graph, whose nodes come in any order, in one order."""
    if isinstance(value, dict):
        items = cast("dict[str, object]", value).items()
        return {key: _sorted(each) for key, each in sorted(items)}
    if isinstance(value, list):
        return sorted(map(_sorted, cast("list[object]", value)), key=json.dumps)
    return value


def csv_folders() -> Iterator[Case]:
    """Yield histories as folders of CSV files."""
    for history in histories():
        with TemporaryDirectory() as folder:
            write_csv_folder(history, folder)
            yield _files_of(Path(folder))


def parquet_folders() -> Iterator[Case]:
    """Yield histories as folders of Parquet files, whole and in parts."""
    for history in histories():
        for partitioned in (False, True):
            with TemporaryDirectory() as folder:
                write_parquet(history, folder, partitioned=partitioned)
                yield _files_of(Path(folder))


def _files_of(folder: Path) -> Case:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


#: Monthly tables, as they come from personnel systems.
MONTHLY: Final[tuple[Case, ...]] = (
    {
        "case.csv": b"date,id,name,title,manager_id,department\n"
        b"2024-01-31,1,Ann Lee,Chief executive,,Head office\n"
        b"2024-01-31,2,Bob Ray,Technology,1,Labs\n"
        b"2024-01-31,3,Cat Fox,Engineer,2,Labs\n"
        b"2024-02-29,1,Ann Lee,Chief executive,,Head office\n"
        b"2024-02-29,2,Cat Fox,Technology,1,Labs\n"
        b"2024-02-29,3,,Engineer,2,Labs\n"
    },
    {
        "case.csv": "Stichtag;Personalnummer;Vorname;Nachname;Stelle;Vorgesetzter\n"
        "31.01.2024;0001;Jörg;Müller;Leitung;\n"
        "31.01.2024;0002;Änne;Groß;Technik;0001\n"
        "29.02.2024;0002;Änne;Groß;Leitung;\n".encode("cp1252")
    },
    {
        "case.csv": "date\tposition id\tname\ttitle\treports to\n"
        "2024-01\tP1\t李安\t总经理\tXX\n"
        "2024-01\tP2\tN/D\t副总\tP1\n"
        "2024-02\tP1\tVacant\t总经理\t\n".encode("utf-16")
    },
)

#: Dated tables, by what they hold.
DATED_TABLES: Final[tuple[Case, ...]] = (
    {
        "tenures.csv": b"tenure_id,person,post,start,end,kind\n"
        b"t1,Ann Lee,ceo,2019-03-01,2023-11-17,\n"
        b"t2,Bob Ray,ceo,2023-11-17,,interim\n",
        "posts.csv": b"post,title,unit,start,end\nceo,Chief,head,2010,\n"
        b"cto,Tech,labs,2012-05,2024\n",
        "units.csv": b"unit,name,parent\nhead,Head office,\nlabs,Labs,head\n",
        "lines.csv": b"post,manager,kind,start,end\ncto,ceo,solid,2019-03-01,\n",
        "leaves.csv": b"person,post,start,end\nAnn Lee,ceo,2020-06-01,2020-09-01\n",
        "parts.csv": b"tenure_id,start,end,acting,on_leave\nt1,2019-03-01,2019-06-01,1,0\n",
        "links.csv": b"predecessor,successor,kind,date\nhead,labs,renamed,2018-01-01\n",
        "people.csv": b"person,name,start,end\nAnn Lee,Ann Lee,,\nBob Ray,Bob Ray,2001,\n",
    },
    {"tenures.csv": b"person,post,start,end\nAnn,ceo,01/02/2019,13/02/2020\n"},
)

#: Dates of every form.
DATES: Final = (
    "2023-11-17",
    "2023-11-17T12:28-08:00",
    "2023-11-17T12:28:01.5[Europe/London]",
    "2020~",
    "2020-02?",
    "2020%",
    "[2020-11..2020-12]",
    "[..2024-09]",
    "2024-09/..",
    "[2019, 2021-05]",
    "198X",
    "2004-05-XX",
    "2020-Q4",
    "2020-33",
    "early 2017",
    "Anfang Mai 2017",
    "end of 2020-11",
    "2020年底",
    "2020年12月上旬",
    "17 November 2023",
    "28. Dezember 2020",
    "2023年11月17日",
    "3 days after 2024-05-14",
    "half a year after 2023-11",
    "about 1 month before 2020-02",
    "2020[Asia/Kolkata]",
)
