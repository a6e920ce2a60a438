"""A data package for each agency that has a report, ``data/agencies/<agency>/``, and a zip of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import (
    archive,
    claims,
    columns,
    corrections,
    findings,
    formats,
    local_rows,
    observations,
    official,
    reports,
    series,
)
from sitegen.exports.datapackage import KEYWORDS, PROJECT, Package, files, latest
from sitegen.exports.schema import Words
from sitegen.exports.shared import shared_by
from sitegen.gathering import slices
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.exports.shared import Shared
    from sitegen.model import Agency, Dataset


def artifacts(dataset: Dataset) -> Iterator[Artifact]:
    """The files of every agency."""
    for _, own in slices(dataset):
        yield from of_agency(own)


def of_agency(own: Dataset) -> Iterator[Artifact]:
    """The descriptor and CSV files of the one agency whose reports these are, the zip of them, then other formats."""
    agency = next((one for one in own.catalogue.agencies if own.reports and one.id == own.reports[0].agency), None)
    if agency is None:
        return
    site, package = own.catalogue.site, _package(own, agency, shared_by(own))
    content = tuple(files(package, site))
    yield from content
    inside = ((file.path.removeprefix(f"{package.folder}/"), file.content) for file in content)
    yield Artifact(f"{package.folder}/{agency.id}.zip", archive.MEDIA_TYPE, archive.archive(inside, archive.QUICK))
    yield from formats.of_agency(package, site)


def _package(dataset: Dataset, agency: Agency, shared: Shared) -> Package:
    catalogue, own = dataset.catalogue, dataset.reports
    about = (*(report.id for report in own), agency.id)
    own_rows, claimed = shared.local_rows(own), shared.claims(own)
    local = [local_rows.table(catalogue, own_rows, (columns.TO_REPORT,))] if own_rows else []
    corrected = [corrections.table(catalogue, own, (columns.TO_REPORT,))] if any(r.corrections for r in own) else []
    told = [claims.table(catalogue, claimed, (columns.TO_REPORT,))] if claimed else []
    return Package(
        f"data/agencies/{agency.id}",
        f"{PROJECT}-{agency.id}",
        Words(
            f"{agency.zh}政府信息公开年报数据", f"Government information disclosure by the {agency.en}: annual reports"
        ),
        Words(
            f"{agency.zh}各年度政府信息公开工作年度报告的统计表:一份依官方表式排列,一份逐格列出,附核对结果。",
            f"The statistical tables of the annual reports by the {agency.en}: as the official forms lay them out, "
            "and cell by cell, with the result of checks.",
        ),
        (*KEYWORDS, agency.zh, agency.en),
        (
            reports.table(catalogue, own),
            *official.tables(catalogue, shared.official),
            observations.table(catalogue, shared.observations(own), (columns.TO_REPORT,)),
            series.table(catalogue, shared.series(own), (columns.TO_REPORT,)),
            *local,
            *corrected,
            *told,
            replace(
                findings.table(catalogue, shared.findings(about), (columns.TO_REPORT,)),
                occurring={"rule": shared.rules(about)},
            ),
        ),
        shared.sources,
        latest(own),
    )
