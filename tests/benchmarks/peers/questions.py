"""What is asked: days and posts, the same for all engines, others in each round."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Final, TypeAlias, final

import attrs

from tests.benchmarks.organisations import FIRST as BEGUN
from tests.benchmarks.organisations import LAST
from tests.benchmarks.peers.adapter import EPOCH
from tests.benchmarks.peers.prototype import Prototype

__all__ = ["BELOW", "FIRST", "MONTHS", "NEAR", "OPERATIONS", "SWEEP", "Question", "questions"]

#: The first days of the months of ten years.
MONTHS: Final = tuple(
    (date(year, month, 1) - EPOCH).days for year in range(2015, 2025) for month in range(1, 13)
)
NEAR: Final = "difference, one day apart"
FAR: Final = "five years apart, as Python values"
SWEEP: Final = "120 monthly charts, 119 differences"
BELOW: Final = "everyone below a manager"
#: What is measured, in order of the table.
OPERATIONS: Final = (
    "chart of a day, ready for look-ups",
    "all rows as Python values",
    "holder and manager of a post",
    "chain to the top",
    "holder and manager, asked again",
    "chain to the top, asked again",
    NEAR,
    "one day apart, as Python values",
    "difference, five years apart",
    FAR,
    SWEEP,
    BELOW,
    "span of every manager",
    "cycle check",
)
#: What is also measured when nothing was asked before.
FIRST: Final = (FAR, SWEEP)
#: So many questions of each kind: enough for seven rounds without asking anything twice.
_KINDS: Final = 75
_POSTS: Final = 200
_FIVE_YEARS: Final = 1826
#: A manager with this part of all posts below.
_BRANCH: Final = 0.01
_FILE: Final = "questions-3.json"

_Asked: TypeAlias = dict[str, list["Question"]]


@final
@attrs.frozen
class Question:
    """
    Days and posts to ask about.

    Attributes:
        day, later: the day, and another one where two are compared.
        posts: posts that there are on the day.
        manager: a post with a good many below it; none where no such post is asked for.
    """

    day: int
    later: int
    posts: tuple[str, ...]
    manager: str


def questions(folder: Path) -> Mapping[str, tuple[Question, ...]]:
    """Return what to ask of a history, by operation."""
    place = folder / _FILE
    if not place.exists():
        found = _chosen(folder)
        listed = {name: [attrs.asdict(each) for each in asked] for name, asked in found.items()}
        place.write_text(json.dumps(listed), encoding="utf-8")
    read: dict[str, list[dict[str, object]]] = json.loads(place.read_text(encoding="utf-8"))
    return {name: tuple(map(_question, asked)) for name, asked in read.items()}


def _manager(history: Prototype, day: int, size: int) -> str:
    spans = history.plain_spans(history.spans(day))
    wanted = max(20.0, _BRANCH * size)
    return min(spans, key=lambda post: (abs(spans[post][1] - wanted), post))


def _question(fields: dict[str, object]) -> Question:
    return Question(**{**fields, "posts": tuple(fields["posts"])})  # type: ignore[arg-type]


def _chosen(folder: Path) -> _Asked:
    history = Prototype()
    history.load(folder, "parquet")
    random = Random(5)  # noqa: S311 - the same every time
    found: _Asked = {}
    for name in OPERATIONS:
        found[name] = []
        for _ in range(_KINDS):
            far = "five years" in name
            day = random.randrange(BEGUN + 200, LAST - (_FIVE_YEARS if far else 0) - 100)
            chart = history.snapshot(day)
            manager = _manager(history, day, len(chart)) if name == BELOW else ""
            posts = history.named(random.choices(chart.posts.tolist(), k=_POSTS))
            later = day + (_FIVE_YEARS if far else 1)
            found[name].append(Question(day, later, posts, manager))
    return found
