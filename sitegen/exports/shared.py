"""Rows that several packages and the API have in common: made once a report, and once written as lines of CSV."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from sitegen.exports import claims, csvfile, finding_lines, findings, local_rows, observations, official, series
from sitegen.exports.datapackage import source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.exports.csvfile import Written
    from sitegen.exports.official import Found
    from sitegen.model import Dataset, Report


class Shared:
    """The rows of all reports of a dataset, for as long as its files are made; packages take those of their reports."""

    def __init__(self, dataset: Dataset) -> None:
        """Know the findings by what they are about; nothing is made before it is asked for."""
        self._catalogue = dataset.catalogue
        self._found = dataset.findings_by_report()
        self._reports = {report.id: report for report in dataset.reports}
        self._made: dict[tuple[str, str], Written] = {}

    def observations(self, reports: Iterable[Report]) -> Written:
        """The cells of the reports."""
        fields = observations.fields(self._catalogue)
        return self._joined(
            "observations", reports, lambda one: csvfile.written(fields, lambda: observations.rows(one))
        )

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

    def _series(self, report: Report) -> Written:
        catalogue = self._catalogue
        rows = partial(series.rows, catalogue, report, self._found.get(report.id, ()))
        return csvfile.written(series.fields(catalogue), rows)

    def _findings(self, about: str) -> Written:
        catalogue = self._catalogue
        some, report = self._found[about], self._reports.get(about)
        return csvfile.Written(
            partial(findings.rows, catalogue, some, report), lambda _: finding_lines.lines(catalogue, some, report)
        )


_last: list[tuple[Dataset, Shared]] = []


def shared_by(dataset: Dataset) -> Shared:
    """The rows of that dataset; those of the last one are kept, so that all that is made of an agency shares them."""
    if not _last or _last[0][0] is not dataset:
        _last[:] = [(dataset, Shared(dataset))]
    return _last[0][1]
