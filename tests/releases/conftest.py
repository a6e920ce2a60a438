"""Two versions of a dataset as published packages: the real one, and one in which something has changed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import whole
from sitegen.model import Correction, CorrectionStatus, Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Dataset, Report

CELL = "requests/received_new/total"


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Dataset], Path]:
    """Write the whole package of a dataset as a site has it, and return the site's folder."""

    def published(dataset: Dataset) -> Path:
        folder = tmp_path_factory.mktemp("site")
        for artifact in whole.artifacts(dataset):
            path = folder / artifact.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(artifact.content)
        return folder

    return published


@pytest.fixture(scope="session")
def old(dataset: Dataset, publish: Callable[[Dataset], Path]) -> Path:
    """The site of the real dataset without its first report."""
    first, *reports = dataset.reports
    findings = tuple(finding for finding in dataset.findings if finding.report != first.id)
    return publish(replace(dataset, reports=tuple(reports), findings=findings))


@pytest.fixture(scope="session")
def new(dataset: Dataset, publish: Callable[[Dataset], Path]) -> Path:
    """The site of the real dataset without its last report; of 广州 a figure, a correction and a finding differ."""
    *reports, last = dataset.reports
    changed = tuple(_changed(report) if report.id == "guangzhou-commerce-2020" else report for report in reports)
    findings = [finding for finding in dataset.findings if finding.report != last.id]
    at = next(n for n, finding in enumerate(findings) if finding.report == "guangzhou-commerce-2020")
    findings[at] = replace(findings[at], outcome=Outcome.NOT_ASSESSABLE, reason="all_blank")
    site = replace(dataset.catalogue.site, version="0.2.0")
    catalogue = replace(dataset.catalogue, site=site)
    return publish(replace(dataset, catalogue=catalogue, reports=changed, findings=tuple(findings)))


def _changed(report: Report) -> Report:
    cells = {cell.cell: cell for cell in report.observations}
    cells[CELL] = replace(cells[CELL], value=None, status=Status.UNREADABLE)
    correction = Correction(
        report.id, CELL, cells[CELL].printed, Decimal(9), "件", "理由", "Why", dt.date(2026, 1, 2),
        CorrectionStatus.CONFIRMED, "https://example.org/", 1,
    )  # fmt: skip
    source = replace(report.source, sha256="1" * 64)
    return replace(report, observations=tuple(cells.values()), corrections=(correction,), source=source)
