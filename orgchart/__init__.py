"""
The history of an organisation's reporting structure: charts at any moment, diffs, pictures.

This module hands names on and defines nothing; `import orgchart` loads neither Graphviz nor
Hypothesis, and what draws only when it is asked for.
"""

from typing import TYPE_CHECKING

from orgchart.bounds import Precision
from orgchart.changes import Change, ChangeKind
from orgchart.claims import Claim, Tally
from orgchart.comparison import Diff, diff
from orgchart.edits import Edit
from orgchart.errors import (
    BrokenRuleError,
    BrokenRulesError,
    DiffMismatchError,
    GraphvizMissingError,
    InvalidValueError,
    InvalidWhenError,
    OrgchartError,
    RenderError,
    ReportingCycleError,
    UnknownIdError,
    UnreadableFieldError,
    UnreadableFileError,
    UnwritableFileError,
)
from orgchart.hierarchy import chain_of_command, reporting_cycles, reports_of, roots
from orgchart.history import History
from orgchart.io import dump, load
from orgchart.kinds import ONGOING, UNDISCLOSED, UNKNOWN, Certainty, LineKind, TenureKind
from orgchart.model import Fact, Leave, Person, Post, ReportingLine, Tenure, Unit
from orgchart.periods import Period
from orgchart.policies import (
    DEFAULT_POLICY,
    Policy,
    Preference,
    most_precise,
    most_sources,
    newest_source,
    pin,
    prefer,
)
from orgchart.rivals import Conflict
from orgchart.rules import Finding, Report, Rule, check
from orgchart.snapshot import Snapshot
from orgchart.sources import Citation, Source, Standing
from orgchart.vacancy import Vacancy
from orgchart.when import When

if TYPE_CHECKING:
    from orgchart.drawing import Drawing, Theme, draw

__all__ = [
    "DEFAULT_POLICY",
    "ONGOING",
    "UNDISCLOSED",
    "UNKNOWN",
    "BrokenRuleError",
    "BrokenRulesError",
    "Certainty",
    "Change",
    "ChangeKind",
    "Citation",
    "Claim",
    "Conflict",
    "Diff",
    "DiffMismatchError",
    "Drawing",
    "Edit",
    "Fact",
    "Finding",
    "GraphvizMissingError",
    "History",
    "InvalidValueError",
    "InvalidWhenError",
    "Leave",
    "LineKind",
    "OrgchartError",
    "Period",
    "Person",
    "Policy",
    "Post",
    "Precision",
    "Preference",
    "RenderError",
    "Report",
    "ReportingCycleError",
    "ReportingLine",
    "Rule",
    "Snapshot",
    "Source",
    "Standing",
    "Tally",
    "Tenure",
    "TenureKind",
    "Theme",
    "Unit",
    "UnknownIdError",
    "UnreadableFieldError",
    "UnreadableFileError",
    "UnwritableFileError",
    "Vacancy",
    "When",
    "chain_of_command",
    "check",
    "diff",
    "draw",
    "dump",
    "load",
    "most_precise",
    "most_sources",
    "newest_source",
    "pin",
    "prefer",
    "reporting_cycles",
    "reports_of",
    "roots",
]


def __getattr__(name: str) -> object:
    # Most programs never draw, and what draws is two thirds of the package to load.
    if name not in {"Drawing", "Theme", "draw"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from orgchart import drawing  # noqa: PLC0415 - see above

    globals()[name] = value = getattr(drawing, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
