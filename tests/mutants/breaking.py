"""Two ways to have a module broken: exchange its functions, or load it from another text."""

import gc
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import final

from tests.mutants.targets import ROOT

__all__ = ["UnswappableError", "load", "name_of", "swap"]


class UnswappableError(Exception):
    """What is broken is no function: it has its effect while the module is loaded."""


def name_of(file: str) -> str:
    """Return the name of the module in a file, which is named from the project's folder."""
    parts = Path(file).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def swap(file: str, text: str) -> None:
    """
    Exchange the functions of a loaded module for those of another text.

    Raises:
        UnswappableError: the texts differ in what runs while the module is loaded.
    """
    path = str(ROOT / file)
    whole = compile((ROOT / file).read_text(encoding="utf-8"), path, "exec", dont_inherit=True)
    broken = compile(text, path, "exec", dont_inherit=True)
    pairs = list(_differences(whole, broken))
    # A module may be loaded twice: by pytest for its doctests, and by those who import it.
    functions: dict[str, list[FunctionType]] = {}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            functions.setdefault(one.__code__.co_qualname, []).append(one)
    for old, new in pairs:
        loaded = functions.get(old.co_qualname, [])
        alike = all(_shape(function.__code__) == _shape(old) for function in loaded)
        if not loaded or not alike or old.co_freevars != new.co_freevars:
            raise UnswappableError(old.co_qualname)
    for old, new in pairs:
        for function in functions[old.co_qualname]:
            function.__code__ = new


def _shape(code: CodeType) -> tuple[object, ...]:
    return code.co_code, code.co_names, code.co_firstlineno


def _differences(whole: CodeType, broken: CodeType) -> Iterator[tuple[CodeType, CodeType]]:
    """Yield the outermost functions that differ; a body of a module or class is looked into."""
    if whole.co_code != broken.co_code or whole.co_names != broken.co_names:
        raise UnswappableError(whole.co_qualname)
    if len(whole.co_consts) != len(broken.co_consts):
        raise UnswappableError(whole.co_qualname)
    for old, new in zip(whole.co_consts, broken.co_consts, strict=True):
        if not isinstance(old, CodeType) or not isinstance(new, CodeType):
            if old != new or type(old) is not type(new):
                raise UnswappableError(whole.co_qualname)
        elif old.co_flags & 2:  # it has local names, so it is a function
            if _core(old) != _core(new):
                yield old, new
        else:
            yield from _differences(old, new)


def _core(code: CodeType) -> tuple[object, ...]:
    """Return what a function does, without where it stands."""
    names = code.co_names, code.co_varnames, code.co_freevars
    return code.co_code, names, tuple(map(_constant, code.co_consts))


def _constant(one: object) -> tuple[object, ...]:
    return _core(one) if isinstance(one, CodeType) else (type(one), one)


def load(file: str, text: str) -> None:
    """Load a module from another text than its file has."""
    sys.meta_path.insert(0, _Finder(file, text))
    import_module(name_of(file))


@final
class _Finder(MetaPathFinder):
    """Finds one module, with another text than its file has."""

    def __init__(self, file: str, text: str) -> None:
        self.name, self.path, self.text = name_of(file), str(ROOT / file), text

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where the broken module is; None for all others."""
        del path, target
        if fullname != self.name:
            return None
        folder = Path(self.path).parent if self.path.endswith("__init__.py") else None
        return spec_from_file_location(
            fullname,
            self.path,
            loader=_Loader(fullname, self.path, self.text),
            submodule_search_locations=[str(folder)] if folder else None,
        )


@final
class _Loader(SourceFileLoader):
    """Loads a module from a text."""

    def __init__(self, name: str, path: str, text: str) -> None:
        super().__init__(name, path)
        self.text = text

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of the text."""
        del fullname
        return compile(self.text, self.path, "exec", dont_inherit=True)
