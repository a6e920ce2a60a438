"""A data package for each region, ``data/regions/<division code>/``: all reports of its agencies, and a zip of it.

A region is a province that has a report, or a division below one in which at least two agencies have; an agency counts
for its own division and for all that this lies in. A lower division with one agency has that agency's package.

Where the whole is so large that it lists cells and indicators by province and year, these files and the findings are
not written again for each region, or they would be most of the site: regions keep the tables in the official layout.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import (
    archive,
    claims,
    columns,
    corrections,
    findings,
    knowledge,
    local_rows,
    observations,
    official,
    parts,
    reports,
    series,
)
from sitegen.exports.datapackage import KEYWORDS, PROJECT, Package, files
from sitegen.exports.schema import Words
from sitegen.exports.shared import Shared
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.exports.schema import Table
    from sitegen.model import Agency, Catalogue, Dataset, Division, Report

SEVERAL = 2
TO_BOTH = (columns.TO_REPORT, columns.TO_AGENCY)


def artifacts(dataset: Dataset, shared: Shared | None = None) -> Iterator[Artifact]:
    """Each region's descriptor and CSV files, then the zip that holds them all; regions by code."""
    shared = shared or Shared(dataset)
    large = sum(len(report.observations) for report in dataset.reports) > parts.LARGEST
    for region, agencies in regions(dataset):
        ids = {agency.id for agency in agencies}
        own = tuple(report for report in dataset.reports if report.agency in ids)
        package = _package(dataset.catalogue, region, agencies, own, shared)
        package = _abridged(package) if large else _completed(package, dataset.catalogue, ids, shared)
        content = tuple(files(package, dataset.catalogue.site))
        yield from content
        inside = ((file.path.removeprefix(f"{package.folder}/"), file.content) for file in content)
        yield Artifact(f"{package.folder}/{region.code}.zip", archive.MEDIA_TYPE, archive.archive(inside))


def regions(dataset: Dataset) -> tuple[tuple[Division, tuple[Agency, ...]], ...]:
    """Each region that has a package with its agencies that have reports, by code."""
    divisions = {division.code: division for division in dataset.catalogue.divisions}
    having = {report.agency for report in dataset.reports}
    within: dict[str, list[Agency]] = {}
    for agency in dataset.catalogue.agencies:
        code: str | None = agency.division if agency.id in having else None
        while code:
            within.setdefault(code, []).append(agency)
            code = divisions[code].parent
    return tuple(
        (divisions[code], tuple(agencies))
        for code, agencies in sorted(within.items())
        if not divisions[code].parent or len(agencies) >= SEVERAL
    )


def _package(
    catalogue: Catalogue, region: Division, agencies: Sequence[Agency], own: tuple[Report, ...], shared: Shared
) -> Package:
    return Package(
        f"data/regions/{region.code}",
        f"{PROJECT}-{region.code}",
        Words(
            f"{region.zh}政府信息公开年报数据",
            f"Government information disclosure in {region.en}: annual reports of its agencies",
        ),
        Words(
            f"{region.zh}各机关各年度政府信息公开工作年度报告的统计表,依官方表式排列。",
            f"The statistical tables of the annual reports by agencies in {region.en}, as the official forms lay them "
            "out.",
        ),
        (*KEYWORDS, region.zh, region.en),
        (
            reports.table(catalogue, own, (columns.TO_AGENCY,)),
            knowledge.agencies(catalogue, agencies),
            knowledge.divisions(catalogue, agencies),
            *official.tables(catalogue, own, several=True),
            *_where_there_are_any(catalogue, own, shared),
        ),
        own,
    )


def _completed(package: Package, catalogue: Catalogue, agencies: set[str], shared: Shared) -> Package:
    """The package with its cells one by one, its indicators and its findings."""
    own = package.reports
    about = sorted({*agencies, *(report.id for report in own)})
    more = Words("另有逐格清单、指标和核对结果。", " Also cell by cell, as indicators, and with the result of checks.")
    return replace(
        package,
        description=Words(package.description.zh + more.zh, package.description.en + more.en),
        tables=(
            *package.tables,
            observations.table(catalogue, shared.observations(own), TO_BOTH),
            series.table(catalogue, shared.series(own), TO_BOTH),
            findings.table(catalogue, shared.findings(about), TO_BOTH),
        ),
    )


def _abridged(package: Package) -> Package:
    """The package as it is, with a word about where the rest is."""
    more = Words(
        "逐格清单和指标按省和年度列在全部数据的 observations 和 series 里,核对结果在 findings.csv 里。",
        " Cells and indicators are in observations and series of the whole, by province and year; what was found is "
        "in its findings.csv.",
    )
    return replace(package, description=Words(package.description.zh + more.zh, package.description.en + more.en))


def _where_there_are_any(catalogue: Catalogue, own: tuple[Report, ...], shared: Shared) -> Iterator[Table]:
    if rows := shared.local_rows(own):
        yield local_rows.table(catalogue, rows, TO_BOTH)
    if any(report.corrections for report in own):
        yield corrections.table(catalogue, own, (columns.TO_REPORT,))
    if rows := shared.claims(own):
        yield claims.table(catalogue, rows, TO_BOTH)
