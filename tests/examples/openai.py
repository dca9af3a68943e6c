"""The OpenAI example, for the tests of it."""

import csv
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import orgchart
from orgchart import History
from orgchart.analysis import told_by

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / "examples" / "openai"
ARTICLES = {
    "F000": "essay-2024",
    "F001": "zhidongxi-2024",
    "F002": "repost-2023-11-20",
    "F003": "yicai-2024-05-28",
    "F004": "essay-2024-de",
}
_IDS = re.compile(r"(F00[0-4]-\d{3} ?)+")
#: The last row of the essay that the translation has under the same number.
_LAST_ALIKE = 104


@cache
def openai() -> History:
    """Return the example's history."""
    return orgchart.load(FOLDER / "history.toml")


@cache
def by_articles() -> History:
    """Return the history as the articles alone tell it."""
    return told_by(openai(), *ARTICLES.values())


def rows() -> Mapping[str, Mapping[str, str]]:
    """Return the list of statements by number; the test is skipped where it is not at hand."""
    folder = Path(os.environ.get("ORGCHART_SEEDS", PROJECT.parent / "shared" / "seeds"))
    if not (folder / "facts.csv").is_file():
        pytest.skip(f"no facts.csv in {folder}; ORGCHART_SEEDS names its folder")
    with (folder / "facts.csv").open(encoding="utf-8", newline="") as file:
        return {row["fact_id"]: row for row in csv.DictReader(file)}


def carried() -> set[str]:
    """Return the numbers that facts and claims of the history cite."""
    history = openai()
    return {
        number
        for item in (*history.facts, *history.claims)
        for citation in item.citations
        for number in (citation.locator or "").split()
    }


def left_out() -> set[str]:
    """Return the numbers that stand in lines of their own in left-out.md."""
    lines = (FOLDER / "left-out.md").read_text(encoding="utf-8").splitlines()
    return {number for line in lines if _IDS.fullmatch(line) for number in line.split()}


def original(number: str) -> str:
    """Return the number of the row that a row of the translation mirrors, or the number itself."""
    article, place = number.split("-")
    return f"F000-{place}" if article == "F004" and int(place) <= _LAST_ALIKE else number
