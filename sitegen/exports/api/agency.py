"""``agencies/<id>.json``: who an agency is, its reports, and the values of every indicator by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import columns as known
from sitegen.exports import knowledge, reports
from sitegen.exports.api.compact import Columns, Schema, closed, picked, record
from sitegen.exports.api.report import CELLS
from sitegen.exports.api.values import columns
from sitegen.exports.schema import Field, Words
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.exports.jsontext import Encoded, Json
    from sitegen.model import Catalogue, Dataset, Finding, Report

LISTED = ("report", "year", "form", "title", "published_on", "url", "sha256")
FINDING = Field("finding", "string", Words("核对", "Finding"), Words("核对结果的标识。", "The id of the finding."))
CONCERNED = Field("cells", "string", Words("格", "Cells"), Words("有关的格。", "The cells concerned."))


def document(own: Dataset, agency: str, values: Mapping[str, dict[str, Encoded]]) -> dict[str, Json]:
    """The document of an agency, whose reports these are."""
    findings = own.findings_by_report()
    found = sorted(own.reports, key=lambda report: report.year.value)
    return _document(
        own.catalogue, agency, found, values, [row for one in found for row in _failing(findings.get(one.id, ()))]
    )


def document_of(catalogue: Catalogue, agency: str) -> dict[str, Json]:
    """The document of an agency that has no report."""
    return _document(catalogue, agency, [], {}, [])


def _document(
    catalogue: Catalogue,
    agency: str,
    found: list[Report],
    values: Mapping[str, dict[str, Encoded]],
    failing: list[list[Json]],
) -> dict[str, Json]:
    table = knowledge.agencies(catalogue, [one for one in catalogue.agencies if one.id == agency])
    listed = reports.table(catalogue, found)
    at = [[field.name for field in listed.fields].index(name) for name in LISTED]
    years = [values[report.id] for report in found]
    return {
        "agency": record(table.fields, table.rows[0]),
        "page": f"agencies/{agency}/",
        "reports": picked(listed, *LISTED).table([[line[place] for place in at] for line in listed.rows]),
        "tables": _tables(catalogue).table([[one.id, *table] for one in found for table in one.tables]),
        "failing": FAILING.table(failing),
        "counts": _values(catalogue, years, rate=False),
        "rates": _values(catalogue, years, rate=True),
    }


def _values(catalogue: Catalogue, years: list[dict[str, Encoded]], *, rate: bool) -> dict[str, Json]:
    ids = [indicator.id for indicator in catalogue.indicators if indicator.rate is rate]
    found: dict[str, Json] = {one: [values[one] for values in years] for one in ids}
    return {"columns": columns(catalogue, rate=rate).names, "indicators": found}


FAILING = Columns((known.REPORT, FINDING, CONCERNED), {"cells": CELLS})
"""The findings that fail, by which to tell the values that one of the figures of may be wrong."""


def _tables(catalogue: Catalogue) -> Columns:
    """The official tables that each report has, with the form that each goes by."""
    return Columns((known.REPORT, known.table(catalogue), known.form(catalogue)))


def _failing(findings: Iterable[Finding]) -> list[list[Json]]:
    return [[one.report, one.id, list(one.cells)] for one in findings if one.outcome is Outcome.FAIL]


def schema(catalogue: Catalogue) -> Schema:
    """The properties of such a document."""
    table = knowledge.agencies(catalogue)
    listed = picked(reports.table(catalogue, ()), *LISTED)
    return {
        "agency": picked(table, *(field.name for field in table.fields)).object_schema(),
        "page": {"type": "string", "description": "网页,相对于本站根目录。Its page, from the root of the site."},
        "reports": listed.schema(),
        "tables": _tables(catalogue).schema(),
        "failing": FAILING.schema(),
        **{name: _schema(catalogue, rate=name == "rates") for name in ("counts", "rates")},
    }


def _schema(catalogue: Catalogue, *, rate: bool) -> Schema:
    one = columns(catalogue, rate=rate)
    rows: Schema = {"type": "array", "items": one.row_schema()}
    return closed({"columns": {"const": one.names}, "indicators": {"type": "object", "additionalProperties": rows}})
