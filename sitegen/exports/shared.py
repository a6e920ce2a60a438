"""Rows that several packages and the API have in common: made once a report, and once written as lines of CSV."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.exports import claims, csvfile, finding_lines, findings, local_rows, observations, official, series
from sitegen.exports.cell_texts import cell_texts
from sitegen.exports.datapackage import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.exports.cell_texts import CellTexts
    from sitegen.exports.csvfile import Written
    from sitegen.exports.official import Found
    from sitegen.exports.schema import Values
    from sitegen.model import Dataset, Finding, Report


T = TypeVar("T")


class Shared:
    """The rows of all reports of a dataset, for as long as its files are made; packages take those of their reports."""

    def __init__(self, dataset: Dataset) -> None:
        """Know the findings by what they are about; nothing is made before it is asked for."""
        self._dataset, self._catalogue = dataset, dataset.catalogue
        self._found = dataset.findings_by_report()
        self._reports = {report.id: report for report in dataset.reports}
        self._made: dict[tuple[str, str], Written] = {}
        self._cells: dict[str, CellTexts] = {}
        self._worded: dict[int, Values] = {}
        self._kept: dict[object, Any] = {}

    def observations(self, reports: Iterable[Report]) -> Written:
        """The cells of the reports."""
        return self._joined("observations", reports, self._observations)

    def finding(self, one: Finding) -> Values:
        """The row of a finding of the dataset."""
        if id(one) not in self._worded:
            about = self._reports.get(one.report or "")
            self._worded[id(one)] = findings.row(self._catalogue, one, about)
        return self._worded[id(one)]

    def cells(self, report: Report) -> CellTexts:
        """The cells of a report as text."""
        if report.id not in self._cells:
            self._cells[report.id] = cell_texts(self._catalogue, report)
        return self._cells[report.id]

    def kept(self, make: Callable[[Dataset, Shared], T]) -> T:
        """What is made of the dataset and of its rows, made when the first asks for it."""
        if make not in self._kept:
            self._kept[make] = make(self._dataset, self)
        found: T = self._kept[make]
        return found

    def local_rows(self, reports: Iterable[Report]) -> Written:
        """The cells of the reports' rows that no form has."""
        fields = local_rows.fields(self._catalogue)
        return self._joined("local_rows", reports, lambda one: csvfile.written(fields, lambda: local_rows.rows(one)))

    def claims(self, reports: Iterable[Report]) -> Written:
        """What the prose of the reports says in numbers."""
        fields = claims.fields(self._catalogue)
        return self._joined("claims", reports, lambda one: csvfile.written(fields, lambda: claims.rows(one)))

    def series(self, reports: Iterable[Report]) -> Written:
        """Every indicator in each of the reports."""
        return self._joined("series", reports, self._series)

    @cached_property
    def official(self) -> tuple[Found, ...]:
        """The official tables of the reports, which are those of one agency."""
        return official.found(self._catalogue, self._reports.values())

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The reports as descriptors name them."""
        return tuple(map(source, self._reports.values()))

    def findings(self, about: Iterable[str]) -> Written:
        """The findings about each of the reports, or about agencies as such, by their ids."""
        made = []
        for one in about:
            if self._found.get(one):
                if ("findings", one) not in self._made:
                    self._made["findings", one] = self._findings(one)
                made.append(self._made["findings", one])
        return csvfile.joined(made)

    def rules(self, about: Iterable[str]) -> frozenset[str]:
        """The rules of the findings about each of the reports, or about agencies as such."""
        return frozenset(finding.rule for one in about for finding in self._found.get(one, ()))

    def _joined(self, table: str, reports: Iterable[Report], make: Callable[[Report], Written]) -> Written:
        made = []
        for report in reports:
            if (table, report.id) not in self._made:
                self._made[table, report.id] = make(report)
            made.append(self._made[table, report.id])
        return csvfile.joined(made)

    def _observations(self, report: Report) -> Written:
        return csvfile.Written(partial(observations.rows, report), lambda _: self.cells(report).lines)

    def _series(self, report: Report) -> Written:
        catalogue = self._catalogue
        rows = partial(series.rows, catalogue, report, self._found.get(report.id, ()))
        return csvfile.written(series.fields(catalogue), rows)

    def _findings(self, about: str) -> Written:
        catalogue = self._catalogue
        some, report = self._found[about], self._reports.get(about)
        return csvfile.Written(
            lambda: map(self.finding, some), lambda _: finding_lines.lines(catalogue, some, report, self.finding)
        )


_last: list[tuple[Dataset, Shared]] = []


def shared_by(dataset: Dataset) -> Shared:
    """The rows of that dataset; those of the last one are kept, so that all that is made of an agency shares them."""
    if not _last or _last[0][0] is not dataset:
        _last[:] = [(dataset, Shared(dataset))]
    return _last[0][1]


def forget() -> None:
    """Let go of the rows of the last dataset: nothing more is made of it."""
    _last.clear()
