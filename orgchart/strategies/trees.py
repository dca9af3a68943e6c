"""Forests as lists of parents, in the form that shrinks."""

from __future__ import annotations

from hypothesis import strategies as st

from orgchart.strategies.checking import check_range, check_switches

__all__ = ["forests"]


def forests(
    *, min_size: int = 0, max_size: int = 8, several_roots: bool = True
) -> st.SearchStrategy[tuple[int | None, ...]]:
    """
    Parents of the nodes of a forest: for each node an earlier one, or None for a root.

    Every list of numbers is a forest, since a number beyond the earlier nodes is clipped to the
    last of them; so nothing is thrown away, and the smallest forest with a property is found.

    Args:
        min_size, max_size: how many nodes.
        several_roots: without it the first node is the only root, and the forest a tree.

    Raises:
        InvalidArgument: an option that cannot be so.

    Shrinks towards no nodes, then towards roots.

    >>> from hypothesis import find
    >>> def depth(forest, node):
    ...     return 0 if forest[node] is None else 1 + depth(forest, forest[node])
    >>> find(forests(), lambda f: any(depth(f, node) >= 3 for node in range(len(f))))
    (None, 0, 1, 2)
    """
    check_range(min_size=min_size, max_size=max_size)
    check_switches(several_roots=several_roots)
    least = 0 if several_roots else 1
    wishes = st.lists(
        st.integers(least, max(max_size, least)), min_size=min_size, max_size=max_size
    )
    return wishes.map(_clipped)


def _clipped(wishes: list[int]) -> tuple[int | None, ...]:
    return tuple(
        min(wish, place) - 1 if wish and place else None for place, wish in enumerate(wishes)
    )
