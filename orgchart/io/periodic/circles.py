"""Circles of managers in the rows of one date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

__all__ = ["circles_in"]


def circles_in(managers: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """
    Yield the circles of posts that report to each other, each once, the first id in front.

    Args:
        managers: to whom each post reports; ids that are no key of it end a chain.

    Complexity: linear in the posts.

    >>> list(circles_in({"a": "b", "b": "c", "c": "b", "d": None, "e": "e"}))
    [('b', 'c'), ('e',)]
    """
    met: dict[str, int] = {}
    for number, start in enumerate(managers):
        post: str | None = start
        while post is not None and post in managers and post not in met:
            met[post] = number
            post = managers[post]
        if post is None or met.get(post) != number:
            continue
        circle = [post]
        while (above := managers[circle[-1]]) is not None and above != post:
            circle.append(above)
        first = circle.index(min(circle))
        yield (*circle[first:], *circle[:first])
