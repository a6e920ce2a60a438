"""How much is in a dataset, in the numbers that are recorded of a release."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

from sitegen.standing import Standing

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

    @classmethod
    def of(cls, standing: Standing) -> Self:
        """The numbers of a dataset that stands so."""
        return cls(
            standing.reports,
            standing.agencies,
            standing.cells,
            standing.values,
            standing.corrections,
            sum(count for _, count in standing.outcomes),
        )


def count(dataset: Dataset) -> Counts:
    """The numbers of the dataset."""
    return Counts.of(Standing.of(dataset))
