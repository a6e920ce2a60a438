"""Print what the CSV packages weigh and cost a report, ``python -m tests.bench.packages [FOLDER]``.

Sizes are those of ``data/`` (or of the FOLDER of knowledge and reports that is named) as the exports make them, then
those of regions as a large site has them, and what 5,000 reports of 500 agencies in 34 regions would come to. Pages and
other formats are not counted.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sitegen.assembly import assemble
from sitegen.exports import agency, parts, region, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model import Artifact, Dataset

ROOT = Path(__file__).resolve().parents[2]
KILO = 1024
REPORTS, AGENCIES, REGIONS = 5_000, 500, 34
RUNS = 3
FIXED = ("datapackage.json", "dictionary.csv", "agencies.csv", "divisions.csv", "indicators.csv", "concordance.csv",
         "breaks.csv")  # fmt: skip


class Export(Protocol):
    """A module that makes packages."""

    def artifacts(self, dataset: Dataset) -> Iterator[Artifact]:
        """The files."""


def main(arguments: list[str]) -> None:
    """Measure each kind of package."""
    dataset = assemble(Path(arguments[0]) if arguments else ROOT / "data")
    reports = len(dataset.reports)
    agencies = len({report.agency for report in dataset.reports})
    regions = len(region.regions(dataset.catalogue, filter(None, (report.agency for report in dataset.reports))))
    print(f"{reports} reports, {agencies} agencies, {regions} regions")
    print(f"{'':10} {'KB a report':>12} {'KB a package':>13} {'ms a report':>12} {REPORTS:>12,} reports")
    total = _measure("whole", whole, dataset, 1, 1) + _measure("agencies", agency, dataset, agencies, AGENCIES)
    _measure("regions", region, dataset, regions, REGIONS)
    parts.LARGEST = 0  # as if the site were large
    total += _measure("abridged", region, dataset, regions, REGIONS)
    print(f"the whole, agencies and abridged regions: {total:.0f} MB")


def _measure(name: str, export: Export, dataset: Dataset, count: int, then: int) -> float:
    """Print the sizes of the packages of a kind, now so many and then as many; the megabytes that they come to then."""
    reports = len(dataset.reports)
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        made = list(export.artifacts(dataset))
        times.append(time.process_time() - start)
    grows, fixed = _sizes(made)
    megabytes = (grows / reports * REPORTS + fixed / count * then) / KILO**2
    print(
        f"{name:10} {grows / reports / KILO:12.1f} {fixed / count / KILO:13.1f} "
        f"{min(times) * 1000 / reports:12.2f} {megabytes:12.0f} MB"
    )
    for file, size in sorted(_by_file(made).items(), key=lambda item: -item[1])[:8]:
        print(f"  {file:24} {size / reports / KILO:8.1f} KB a report")
    return megabytes


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
