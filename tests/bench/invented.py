"""A dataset as large as one likes: ten invented reports as those of many agencies over many years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.checks import check_all
from sitegen.model import Dataset
from tests.proving.generator import reports as invent
from tests.proving.scoring import read

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Report

LAST_YEAR = 2025


def multiplied(catalogue: Catalogue, count: int, agencies: int) -> Dataset:
    """So many reports of so many agencies, made of ten invented ones."""
    read_ones = (read(made, catalogue) for made in invent(40, "bench", catalogue, ["markdown"]))
    some = [report for report in read_ones if report and len(report.tables) > 1][:10]
    known = catalogue.agencies
    offices = tuple(
        replace(known[n % len(known)], id=f"invented-{n:04d}", zh=f"虚构机关{n}", en=f"Invented agency {n}", uscc=None)
        for n in range(agencies)
    )
    made = []
    for n in range(count):
        office, year = offices[n % agencies], LAST_YEAR - n // agencies
        made.append(_as(some[n % len(some)], office.id, year))
    reports = tuple(sorted(made, key=lambda report: report.id))
    catalogue = replace(catalogue, agencies=offices)
    findings = (*(f for report in reports for f in report.findings), *check_all(reports, catalogue))
    return Dataset(catalogue, reports, tuple(sorted(findings, key=lambda f: f.id)))


def _as(report: Report, agency_id: str, year: int) -> Report:
    """The report as that of another agency and year."""
    name = f"{agency_id}-{year}"
    return replace(
        report,
        id=name,
        agency=agency_id,
        source=replace(report.source, path=f"{name}.md"),
        year=replace(report.year, value=str(year)),
        observations=tuple(replace(o, report=name) for o in report.observations),
        local_rows=tuple(replace(o, report=name) for o in report.local_rows),
        findings=tuple(replace(f, report=name, source=name) for f in report.findings),
    )
