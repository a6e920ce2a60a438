"""Print what reading costs: CPU milliseconds and memory for text, HTML and PDF, ``python -m tests.bench [FILE…]``.

A report as text and as HTML is generated; real files, such as a six-page PDF, are named as arguments. Machines differ:
trust the ratios.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

from sitegen import readers
from sitegen.catalogue import load
from sitegen.checks import check, check_all
from sitegen.extraction import extract
from sitegen.model import Catalogue, Report, Source
from sitegen.reading import RESULT, answer, evidence, read_file
from sitegen.redaction import redacted

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15
STAGES = ("read", "extract", "tell", "hear", "check", "hide")
KILO = 1024


def main(arguments: list[str]) -> None:
    """Measure the seeds, then the files that are named."""
    catalogue = load(ROOT / "data")
    gc.freeze()  # as a worker does
    names = " ".join(f"{name:>8}" for name in (*STAGES, "in all"))
    print(f"{'file':44} {'KB':>6} {names}  ms of CPU, least of {RUNS}")
    for path in [*sorted((ROOT / "data" / "reports").glob("*.txt")), *map(Path, arguments)]:
        print(_line(path, catalogue))
    print(f"all rules on all reports of data/: {_audit(catalogue):.2f} ms of CPU a report, least of {RUNS}")
    print(f"memory of this process at its highest: {_megabytes():.0f} MB")


def _line(path: Path, catalogue: Catalogue) -> str:
    source, content = readers.open_source(path, path.name)
    times = [_once(source, content, catalogue) for _ in range(RUNS)]
    least = [*map(min, zip(*times, strict=True)), min(map(sum, times))]
    columns = " ".join(f"{spent:8.2f}" for spent in least)
    return f"{path.name[:44]:44} {len(content) / KILO:6.1f} {columns}"


def _once(source: Source, content: bytes, catalogue: Catalogue) -> tuple[float, ...]:
    """Milliseconds of each stage."""
    moments = [time.process_time()]

    def done() -> None:
        moments.append(time.process_time())

    document = readers.read(source, content)
    done()
    report = extract(document, catalogue, registry=False)
    done()
    told = answer(report)
    done()
    RESULT.decode(told.partition(b"\n")[2])
    done()
    if isinstance(report, Report):
        check(report, catalogue)
    done()
    if isinstance(report, Report):
        redacted(report, catalogue.redaction)
    done()
    return tuple((after - before) * 1000 for before, after in pairwise(moments))


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
