"""What an agency gives to the packages of several: the lines of its tables, and what the packages say of its reports.

The names of sections end with the division of the agency, and with the year where a table may be cut by it: what is
about a region is found by its divisions, what is about a province and a year by these.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.exports import (
    claims,
    corrections,
    csvfile,
    descriptor,
    findings,
    local_rows,
    observations,
    official,
    reports,
    series,
)
from sitegen.exports.datapackage import latest
from sitegen.exports.dictionary import is_long
from sitegen.exports.known import once
from sitegen.exports.parts import UNKNOWN
from sitegen.exports.shared import shared_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sitegen.exports.schema import Field, Values
    from sitegen.gathering import Section
    from sitegen.model import Catalogue, Dataset

OF_CELLS = ("observations", "series", "local_rows", "claims", "findings")
"""The tables that are cut by province and year where they are large."""
OF_REPORTS = ("reports", "corrections")
OF_NOBODY = "agency_findings"
"""Findings about an agency as such: a report that is not there."""
ABOUT, SOURCES = "about", "sources"


def given(own: Dataset) -> Iterator[Section]:
    """The sections of an agency: lines of CSV, its official tables, and what is said of its reports."""
    catalogue, shared = own.catalogue, shared_by(own)
    agencies = (*(report.agency for report in own.reports), *(finding.agency for finding in own.findings))
    agency = next(filter(None, agencies), None)
    division = divisions(catalogue).get(agency or "", UNKNOWN)
    yield from _absent(own, agency, division)
    if not own.reports:
        return
    of_reports = reports.table(catalogue, own.reports), corrections.table(catalogue, own.reports, ())
    for table in of_reports:
        if table.rows:
            yield f"csv/{table.name}/{division}", csvfile.lines(table.fields, table.rows)
    yield f"{SOURCES}/{division}", descriptor.BETWEEN.join(shared.sources).encode()
    for year, group in groupby(own.reports, key=lambda report: report.year.value):
        some = tuple(group)
        found = {
            "observations": shared.observations(some),
            "series": shared.series(some),
            "local_rows": shared.local_rows(some),
            "claims": shared.claims(some),
            "findings": shared.findings(report.id for report in some),
        }
        for name in OF_CELLS:
            if found[name]:
                yield f"csv/{name}/{division}/{year}", found[name].lines
    if agency:
        for name, content in official.given(shared.official):
            yield f"official/{name}/{division}", content
    yield f"{ABOUT}/{division}", json.dumps(_about(own)).encode()


@once
def divisions(catalogue: Catalogue) -> Mapping[str, str]:
    """The division of each agency by its id."""
    return {agency.id: agency.division for agency in catalogue.agencies}


def _absent(own: Dataset, agency: str | None, division: str) -> Iterator[Section]:
    """The findings about an agency as such, by year; a slice has no others that are about no report."""
    fields = findings.fields(own.catalogue)
    at = [field.name for field in fields].index("year")
    found: dict[str, list[Values]] = {}
    for row in shared_by(own).findings([agency] if agency else []):
        found.setdefault(str(row[at] or UNKNOWN), []).append(row)
    for year, rows in sorted(found.items()):
        yield f"csv/{OF_NOBODY}/{division}/{year}", csvfile.lines(fields, rows)


def _about(own: Dataset) -> dict[str, object]:
    """How much there is of an agency, from when, and which values of long vocabularies occur by table and field."""
    catalogue, shared, some = own.catalogue, shared_by(own), own.reports
    day = latest(some)
    made: dict[str, tuple[tuple[Field, ...], Callable[[], Iterable[Values]]]] = {
        "reports": (reports.fields(catalogue), lambda: reports.table(catalogue, some).rows),
        "corrections": (corrections.fields(catalogue), lambda: corrections.table(catalogue, some, ()).rows),
        "observations": (observations.fields(catalogue), lambda: shared.observations(some)),
        "series": (series.fields(catalogue), lambda: shared.series(some)),
        "local_rows": (local_rows.fields(catalogue), lambda: shared.local_rows(some)),
        "claims": (claims.fields(catalogue), lambda: shared.claims(some)),
        "findings": (  # whose rows are many, and of no other use here
            tuple(field for field in findings.fields(catalogue) if field.name == "rule"),
            lambda: [(rule,) for rule in shared.rules({f.report or f.agency or "" for f in own.findings})],
        ),
    }
    return {
        "reports": len(some),
        "cells": sum(len(report.observations) for report in some),
        "findings": sum(1 for finding in own.findings if finding.report),
        "created": day.isoformat() if day else None,
        "occurring": {
            name: {
                field.name: sorted({str(row[at]) for row in rows()})
                for at, field in enumerate(fields)
                if is_long(field)
            }
            for name, (fields, rows) in made.items()
            if any(map(is_long, fields))
        },
    }
