"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TypeAlias

from orgchart.errors import UnwritableFileError

__all__ = ["write", "write_all"]

#: What a file is to hold: all of it, or its parts in order, each made when it is written.
Data: TypeAlias = bytes | Iterable[bytes]


def write(path: str | os.PathLike[str], data: Data) -> None:
    """
    Write a file whole or not at all.

    Args:
        path: where it goes.
        data: what is in it; parts are made and written one by one, and an error in making one
            leaves what was there.

    Raises:
        UnwritableFileError: the folder is missing or cannot be written to, or the disk is full;
            or a part cannot be made of such values.
    """
    write_all([(path, data)])


def write_all(files: Iterable[tuple[str | os.PathLike[str], Data]]) -> None:
    """
    Write several files whole: none takes its name before all are on the disk.

    A device or a pipe is written to and never replaced.

    Args:
        files: where each goes, and what is in it; see `write`.

    Raises:
        UnwritableFileError: a folder is missing or cannot be written to, something else has the
            name of a file, or the disk is full.
    """
    staged: list[tuple[Path, Path]] = []
    poured: list[tuple[Path, Data]] = []
    try:
        for path, data in files:
            with _told(path):
                if _is_device(Path(path)):
                    poured.append((Path(path), data))
                    continue
                target = Path(os.path.realpath(path))
                temporary = _beside(target)
                staged.append((temporary, target))
                _stage(temporary, target, data)
        for temporary, target in staged:
            with _told(target):
                temporary.replace(target)
        for device, data in poured:
            with _told(device), device.open("wb") as stream:
                stream.writelines(_parts(data))
    finally:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink()


def _is_device(path: Path) -> bool:
    """Say whether a path is there and is neither a file nor a folder: /dev/null, a pipe."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # what is wrong with it is told when it is written
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _beside(target: Path) -> Path:
    """Return a name, known before there is such a file, so that a signal leaves none behind."""
    if target.is_dir():
        raise IsADirectoryError(None, "a folder has that name; choose another name")
    if not target.parent.is_dir():
        raise FileNotFoundError(None, f"there is no folder {target.parent}; make it first")
    return target.parent / f".orgchart-{token_hex(8)}"


def _parts(data: Data) -> Iterable[bytes]:
    return (data,) if isinstance(data, bytes) else data


def _stage(temporary: Path, target: Path, data: Data) -> None:
    """Write what is to become a file beside it, and on to the disk."""
    # What replaces a private file is private from the first byte on.
    mode = 0o600 if target.exists() else 0o666
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.writelines(_parts(data))
        stream.flush()
        os.fsync(stream.fileno())
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)


class _told:  # noqa: N801 - used as a function
    """Say which file could not be written."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = path

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Turn what the system says into an error that names the file."""
        # The system refuses a NUL in a name as a value and not as a file.
        if isinstance(error, OSError | ValueError) and not isinstance(error, UnwritableFileError):
            said = getattr(error, "strerror", None) or str(error)
            raise UnwritableFileError(os.fspath(self.path), said) from error
