"""Worker processes in which files are read: each file within its limits, so that none can harm another or the build.

A worker serves many files and is replaced when it is lost. What a worker tells is bytes for the caller to decode; no
pickle ever comes from one. Processes are forked where that is safe, so that they need to load nothing; else spawned.

Time on the processor and memory are limited by the system, as :mod:`sitegen.serving` sets it in the worker; the time
on the wall by a watchdog, here, which ends exactly the worker that is late, with whatever it has started.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import deque
from dataclasses import dataclass
from itertools import count, islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from sitegen import forking
from sitegen.serving import FAILED, FULL, LIMITS, READY, Limits, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from sitegen.serving import Task

    Job = tuple[int, Any]
    Orders = tuple[Task, object, Limits, str, Callable[[], object] | None]

# Why a file yielded nothing: keys of data/reasons.toml.
TIME, MEMORY, CRASHED = "worker_time", "worker_memory", "worker_crashed"

PATIENCE = 60  # seconds; a process that takes longer to start is no help

SPAWN = multiprocessing.get_context("spawn")


class WorkerError(Exception):
    """Workers cannot be started: our own fault, for nothing is ever read without their limits."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that yielded nothing, and why; ``trace`` is for those who mend the programme, not for readers."""

    reason: str
    trace: str = ""


def run(  # noqa: PLR0913  what there is to say of workers
    task: Task,
    jobs: Iterable[object],
    shared: object,
    *,
    processes: int = 1,
    limits: Limits = LIMITS,
    load: Callable[[], object] | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> Generator[bytes | Failure, None, None]:
    """What ``task(job, shared)`` answers for each job, in the order of the jobs, however many processes work.

    The jobs may be a stream, of which one is taken when a worker is free for it. The task is a function of a module and
    is called in a worker; ``shared`` is given to each worker once. ``load`` is called before any first job and out of
    its limits, where all workers have of it what they need: it loads what these use. ``meanwhile`` is called once they
    are there: it may begin threads, which nothing can be forked beside.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        crew = _Crew((task, shared, limits, scratch, load), limits, jobs)
        try:
            for _ in range(crew.waiting(max(processes, 1))):
                crew.hire()
            if meanwhile:
                meanwhile()
            for number in count():
                while number not in crew.answers and crew.is_at_work:
                    crew.listen()
                if number not in crew.answers:
                    return
                yield crew.answers.pop(number)
        finally:
            for worker in crew.workers:
                worker.end()


class _Crew:
    """The workers, the jobs that wait, and the answers that have come."""

    def __init__(self, orders: Orders, limits: Limits, jobs: Iterable[object]) -> None:
        self.orders = orders
        self.limits = limits
        self.workers: list[_Worker] = []
        self.answers: dict[int, bytes | Failure] = {}
        self._jobs: Iterator[Job] = enumerate(jobs)
        self._next: deque[Job] = deque()

    @property
    def is_at_work(self) -> bool:
        """Whether there is an answer to come."""
        return any(worker.is_busy for worker in self.workers)

    def waiting(self, most: int) -> int:
        """How many jobs wait, as far as it matters: no more are taken from the stream."""
        self._next.extend(islice(self._jobs, max(0, most - len(self._next))))
        return min(len(self._next), most)

    def hire(self, job: Job | None = None) -> None:
        """Start a worker, for a certain job if need be; it says when it is ready."""
        ours, theirs = SPAWN.Pipe()
        try:
            process = self._started(theirs)
        except OSError as error:
            message = f"no process can be started to read files in: {error}"
            raise WorkerError(message) from error
        theirs.close()  # so that the end of the process is the end of the line
        self.workers.append(_Worker(process, ours, time.monotonic() + PATIENCE, job))

    def _started(self, line: Connection) -> BaseProcess:
        """A process that serves at the other end of the line."""
        if not forking.is_safe():
            process: BaseProcess = SPAWN.Process(target=serve, args=(line, *self.orders), daemon=True)
        else:
            *orders, load = self.orders
            if load:
                load()  # here, for this worker and all that come after it
            fork = multiprocessing.get_context("fork")
            process = fork.Process(target=_serve_here, args=(os.getpid(), line, *orders, None), daemon=True)
        process.start()
        return process

    def listen(self) -> None:
        """Wait for a word from any worker, or for the deadline of the first; an idle one is given the next job."""
        busy = [worker for worker in self.workers if worker.is_busy]
        first = min(worker.deadline for worker in busy)
        speaking = wait([worker.line for worker in busy], max(0.0, first - time.monotonic()))
        late = time.monotonic()
        for worker in busy:
            if worker.line in speaking:
                self._take(worker, worker.hear(self.limits.answer))
            elif worker.deadline <= late:
                worker.end()
                self._take(worker, Failure(TIME))

    def _take(self, worker: _Worker, answer: bytes | Failure) -> None:
        """An answer to the worker's job, or its word that it is ready."""
        if not worker.is_ready:
            if answer != READY:
                raise WorkerError(_why_not_started(worker, answer))
            worker.is_ready = True
        elif worker.job:
            number, _ = worker.job
            # What an earlier file has left behind may be the cause: these count in a fresh worker only.
            if worker.is_lost and answer in {Failure(MEMORY), Failure(CRASHED)} and worker.has_served:
                self.workers.remove(worker)
                self.hire(worker.job)
                return
            self.answers[number], worker.job, worker.has_served = answer, None, True
        if worker.is_lost:
            self.workers.remove(worker)
            starting = sum(not other.is_ready for other in self.workers)
            if self.waiting(starting + 1) > starting:
                self.hire()
        elif job := worker.job or (self._next.popleft() if self.waiting(1) else None):
            worker.give(job, self.limits.wall)


def _serve_here(parent: int, *orders: Any) -> None:  # noqa: ANN401  as serve has them
    """In a worker that was forked."""
    forking.begin(parent)
    serve(*orders)


def _why_not_started(worker: _Worker, answer: bytes | Failure) -> str:
    worker.end()
    trace = answer.trace if isinstance(answer, Failure) else ""
    return (
        f"a process to read files in ended before it was ready (exit code {worker.process.exitcode}). {trace}"
        'A script that calls this needs the guard: if __name__ == "__main__".'
    )


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, the line to it, its deadline, and its job."""

    process: BaseProcess
    line: Connection
    deadline: float
    job: Job | None = None
    is_ready: bool = False
    is_lost: bool = False
    has_served: bool = False

    @property
    def is_busy(self) -> bool:
        """Whether there is something to wait for."""
        return self.job is not None or not self.is_ready

    def give(self, job: Job, wall: float) -> None:
        """Give it a job, from which its time runs."""
        self.job, self.deadline = job, time.monotonic() + wall
        with contextlib.suppress(OSError):  # that it has died meanwhile is heard as the end of the line
            self.line.send(job[1])

    def hear(self, longest: int) -> bytes | Failure:
        """What it says: that it is ready, an answer, why there is none; or the cause of its death."""
        try:
            told = self.line.recv_bytes(longest)
        except (EOFError, OSError):  # the end of the line, in the middle of a word or not; or a word that is too long
            self.end()
            return Failure(_cause(self.process.exitcode))
        if told.startswith(FULL):
            self.end()
            return Failure(MEMORY)
        if told.startswith(FAILED):
            return Failure(CRASHED, told[1:].decode("utf-8", "replace"))
        return told if told == READY else told[1:]

    def end(self) -> None:
        """End the process and what it has started; nothing else is in the group that bears its number."""
        if self.is_lost:
            return
        self.is_lost = True
        if sys.platform != "win32" and self.process.pid:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.line.close()


def _cause(exit_code: int | None) -> str:
    """Why a process died: its limit of time, a system out of memory (or too much to tell, ended here), or a crash."""
    if sys.platform != "win32":
        if exit_code == -signal.SIGXCPU:
            return TIME
        if exit_code == -signal.SIGKILL:
            return MEMORY
    return CRASHED
