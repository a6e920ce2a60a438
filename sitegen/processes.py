"""Our own work over processes: functions called for one job after another, the answers in the order of the jobs.

What comes from outside is read elsewhere, in workers with limits (:mod:`sitegen.workers`). Here processes share what
they work with: each has the same ``shop``, which a function gets with its job.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sitegen.garbage import SELDOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

Job = TypeVar("Job")
Answer = TypeVar("Answer")

PR_SET_PDEATHSIG = 1  # of prctl(2)
_SHOP: list[Any] = []  # in a process of a crew: the one shop that it works in


class ProcessError(Exception):
    """A process ended in the middle of its work: out of memory, or ended by somebody."""


def count(jobs: int | None) -> int:
    """How many processes work: as many as asked for, else one a processor."""
    return jobs or (len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1)


class Crew:
    """Processes that work in a shop; with one, all is done in this process."""

    def __init__(self, shop: object, processes: int, alone: int = 1) -> None:
        """Hire so many for more than one does ``alone``; they begin as the shop is now, and see no later change."""
        self._shop, self._alone = shop, alone
        self._pool: ProcessPoolExecutor | None = None
        if processes > 1:
            self._pool = ProcessPoolExecutor(
                processes, mp_context=_context(), initializer=_open, initargs=(shop, os.getpid())
            )

    def __enter__(self) -> Self:
        """Work with them."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let them go, once what they are at is done."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def each(self, function: Callable[[Any, Job], Answer], jobs: Sequence[Job], together: int = 1) -> Iterator[Answer]:
        """What ``function(shop, job)`` answers for each job, in their order; so many go to a process at a time.

        What one can do ``alone`` is done in this process: it has at hand what each of the others has to be given.
        """
        if self._pool is None or len(jobs) <= self._alone:
            yield from (function(self._shop, job) for job in jobs)
            return
        try:
            yield from self._pool.map(_Call(function), jobs, chunksize=together)
        except BrokenProcessPool as error:
            message = "a process ended in the middle of its work; was the machine out of memory?"
            raise ProcessError(message) from error


def _context() -> Any:  # noqa: ANN401  of one class or another
    """Processes are forked where that is safe: they have the shop at once, and share what nobody changes."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _open(shop: object, parent: int) -> None:
    """In a new process: the shop; the end of the build is the business of the process that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with(parent)
    gc.freeze()  # what was there before the work stays: no search for garbage need look at it
    gc.set_threshold(SELDOM)
    _SHOP[:] = [shop]


def _end_with(parent: int) -> None:
    """Let this process end when the one that hired it does, also where that is killed: it would wait for ever."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before this was said
            os.kill(os.getpid(), signal.SIGKILL)


class _Call:
    """The function with the shop of the process that it is called in."""

    def __init__(self, function: Callable[[Any, Any], Any]) -> None:
        self.function = function

    def __call__(self, job: Any) -> Any:  # noqa: ANN401  whatever the function takes and gives
        return self.function(_SHOP[0], job)
