"""The whole dataset as one data package, ``data/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import claims, columns, findings, knowledge, local_rows, observations, reports
from sitegen.exports.datapackage import KEYWORDS, PROJECT, Package, files
from sitegen.exports.schema import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.exports.schema import Table
    from sitegen.model import Artifact, Dataset, Report

LARGEST = 250_000
"""The most rows that observations.csv may have; above, there is a file for each province and year."""


def artifacts(dataset: Dataset) -> Iterator[Artifact]:
    """The descriptor and the CSV files of the whole dataset."""
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
            knowledge.indicators(catalogue),
            knowledge.concordance(catalogue),
            *_observations(dataset),
            local_rows.table(catalogue, dataset.reports, (columns.TO_REPORT, columns.TO_AGENCY)),
            claims.table(catalogue, dataset.reports, (columns.TO_REPORT, columns.TO_AGENCY)),
            findings.table(catalogue, dataset.findings, (columns.TO_REPORT,)),
        ),
        dataset.reports,
    )
    yield from files(package, site)


def _observations(dataset: Dataset) -> Iterator[Table]:
    references = (columns.TO_REPORT, columns.TO_AGENCY)
    if sum(len(report.observations) for report in dataset.reports) <= LARGEST:
        yield observations.table(dataset.catalogue, dataset.reports, references)
        return
    parts: dict[str, list[Report]] = {}
    for report in dataset.reports:
        parts.setdefault(f"observations/{_province(dataset, report)}-{report.year.value}", []).append(report)
    for name, part in sorted(parts.items()):
        yield observations.table(dataset.catalogue, part, references, name)


def _province(dataset: Dataset, report: Report) -> str:
    """The code of the province that the report's agency lies in, by the first two digits of its division."""
    return f"{dataset.catalogue.agency(report.agency).division[:2]}0000" if report.agency else "unknown"
