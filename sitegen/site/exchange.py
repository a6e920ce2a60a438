"""The moment of publishing: one folder takes the place of another, and stays there when the power fails."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2
FEW = 100
"""Files and folders that are made to last one by one; with more, the whole file system is."""
UNKNOWN = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})


def exchange(new: Path, out: Path, old: Path) -> Path | None:
    """Put the folder ``new`` in the place of ``out`` and return where that is now, if it was.

    Linux exchanges the two at once. Elsewhere ``out`` is called ``old`` for a moment, and who finds no ``out`` but an
    ``old`` calls it ``out`` again.
    """
    if not out.exists():
        os.rename(new, out)  # noqa: PTH104  as all of this room calls the system, so that tests can make it fail
        return None
    if swap(new, out):
        return new
    os.rename(out, old)  # noqa: PTH104
    try:
        os.rename(new, out)  # noqa: PTH104
    except BaseException:
        os.rename(old, out)  # noqa: PTH104
        raise
    return old


def swap(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, or do nothing and say so where the system knows no such step."""
    libc = _libc()
    if libc is None or not hasattr(libc, "renameat2"):
        return False
    if libc.renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))


def last(folder: Path, changed: Collection[str]) -> None:
    """Return when what was written below the folder will be there after a power cut; ``changed`` names what was."""
    if len(changed) <= FEW:
        paths = {folder / path for path in changed}
        above = {parent for path in paths for parent in path.parents if parent.is_relative_to(folder)}
        for path in sorted(paths | above | {folder}, reverse=True):
            keep(path)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync_all(handle)
    finally:
        os.close(handle)


def keep(path: Path) -> None:
    """Make one file, or the entries of one folder, last."""
    if sys.platform == "win32":
        return  # it cannot open a folder, and a file only for writing
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_all(handle: int) -> None:
    """Make everything on the file system of an open file last, or of all file systems where one cannot be named."""
    libc = _libc()
    if libc is not None and hasattr(libc, "syncfs"):
        if libc.syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))
    elif sys.platform != "win32":
        os.sync()


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
