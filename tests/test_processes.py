"""Processes: the answers come in the order of the jobs, an error comes through, and a lost process is told."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
import weakref
from pathlib import Path
from typing import NoReturn

import pytest

from sitegen import processes
from sitegen.assembly import AccountingError
from sitegen.cache.errors import CacheError
from sitegen.catalogue import KnowledgeError
from sitegen.processes import Crew, ProcessError
from sitegen.site import SiteError
from sitegen.validation import ValidationError


def twice(shop: int, job: int) -> int:
    return shop * job


def fails(_: object, __: object) -> NoReturn:
    message = "as it should"
    raise ValueError(message)


def dies(_: object, __: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("together", [1, 7])
def test_answers_come_in_the_order_of_the_jobs(count: int, together: int) -> None:
    with Crew(2, count) as crew:
        assert list(crew.each(twice, range(40), together)) == [2 * number for number in range(40)]


@pytest.mark.parametrize("count", [1, 2])
def test_while_they_work_nothing_that_was_there_before_is_gone_through_for_garbage(count: int) -> None:
    with Crew(2, count):
        assert gc.get_freeze_count() > 0
    assert gc.get_freeze_count() == 0


class Circle:
    """What holds itself."""

    def __init__(self) -> None:
        """Hold it."""
        self.itself = self


left: list[weakref.ref[Circle]] = []  # in each process


def leaves_a_circle(_: object, __: object) -> int:
    """How many of those that were left before are still there."""
    there = sum(one() is not None for one in left)
    left.append(weakref.ref(Circle()))
    return there


@pytest.mark.parametrize("count", [1, 2])
def test_what_a_job_leaves_in_circles_is_gone_before_the_next(count: int) -> None:
    with Crew(None, count) as crew:
        assert set(crew.each(leaves_a_circle, range(20))) == {0}


def where(_: object, __: object) -> int:
    return os.getpid()


@pytest.mark.parametrize(("alone", "jobs", "here"), [(1, 1, True), (1, 2, False), (3, 3, True), (3, 4, False)])
def test_few_jobs_are_done_in_this_process(alone: int, jobs: int, *, here: bool) -> None:
    with Crew(None, 2, alone) as crew:
        assert (set(crew.each(where, range(jobs))) == {os.getpid()}) is here


def test_where_others_are_hired_already_they_do_few_jobs_too() -> None:
    with Crew(None, 2) as crew:
        first, second = (set(crew.each(where, range(count))) for count in (2, 1))
    assert os.getpid() not in first | second


@pytest.mark.parametrize("count", [1, 2])
def test_an_error_of_a_job_comes_through(count: int) -> None:
    with Crew(None, count) as crew, pytest.raises(ValueError, match="as it should"):
        list(crew.each(fails, [1, 2]))


@pytest.mark.parametrize(
    "error",
    [
        AccountingError("told"),
        CacheError("told"),
        KnowledgeError(Path("a.toml"), 3, "wrong"),
        SiteError("told"),
        ValidationError(["one", "two"]),
    ],
    ids=lambda one: type(one).__name__,
)
def test_every_error_that_may_come_from_another_process_is_told_as_it_was_raised(error: Exception) -> None:
    """One that cannot be told would look like the end of the process."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_a_process_that_is_ended_ends_the_work_with_a_word() -> None:
    with Crew(None, 2) as crew, pytest.raises(ProcessError, match="in the middle of its work"):
        list(crew.each(dies, [1, 2]))


def test_as_many_work_as_asked_for() -> None:
    assert processes.count(3) == 3
    assert processes.count(None) >= 1


HIRING = r"""
import os, sys, time
from sitegen.processes import Crew

def work(_, __):
    os.write(1, f"{os.getpid()}\n".encode())  # at once: the other process writes to the same
    time.sleep(600)

if __name__ == "__main__":
    with Crew(None, 2) as crew:
        list(crew.each(work, [1, 2]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with the one that started it")
def test_processes_end_with_the_build_that_is_killed(root: Path, tmp_path: Path) -> None:
    script = tmp_path / "hiring.py"
    script.write_text(HIRING, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen([sys.executable, script], env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  ours
        assert process.stdout
        hired = [int(process.stdout.readline()) for _ in range(2)]
        process.kill()
        process.wait()
        assert process.stdout.read() == ""  # which ends when the last of them has
    assert not [
        one
        for one in hired
        if Path(f"/proc/{one}/cmdline").exists() and b"hiring" in Path(f"/proc/{one}/cmdline").read_bytes()
    ]
