"""Workers: a job that takes too much, hangs or crashes costs its own answer and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen import workers
from sitegen.serving import Limits
from sitegen.workers import Failure, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limits of processes")
needs_memory_limit = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="no limit of the address space")
QUICK = Limits(cpu=1, wall=20, memory=300 * 1024 * 1024)


def work(job: str, shared: str) -> bytes:
    """In a worker: do what the first word of the job says."""
    kind, _, word = job.partition(" ")
    return DEEDS[kind](word) if kind in DEEDS else f"{shared} {job} {os.getpid()}".encode()


def spin(_: str) -> bytes:
    while True:
        pass


def sleep(_: str) -> bytes:
    time.sleep(60)
    return b""


def fill(_: str) -> bytes:
    return bytes(10**10)[:1]


def fail(word: str) -> bytes:
    raise ValueError(word)


def shout(word: str) -> bytes:
    sys.stdout.write(word)
    sys.stdout.flush()
    os.write(1, word.encode())
    return b""


def start(word: str) -> bytes:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(word).write_text(str(child.pid), encoding="utf-8")
    return sleep(word)


def litter(word: str) -> bytes:
    Path(word).write_text(tempfile.mkdtemp(), encoding="utf-8")
    os.abort()


def once(_: str) -> bytes:
    """Crash where it is not the first job of the worker."""
    return os.abort() if _served else b"first"


DEEDS = {
    "spin": spin,
    "sleep": sleep,
    "fill": fill,
    "abort": lambda _: os.abort(),
    "raise": fail,
    "once": once,
    "print": shout,
    "long": lambda word: bytes(int(word)),
    "start": start,
    "litter": litter,
}
_served: list[None] = []


def counted(job: str, shared: str) -> bytes:
    """In a worker: as :func:`work`, and remember that a job was done."""
    answer = work(job, shared)
    _served.append(None)
    return answer


def answers(jobs: Sequence[str], *, processes: int = 1, limits: Limits = QUICK) -> list[bytes | Failure]:
    return list(run(work, jobs, "all", processes=processes, limits=limits))


def words(answer: bytes | Failure) -> list[str]:
    assert isinstance(answer, bytes)
    return answer.decode().split()


def test_answers_come_in_the_order_of_the_jobs_however_many_processes_work() -> None:
    jobs = [f"job {n}" for n in range(12)]
    for processes in (1, 3):
        told = [words(answer) for answer in answers(jobs, processes=processes)]
        assert [(shared, number) for shared, _, number, _ in told] == [("all", str(n)) for n in range(12)]
        assert len({process for *_, process in told}) <= processes
        assert str(os.getpid()) not in {process for *_, process in told}


def test_one_worker_serves_many_jobs() -> None:
    assert len({words(answer)[-1] for answer in answers(["job 1", "job 2", "job 3"])}) == 1


def test_without_jobs_nothing_is_started() -> None:
    assert answers([]) == []


@needs_limits
def test_a_job_that_computes_for_too_long_is_ended_and_the_others_go_on() -> None:
    before, endless, after = answers(["job 1", "spin", "job 2"])
    assert endless == Failure(workers.TIME)
    assert words(before)[-1] != words(after)[-1]


@needs_limits
def test_the_time_of_a_job_is_its_own_and_not_that_of_its_worker() -> None:
    """Six jobs that take a third of the limit each are all well within it."""
    assert all(isinstance(answer, bytes) for answer in run(busy, [0.35] * 6, None, limits=QUICK))


def busy(seconds: float, _: None) -> bytes:
    """In a worker: compute for a while."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return b"done"


def test_a_job_that_waits_for_too_long_is_ended_by_the_watchdog_and_no_other() -> None:
    limits = Limits(wall=1)
    silent, *others = answers(["sleep", "job 1", "job 2", "job 3"], processes=2, limits=limits)
    assert silent == Failure(workers.TIME)
    assert len({words(answer)[-1] for answer in others}) == 1


@needs_memory_limit
def test_a_job_that_wants_too_much_memory_is_refused_it_and_the_others_go_on() -> None:
    before, full, after = answers(["job 1", "fill", "job 2"])
    assert full == Failure(workers.MEMORY)
    assert words(before)[-1] != words(after)[-1]


@needs_limits
def test_a_job_that_crashes_its_process_costs_nothing_but_its_answer() -> None:
    before, crash, after = answers(["job 1", "abort", "job 2"])
    assert crash == Failure(workers.CRASHED)
    assert words(before)[-1] != words(after)[-1]


def test_an_exception_is_an_answer_with_its_trace_and_the_worker_stays() -> None:
    before, failed, after = answers(["job 1", "raise this-and-that", "job 2"])
    assert isinstance(failed, Failure)
    assert failed.reason == workers.CRASHED
    assert "ValueError: this-and-that" in failed.trace
    assert words(before)[-1] == words(after)[-1]


@needs_limits
def test_a_crash_counts_in_a_fresh_worker_only() -> None:
    """What an earlier file has left behind in a process is never held against a later one."""
    told = list(run(counted, ["job 1", "once"], "all", limits=QUICK))
    assert told[1] == b"first"


@needs_limits
def test_an_answer_that_is_too_long_is_refused() -> None:
    long, after = answers(["long 5000", "job 1"], limits=Limits(answer=4000))
    assert long == Failure(workers.MEMORY)
    assert isinstance(after, bytes)


def test_what_a_library_prints_is_no_output(capfd: pytest.CaptureFixture[str]) -> None:
    """A command's output is its own; what a reader's library prints goes to the error stream."""
    answers(["print noise"])
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("noise") == 2


@needs_limits
def test_what_a_lost_worker_has_started_ends_with_it(tmp_path: Path) -> None:
    number = tmp_path / "pid"
    (lost,) = answers([f"start {number}"], limits=Limits(wall=2))
    assert lost == Failure(workers.TIME)
    child = int(number.read_text(encoding="utf-8"))
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent does not."""
    state = subprocess.run(  # noqa: S603
        ["ps", "-o", "stat=", "-p", str(pid)],  # noqa: S607  wherever it lies
        capture_output=True,
        text=True,
        check=False,
    )
    return bool(state.stdout.strip()) and not state.stdout.strip().startswith("Z")


@needs_limits
def test_what_a_lost_worker_leaves_in_temporary_folders_is_deleted(tmp_path: Path) -> None:
    answers([f"litter {tmp_path / 'folder'}"])
    assert not Path((tmp_path / "folder").read_text(encoding="utf-8")).exists()


@needs_limits
def test_workers_end_when_nobody_wants_more_answers() -> None:
    told = run(work, ["job 1", "job 2", "sleep"], "all", limits=QUICK)
    process = int(words(next(told))[-1])
    told.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, signal.SIG_DFL)


def test_where_no_process_can_be_started_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no falling back to reading without limits."""
    monkeypatch.setattr(BaseProcess, "start", _refuse)
    with pytest.raises(workers.WorkerError, match="no process can be started"):
        answers(["job 1"])


def _refuse(_: object) -> None:
    message = "no more processes"
    raise BlockingIOError(message)


FORKED = r"""
import sys, threading
from sitegen import forking, workers
from sitegen.serving import Limits

HERE = []


def work(job, shared):
    if job == "spin":
        while True:
            pass
    if job == "fill":
        return bytes(10**10)[:1]
    return " ".join([*HERE, shared, job, str(threading.active_count())]).encode()


def load():
    if "loaded" not in HERE:
        HERE.append("loaded")


def told(**more):
    limits = Limits(cpu=1, wall=20, memory=200 << 20)
    return list(workers.run(work, ["a", "spin", "b", "fill", "c"], "all", limits=limits, load=load, **more))


if __name__ == "__main__":
    assert forking.is_safe()
    HERE.append("forked")
    print(told(meanwhile=lambda: HERE.append("late")))
    held = bytearray(300 << 20)  # what is there before takes nothing from the limit of memory
    print(told()[::4], forking.is_safe())
    waiting = threading.Event()
    threading.Thread(target=waiting.wait).start()
    print(forking.is_safe(), told()[:1])
    waiting.set()
"""


@needs_memory_limit
def test_workers_are_forked_with_what_is_loaded_unless_there_are_threads(root: Path, tmp_path: Path) -> None:
    """Forked, they load nothing and are held to the same limits; what is begun meanwhile comes after the first."""
    script = tmp_path / "script.py"
    script.write_text(FORKED, encoding="utf-8")
    ran = subprocess.run(  # noqa: S603
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    first, second, third = ran.stdout.splitlines()
    assert first == str(
        [
            b"forked loaded all a 1",
            Failure(workers.TIME),
            b"forked loaded late all b 1",
            Failure(workers.MEMORY),
            b"forked loaded late all c 1",
        ]
    )
    assert second.endswith("] True")
    assert second.count("all a") == second.count("all c") == 1
    assert third == "False [b'loaded all a 1']"


def test_a_worker_that_ends_before_it_is_ready_is_our_own_fault(tmp_path: Path) -> None:
    """As in a script without the guard that starting processes needs; the message says so."""
    script = tmp_path / "script.py"
    root = Path(workers.__file__).parent.parent
    script.write_text(
        f"import sys; sys.path.insert(0, {str(root)!r})\nfrom sitegen import forking\nforking.is_safe = bool\n"
        "from sitegen.workers import run\nprint(list(run(len, ['job'], None)))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode != 0
    assert "ended before it was ready" in done.stderr
    assert 'if __name__ == "__main__"' in done.stderr


def test_of_a_stream_no_more_jobs_are_taken_than_are_worked_on() -> None:
    taken: list[str] = []

    def stream() -> Iterator[str]:
        for number in range(20):
            taken.append(f"job {number}")
            yield taken[-1]

    for number, answer in enumerate(run(work, stream(), "all")):
        assert isinstance(answer, bytes)
        assert answer.startswith(f"all job {number} ".encode())
        assert len(taken) <= number + 2
    assert len(taken) == 20


def test_a_stream_that_fails_ends_the_work_with_its_error() -> None:
    def stream() -> Iterator[str]:
        yield "job"
        raise LookupError

    with pytest.raises(LookupError):
        list(run(work, stream(), "all"))
