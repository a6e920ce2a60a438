"""How much is in a dataset, in the numbers that are recorded of a release."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.model import Dataset, Release


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a dataset; ``values`` are cells with a number, ``agencies`` those with a report."""

    reports: int
    agencies: int
    observations: int
    values: int
    corrections: int
    findings: int

    def matches(self, release: Release) -> bool:
        """Whether the release was recorded with these numbers."""
        return all(getattr(release, name) == number for name, number in asdict(self).items())


def count(dataset: Dataset) -> Counts:
    """The numbers of the dataset."""
    totals = dataset.totals
    return Counts(
        reports=len(dataset.reports),
        agencies=len({report.agency for report in dataset.reports}),
        observations=totals.cells,
        values=totals.values,
        corrections=sum(len(report.corrections) for report in dataset.reports),
        findings=sum(count for _, _, count in totals.findings),
    )
