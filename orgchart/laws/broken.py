"""`LawBrokenError`: a law that does not hold, with the smallest difference and how to see it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, Final, final

from orgchart.errors import OrgchartError

__all__ = ["LawBrokenError", "is_outcome", "law_holds", "said"]

#: Code of more lines than these is not in the message.
_MOST: Final = 100


@final
class LawBrokenError(OrgchartError, AssertionError):
    """
    A law does not hold.

    Attributes:
        law: the name of the law.
        rule: what it says.
        detail: where it does not hold: what was expected and what was found, and nothing else.
        reproduce: Python code that breaks the law again; the message leaves it out where it has
            more than a hundred lines, and says how many it has.
        drawn: whether it was found in a test of Hypothesis, which prints the values itself; then
            the message leaves them out.
    """

    def __init__(self, law: str, rule: str, detail: str, reproduce: str) -> None:
        super().__init__(law, rule, detail, reproduce)
        self.law = law
        self.rule = rule
        self.detail = detail
        self.reproduce = reproduce
        self.drawn = _is_drawn()

    def __str__(self) -> str:
        lines = self.reproduce.count("\n") + 1
        again = f"to see it again:\n{_indented(self.reproduce)}"
        if self.drawn or lines > _MOST:
            again = "the code to see it again is its `reproduce`"
        if not self.drawn and lines > _MOST:
            again += f", {lines:,} lines"
        parts = (
            f"the law {self.law!r} is broken: {self.rule}",
            _indented(self.detail),
            again,
        )
        return "\n".join(part for part in parts if part.strip())


def _is_drawn() -> bool:
    """Say whether a test of Hypothesis runs; it is asked, and not imported for that."""
    asked: Any = getattr(sys.modules.get("hypothesis"), "currently_in_test_context", None)
    return asked is not None and asked()


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.splitlines())


def law_holds(
    law: str, rule: str, ask: Callable[[], str], reproduce: Callable[[], str], asked: str = "it"
) -> None:
    """
    Raise an error where a law does not hold.

    Args:
        law, rule: its name and what it says.
        ask: returns where it does not hold, or an empty text.
        reproduce: returns the code that breaks it again.
        asked: what raises the errors that asking raises.

    Raises:
        LawBrokenError: it does not hold, or asking raised an error.
    """
    try:
        detail = ask()
    except Exception as error:
        if is_outcome(error):
            raise
        raise LawBrokenError(law, rule, f"{asked} raised {said(error)}", reproduce()) from error
    if detail:
        raise LawBrokenError(law, rule, detail, reproduce())


def said(error: Exception) -> str:
    """Return the kind of an error and what it says."""
    return f"{type(error).__name__}: {error}"


def is_outcome(error: Exception) -> bool:
    """Say whether an error tells how a test ends (`assume`, a skip), and not of what is tested."""
    return type(error).__module__.partition(".")[0] in {"hypothesis", "unittest"}
