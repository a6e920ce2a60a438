"""The table of corrections: what a cell prints, what it should say, why, on whose word and since when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.known import once
from sitegen.exports.schema import Field, Reference, Table, Value, Values, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Catalogue, Correction, Report

NONE = Words("没有更正", "no correction")
CORRECTED = Field(
    "corrected", "number", Words("更正后的数值", "Corrected value"),
    Words(
        "机关自己更正后的数字;value 仍是印出的数字。未经机关确认的更正建议只列在 corrections 里。",
        "The number that the agency itself has put in its place; value stays as printed. Proposals that the agency has "
        "not confirmed are in corrections alone.",
    ),
    missing=NONE,
)  # fmt: skip
CORRECTED_UNIT = Field(
    "corrected_unit", "string", Words("更正后的单位", "Corrected unit"),
    Words("更正后的数字的单位。", "The unit of the corrected number."),
    missing=Words("没有更正,或更正没有单位", "no correction, or it has no unit"),
)  # fmt: skip
FIELDS = (
    columns.ROW,
    columns.COLUMN,
    Field(
        "expect", "string", Words("原文", "Printed"),
        Words("这一格印出的原文,与 printed 相同。", "What the cell prints, the same as in printed."),
        missing=Words("没有印出内容", "nothing is printed"),
    ),
    Field(
        "value", "number", Words("应为", "Should be"),
        Words("更正或建议更正后的数字。", "The number as corrected, or as it is proposed to be corrected."),
    ),
    replace(columns.UNIT, description=Words("更正后的数字的单位。", "The unit of the corrected number.")),
    Field(
        "status", "string", Words("状态", "Status"),
        Words("是机关自己的更正,还是别人的建议。", "Whether the agency itself has said so or somebody proposes it."),
        categories=vocabulary.CORRECTION,
    ),
    Field(
        "date", "date", Words("日期", "Date"),
        Words("机关更正或别人提出建议的日期。", "The day on which the agency said so or somebody proposed it."),
    ),
    Field(
        "source", "string", Words("依据", "Source"),
        Words("可以查看更正或建议的网址。", "The address where the correction or the proposal can be read."),
        missing=Words("没有网址", "there is no address"),
    ),
    Field("reason_zh", "string", Words("理由", "Reason"), Words("更正的理由。", "Why it is corrected, in Chinese.")),
    Field(
        "reason_en", "string", Words("理由(英文)", "Reason (English)"),
        Words("更正理由的英文。", "Why it is corrected, in English."),
    ),
)  # fmt: skip


@once
def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of the table."""
    return (columns.REPORT, columns.table(catalogue), *FIELDS)


def table(catalogue: Catalogue, reports: Iterable[Report], references: tuple[Reference, ...]) -> Table:
    """The corrections of the reports as one table, in the order of their cells."""
    return Table(
        "corrections",
        "corrections.csv",
        Words("更正", "Corrections"),
        Words(
            "印错的数字的更正和更正建议,每格一行,附理由、日期和依据;其他各表的数值一律照印,不因更正而改动。",
            "Corrections and proposed corrections of printed numbers, one row a cell, with reason, date and source; in "
            "all other tables values stay as printed.",
        ),
        fields(catalogue),
        tuple(_row(correction) for report in reports for correction in report.corrections),
        key=("report", "table", "row", "column"),
        references=references,
    )


def confirmed(report: Report, cell: str) -> tuple[Value, Value]:
    """What the agency itself has put in the place of a cell's number, and its unit; None for both where nothing."""
    correction = report.correction(cell)
    return (correction.value, correction.unit or None) if correction and correction.confirmed else (None, None)


def _row(correction: Correction) -> Values:
    return (
        correction.report, *correction.cell.split("/"), correction.expect or None, correction.value,
        correction.unit or None, correction.status, correction.date, correction.source,
        correction.reason_zh, correction.reason_en,
    )  # fmt: skip
