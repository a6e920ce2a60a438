"""Our own work over processes: functions called for one job after another, the answers in the order of the jobs.

What comes from outside is read elsewhere, in workers with limits (:mod:`sitegen.workers`). Here processes share what
they work with: each has the same ``shop``, which a function gets with its job.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sitegen import forking
from sitegen.garbage import SELDOM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

Job = TypeVar("Job")
Answer = TypeVar("Answer")

YOUNG = 1  # the generation up to which garbage is looked for between jobs: what is new since the one before
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
        self._shop, self._alone, self._is_hired = shop, alone, False
        self._pool: ProcessPoolExecutor | None = None
        if processes > 1:
            self._pool = ProcessPoolExecutor(
                processes, mp_context=_context(), initializer=_open, initargs=(shop, os.getpid())
            )

    def __enter__(self) -> Self:
        """Work with them; what is there now is not looked through for garbage meanwhile, so that it stays shared."""
        gc.freeze()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let them go, once what they are at is done."""
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
        gc.unfreeze()

    def each(self, function: Callable[[Any, Job], Answer], jobs: Sequence[Job], together: int = 1) -> Iterator[Answer]:
        """What ``function(shop, job)`` answers for each job, in their order; so many go to a process at a time.

        What one can do ``alone`` is done in this process, when the answers are asked for, until others are hired: it
        has at hand what each of these has to be given. They begin at once, and what a job takes ends with them.
        """
        if self._pool is None or (len(jobs) <= self._alone and not self._is_hired):
            return (_done(function, self._shop, job) for job in jobs)
        self._is_hired = True
        with _lost():
            return _each(self._pool.map(_Call(function), jobs, chunksize=together))


def _each(answers: Iterator[Answer]) -> Iterator[Answer]:
    with _lost():
        yield from answers


@contextmanager
def _lost() -> Iterator[None]:
    """Say what it means when the processes are of no more use."""
    try:
        yield
    except BrokenProcessPool as error:
        message = "a process ended in the middle of its work; was the machine out of memory?"
        raise ProcessError(message) from error


def _context() -> Any:  # noqa: ANN401  of one class or another
    """Processes are forked where that is safe: they have the shop at once, and share what nobody changes."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def _open(shop: object, parent: int) -> None:
    """In a new process: the shop."""
    forking.begin(parent)
    gc.freeze()  # what was there before the work stays: no search for garbage need look at it
    gc.set_threshold(SELDOM)
    _SHOP[:] = [shop]


class _Call:
    """The function with the shop of the process that it is called in."""

    def __init__(self, function: Callable[[Any, Any], Any]) -> None:
        self.function = function

    def __call__(self, job: Any) -> Any:  # noqa: ANN401  whatever the function takes and gives
        return _done(self.function, _SHOP[0], job)


def _done(function: Callable[[Any, Any], Any], shop: object, job: object) -> Any:  # noqa: ANN401  as the function gives
    """What the function answers; what it has left in circles is looked for while hardly anything else is left of it.

    Later, that would pass for what stays, and agency after agency would be held.
    """
    answer = function(shop, job)
    gc.collect(YOUNG)
    return answer
