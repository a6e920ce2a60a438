"""Print what the CSV packages weigh and cost a report, ``python -m tests.bench.packages [FOLDER]``.

Sizes are those of ``data/`` (or of the FOLDER of knowledge and reports that is named) as the exports make them, and
what 5,000 reports of 500 agencies would come to. Pages and other formats are not counted.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.assembly import assemble
from sitegen.exports import agency, region, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model import Artifact

ROOT = Path(__file__).resolve().parents[2]
KILO = 1024
REPORTS, AGENCIES = 5_000, 500
RUNS = 3
FIXED = ("datapackage.json", "dictionary.csv", "agencies.csv", "divisions.csv", "indicators.csv", "concordance.csv",
         "breaks.csv")  # fmt: skip


def main(arguments: list[str]) -> None:
    """Measure each kind of package."""
    dataset = assemble(Path(arguments[0]) if arguments else ROOT / "data")
    reports = len(dataset.reports)
    packages = {
        "whole": 1,
        "regions": len(region.regions(dataset)),
        "agencies": len({r.agency for r in dataset.reports}),
    }
    print(f"{reports} reports, {packages['agencies']} agencies, {packages['regions']} regions")
    print(f"{'':10} {'KB a report':>12} {'KB a package':>13} {'ms a report':>12} {REPORTS:>12,} reports")
    total = 0.0
    for (name, count), export in zip(packages.items(), (whole, region, agency), strict=True):
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            made = list(export.artifacts(dataset))
            times.append(time.process_time() - start)
        grows, fixed = _sizes(made)
        at_scale = (grows / reports * REPORTS + fixed / count * (AGENCIES if name == "agencies" else count)) / KILO**2
        total += at_scale
        print(
            f"{name:10} {grows / reports / KILO:12.1f} {fixed / count / KILO:13.1f} "
            f"{min(times) * 1000 / reports:12.2f} {at_scale:12.0f} MB"
        )
        for file, size in sorted(_by_file(made).items(), key=lambda item: -item[1])[:8]:
            print(f"  {file:24} {size / reports / KILO:8.1f} KB a report")
    print(f"in all {total:.0f} MB")


def _sizes(artifacts: Iterable[Artifact]) -> tuple[int, int]:
    """The bytes that grow with the reports, and those that each package has."""
    sizes = {True: 0, False: 0}
    for artifact in artifacts:
        sizes[artifact.path.endswith(FIXED)] += len(artifact.content)
    return sizes[False], sizes[True]


def _by_file(artifacts: Iterable[Artifact]) -> Mapping[str, int]:
    """The bytes of all files of a name; archives and official tables together."""
    found: dict[str, int] = defaultdict(int)
    for artifact in artifacts:
        name = artifact.path.rpartition("/")[2]
        kind = "archives" if name.endswith(".zip") else "official tables" if "-" in name else name
        found[kind] += len(artifact.content)
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
