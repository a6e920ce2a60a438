"""The table of observations: one row for every cell of every official table of every report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import columns
from sitegen.exports.corrections import CORRECTED, CORRECTED_UNIT, confirmed
from sitegen.exports.known import once
from sitegen.exports.schema import Field, Reference, Table, Values, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model import Catalogue, Observation, Report

VALUE = Field(
    "value", "number", Words("数值", "Value"),
    Words("印出的数字,小数位数依原文。", "The number as printed, with its decimals."),
    missing=Words("没有数值,原因见 status", "no value; status says why"),
)  # fmt: skip
PRINTED = Field(
    "printed", "string", Words("原文", "Printed"),
    Words("源文件中这一格的原文,未作改动。", "What the source prints in the cell, untouched."),
    missing=Words("没有印出内容", "nothing is printed"),
)  # fmt: skip
PLACE = Field(
    "place", "string", Words("位置", "Place"),
    Words(
        "在源文件中的位置:行:首字符-末字符,都从 1 数起;有页码的,前面写作 p页/。",
        "Where it stands in the source file, line:first-last character, counted from 1; with pages, p<page>/ in front.",
    ),
    pattern=r"(p\d+/)?\d+(:\d+-\d+)?",
    missing=Words("报告没有印出这一格", "the report does not print the cell"),
)  # fmt: skip


@once
def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        columns.REPORT, columns.REPORT_AGENCY, columns.YEAR, columns.form(catalogue), columns.table(catalogue),
        columns.ROW, columns.COLUMN, VALUE, columns.UNIT, columns.STATUS, PRINTED, PLACE,
        CORRECTED, CORRECTED_UNIT,
    )  # fmt: skip


def table(
    catalogue: Catalogue, rows: Sequence[Values], references: tuple[Reference, ...], name: str = "observations"
) -> Table:
    """The rows of reports as one table; ``name`` may hold folders of the package."""
    return Table(
        name.replace("/", "-"),
        f"{name}.csv",
        Words("观测值", "Observations"),
        Words(
            "各报告统计表的每一格一行:数值、单位、状态、原文和在源文件中的位置。",
            "One row a cell of the reports' tables: value, unit, status, what is printed, and where in the source.",
        ),
        fields(catalogue),
        rows,
        key=("report", "table", "row", "column"),
        references=references,
    )


def rows(report: Report) -> Iterator[Values]:
    """The cells of a report, in their order."""
    year = int(report.year.value)
    for o in report.observations:
        yield (report.id, report.agency, year, o.form, o.table, o.row, o.column, *said(report, o))


def said(report: Report, o: Observation) -> Values:
    """What a cell says, from its value to its correction."""
    place = str(o.provenance.place) if o.provenance else None
    right = confirmed(report, o.cell) if report.corrections else (None, None)  # most reports have none
    return (o.value, o.unit or None, o.status, o.printed or None, place, *right)
