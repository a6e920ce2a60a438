"""A Dask scheduler and workers as processes of their own on the loopback, ended when they are no longer needed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
STARTED = 60  # seconds that a process may take to start
STEP = 0.05
QUIET = {"DASK_LOGGING__DISTRIBUTED": "critical", "PYTHONWARNINGS": "ignore"}


@dataclass(slots=True)
class Loopback:
    """A scheduler with its address, and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)


@contextmanager
def loopback(
    folder: Path, workers: int = 2, *, cwd: Path = ROOT, options: tuple[str, ...] = ("--no-nanny",)
) -> Iterator[Loopback]:
    """A scheduler and so many workers, each a process; what they write goes into the folder."""
    file = folder / "scheduler.json"
    common = ("--host", HOST, "--no-dashboard")
    scheduler = _started("dask_scheduler", *common, "--port", "0", "--scheduler-file", str(file), cwd=cwd)
    processes = [scheduler]
    try:
        address = _address(file, scheduler)
        for number in range(workers):
            place = folder / f"worker-{number}"
            arguments = (address, *common, *options, "--nthreads", "1", "--local-directory", str(place))
            processes.append(_started("dask_worker", *arguments, cwd=cwd))
        yield Loopback(address, scheduler, processes[1:])
    finally:
        for process in processes:
            process.kill()
        for process in processes:
            process.wait()


def _started(module: str, *arguments: str, cwd: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own commands
        [sys.executable, "-m", f"distributed.cli.{module}", *arguments],
        cwd=cwd,
        env={**os.environ, **QUIET, "PYTHONPATH": str(cwd)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    """Where the scheduler listens, once it does."""
    until = time.monotonic() + STARTED
    while time.monotonic() < until and scheduler.poll() is None:
        try:
            address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
        except (OSError, ValueError):
            time.sleep(STEP)
        else:
            return address
    message = "the scheduler did not start"
    raise RuntimeError(message)
