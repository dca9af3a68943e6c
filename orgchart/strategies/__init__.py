"""
Hypothesis strategies for charts, differences and histories, for your own tests.

They need Hypothesis: ``pip install orgchart[testing]``. Strategies for a type bear its plural name;
options go by name, and leaving one out allows everything. What each shrinks towards is said in its
docstring. ``from_type`` works for the types of the package without any set-up. Where Hypothesis
runs without plug-ins (``HYPOTHESIS_NO_PLUGINS``), ``conftest.py`` tells it of them::

    from orgchart.strategies import register

    register()

>>> from hypothesis import given
>>> from orgchart import diff
>>> @given(snapshot_pairs(max_posts=4, cycles=False))
... def test_applying_a_difference(pair):
...     before, after = pair
...     assert before + diff(before, after) == after
>>> test_applying_a_difference()
"""

from orgchart.strategies.charts import snapshots
from orgchart.strategies.dating import HistoryOptions
from orgchart.strategies.derived import changes, conflicts, edits, vacancies
from orgchart.strategies.evidence import citations, claims, policies, sources, tallies
from orgchart.strategies.facts import leaves, lines, people, posts, tenures, units
from orgchart.strategies.features import FEATURES, count_features, features_of
from orgchart.strategies.moments import zones
from orgchart.strategies.options import Options
from orgchart.strategies.registration import register
from orgchart.strategies.reorganisations import (
    diffs,
    reorganised,
    snapshot_pairs,
    snapshot_walks,
)
from orgchart.strategies.rivals import rival_histories
from orgchart.strategies.tables import DIRT, DirtyTable, dirty_tables
from orgchart.strategies.texts import hostile_ids, hostile_text, names
from orgchart.strategies.timelines import histories, hostile_histories, vague_histories
from orgchart.strategies.times import periods, whens
from orgchart.strategies.trees import forests

__all__ = [
    "DIRT",
    "FEATURES",
    "DirtyTable",
    "HistoryOptions",
    "Options",
    "changes",
    "citations",
    "claims",
    "conflicts",
    "count_features",
    "diffs",
    "dirty_tables",
    "edits",
    "features_of",
    "forests",
    "histories",
    "hostile_histories",
    "hostile_ids",
    "hostile_text",
    "leaves",
    "lines",
    "names",
    "people",
    "periods",
    "policies",
    "posts",
    "register",
    "reorganised",
    "rival_histories",
    "snapshot_pairs",
    "snapshot_walks",
    "snapshots",
    "sources",
    "tallies",
    "tenures",
    "units",
    "vacancies",
    "vague_histories",
    "whens",
    "zones",
]
