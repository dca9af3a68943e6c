"""
A history that goes through every lossless form is the history that it was.

With `HYPOTHESIS_PROFILE=thorough` for a thousand histories and more, else for some.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import attrs
from hypothesis import given
from hypothesis import strategies as st

from orgchart import (
    Citation,
    Fact,
    History,
    Leave,
    Person,
    Post,
    ReportingLine,
    Standing,
    Tenure,
    Unit,
    load,
)
from orgchart.claims import Claim
from orgchart.io import dumps, loads, read_parquet, read_popolo, write_parquet, write_popolo
from orgchart.io.csvfolder.reading import read_csv_folder
from orgchart.io.csvfolder.writing import write_csv_folder
from orgchart.policies import DEFAULT_POLICY, Policy, prefer
from tests.counts import at_most
from tests.support.histories import clean_histories, histories, hostile_histories
from tests.support.texts import hostile_texts, ids

ROOT: Final = Path(__file__).parents[2]


def _toml(history: History, _folder: Path) -> History:
    return loads(dumps(history, "toml"), "toml")


def _json(history: History, _folder: Path) -> History:
    return loads(dumps(history, "json"), "json")


def _csv(history: History, folder: Path) -> History:
    write_csv_folder(history, folder)
    return read_csv_folder(folder)


def _csv_with_formulas(history: History, folder: Path) -> History:
    write_csv_folder(history, folder, formulas="keep")
    return read_csv_folder(folder)


def _parquet(history: History, folder: Path) -> History:
    write_parquet(history, folder)
    return read_parquet(folder)


def _parquet_in_parts(history: History, folder: Path) -> History:
    write_parquet(history, folder, partitioned=True)
    return read_parquet(folder)


#: Every form that loses nothing, as a journey there and back.
FORMS: Final[dict[str, Callable[[History, Path], History]]] = {
    "toml": _toml,
    "json": _json,
    "csv folder": _csv,
    "csv folder with formulas": _csv_with_formulas,
    "parquet": _parquet,
    "parquet in parts": _parquet_in_parts,
}

_TEXT: Final = st.none() | hostile_texts()
_CITATIONS: Final = st.lists(
    st.builds(
        Citation,
        ids(),
        locator=_TEXT,
        quote=st.none() | hostile_texts().map(lambda text: text[:20]),
        attribution=_TEXT,
        standing=st.sampled_from(Standing),
    ),
    max_size=3,
)
_CLAIMS: Final = st.lists(
    st.builds(
        Claim,
        ids(),
        about=hostile_texts(),
        low=st.integers(0, 10**20),
        approximate=st.booleans(),
        sources=_CITATIONS,
    ),
    max_size=2,
    unique_by=lambda claim: claim.id,
)
_POLICIES: Final = st.one_of(
    st.sampled_from((DEFAULT_POLICY, Policy(), Policy.of(["most_precise"]))),
    st.lists(ids(), min_size=1, max_size=3).map(lambda names: prefer(*names)),
)


@st.composite
def whole_histories(draw: st.DrawFn) -> History:
    """Histories with all that a file can say: claims, policies, citations, orders, retractions."""
    history = draw(st.one_of(histories(), clean_histories(), hostile_histories()))
    told = [_told(draw, fact) if draw(st.integers(0, 3)) == 0 else fact for fact in history.facts]
    return History.build(
        name=history.name,
        zone=history.zone,
        people=[fact for fact in told if isinstance(fact, Person)],
        units=[fact for fact in told if isinstance(fact, Unit)],
        posts=[fact for fact in told if isinstance(fact, Post)],
        tenures=[fact for fact in told if isinstance(fact, Tenure)],
        lines=[fact for fact in told if isinstance(fact, ReportingLine)],
        leaves=[fact for fact in told if isinstance(fact, Leave)],
        sources=history.sources,
        claims=draw(_CLAIMS),
        policy=draw(_POLICIES),
    )


def _told(draw: st.DrawFn, fact: Fact) -> Fact:
    """Return a fact of which more is said."""
    names = st.lists(hostile_texts(), max_size=2)
    return attrs.evolve(
        fact,
        sources=draw(_CITATIONS),
        claim=draw(_TEXT),
        after=draw(names),
        before=draw(names),
        retracted_by=draw(names),
        extra=draw(st.dictionaries(hostile_texts(), hostile_texts(), max_size=2)),
    )


def require_same(history: History) -> None:
    """Send a history through every form, and compare all that it says."""
    for form, journey in FORMS.items():
        with TemporaryDirectory() as folder:
            found = journey(history, Path(folder, "history"))
        assert history == found, form
        assert dumps(history, "json") == dumps(found, "json"), form
        assert (history.policy, history.claims) == (found.policy, found.claims), form


def test_a_history_of_nothing(tmp_path: Path) -> None:
    """Nothing at all can be written and read too, in the forms that lose some things as well."""
    require_same(History.build())
    path = tmp_path / "none.json"
    assert () == tuple(write_popolo(History.build(), path))
    assert History.build() == read_popolo(path)


#: Each is written and read six times.
@at_most(20)
@given(whole_histories())
def test_nothing_is_lost(history: History) -> None:
    """Through every form, whatever the history holds."""
    require_same(history)


def test_example() -> None:
    """The example, with doubt, rivals and claims, too."""
    require_same(load(ROOT / "examples" / "openai" / "history.toml"))


def test_from_form_to_form(tmp_path: Path) -> None:
    """One journey after the other is a journey too."""
    first = load(ROOT / "examples" / "openai" / "history.toml")
    history = first
    for number, journey in enumerate(FORMS.values()):
        history = journey(history, tmp_path / str(number))
    assert first == history
    assert dumps(first) == dumps(history)
