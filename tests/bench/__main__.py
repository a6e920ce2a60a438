"""Print what reading costs: CPU milliseconds and memory for text, HTML and PDF, ``python -m tests.bench [FILE…]``.

A report as text and as HTML is generated; real files, such as a six-page PDF, are named as arguments. Machines differ:
trust the ratios.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from pathlib import Path

from sitegen import readers
from sitegen.catalogue import load
from sitegen.checks import check, check_all
from sitegen.extraction import extract
from sitegen.model import Catalogue, Report, Source
from sitegen.reading import evidence, read_file

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15
KILO = 1024


def main(arguments: list[str]) -> None:
    """Measure the seeds, then the files that are named."""
    catalogue = load(ROOT / "data")
    gc.freeze()  # as a worker does
    print(f"{'file':44} {'KB':>6} {'read':>7} {'extract':>8} {'check':>6} {'in all':>7}  ms of CPU, least of {RUNS}")
    for path in [*sorted((ROOT / "data" / "reports").glob("*.txt")), *map(Path, arguments)]:
        print(_line(path, catalogue))
    print(f"all rules on all reports of data/: {_audit(catalogue):.2f} ms of CPU a report, least of {RUNS}")
    print(f"memory of this process at its highest: {_megabytes():.0f} MB")


def _line(path: Path, catalogue: Catalogue) -> str:
    source, content = readers.open_source(path, path.name)
    times = [_once(source, content, catalogue) for _ in range(RUNS)]
    reading, extracting, checking = (min(column) for column in zip(*times, strict=True))
    total = min(sum(run) for run in times)
    columns = f"{reading:7.1f} {extracting:8.1f} {checking:6.2f} {total:7.1f}"
    return f"{path.name[:44]:44} {len(content) / KILO:6.1f} {columns}"


def _once(source: Source, content: bytes, catalogue: Catalogue) -> tuple[float, float, float]:
    """Milliseconds of reading, extracting and checking."""
    start = time.process_time()
    document = readers.read(source, content)
    read = time.process_time()
    report = extract(document, catalogue, registry=False)
    extracted = time.process_time()
    if isinstance(report, Report):
        check(report, catalogue)
    checked = time.process_time()
    return (read - start) * 1000, (extracted - read) * 1000, (checked - extracted) * 1000


def _audit(catalogue: Catalogue) -> float:
    """Milliseconds a report of every check, within reports, between years and across agencies."""
    files = evidence(ROOT / "data" / "reports", catalogue)
    read = (read_file(file.path, file.name, catalogue) for file in files)
    reports = [item for item in read if isinstance(item, Report)]
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        check_all(reports, catalogue)
        times.append(time.process_time() - start)
    return min(times) * 1000 / len(reports)


def _megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / KILO / (KILO if sys.platform == "darwin" else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
