"""The table of local rows: cells of rows that a report's tables have and the form has not, with their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import columns
from sitegen.exports.corrections import CORRECTED, CORRECTED_UNIT
from sitegen.exports.known import once
from sitegen.exports.observations import PLACE, PRINTED, VALUE, said
from sitegen.exports.schema import Field, Reference, Table, Values, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model import Catalogue, Report

ROW = Field(
    "row", "string", Words("行", "Row"),
    Words(
        "表外行按印出的先后编号,同一份报告的同一张表里从 local_1 起;不是表式里的行。",
        "The number of the row in reading order, from local_1 in each table of a report; it is no row of the form.",
    ),
    pattern=r"local_\d+",
)  # fmt: skip
LABEL = Field(
    "label", "string", Words("行标题", "Row label"),
    Words("报告所印的行标题。", "The row's label as the report prints it."),
    missing=Words("没有印出行标题", "no label is printed"),
)  # fmt: skip


@once
def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        columns.REPORT, columns.REPORT_AGENCY, columns.YEAR, columns.form(catalogue), columns.table(catalogue),
        ROW, LABEL, columns.COLUMN, VALUE, columns.UNIT, columns.STATUS, PRINTED, PLACE,
        CORRECTED, CORRECTED_UNIT,
    )  # fmt: skip


def table(
    catalogue: Catalogue, rows: Sequence[Values], references: tuple[Reference, ...], name: str = "local_rows"
) -> Table:
    """The rows of reports as one table, one row a cell."""
    return Table(
        name.replace("_", "-").replace("/", "-"),
        f"{name}.csv",
        Words("表外行", "Local rows"),
        Words(
            "报告的表里印着、官方表式里没有的行,每格一行,连同印出的行标题;不计入观测值,也不参与核对。",
            "Rows that a report's tables print and the official form does not have, one row a cell, with the printed "
            "label; they are no observations and take part in no check.",
        ),
        fields(catalogue),
        rows,
        key=("report", "table", "row", "column"),
        references=references,
    )


def rows(report: Report) -> Iterator[Values]:
    """The cells of a report's local rows, in their order."""
    year = int(report.year.value)
    for o in report.local_rows:
        label = o.provenance.row_label if o.provenance else ""
        yield (report.id, report.agency, year, o.form, o.table, o.row, label or None, o.column, *said(report, o))
