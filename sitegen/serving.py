"""In a worker: jobs are answered one by one, each within limits that the system keeps.

Windows keeps none of them. macOS keeps no limit of the address space, so there a file that wants too much memory is
ended by its time. In both places the watchdog of :mod:`sitegen.workers` has the last word.
"""

from __future__ import annotations

import contextlib
import gc
import math
import os
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    Task = Callable[[Any, Any], bytes]

GARBAGE = 20_000  # new objects after which what hangs together in circles is looked for; a report makes few such
READY, DONE, FULL, FAILED = b"+", b"=", b"!", b"?"  # what a worker's word begins with


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds on the processor and on the wall, bytes of memory, bytes to tell of it.

    Memory is what its process takes beyond what it had before the first.
    """

    cpu: int = 10
    wall: float = 30
    memory: int = 512 * 1024 * 1024
    answer: int = 128 * 1024 * 1024


LIMITS = Limits()


def serve(  # noqa: PLR0913, PLR0917  what a worker is told
    line: Connection, task: Task, shared: object, limits: Limits, scratch: str, load: Callable[[], object] | None
) -> None:
    """Answer jobs until the line ends; what a lost worker leaves in ``scratch`` is deleted in the end."""
    tempfile.tempdir = scratch
    if sys.platform != "win32":
        os.setsid()
    os.dup2(2, 1)  # what a library prints is no output of a command
    sys.stdout = sys.stderr  # nor is it where this was forked from a process that had put something in its place
    if load:
        load()
    _limit_space(limits.memory)
    gc.freeze()  # the knowledge stays as long as the worker does: no search for garbage need look at it
    gc.set_threshold(GARBAGE)
    line.send_bytes(READY)
    with contextlib.suppress(EOFError, OSError):  # the parent has ended
        while True:
            job = line.recv()
            _limit_time(limits.cpu)
            answer = _answer(task, job, shared)
            line.send_bytes(answer)
            if answer == FULL:
                return


def _answer(task: Task, job: object, shared: object) -> bytes:
    try:
        return DONE + task(job, shared)
    except MemoryError:
        return FULL
    except Exception:  # noqa: BLE001  one file's fault, or ours; the others are read all the same
        return FAILED + traceback.format_exc().encode("utf-8", "backslashreplace")


def _limit_space(memory: int) -> None:
    if sys.platform != "win32":
        _limit("RLIMIT_CORE", 0)
        if sys.platform != "darwin":
            _limit("RLIMIT_AS", _space() + memory)


def _space() -> int:
    """The bytes of the address space that are taken; nothing where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _limit_time(seconds: int) -> None:
    if sys.platform != "win32":
        _limit("RLIMIT_CPU", math.ceil(time.process_time() + seconds))


def _limit(name: str, most: int) -> None:
    """Lower the soft limit only, so that a programme which a reader starts can be given others."""
    import resource  # noqa: PLC0415  there is none on Windows

    kind = getattr(resource, name)
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
