"""One build at a time: a lock that ends with the process that holds it, however that ends."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sitegen.site.errors import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD: set[str] = set()  # by this process, which its own locks do not keep out


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the lock of the site at ``out``: a file beside it, which is gone afterwards."""
    file = out.with_name(f".{out.name}.lock")
    if str(file) in _HELD:
        raise _busy(out, str(os.getpid()))
    handle = _taken(file, out)
    _HELD.add(str(file))
    try:
        yield
    finally:
        _HELD.discard(str(file))
        with suppress(OSError):  # a lock file that stays is no lock
            if sys.platform != "win32":
                file.unlink()  # while it is held: who opens it next finds that it is no longer the one at its place
        with suppress(OSError):
            os.close(handle)
            if sys.platform == "win32":
                file.unlink()


def _taken(file: Path, out: Path) -> int:
    """The open lock file at that place, locked by this process and by no other."""
    while True:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError as error:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() if sys.platform != "win32" else ""
            os.close(handle)
            raise _busy(out, holder) from error
        try:
            if os.path.samestat(os.fstat(handle), os.stat(file)):  # noqa: PTH116
                os.ftruncate(handle, 0)
                os.write(handle, f"{os.getpid()}\n".encode())
                return handle
        except FileNotFoundError:
            pass  # the build before this one has just ended and taken its file away
        except OSError:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> None:
    """Lock without waiting; children do not inherit it, so that none of them outlives the build with it."""
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _busy(out: Path, holder: str) -> SiteError:
    by = f" (process {holder})" if holder else ""
    return SiteError(f"another build{by} is writing {out}; let it end first")
