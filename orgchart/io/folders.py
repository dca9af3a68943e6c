"""Writing a folder whole or not at all; one of the same form is replaced, anything else is not."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final

from orgchart.errors import UnwritableFileError

__all__ = ["exchange", "write_bytes", "write_folder"]

#: What desktops leave in every folder that somebody looks at.
_DROPPINGS: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


def write_folder(
    folder: Path,
    fill: Callable[[Path], None],
    *,
    names: Collection[str],
    is_ours: Callable[[Path], bool],
    errors: tuple[type[Exception], ...] = (),
) -> None:
    """
    Write a folder whole or not at all; what was there stays until all is on the disk.

    Args:
        folder: the folder: new, empty or of the same form.
        fill: writes the files into an empty folder that it is given.
        names: what a folder of the form may hold.
        is_ours: says of a folder that holds nothing else whether it is of the form.
        errors: further errors of `fill` that mean that the folder cannot be written.

    Raises:
        UnwritableFileError: the folder holds something else, or cannot be written.
    """
    fresh: Path | None = None
    caught: tuple[type[Exception], ...] = (OSError, ValueError, *errors)
    try:
        target = Path(os.path.realpath(folder))
        _require_ours(folder, target, names, is_ours)
        fresh = Path(tempfile.mkdtemp(dir=target.parent, prefix=".orgchart-"))
        fresh.chmod(_folder_mode())
        fill(fresh)
        _put(fresh, target)
    except caught as error:
        if isinstance(error, UnwritableFileError):
            raise
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UnwritableFileError(str(folder), reason) from error
    finally:
        if fresh is not None:
            shutil.rmtree(fresh, ignore_errors=True)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a new file, and on to the disk."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _require_ours(
    folder: Path, target: Path, names: Collection[str], is_ours: Callable[[Path], bool]
) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise UnwritableFileError(str(folder), "it is a file; name a folder")
    held = {each.name for each in target.iterdir()}
    others = sorted(held - _DROPPINGS - {*names})
    if others or (held - _DROPPINGS and not is_ours(target)):
        what = f"it holds {others[0]!r}" if others else "it holds something else"
        raise UnwritableFileError(str(folder), f"{what}; name a new folder")


def _folder_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask


def exchange(one: Path, two: Path) -> bool:
    """
    Have two folders exchange their names in one step; say whether the system and the disk can.

    Linux can, on most disks; no moment passes then at which a name stands for nothing.
    """
    if sys.platform != "linux":
        return False
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    here = -100  # AT_FDCWD: paths are relative to the current folder
    names = os.fsencode(one), os.fsencode(two)
    return bool(call(here, names[0], here, names[1], _EXCHANGE) == 0)


#: RENAME_EXCHANGE, from linux/fs.h.
_EXCHANGE: Final = 2


def _put(fresh: Path, target: Path) -> None:
    """Put a folder in the place of another, which comes back where that fails."""
    if not target.exists():
        fresh.rename(target)
        return
    if exchange(fresh, target):
        return  # what was there is where the new one was, and goes with it
    old = Path(tempfile.mkdtemp(dir=target.parent, prefix=".orgchart-"))
    try:
        target.rename(old)
        try:
            fresh.rename(target)
        except BaseException:
            old.rename(target)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
