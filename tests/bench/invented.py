"""A dataset as large as one likes: ten invented reports as those of many agencies over many years."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.checks import check_all
from sitegen.model import Dataset, Division, Finding, Outcome
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


def outlined(catalogue: Catalogue, agencies: int, years: int) -> Dataset:
    """Agencies of invented provinces and prefectures with reports that have no cells: what lists are made of.

    Of every seventh agency the last year is missing; every fifth report has a failure.
    """
    made = next(one for one in (read(made, catalogue) for made in invent(9, "list", catalogue, ["markdown"])) if one)
    thin = replace(made, observations=(), local_rows=(), findings=(), claims=(), tables=(), lines=())
    provinces = [Division(f"{11 + n}0000", f"虚构省{n}", f"Province {n}", None) for n in range(20)]
    prefectures = [
        Division(f"{province.code[:2]}{n + 1:02d}00", f"虚构市{n}", f"City {n}", province.code)
        for province in provinces
        for n in range(8)
    ]
    known = catalogue.agencies
    offices = tuple(
        replace(
            known[n % len(known)], id=f"invented-{n:04d}", zh=f"虚构市{n}商务和投资促进局", en=f"Invented bureau {n}",
            uscc=None, division=prefectures[n % len(prefectures)].code,
        )
        for n in range(agencies)
    )  # fmt: skip
    reports = tuple(
        _as(thin, office.id, LAST_YEAR - back)
        for n, office in enumerate(offices)
        for back in range(1 if n % 7 == 0 else 0, years)
    )
    catalogue = replace(catalogue, agencies=offices, divisions=(*provinces, *prefectures), events=())
    failing = tuple(_failure(report, catalogue) for report in reports[::5])
    gap = next(rule for rule in catalogue.rules if rule.kind == "gap")
    missing = tuple(
        Finding(gap.id, Outcome.UNCERTAIN, gap.severity, None, "", str(LAST_YEAR), reason="not_yet",
                details=(("detail", str(LAST_YEAR - 1)),), agency=office.id, year=LAST_YEAR)
        for office in offices[::7]
    )  # fmt: skip
    return Dataset(catalogue, tuple(sorted(reports, key=lambda report: report.id)), (*failing, *missing))


def _failure(report: Report, catalogue: Catalogue) -> Finding:
    """A report published ten days after the last day."""
    rule = next(rule for rule in catalogue.rules if rule.kind == "deadline")
    last = dt.date(int(report.year.value) + 1, 1, 31)
    return Finding(
        rule.id, Outcome.FAIL, rule.severity, report.id, report.source.path,
        left=last + dt.timedelta(days=10), right=last, difference=Decimal(10),
    )  # fmt: skip
