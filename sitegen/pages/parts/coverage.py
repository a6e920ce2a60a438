"""Coverage: agencies by years, each report with or without failures; the way into everything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages.parts import names, years

if TYPE_CHECKING:
    from sitegen.exports.schema import Words
    from sitegen.model import Agency, Dataset, Report


@dataclass(frozen=True, slots=True)
class Covered:
    """A report of the matrix and how many checks it fails."""

    report: Report
    failures: int


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An agency and what there is of it in each column."""

    agency: Agency
    place: Words
    cells: tuple[Covered | None, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix; a column that is None stands for a long gap."""

    columns: tuple[int | None, ...]
    rows: tuple[CoverageRow, ...]


def coverage(dataset: Dataset) -> Coverage:
    """All agencies of the registry by all years that there are reports of."""
    columns = years.columns(years.year_of(report) for report in dataset.reports)
    failures: dict[str, int] = {}
    for finding in dataset.findings:
        if finding.outcome is Outcome.FAIL and finding.report:
            failures[finding.report] = failures.get(finding.report, 0) + 1
    reports = years.by_agency(dataset)
    rows = []
    for agency in dataset.catalogue.agencies:
        found = (reports[agency.id].get(year or 0) for year in columns)
        cells = tuple(Covered(report, failures.get(report.id, 0)) if report else None for report in found)
        rows.append(CoverageRow(agency, names.place(agency, dataset.catalogue), cells))
    return Coverage(columns, tuple(sorted(rows, key=lambda row: (row.agency.division, row.agency.id))))
