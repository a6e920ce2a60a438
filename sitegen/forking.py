"""Processes forked from this one: where that is safe, and what each of them does first."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

THREADS = "/proc/self/task"  # a folder each
ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
PR_SET_PDEATHSIG = 1  # of prctl(2)


def is_safe() -> bool:
    """Whether nothing but this thread runs: whatever another holds when a process is forked is held there for ever."""
    try:
        return sys.platform == "linux" and len(os.listdir(THREADS)) == 1  # noqa: PTH208  no path is wanted
    except OSError:
        return False


def begin(parent: int) -> None:
    """In a new process: leave the end of the build to the process that began it, and end when that does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in ENDING:
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    _end_with(parent)


def _end_with(parent: int) -> None:
    """Let this process end when the one that hired it does, also where that is killed: it would wait for ever."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before this was said
            os.kill(os.getpid(), signal.SIGKILL)
