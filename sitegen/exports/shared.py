"""Rows that several packages and the API have in common: made once a report, and once written as lines of CSV."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.exports import claims, csvfile, findings, local_rows, observations, series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.exports.csvfile import Written
    from sitegen.model import Dataset, Finding, Report


class Shared:
    """The rows of all reports of a dataset, for as long as its files are made; packages take those of their reports."""

    def __init__(self, dataset: Dataset) -> None:
        """Make them all; findings in runs of those about the same, in their order."""
        catalogue, reports = dataset.catalogue, dataset.reports
        found = dataset.findings_by_report()
        observed, told = observations.fields(catalogue), claims.fields(catalogue)
        own, followed = local_rows.fields(catalogue), series.fields(catalogue)
        judged, known = findings.fields(catalogue), {report.id: report for report in reports}
        self._observations = {one.id: csvfile.written(observed, observations.rows(one)) for one in reports}
        self._local_rows = {one.id: csvfile.written(own, local_rows.rows(one)) for one in reports}
        self._claims = {one.id: csvfile.written(told, claims.rows(one)) for one in reports}
        self._series = {
            one.id: csvfile.written(followed, series.rows(catalogue, one, found.get(one.id, ()))) for one in reports
        }
        self._findings: dict[str, list[Written]] = {}
        runs = []
        for about, run in groupby(dataset.findings, key=_about):
            rows = csvfile.written(judged, findings.rows(catalogue, run, known.get(about)))
            self._findings.setdefault(about, []).append(rows)
            runs.append(rows)
        self.all_findings = csvfile.joined(runs)

    def observations(self, reports: Iterable[Report]) -> Written:
        """The cells of the reports."""
        return csvfile.joined([self._observations[report.id] for report in reports])

    def local_rows(self, reports: Iterable[Report]) -> Written:
        """The cells of the reports' rows that no form has."""
        return csvfile.joined([self._local_rows[report.id] for report in reports])

    def claims(self, reports: Iterable[Report]) -> Written:
        """What the prose of the reports says in numbers."""
        return csvfile.joined([self._claims[report.id] for report in reports])

    def series(self, reports: Iterable[Report]) -> Written:
        """Every indicator in each of the reports."""
        return csvfile.joined([self._series[report.id] for report in reports])

    def findings(self, about: Iterable[str]) -> Written:
        """The findings about each of the reports, or about agencies as such, by their ids."""
        return csvfile.joined([rows for one in about for rows in self._findings.get(one, ())])


def _about(finding: Finding) -> str:
    return finding.report or finding.agency or ""
