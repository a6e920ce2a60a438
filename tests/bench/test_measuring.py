"""What a command costs: all its processes count, and none outlives it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.bench.building import differences
from tests.bench.measuring import BenchError, run

LINUX = pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs the /proc of Linux")
MEGABYTES = 60
HOLDING = f"held = b'x' * ({MEGABYTES} << 20); import time; time.sleep(0.5)"
SLEEPING = "[sys.executable, '-c', 'import time; time.sleep(600)'], start_new_session=True"
WAITING = f"import subprocess, sys; subprocess.run({SLEEPING}, check=True)"


@LINUX
@pytest.mark.parametrize("apart", [False, True])
def test_the_memory_of_all_processes_is_added_up(apart: bool) -> None:  # noqa: FBT001  a parameter
    """Also where a process begins a session of its own, as workers do."""
    begun = f"[sys.executable, '-c', {HOLDING!r}], start_new_session={apart}"
    code = f"import subprocess, sys; child = subprocess.Popen({begun}); {HOLDING}"
    cost = run([sys.executable, "-c", f"{code}; child.wait()"])
    assert 2 * MEGABYTES < cost.memory < 3 * MEGABYTES


@LINUX
def test_pages_that_a_forked_process_shares_count_once() -> None:
    code = f"import os; held = b'x' * ({MEGABYTES} << 20); child = os.fork(); import time; time.sleep(0.5)"
    cost = run([sys.executable, "-c", f"{code}; child and os.wait()"])
    assert MEGABYTES < cost.memory < 1.5 * MEGABYTES


def test_the_time_of_all_processes_is_added_up() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(10**7))'])"
    assert run([sys.executable, "-c", code], watched=False).cpu > 0.05


def test_a_command_that_fails_says_what_it_printed() -> None:
    with pytest.raises(BenchError, match="ended with 3:\nso it was"):
        run([sys.executable, "-c", "print('so it was'); raise SystemExit(3)"])


@LINUX
def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="longer than"):
        run([sys.executable, "-c", WAITING], cwd=tmp_path, longest=0.5)
    until = time.monotonic() + 5
    while running(tmp_path):
        assert time.monotonic() < until


def running(folder: Path) -> list[Path]:
    """The processes that work in a folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append(process)
        except OSError:
            continue
    return found


def test_folders_differ_where_a_byte_does_or_a_file_is_missing(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name / "deep").mkdir(parents=True)
        (tmp_path / name / "deep" / "same").write_text("same", encoding="utf-8")
        (tmp_path / name / "changed").write_text(name, encoding="utf-8")
    (tmp_path / "one" / "alone").touch()
    assert differences(tmp_path / "one", tmp_path / "other") == ["alone", "changed"]
