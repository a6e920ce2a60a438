"""Coverage: agencies by years, each report with or without failures, missing or set aside; the way into everything."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages.parts import years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Agency, Dataset, Division
    from sitegen.pages.parts.regions import Region

MISSING = "gap"  # the kind of rule that asks for reports that are not there


@dataclass(frozen=True, slots=True)
class Covered:
    """What there is of an agency in a year: ``pass`` or ``fail`` with a report, ``missing`` or ``aside`` without."""

    kind: str
    year: int
    report: str = ""
    """The id of the report."""
    failures: int = 0


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An agency and what there is of it in each column."""

    agency: Agency
    cells: tuple[Covered | None, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one division; where there is none, the rows stand for themselves."""

    division: Division | None
    address: str
    rows: tuple[CoverageRow, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix; a column that is None stands for a long gap."""

    columns: tuple[int | None, ...]
    groups: tuple[Group, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """What stands in its cells, for the legend."""
        return frozenset(cell.kind for group in self.groups for row in group.rows for cell in row.cells if cell)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reports of a year are held, how many of these fail a check, how many are missing or set aside."""

    year: int
    held: int
    failing: int
    missing: int
    aside: int


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A region with how many agencies it has, and its tally in each column."""

    region: Region
    cells: tuple[Tally | None, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Regions by years, where agencies are too many to be listed."""

    columns: tuple[int | None, ...]
    rows: tuple[TallyRow, ...]


class Covering:
    """What there is of each agency in each year, looked up once for all matrices."""

    def __init__(self, dataset: Dataset) -> None:
        """Look through reports, findings and files set aside."""
        failures = Counter(f.report for f in dataset.findings if f.outcome is Outcome.FAIL and f.report)
        gaps = {rule.id for rule in dataset.catalogue.rules if rule.kind == MISSING}
        self.cells: dict[str, dict[int, Covered]] = {agency.id: {} for agency in dataset.catalogue.agencies}
        for finding in dataset.findings:
            if finding.rule in gaps and finding.year and finding.agency in self.cells:
                self.cells[finding.agency][finding.year] = Covered("missing", finding.year)
        for agency, year in _aside(dataset):
            if agency in self.cells:
                self.cells[agency][year] = Covered("aside", year)
        for agency, reports in years.by_agency(dataset).items():
            for year, report in reports.items():
                count = failures[report.id]
                self.cells[agency][year] = Covered("fail" if count else "pass", year, report.id, count)

    def of(self, agency: Agency) -> tuple[Covered, ...]:
        """What there is of the agency, in order of year."""
        return tuple(cell for _, cell in sorted(self.cells[agency.id].items()))

    def told(self, agency: Agency) -> tuple[tuple[str, int, str, int], ...]:
        """All that pages say of what there is of the agency: kind, year, id of the report, failures."""
        return tuple((one.kind, one.year, one.report, one.failures) for one in self.of(agency))

    def columns(self, agencies: Iterable[Agency]) -> tuple[int | None, ...]:
        """The years that something is known of."""
        return years.columns(year for agency in agencies for year in self.cells[agency.id])

    def matrix(self, groups: Iterable[tuple[Region | None, Iterable[Agency]]]) -> Coverage:
        """The agencies of these groups by all years that something is known of."""
        parts = [(region, tuple(agencies)) for region, agencies in groups]
        columns = self.columns(agency for _, agencies in parts for agency in agencies)
        return Coverage(
            columns,
            tuple(
                Group(
                    region.division if region else None,
                    region.address if region else "",
                    tuple(self._row(agency, columns) for agency in agencies),
                )
                for region, agencies in parts
                if agencies
            ),
        )

    def overview(self, regions: tuple[Region, ...]) -> Overview:
        """These regions by all years that something is known of."""
        columns = self.columns(agency for region in regions for agency in region.agencies)
        return Overview(columns, tuple(self._tallies(region, columns) for region in regions))

    def _row(self, agency: Agency, columns: tuple[int | None, ...]) -> CoverageRow:
        return CoverageRow(agency, tuple(self.cells[agency.id].get(year or 0) for year in columns))

    def _tallies(self, region: Region, columns: tuple[int | None, ...]) -> TallyRow:
        counts = Counter(
            (cell.year, cell.kind) for agency in region.agencies for cell in self.cells[agency.id].values()
        )
        return TallyRow(region, tuple(_tally(year, counts) if year else None for year in columns))


def _tally(year: int, counts: Counter[tuple[int, str]]) -> Tally | None:
    failing = counts[year, "fail"]
    tally = Tally(year, counts[year, "pass"] + failing, failing, counts[year, "missing"], counts[year, "aside"])
    return tally if tally.held or tally.missing or tally.aside else None


def _aside(dataset: Dataset) -> Iterator[tuple[str, int]]:
    """Agency and year of files that yielded no report, where somebody has said or found whose they are."""
    for item in dataset.unread:
        stated = item.source.stated
        known = [(stated.agency, stated.year)] if stated else []
        for agency, year in (*known, *((finding.agency, finding.year) for finding in item.findings)):
            if agency and year:
                yield agency, year
                break
