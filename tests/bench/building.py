"""Print what builds cost: ``python -m tests.bench.building build|growth|changes|start [REPORTS…]``.

``build`` makes the site of 10,000 invented reports clean and Hugo pages of the same weight, then other languages and
formats; ``growth`` builds 1,000, 10,000 and 30,000; ``changes`` builds again with one report changed and with none, and
compares every byte with a clean build elsewhere; ``start`` times ``--help`` and the site of ``data/``. Everything is
written below a temporary folder, which is removed. Machines differ and have other work: trust the ratios.
"""

from __future__ import annotations

import hashlib
import shutil
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cache.inputs import RECENT
from sitegen.cli import DATA
from sitegen.pipeline import Workplace
from tests.bench import collection, peers
from tests.bench.collection import Size
from tests.bench.measuring import BenchError, Cost, run

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.executable)
JOBS = 2
USUAL = {"PYTHONDONTWRITEBYTECODE": ""}
"""Modules are kept once they are compiled, as Python does unless it is told not to: else each process compiles them."""
REPORTS, GROWTH = 10_000, (1_000, 10_000, 30_000)
HELPS, SITES = 20, 5
APART = {
    "languages": ("en", "zh-hant"),
    "formats": ("api", "csvw", "json", "parquet", "sqlite", "xlsx"),
    "the site as a zip": ("site_zip",),
}
KILO = 1000
NANO = 1_000_000_000
TOLD = 10  # differing files that are named


def main(arguments: list[str]) -> int:
    """Run one of the benches."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the temporary folder is removed
    commands: dict[str, Callable[[Path, list[int]], None]] = {
        "build": _build, "growth": _growth, "changes": _changes, "start": _start
    }  # fmt: skip
    name, *numbers = arguments or ["build"]
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            commands[name](Path(folder), [int(number) for number in numbers])
    except BenchError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def build(data: Path, out: Path, *, watched: bool = True) -> Cost:
    """What it costs to build the site of a data folder."""
    command: list[str | Path] = [PYTHON, ROOT / "build.py", "--data", data, "--out", out, "--jobs", str(JOBS)]
    return run(command, cwd=ROOT, env=USUAL, watched=watched)


# --- build -----------------------------------------------------------------------------------------------------------


def _build(folder: Path, numbers: list[int]) -> None:
    count = numbers[0] if numbers else REPORTS
    data, out = folder / "data", folder / "out"
    _collected(data, count)
    ours = build(data, out)
    _told(f"{count:,} reports, Simplified and CSV", ours, count)
    print("".join(f"  | {line}\n" for line in ours.printed.splitlines() if not line.startswith("duplicate")), end="")
    weight = _weight_of_pages(out)
    print(f"  {_size(out) / KILO**2:,.0f} MB in all; a report's page {weight:,} bytes on average")
    _forget(out)
    _beside_hugo(folder, ours, count, weight)
    for name, parts in APART.items():
        collection.leave(data, (part for part in collection.SIMPLIFIED_AND_CSV if part not in parts))
        more = build(data, out)
        _told(f"with {name}", more, count)
        print(f"  {name} apart: {more.wall - ours.wall:.2f} s wall, {more.cpu - ours.cpu:.2f} s CPU")
        _forget(out)


def _beside_hugo(folder: Path, ours: Cost, count: int, weight: int) -> None:
    """The ratio to Hugo, given the records in the way in which it is fastest."""
    costs = []
    for feed in peers.FEEDS:
        cost, mean = peers.rendered(folder, count, weight, feed)
        costs.append(cost)
        _told(f"Hugo, {feed}, {mean:,.0f} bytes", cost, count)
    hugo = min(costs, key=lambda cost: cost.wall)
    print(
        f"ours to Hugo's: wall {ours.wall / hugo.wall:.2f} (at most 2.0, goal 1.0), CPU {ours.cpu / hugo.cpu:.2f}, "
        f"memory {ours.memory / hugo.memory:.3f} (at most {1 / 6:.3f})"
    )


def _collected(data: Path, count: int) -> None:
    """Write a collection, and let it lie as any does: what was just written is looked into twice."""
    wrong = collection.write(data, Size.of(count))
    time.sleep(2 * RECENT / NANO)
    print(f"{count:,} reports of {Size.of(count).agencies:,} agencies, {len(wrong):,} with a wrong figure", flush=True)


def _told(name: str, cost: Cost, count: int) -> None:
    print(f"{name:36} {cost} {cost.cpu * KILO / count:8.2f} ms CPU a report", flush=True)


def _weight_of_pages(out: Path) -> int:
    """The bytes of a report's page, on average."""
    sizes = [page.stat().st_size for page in (out / "reports").glob("*/index.html")]
    if not sizes:
        message = "no report has a page"
        raise BenchError(message)
    return round(statistics.mean(sizes))


def _forget(out: Path) -> None:
    """Delete a site and what is kept for the next: that begins with nothing."""
    shutil.rmtree(out)
    shutil.rmtree(Workplace(out=out).cache)


def _size(out: Path) -> int:
    return sum(path.stat().st_size for path in _files(out).values())


def _files(out: Path) -> dict[str, Path]:
    return {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}


# --- growth ----------------------------------------------------------------------------------------------------------


def _growth(folder: Path, numbers: list[int]) -> None:
    data, out = folder / "data", folder / "out"
    first: tuple[float, Cost] | None = None
    for count in numbers or GROWTH:
        _collected(data, count)
        cost = build(data, out)
        _told(f"{count:,} reports", cost, count)
        first = first or (count, cost)
        wall, cpu = (now / count / (then / first[0]) for now, then in (
            (cost.wall, first[1].wall), (cost.cpu, first[1].cpu),
        ))  # fmt: skip
        print(
            f"  beside {first[0]:,}: wall a report {wall:.2f}, CPU a report {cpu:.2f} (at most 1.15), "
            f"memory {cost.memory / first[1].memory:.2f}"
        )
        shutil.rmtree(data)
        _forget(out)


# --- changes ---------------------------------------------------------------------------------------------------------


def _changes(folder: Path, numbers: list[int]) -> None:
    count = numbers[0] if numbers else REPORTS
    data, out, elsewhere, clean = (folder / name for name in ("data", "out", "elsewhere", "clean"))
    _collected(data, count)
    collection.write(elsewhere, Size.of(count), other=count // 2)
    whole = build(data, out)
    _told("clean", whole, count)
    _share("nothing changed", build(data, out), whole, "1 %")
    print(f"  changed reports: {_exchange(elsewhere / 'reports', data / 'reports')}")
    _share("one report changed", build(data, out), whole, "2 %")
    _share("nothing changed again", build(data, out), whole, "1 %")
    build(elsewhere, clean)
    different = differences(out, clean)
    print(f"beside a clean build elsewhere, {len(_files(clean)):,} files: {len(different)} differ")
    print("".join(f"  {name}\n" for name in different[:TOLD]), end="")
    if different:
        message = "a build after a change is not a clean build"
        raise BenchError(message)


def _share(name: str, cost: Cost, whole: Cost, most: str) -> None:
    shares = f"{cost.wall / whole.wall:.2%} of wall, {cost.cpu / whole.cpu:.2%} of CPU of a clean build"
    print(f"{name:36} {cost} {shares} (at most {most})", flush=True)


def _exchange(source: Path, target: Path) -> int:
    """Copy what differs, and count the reports among it."""
    changed = differences(source, target)
    for name in changed:
        shutil.copyfile(source / name, target / name)
    return sum(not name.endswith(".toml") for name in changed)


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not the same in both folders."""
    mine, theirs = _files(one), _files(other)
    alone = mine.keys() ^ theirs.keys()
    return sorted([*alone, *(name for name in mine.keys() & theirs.keys() if _hash(mine[name]) != _hash(theirs[name]))])


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


# --- start -----------------------------------------------------------------------------------------------------------


def _start(folder: Path, _: list[int]) -> None:
    run([PYTHON, ROOT / "build.py", "--help"], cwd=ROOT, env=USUAL)  # the first one compiles
    told = [run([PYTHON, ROOT / "build.py", "--help"], cwd=ROOT, env=USUAL, watched=False) for _ in range(HELPS)]
    bare = [run([PYTHON, "-c", "pass"], cwd=ROOT, watched=False) for _ in range(HELPS)]
    print(f"build.py --help: {_median(told)} (goal: below 0.100 s); Python alone: {_median(bare)}", flush=True)
    _clean(folder / "first")
    clean = [_clean(folder / f"out-{number}") for number in range(SITES)]
    print(f"data/ without a cache: {_median(clean)} (goal: below 2 s)", flush=True)
    out = folder / "out"
    build(DATA, out)
    again = [build(DATA, out, watched=False) for _ in range(SITES)]
    print(f"data/ with a cache: {_median(again)}")


def _clean(out: Path) -> Cost:
    cost = build(DATA, out, watched=False)
    _forget(out)
    return cost


def _median(costs: list[Cost]) -> str:
    wall, cpu = (statistics.median(figures) for figures in zip(*((c.wall, c.cpu) for c in costs), strict=True))
    return f"{wall:.3f} s wall, {cpu:.3f} s CPU, median of {len(costs)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
