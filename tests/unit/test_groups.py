"""Rows by the number each of them has."""

import numpy as np
import pytest

from orgchart.groups import Groups


@pytest.mark.parametrize("count", [100, 65_534, 65_535, 65_536, 70_000, 140_000])
def test_rows_are_in_order_of_their_numbers(count: int) -> None:
    """However many numbers there can be, rows stand number by number, and those with -1 nowhere."""
    numbers = np.array([count - 1, 4, -1, count - 2, 4, 0, count - 1], dtype=np.int32)
    groups = Groups(numbers, count)
    assert groups.between(0, count).tolist() == [5, 1, 4, 3, 0, 6]
    assert list(groups.rows(4)) == [1, 4]
    assert groups.rows_of(np.array([count - 1, 0])).tolist() == [0, 6, 5]


def test_rows_can_be_told_apart_from_places() -> None:
    """The rows that numbers are those of may be given, one of them several times."""
    groups = Groups(np.array([2, 0, 2], dtype=np.int32), 3, np.array([9, 9, 7], dtype=np.int32))
    assert groups.between(0, 3).tolist() == [9, 9, 7]
    assert list(groups.rows(2)) == [9, 7]
