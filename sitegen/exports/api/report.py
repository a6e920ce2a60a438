"""``reports/<id>.json``: a report with all its observations, local rows, corrections, claims and findings."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.exports import claims, corrections, findings, local_rows, observations, reports
from sitegen.exports.api.compact import Columns, Schema, picked, record, without
from sitegen.exports.schema import Field, Words
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.exports.jsontext import Json
    from sitegen.exports.schema import Values
    from sitegen.exports.shared import Shared
    from sitegen.model import Catalogue, Dataset, Finding, Report

    Picked = Callable[[Values], Values]

ALREADY_TOLD = ("report", "agency", "year")
OBSERVED = ("table", "row", "column", "value", "unit", "status", "printed", "place")
BEFORE, SIDES = ("finding", "rule", "outcome", "severity"), ("left", "right", "difference", "cells")
AFTER = ("message_zh", "message_en", "attribution", "grounds_zh", "grounds_en")
FOUND = (*BEFORE, *SIDES, *AFTER)
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


def documents(dataset: Dataset, shared: Shared) -> Iterator[tuple[str, dict[str, Json]]]:
    """By id, the document of each report."""
    catalogue = dataset.catalogue
    found = dataset.findings_by_report()
    shapes = _shapes(catalogue)
    judged = [one.name for one in findings.fields(catalogue)]
    before, after = (itemgetter(*map(judged.index, names)) for names in (BEFORE, AFTER))
    about = reports.table(catalogue, dataset.reports)
    for report, row in zip(dataset.reports, about.rows, strict=True):
        own = found.get(report.id, ())
        told = [(one, shared.finding(one)) for one in own if _told(one)]
        yield (
            report.id,
            {
                "report": record(about.fields, row),
                "page": f"reports/{report.id}/",
                "findings_page": f"{catalogue.site.findings_folder}/{report.id}/",
                "tables": dict(report.tables),
                "observations": shapes["observations"].table(shared.cells(report).rows),
                "local_rows": shapes["local_rows"].table(_local_rows(catalogue, report, shared)),
                "corrections": shapes["corrections"].table(_corrections(catalogue, report)),
                "claims": shapes["claims"].table(_claims(report)),
                "findings": shapes["findings"].table([_finding(*one, before, after) for one in told]),
                "passes": shapes["passes"].table([_passed(one) for one in own if not _told(one)]),
            },
        )


def _shapes(catalogue: Catalogue) -> dict[str, Columns]:
    """The columns of the tables of a report."""
    told = without(claims.table(catalogue, (), ()), *ALREADY_TOLD)[0]
    judged = findings.table(catalogue, (), ())
    rule, left, right = picked(judged, "rule", "left", "right").fields
    return {
        "observations": picked(observations.table(catalogue, (), ()), *OBSERVED),
        "local_rows": without(local_rows.table(catalogue, (), ()), *ALREADY_TOLD)[0],
        "corrections": without(corrections.table(catalogue, (), ()), *ALREADY_TOLD)[0],
        "claims": Columns(told.fields, {"parts": PARTS}),
        "findings": picked(judged, *FOUND, other=OTHER),
        "passes": Columns((rule, SUBJECT, left, right), OTHER),
    }


def _local_rows(catalogue: Catalogue, report: Report, shared: Shared) -> list[list[Json]]:
    rows = shared.local_rows([report])
    return without(local_rows.table(catalogue, rows, ()), *ALREADY_TOLD)[1] if rows else []


def _corrections(catalogue: Catalogue, report: Report) -> list[list[Json]]:
    some = report.corrections  # most reports have none
    return without(corrections.table(catalogue, (report,), ()), *ALREADY_TOLD)[1] if some else []


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


def _finding(finding: Finding, row: Values, before: Picked, after: Picked) -> list[Json]:
    """The row, but with sides that are numbers as such, and the cells as a list."""
    sides = [finding.left, finding.right, finding.difference, finding.cells]
    return [*before(row), *sides, *after(row)]


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
