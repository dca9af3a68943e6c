"""Python code that calls a check again: imports, values, the call."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Final

from orgchart.laws.spelling import SPELLED, code_of

__all__ = ["naming", "reproduction"]


def reproduction(check: str, given: Mapping[str, object], options: Mapping[str, object]) -> str:
    """
    Return Python code that calls one of the checks again.

    What a script or a notebook defines is called as it is there. A function that cannot be
    imported, such as a lambda, is named in a comment, with a line to put one's own in.

    Args:
        check: the name of the check.
        given: its arguments in order, by the names they get.
        options: its arguments by name; what is None is left out.

    >>> print(reproduction("check_history_laws", {"history": "…"}, {"max_dates": 3}))
    from orgchart.laws import check_history_laws
    <BLANKLINE>
    history = '…'
    check_history_laws(history, max_dates=3)
    """
    options = {name: value for name, value in options.items() if value is not None}
    every = {**given, **options}
    functions = {name: value for name, value in every.items() if callable(value)}
    values = [f"{name} = {code_of(given[name])}" for name in given if name not in functions]
    named = [
        f"{name}={name if name in functions else code_of(value)}" for name, value in options.items()
    ]
    names = sorted(set(_NAMES.findall("\n".join((*values, *named)))))
    imports = [f"from orgchart import {', '.join(names)}"] if names else []
    imports.append(f"from orgchart.laws import {check}")
    for name, function in functions.items():
        imports += _imported(name, function)
    return "\n".join((*imports, "", *values, f"{check}({', '.join((*given, *named))})"))


_NAMES: Final = re.compile(
    rf"\b({'|'.join((*sorted(kind.__name__ for kind in SPELLED), 'When', 'diff'))})(?=[(.])"
)


def _imported(name: str, function: object) -> Iterator[str]:
    """Yield the lines that give a function a name."""
    module, path = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    if module is None or _found(module, path) != function:
        yield f"# {name} is {naming(function)}"
        yield f"{name} = ...  # put yours here"
    elif module == "__main__":
        yield f"# {name} is {naming(function)}: run this there"
        if path != name:
            yield f"{name} = {path}"
    elif "." in path:
        yield f"from {module} import {path.partition('.')[0]}"
        yield f"{name} = {path}"
    else:
        yield f"from {module} import {path}{'' if path == name else f' as {name}'}"


def _found(module: str, path: str) -> object:
    try:
        return attrgetter(path)(sys.modules[module])
    except (AttributeError, KeyError):
        return None


def naming(function: object) -> str:
    """
    Return what to call a function in a message: its name, and where it stands.

    >>> naming(code_of)
    'code_of of orgchart.laws.spelling'
    """
    kind = type(function)
    name = getattr(function, "__qualname__", f"a {kind.__qualname__}")
    module = getattr(function, "__module__", None) or kind.__module__
    code = getattr(function, "__code__", None)
    line = f", line {code.co_firstlineno}" if "<" in name and code is not None else ""
    return f"{name} of {module}{line}"
