"""The whole dataset as one data package, ``data/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import (
    claims,
    codebook,
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
from sitegen.exports.parts import parts
from sitegen.exports.schema import Words
from sitegen.exports.shared import Shared

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.exports.schema import Table
    from sitegen.model import Artifact, Dataset


def artifacts(dataset: Dataset, shared: Shared | None = None) -> Iterator[Artifact]:
    """The descriptor and the CSV files of the whole dataset, then other formats."""
    shared = shared or Shared(dataset)
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
            *codebook.tables(catalogue),
            *_observations(dataset, shared),
            *_series(dataset, shared),
            local_rows.table(catalogue, shared.local_rows(dataset.reports), (columns.TO_REPORT, columns.TO_AGENCY)),
            corrections.table(catalogue, dataset.reports, (columns.TO_REPORT,)),
            claims.table(catalogue, shared.claims(dataset.reports), (columns.TO_REPORT, columns.TO_AGENCY)),
            findings.table(catalogue, shared.all_findings, (columns.TO_REPORT, columns.TO_AGENCY)),
        ),
        dataset.reports,
        full=True,
    )
    written = tuple(files(package, site))
    yield from written
    yield from formats.of_whole(package, site, written)


def _observations(dataset: Dataset, shared: Shared) -> Iterator[Table]:
    references = (columns.TO_REPORT, columns.TO_AGENCY)
    rows = sum(len(report.observations) for report in dataset.reports)
    for name, part in parts(dataset.catalogue, dataset.reports, "observations", rows):
        yield observations.table(dataset.catalogue, shared.observations(part), references, name)


def _series(dataset: Dataset, shared: Shared) -> Iterator[Table]:
    references = (columns.TO_REPORT, columns.TO_AGENCY, series.TO_INDICATOR)
    rows = len(dataset.reports) * len(dataset.catalogue.indicators)
    for name, part in parts(dataset.catalogue, dataset.reports, "series", rows):
        yield series.table(dataset.catalogue, shared.series(part), references, name)
