"""Imports run one way: a module may import only modules that stand before it."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.util import resolve_name
from itertools import chain
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "orgchart"

#: Each module may import those before it. A new module needs a place here, chosen on purpose.
ORDER = (
    "errors",
    "languages",
    "progress",
    "memory",
    "threads",
    "saving",
    "kinds",
    "calendars",
    "bounds",
    "edtf",
    "phrases",
    "dates",
    "when",
    "periods",
    "texts",
    "sources",
    "facts",
    "model",
    "knowledge",
    "policies",
    "claims",
    "ordering",
    "vacancy",
    "names",
    "groups",
    "structure",
    "lookups",
    "records",
    "snapshot",
    "hierarchy",
    "measures",
    "edits",
    "changes",
    "reading",
    "sentences",
    "corrections",
    "comparison",
    "timeline",
    "snapshots",
    "rivals",
    "store",
    "history",
    "analysis",
    "rules",
    "rendering",
    "drawing",
)
#: Modules beside the line, and the last module of the line that they may import.
BESIDE = {"io": "history", "lake": "history", "laws": "history", "strategies": "history"}
#: Modules on top, which may import all.
ON_TOP = ("cli", "__main__")
#: What of one another these may import.
ALSO = {"lake": frozenset({"io"}), "strategies": frozenset({"laws"})}
#: Libraries that exactly one module, of one file or several, may import.
ONLY_IMPORTER = {
    "dateutil": "calendars",
    "graphviz": "rendering",
    "hypothesis": "strategies",
    "charset_normalizer": "io",
    "click": "cli",
    "ibis": "lake",
    "networkx": "io",
    "pyarrow": "io",
    "rdflib": "io",
    "pygraphviz": "rendering",
    "tqdm": "progress",
}

FILES = {
    ".".join(("orgchart", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in sorted(PACKAGE.rglob("*.py"))
}


def imported(module: str) -> Iterator[str]:
    """Yield what a module imports anywhere in its code, for types only and in functions too."""
    path = FILES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve_name("." * node.level + (node.module or ""), package)
            for alias in node.names:
                submodule = f"{base}.{alias.name}"
                yield submodule if submodule in FILES else base


def stage(module: str) -> str:
    """Return the name under which a module stands in ORDER or BESIDE; empty for the front door."""
    return ".".join(module.split(".")[1:2])


def may_import(importer: str) -> frozenset[str]:
    """Return the stages that a stage may import, itself included; the front door imports all."""
    if importer not in (*ORDER, *BESIDE):
        return frozenset((*ORDER, *BESIDE, *ON_TOP))
    last = ORDER.index(BESIDE.get(importer, importer))
    return frozenset(ORDER[: last + 1]) | {importer} | ALSO.get(importer, frozenset())


def test_every_module_has_a_place() -> None:
    """A module that stands in no list fails here, so that its place is chosen on purpose."""
    stages = {stage(module) for module in FILES} - {""}
    unplaced = stages.difference(ORDER, BESIDE, ON_TOP)
    assert set() == unplaced, f"add to ORDER in {Path(__file__).name}: {sorted(unplaced)}"


@pytest.mark.parametrize("module", FILES)
def test_module_imports_only_earlier_ones(module: str) -> None:
    """Each import of the package's own modules goes back in the order, never forward."""
    own = {name for name in imported(module) if name.split(".")[0] == "orgchart"}
    allowed = may_import(stage(module))
    assert [] == sorted(name for name in own if stage(name) not in allowed)


def test_no_import_goes_round_in_a_circle() -> None:
    """No module imports itself by way of others, inside a subpackage neither."""
    graph = {module: set(imported(module)).intersection(FILES) for module in FILES}
    order = tuple(TopologicalSorter(graph).static_order())
    assert set(FILES) == set(order)


@pytest.mark.parametrize("library", ONLY_IMPORTER)
def test_library_has_one_importer(library: str) -> None:
    """Each library with traps or without types is met in one module."""
    importers = {
        stage(module)
        for module in FILES
        if library in chain.from_iterable((name.split(".")[:1]) for name in imported(module))
    }
    assert {ONLY_IMPORTER[library]} == importers
