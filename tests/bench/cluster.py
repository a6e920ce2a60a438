"""Print what beyond one process costs: ``python -m tests.bench.cluster [REPORTS]``.

The same invented reports are built clean with one process, with two, and with two Dask workers on the loopback, and the
three sites are compared byte for byte. The CPU of the workers and the scheduler counts. Machines differ and have other
work: trust the ratios.
"""

from __future__ import annotations

import resource
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench import collection
from tests.bench.building import PYTHON, ROOT, differences
from tests.bench.collection import Size
from tests.bench.measuring import BenchError, Cost, run
from tests.cluster.loopback import loopback

if TYPE_CHECKING:
    from collections.abc import Callable

REPORTS = 1000
KILO = 1000


def main(arguments: list[str]) -> int:
    """Run the bench."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the temporary folder is removed
    count = int(arguments[0]) if arguments else REPORTS
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            _compare(Path(folder), count)
    except BenchError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def _compare(folder: Path, count: int) -> None:
    data = folder / "data"
    collection.write(data, Size.of(count))
    print(f"{count:,} reports of {Size.of(count).agencies:,} agencies", flush=True)
    ways: dict[str, Callable[[Path], Cost]] = {
        "one process": lambda out: _built(data, out, "--jobs", "1"),
        "two processes": lambda out: _built(data, out, "--jobs", "2"),
        "two Dask workers, one process here": lambda out: _by_workers(folder, data, out),
    }
    outs = []
    for number, (name, way) in enumerate(ways.items()):
        outs.append(folder / f"out-{number}")
        cost = way(outs[-1])
        print(f"{name:36} {cost} {cost.cpu * KILO / count:8.2f} ms CPU a report", flush=True)
        print("".join(f"  | {line}\n" for line in cost.printed.splitlines() if " s: " in line), end="", flush=True)
    for out in outs[1:]:
        if different := differences(outs[0], out):
            message = f"{len(different)} files differ, such as {different[0]}"
            raise BenchError(message)
    print("the three sites are the same byte for byte")


def _built(data: Path, out: Path, *options: str) -> Cost:
    command: list[str | Path] = [PYTHON, ROOT / "build.py", "--data", data, "--out", out, *options]
    return run(command, cwd=ROOT, watched=False)


def _by_workers(folder: Path, data: Path, out: Path) -> Cost:
    """The cost of a build and of the workers, which count once they have ended."""
    before = _spent()
    with loopback(folder) as own:
        cost = _built(data, out, "--jobs", "1", "--cluster", own.address)
    return Cost(cost.wall, _spent() - before, cost.memory, cost.printed)


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
