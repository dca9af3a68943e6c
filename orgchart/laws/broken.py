"""`LawBrokenError`: a law that does not hold, with the smallest difference and how to see it."""

from __future__ import annotations

from typing import final

from orgchart.errors import OrgchartError
from orgchart.laws.spelling import code_of

__all__ = ["LawBrokenError", "reproduction"]


@final
class LawBrokenError(OrgchartError, AssertionError):
    """
    A law does not hold.

    Attributes:
        law: the name of the law.
        rule: what it says.
        detail: where it does not hold: what was expected and what was found, and nothing else.
        reproduce: Python code that breaks the law again.
    """

    def __init__(self, law: str, rule: str, detail: str, reproduce: str) -> None:
        super().__init__(law, rule, detail, reproduce)
        self.law = law
        self.rule = rule
        self.detail = detail
        self.reproduce = reproduce

    def __str__(self) -> str:
        parts = (
            f"the law {self.law!r} is broken: {self.rule}",
            _indented(self.detail),
            "to see it again:",
            _indented(self.reproduce),
        )
        return "\n".join(part for part in parts if part.strip())


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def reproduction(call: str, **values: object) -> str:
    """
    Return Python code that sets values and makes a call with them.

    >>> print(reproduction("print(day)", day="2020"))
    day = '2020'
    print(day)
    """
    return "\n".join((*(f"{name} = {code_of(value)}" for name, value in values.items()), call))
