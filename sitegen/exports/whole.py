"""The whole dataset as one data package, ``data/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import (
    claims,
    columns,
    corrections,
    findings,
    formats,
    indicators,
    knowledge,
    local_rows,
    observations,
    reports,
    series,
)
from sitegen.exports.datapackage import KEYWORDS, PROJECT, Package, files
from sitegen.exports.schema import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.exports.schema import Table
    from sitegen.model import Artifact, Dataset, Report

LARGEST = 250_000
"""The most rows that observations.csv and series.csv may have; above, there is a file for each province and year."""


def artifacts(dataset: Dataset) -> Iterator[Artifact]:
    """The descriptor and the CSV files of the whole dataset, then other formats."""
    catalogue, site = dataset.catalogue, dataset.catalogue.site
    package = Package(
        "data",
        PROJECT,
        Words(site.title_zh, site.title_en),
        Words(
            "中国行政机关政府信息公开工作年度报告中的统计表,逐格读出,附来源、位置和核对结果。",
            "The statistical tables of annual reports on government information disclosure by agencies in China, read "
            "cell by cell, with source, place and the result of checks.",
        ),
        KEYWORDS,
        (
            reports.table(catalogue, dataset.reports, (columns.TO_AGENCY,)),
            knowledge.agencies(catalogue),
            indicators.indicators(catalogue),
            indicators.concordance(catalogue),
            indicators.breaks(catalogue),
            *_observations(dataset),
            *_series(dataset),
            local_rows.table(catalogue, dataset.reports, (columns.TO_REPORT, columns.TO_AGENCY)),
            corrections.table(catalogue, dataset.reports, (columns.TO_REPORT,)),
            claims.table(catalogue, dataset.reports, (columns.TO_REPORT, columns.TO_AGENCY)),
            findings.table(catalogue, dataset.findings, dataset.reports, (columns.TO_REPORT, columns.TO_AGENCY)),
        ),
        dataset.reports,
    )
    written = tuple(files(package, site))
    yield from written
    yield from formats.of_whole(package, dataset, written)


def _observations(dataset: Dataset) -> Iterator[Table]:
    references = (columns.TO_REPORT, columns.TO_AGENCY)
    rows = sum(len(report.observations) for report in dataset.reports)
    for name, part in _parts(dataset, "observations", rows):
        yield observations.table(dataset.catalogue, part, references, name)


def _series(dataset: Dataset) -> Iterator[Table]:
    references = (columns.TO_REPORT, columns.TO_AGENCY, series.TO_INDICATOR)
    rows = len(dataset.reports) * len(dataset.catalogue.indicators)
    for name, part in _parts(dataset, "series", rows):
        yield series.table(dataset.catalogue, part, references, name)


def _parts(dataset: Dataset, name: str, rows: int) -> Iterable[tuple[str, Sequence[Report]]]:
    """The files of a table of so many rows with the reports of each: one, or one for each province and year."""
    if rows <= LARGEST:
        return ((name, dataset.reports),)
    parts: dict[str, list[Report]] = {}
    for report in dataset.reports:
        parts.setdefault(f"{name}/{_province(dataset, report)}-{report.year.value}", []).append(report)
    return sorted(parts.items())


def _province(dataset: Dataset, report: Report) -> str:
    """The code of the province that the report's agency lies in, by the first two digits of its division."""
    return f"{dataset.catalogue.agency(report.agency).division[:2]}0000" if report.agency else "unknown"
