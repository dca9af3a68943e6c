"""Which modules are broken, and the tests that are to notice."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, final

import attrs

__all__ = ["ROOT", "SLOW", "TARGETS", "Target"]

ROOT: Final = Path(__file__).parents[2]


@final
@attrs.frozen
class Target:
    """
    Modules that are broken one place at a time.

    Attributes:
        modules: their files or folders, from the project's folder.
        tests: files of tests, those that are quick and close first; the doctests of the modules
            go before them.
        sample: how many mutants are tried, chosen by lot with a fixed seed; None for all.
    """

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    sample: int | None = None

    @property
    def files(self) -> tuple[str, ...]:
        """The modules, folders opened."""
        found: list[str] = []
        for name in self.modules:
            path = ROOT / name
            files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
            found.extend(file.relative_to(ROOT).as_posix() for file in files)
        return tuple(found)


#: Tests that take seconds, and see little that quicker ones do not.
SLOW: Final = (
    "tests/io/test_quick_json.py::TestSame::test_any_cut",
    "tests/unit/test_io.py::TestProblems::test_fifty_megabytes",
    "tests/property/test_changes.py::test_what_is_looked_at_grows_with_the_edits",
)

#: What is tested, by the name of its row in the table.
TARGETS: Final[Mapping[str, Target]] = {
    "periods": Target(
        ("orgchart/periods.py",),
        (
            "tests/unit/test_periods_edges.py",
            "tests/unit/test_periods.py",
            "tests/unit/test_history.py",
            "tests/unit/test_rules.py",
            "tests/doubt/test_moments.py",
            "tests/doubt/test_claims.py",
            "tests/doubt/test_orders.py",
            "tests/property/test_rules.py",
        ),
    ),
    "when": Target(
        ("orgchart/when.py",),
        (
            "tests/unit/test_when_edges.py",
            "tests/unit/test_when.py",
            "tests/doubt/test_moments.py",
            "tests/unit/test_periods.py",
            "tests/unit/test_history.py",
        ),
    ),
    "when: forms of dates": Target(
        (
            "orgchart/bounds.py",
            "orgchart/calendars.py",
            "orgchart/dates.py",
            "orgchart/edtf.py",
            "orgchart/phrases.py",
        ),
        (
            "tests/unit/test_when.py",
            "tests/unit/test_when_edges.py",
            "tests/doubt/test_moments.py",
            "tests/unit/test_periods.py",
            "tests/doubt/test_orders.py",
        ),
        sample=160,
    ),
    "edits": Target(
        ("orgchart/edits.py",),
        (
            "tests/unit/test_edits.py",
            "tests/unit/test_edits_edges.py",
            "tests/changes/test_table.py",
            "tests/unit/test_history.py",
            "tests/property/test_changes.py",
            "tests/unit/test_long_work.py",
        ),
    ),
    "comparison": Target(
        ("orgchart/comparison.py", "orgchart/corrections.py"),
        (
            "tests/unit/test_edits.py",
            "tests/unit/test_comparison_edges.py",
            "tests/changes/test_table.py",
            "tests/unit/test_history.py",
            "tests/doubt/test_knowledge.py",
            "tests/unit/test_given.py",
            "tests/property/test_changes.py",
            "tests/unit/test_long_work.py",
        ),
    ),
    "snapshot": Target(
        (
            "orgchart/snapshot.py",
            "orgchart/lookups.py",
            "orgchart/records.py",
            "orgchart/vacancy.py",
        ),
        (
            "tests/unit/test_snapshot.py",
            "tests/unit/test_snapshot_edges.py",
            "tests/unit/test_history.py",
            "tests/unit/test_hierarchy.py",
            "tests/changes/test_table.py",
            "tests/doubt/test_claims.py",
        ),
        sample=160,
    ),
    "structure and measures": Target(
        ("orgchart/structure.py", "orgchart/measures.py", "orgchart/hierarchy.py"),
        (
            "tests/unit/test_measures.py",
            "tests/unit/test_hierarchy.py",
            "tests/unit/test_snapshot_edges.py",
            "tests/unit/test_given.py",
            "tests/property/test_measures.py",
        ),
    ),
    "store: charts and differences": Target(
        (
            "orgchart/groups.py",
            "orgchart/store/differences.py",
            "orgchart/store/finding.py",
            "orgchart/store/index.py",
            "orgchart/store/presence.py",
            "orgchart/store/standing.py",
            "orgchart/store/times.py",
            "orgchart/store/upward.py",
            "orgchart/store/view.py",
        ),
        (
            "tests/unit/test_upward.py",
            "tests/unit/test_finding.py",
            "tests/unit/test_columns.py",
            "tests/unit/test_takeovers.py",
            "tests/unit/test_groups.py",
            "tests/unit/test_history.py",
            "tests/unit/test_snapshot.py",
            "tests/unit/test_dated_edges.py",
            "tests/property/test_views.py",
        ),
        sample=160,
    ),
    "changes": Target(
        ("orgchart/changes.py", "orgchart/reading"),
        (
            "tests/changes/test_table.py",
            "tests/unit/test_changes_edges.py",
            "tests/unit/test_history.py",
            "tests/property/test_changes.py",
        ),
        sample=240,
    ),
    "rules": Target(
        ("orgchart/rules",),
        (
            "tests/unit/test_rules_edges.py",
            "tests/unit/test_rules_charts.py",
            "tests/unit/test_suspects.py",
            "tests/unit/test_rules.py",
            "tests/property/test_rules.py",
            "tests/doubt/test_orders.py",
        ),
        sample=320,
    ),
    "history": Target(
        ("orgchart/history.py",),
        (
            "tests/unit/test_history_edges.py",
            "tests/unit/test_given.py",
            "tests/unit/test_history.py",
            "tests/doubt/test_knowledge.py",
            "tests/doubt/test_claims.py",
            "tests/doubt/test_citations.py",
            "tests/unit/test_analysis.py",
            "tests/doubt/test_rivals.py",
            "tests/property/test_histories.py",
        ),
    ),
    "analysis": Target(
        ("orgchart/analysis",),
        (
            "tests/unit/test_analysis.py",
            "tests/unit/test_analysis_edges.py",
            "tests/examples/test_crisis.py",
            "tests/examples/test_conflicts.py",
            "tests/property/test_analysis.py",
        ),
        sample=160,
    ),
    "readers: histories": Target(
        (
            "orgchart/io/reading.py",
            "orgchart/io/jsonfile.py",
            "orgchart/io/jsontext.py",
            "orgchart/io/tomlfile.py",
            "orgchart/io/writing.py",
        ),
        (
            "tests/unit/test_readers_edges.py",
            "tests/unit/test_io.py",
            "tests/io/test_limits.py",
            "tests/io/test_quick_json.py",
        ),
        sample=160,
    ),
    "readers: rows": Target(
        ("orgchart/io/rows",),
        (
            "tests/unit/test_rows_edges.py",
            "tests/unit/test_sheets_edges.py",
            "tests/io/test_rows.py",
            "tests/io/test_sheets_as_found.py",
            "tests/io/test_guessing.py",
            "tests/io/test_doubts.py",
        ),
        sample=300,
    ),
    "readers: periodic tables": Target(
        ("orgchart/io/periodic",),
        (
            "tests/unit/test_periodic_edges.py",
            "tests/unit/test_snapshots_told.py",
            "tests/io/test_periodic.py",
            "tests/io/test_sheets_as_found.py",
            "tests/io/test_doubts.py",
        ),
        sample=300,
    ),
    "readers: dated tables": Target(
        ("orgchart/io/dated",),
        (
            "tests/unit/test_dated_edges.py",
            "tests/io/test_dated.py",
            "tests/io/test_dated_lines.py",
            "tests/io/test_doubts.py",
            "tests/io/test_dated_laws.py",
        ),
        sample=120,
    ),
    "readers: CSV folders": Target(
        ("orgchart/io/csvfolder",),
        ("tests/io/test_csvfolder.py", "tests/unit/test_csvfolder_edges.py"),
        sample=120,
    ),
    "readers: Parquet": Target(
        ("orgchart/io/parquet", "orgchart/io/headfile.py", "orgchart/io/tables.py"),
        ("tests/io/test_parquet.py", "tests/unit/test_parquet_edges.py"),
        sample=120,
    ),
    "readers: ontology": Target(
        ("orgchart/io/ontology",),
        ("tests/io/test_ontology.py", "tests/io/test_formats_round_trip.py"),
        sample=120,
    ),
    "graphs and flowcharts": Target(
        ("orgchart/io/graphs.py", "orgchart/io/mermaid.py", "orgchart/io/losses.py"),
        (
            "tests/unit/test_graph_edges.py",
            "tests/io/test_graphs.py",
            "tests/io/test_losses.py",
            "tests/io/test_formats_round_trip.py",
        ),
        sample=120,
    ),
    "readers: Popolo": Target(
        ("orgchart/io/popolo",),
        ("tests/io/test_popolo.py", "tests/unit/test_popolo_edges.py"),
        sample=120,
    ),
}
