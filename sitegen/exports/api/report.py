"""``reports/<id>.json``: a report with all its observations, local rows, corrections, claims and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import claims, corrections, findings, local_rows, observations, reports
from sitegen.exports.api.compact import Columns, Schema, picked, record, without
from sitegen.exports.schema import Field, Words
from sitegen.model import Outcome
from sitegen.wording import because, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.exports.jsontext import Json
    from sitegen.model import Catalogue, Dataset, Finding, Report

ALREADY_TOLD = ("report", "agency", "year")
OBSERVED = ("table", "row", "column", "value", "unit", "status", "printed", "place")
FOUND = (
    "finding", "rule", "outcome", "severity", "left", "right", "difference", "cells", "message_zh", "message_en",
    "attribution", "grounds_zh", "grounds_en",
)  # fmt: skip
SIDE: Schema = {
    "type": ["number", "string", "null"],
    "description": "一边的数,或日期;没有可比的为 null。A side: a number or a date; null where there is none.",
}
CELLS: Schema = {
    "type": "array",
    "items": {"type": "string"},
    "description": "有关的格,写作 表/行/列;另一份报告的前面加 报告:。"
    "The cells concerned as table/row/column, after <report>: if of another report.",
}
OTHER = {"left": SIDE, "right": SIDE, "difference": {**SIDE, "type": ["number", "null"]}, "cells": CELLS}
SUBJECT = Field(
    "subject", "string", Words("对象", "Subject"),
    Words(
        "核对的对象;核对结果的标识是 报告:规则:对象,没有对象的是 报告:规则。",
        "What was checked; the id of the finding is report:rule:subject, or report:rule where there is none.",
    ),
    missing=Words("整份报告", "the whole report"),
)  # fmt: skip
PARTS: Schema = {
    "type": "array",
    "items": {"type": "number"},
    "description": "句中列在它下面的各数。The figures listed under it.",
}


def documents(dataset: Dataset) -> Iterator[tuple[str, dict[str, Json]]]:
    """By id, the document of each report."""
    catalogue = dataset.catalogue
    found = dataset.findings_by_report()
    shapes = _shapes(catalogue)
    about = reports.table(catalogue, dataset.reports)
    for report, row in zip(dataset.reports, about.rows, strict=True):
        own = found.get(report.id, [])
        yield (
            report.id,
            {
                "report": record(about.fields, row),
                "page": f"reports/{report.id}/",
                "findings_page": f"findings/{report.id}/",
                "tables": dict(report.tables),
                "observations": shapes["observations"].table(_observations(report)),
                "local_rows": shapes["local_rows"].table(_rows(catalogue, report, local_rows)),
                "corrections": shapes["corrections"].table(_rows(catalogue, report, corrections)),
                "claims": shapes["claims"].table(_claims(report)),
                "findings": shapes["findings"].table([_finding(one, catalogue) for one in own if _told(one)]),
                "passes": shapes["passes"].table([_passed(one) for one in own if not _told(one)]),
            },
        )


def _shapes(catalogue: Catalogue) -> dict[str, Columns]:
    """The columns of the tables of a report."""
    told = without(claims.table(catalogue, (), ()), *ALREADY_TOLD)[0]
    judged = findings.table(catalogue, (), (), ())
    rule, left, right = picked(judged, "rule", "left", "right").fields
    return {
        "observations": picked(observations.table(catalogue, (), ()), *OBSERVED),
        "local_rows": without(local_rows.table(catalogue, (), ()), *ALREADY_TOLD)[0],
        "corrections": without(corrections.table(catalogue, (), ()), *ALREADY_TOLD)[0],
        "claims": Columns(told.fields, {"parts": PARTS}),
        "findings": picked(judged, *FOUND, other=OTHER),
        "passes": Columns((rule, SUBJECT, left, right), OTHER),
    }


def _rows(catalogue: Catalogue, report: Report, export: object) -> list[list[Json]]:
    """The rows of a report in one of the published tables; most reports have none."""
    table = local_rows.table if export is local_rows else corrections.table
    some = report.local_rows if export is local_rows else report.corrections
    return without(table(catalogue, (report,), ()), *ALREADY_TOLD)[1] if some else []


def _observations(report: Report) -> list[list[Json]]:
    return [
        [
            o.table, o.row, o.column, o.value, o.unit or None, o.status, o.printed or None,
            str(o.provenance.place) if o.provenance else None,
        ]
        for o in report.observations
    ]  # fmt: skip


def _claims(report: Report) -> list[list[Json]]:
    return [
        [
            one.id, one.concept, one.value, one.unit or None, one.qualifier, one.doubt or None, one.of or None,
            [part.value for part in one.parts if part.value is not None], one.words, one.printed, str(one.place),
        ]
        for one in report.claims
    ]  # fmt: skip


def _told(finding: Finding) -> bool:
    """Whether the finding is told in full; of what agrees there is much, and rule and sides say all."""
    return finding.outcome is not Outcome.PASS


def _finding(finding: Finding, catalogue: Catalogue) -> list[Json]:
    return [
        finding.id, finding.rule, finding.outcome, finding.severity, finding.left, finding.right, finding.difference,
        finding.cells, message(finding, catalogue, "zh"), message(finding, catalogue, "en"),
        finding.attribution, because(finding, catalogue, "zh") or None, because(finding, catalogue, "en") or None,
    ]  # fmt: skip


def _passed(finding: Finding) -> list[Json]:
    return [finding.rule, finding.subject or None, finding.left, finding.right]


def schema(catalogue: Catalogue) -> Schema:
    """The properties of such a document."""
    about = reports.table(catalogue, ())
    page: Schema = {"type": "string", "description": "网页,相对于本站根目录。A page, from the root of the site."}
    return {
        "report": picked(about, *(field.name for field in about.fields)).object_schema(),
        "page": page,
        "findings_page": page,
        "tables": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "报告里的各张表分别是哪种表式。The form that each table of the report goes by.",
        },
        **{name: columns.schema() for name, columns in _shapes(catalogue).items()},
    }
