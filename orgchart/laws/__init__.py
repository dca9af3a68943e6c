"""
Laws as functions, to check on your own data, your own difference, or your own reader and writer.

They need nothing but the package: no Hypothesis, no test runner. A law that does not hold raises
`LawBrokenError`, an `AssertionError` that names the law, shows the smallest difference, and gives
Python code to see it again. With the strategies of :mod:`orgchart.strategies` they are tests.

>>> from orgchart import Post, Snapshot
>>> empty, one = Snapshot.build(), Snapshot.build(posts=[Post("ceo", "Chief")])
>>> check_diff_laws(empty, one, empty)
"""

from orgchart.laws.broken import LawBrokenError
from orgchart.laws.diffs import DIFF_LAWS, check_diff_laws
from orgchart.laws.histories import HISTORY_LAWS, check_history_laws
from orgchart.laws.readers import READER_LAWS, check_reader_laws
from orgchart.laws.spelling import code_of

__all__ = [
    "DIFF_LAWS",
    "HISTORY_LAWS",
    "READER_LAWS",
    "LawBrokenError",
    "check_diff_laws",
    "check_history_laws",
    "check_reader_laws",
    "code_of",
]
