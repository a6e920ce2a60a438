"""Our own work over processes: functions called for one job after another, the answers in the order of the jobs.

What comes from outside is read elsewhere, in workers with limits (:mod:`sitegen.workers`). Here processes share what
they work with: each has the same ``shop``, which a function gets with its job.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Job = TypeVar("Job")
Answer = TypeVar("Answer")

_SHOP: list[Any] = []  # in a process of the pool: the one shop that it works in


class ProcessError(Exception):
    """A process ended in the middle of its work: out of memory, or ended by somebody."""


def count(jobs: int | None) -> int:
    """How many processes work: as many as asked for, else one a processor."""
    return jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1


def each(
    function: Callable[[Any, Job], Answer], jobs: Sequence[Job], shop: object, *, processes: int, together: int = 1
) -> Iterator[Answer]:
    """What ``function(shop, job)`` answers for each job, in their order; so many jobs ``together`` go to a process."""
    processes = min(processes, -(-len(jobs) // together))
    if processes <= 1:
        yield from (function(shop, job) for job in jobs)
        return
    with ProcessPoolExecutor(processes, mp_context=_context(), initializer=_open, initargs=(shop,)) as pool:
        try:
            yield from pool.map(_Call(function), jobs, chunksize=together)
        except BrokenProcessPool as error:
            message = "a process ended in the middle of its work; was the machine out of memory?"
            raise ProcessError(message) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _context() -> multiprocessing.context.BaseContext:
    """Processes are forked where that is safe: they have the shop at once, and share what nobody changes."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _open(shop: object) -> None:
    """In a new process: the shop; the end of the build is the business of the process that began it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _SHOP[:] = [shop]


class _Call:
    """The function with the shop of the process that it is called in."""

    def __init__(self, function: Callable[[Any, Any], Any]) -> None:
        self.function = function

    def __call__(self, job: Any) -> Any:  # noqa: ANN401  whatever the function takes and gives
        return self.function(_SHOP[0], job)
