"""Hypothesis profiles, the engines to draw with, and the real data, for every test."""

import importlib
import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Set before Hypothesis is imported, so that nothing of it is ever put beside the code.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(ROOT / "build" / "cache" / "hypothesis"))

from hypothesis import HealthCheck, settings  # noqa: E402 - the line above goes first

# No deadlines: how long an example takes depends on what else the machine does.
settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, database=None, print_blob=True
)
settings.register_profile(
    "thorough", max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if "CI" in os.environ else "dev"))

#: What starts an engine or a browser that many tests share.
SHARED = (
    ROOT / "tests" / "lake",
    ROOT / "tests" / "drawing" / "test_page_browser.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """
    Begin with what starts something big.

    Each of several processes goes through a stretch of the tests, and takes from the end of another
    one's stretch when it is through: so what is first is started once.
    """
    items.sort(key=lambda item: not any(item.path.is_relative_to(place) for place in SHARED))


#: The ways to reach Graphviz, by the names that `orgchart.rendering` gives them.
ENGINES = ("dot", "pygraphviz")


def required_engines() -> frozenset[str]:
    """Return the engines whose absence is a failure: those that ORGCHART_REQUIRE_ENGINES names."""
    named = os.environ.get("ORGCHART_REQUIRE_ENGINES", "")
    required = frozenset(name.strip() for name in named.split(",") if name.strip())
    if unknown := required.difference(ENGINES):
        message = f"ORGCHART_REQUIRE_ENGINES names unknown engines: {', '.join(sorted(unknown))}"
        raise pytest.UsageError(message)
    return required


def why_missing(engine: str) -> str | None:
    """Say why an engine cannot be used here; None when it can."""
    if engine == "dot":
        return None if shutil.which("dot") else "the program dot is not on the path"
    try:
        importlib.import_module(engine)
    except ImportError as error:
        return f"{engine} cannot be imported: {error}"
    return None


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Run the test once with each engine that this machine has."""
    name = str(request.param)
    if reason := why_missing(name):
        if name in required_engines():
            pytest.fail(f"a required engine is missing: {reason}")
        pytest.skip(reason)
    return name


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Return the folder of real data sets, which only some machines have."""
    folder = os.environ.get("ORGCHART_REAL_DATA")
    if folder is None:
        pytest.skip("ORGCHART_REAL_DATA names no folder of real data")
    return Path(folder)
