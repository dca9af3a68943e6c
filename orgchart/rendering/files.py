"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from orgchart.errors import UnwritableFileError

__all__ = ["write"]


def write(path: str | os.PathLike[str], data: bytes) -> None:
    """
    Write a file whole or not at all.

    Raises:
        UnwritableFileError: the folder is missing or cannot be written to, or the disk is full.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".orgchart.")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
        temporary.replace(target)
    except OSError as error:
        raise UnwritableFileError(os.fspath(path), error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
