"""What a command costs with all processes that it starts: wall clock, CPU, and the memory that they hold together."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PROC = Path("/proc")
INTERVAL = 0.1
LONGEST = 3 * 3600
PARENT, SESSION = 1, 3  # among the fields of stat behind the name
MEBI = 1024  # KiB


class BenchError(Exception):
    """A command that was to be measured has failed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of CPU, the highest memory in MiB, and what was printed."""

    wall: float
    cpu: float
    memory: float
    printed: str

    def __str__(self) -> str:
        """The three figures."""
        return f"{self.wall:8.2f} s wall {self.cpu:8.2f} s CPU {self.memory:7,.0f} MiB"


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    longest: float = LONGEST,
    watched: bool = True,
) -> Cost:
    """Run a command; it is ended with all that it started after ``longest`` seconds.

    Memory is the sum of the proportional shares (PSS) of all processes, so that pages which forked ones share count
    once; it is looked at every tenth of a second where ``/proc`` tells. Looking costs a little time:
    ``watched`` switches it off where only time counts.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  our own commands
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as process:
        watch = _Watch(process.pid) if watched else None
        try:
            printed, _ = process.communicate(timeout=longest)
        except subprocess.TimeoutExpired:
            message = f"{command[0]} took longer than {longest:,.0f} s"
            raise BenchError(message) from None
        finally:
            _end(process.pid)
            wall = time.perf_counter() - started
            highest = watch.stop() if watch else 0.0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        message = f"{command[0]} ended with {process.returncode}:\n{printed[-2000:]}"
        raise BenchError(message)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, highest, printed)


def _end(first: int) -> None:
    """End what is left of what we have started."""
    for process in _members(first):
        with suppress(ProcessLookupError):
            os.kill(int(process.name), signal.SIGKILL)


class _Watch:
    """Looks at the memory of a process and all that it starts until it is told to stop."""

    def __init__(self, first: int) -> None:
        """Begin to look."""
        self._first, self._highest = first, 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The highest sum, in MiB."""
        self._done.set()
        self._thread.join()
        return self._highest / MEBI

    def _look(self) -> None:
        while not self._done.wait(INTERVAL):
            self._highest = max(self._highest, sum(map(_held, _members(self._first))))


def _members(first: int) -> list[Path]:
    """A process and all that it has started, where ``/proc`` tells; what has a session of its own is among it."""
    parents: dict[int, tuple[int, int]] = {}
    for folder in PROC.glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            parents[int(folder.name)] = int(fields[PARENT]), int(fields[SESSION])
    found, more = set[int](), {first}
    while more:
        found |= more
        more = {pid for pid, above in parents.items() if pid not in found and not found.isdisjoint(above)}
    return [PROC / str(pid) for pid in found if pid in parents]


def _held(process: Path) -> int:
    """The proportional share of memory of a process in KiB; 0 once it has ended."""
    try:
        rollup = (process / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
