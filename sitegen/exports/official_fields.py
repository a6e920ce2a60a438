"""The fields of the official tables: a row's keys and labels, then its numbers, then what stands in each cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.corrections import CORRECTED, CORRECTED_UNIT
from sitegen.exports.known import once
from sitegen.exports.schema import Category, Field, Reference, Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen import model

NO_CELL = Words("表式没有这一格", "the form has no such cell")
GROUP = Field(
    "group", "string", Words("上级标题", "Headings above"),
    Words("表式中位于这一行上方的各级标题,以 / 隔开。", "The form's headings above the row, separated by slashes."),
    missing=Words("没有上级标题", "there are none"),
)  # fmt: skip
LABEL = Field(
    "label", "string", Words("行标题", "Row label"),
    Words("表式所印的行标题,连同序号。", "The row's label as the form prints it, with its number."),
)  # fmt: skip
LABEL_EN = Field(
    "label_en", "string", Words("行标题(英文)", "Row label (English)"),
    Words("行标题的英文翻译。", "The row's label in English."),
)  # fmt: skip
STATUS_DESCRIPTION = Words(
    "这一格里印的是什么,取值的含义见 observations 的 status。",
    "What stands in the cell; the values are explained at status in observations.",
)
AGENCY_NAME = Field(
    "agency_zh", "string", Words("机关名称", "Agency (Chinese)"),
    Words("机关的中文名称。", "The agency's Chinese name."),
)  # fmt: skip


@once
def head(  # noqa: PLR0913  which table, and what of it
    catalogue: model.Catalogue,
    form_id: str,
    table_id: str,
    odd: frozenset[str],
    mended: frozenset[str],
    *,
    several: bool = False,
) -> Table:
    """A table without its rows: left the row's keys and labels, then the numbers, then what stands in each cell.

    The columns ``odd`` have their units beside them, those that are ``mended`` what they should say.
    """
    form = catalogue.form(form_id)
    table = next(one for one in form.tables if one.id == table_id)
    parts = {"group": GROUP, "label": LABEL, "label_en": LABEL_EN}
    rows = [row for _, row in table.rows]
    if any(row.law for row in rows):
        parts["law"] = columns.LAW
    if any(row.unit for row in rows):
        parts["unit"] = columns.UNIT
    if several:
        parts = {"agency_zh": AGENCY_NAME} | parts
    report = ("agency", "year") if several else ("year",)
    key = (*report, "section", "row") if len(table.sections) > 1 else (*report, "row")
    keys = {"agency": columns.AGENCY, "year": columns.YEAR, "section": _section_field(table), "row": _row_field(rows)}
    fields = [keys[name] for name in key] + list(parts.values())
    for column in table.columns:
        fields += [_value_field(column, own=column.id in odd), *([_unit_field(column)] if column.id in odd else [])]
        fields += _corrected_fields(column) if column.id in mended else ()
    fields += [_status_field(column) for column in table.columns]
    return Table(
        f"{form.id}-{table.id}",
        f"{form.id}-{table.id}.csv",
        Words(f"{table.zh}({form.zh})", f"{table.en} ({form.en})"),
        Words(
            f"依{form.basis_zh}的表式排列,每年各行依次相接;先列各列的数字,再列各格的状态。",
            f"As laid out by: {form.basis_en}. The rows of each year follow one another; first the numbers of all "
            "columns, then what stands in each cell.",
        ),
        tuple(fields),
        (),
        key=key,
        references=(Reference(report, "reports", report),),
    )


def group(section: model.Section, row: model.Row) -> str | None:
    """The headings above a row."""
    return " / ".join(filter(None, (section.zh, *row.path))) or None


def _section_field(table: model.Table) -> Field:
    return Field(
        "section", "string", Words("部分", "Section"),
        Words("表中的一部分,各有自己的列标题。", "A part of the table with column headings of its own."),
        categories=tuple(Category(s.id, Words(s.zh or s.id, s.en or s.id)) for s in table.sections),
    )  # fmt: skip


def _row_field(rows: Iterable[model.Row]) -> Field:
    categories = tuple(Category(row_id) for row_id in dict.fromkeys(row.id for row in rows))
    return Field("row", "string", columns.ROW.title, columns.ROW.description, categories=categories)


def _title(column: model.Column) -> Words:
    return Words("/".join((*column.path, column.zh)), column.en)


def _value_field(column: model.Column, *, own: bool) -> Field:
    title = _title(column)
    where = (f"{column.id}_unit", f"{column.id}_status")
    unit = (f",单位见 {where[0]}", f", its unit in {where[0]}") if own else ("", "")
    description = Words(
        f"“{title.zh}”一列的数字{unit[0]},状态见 {where[1]}。",
        f"The number of the column “{title.en}”{unit[1]}; {where[1]} says what stands in the cell.",
    )
    missing = Words(f"没有数值,原因见 {where[1]}", f"no value; {where[1]} says why")
    return Field(column.id, "number", title, description, missing, unit="" if own else column.unit)


def _unit_field(column: model.Column) -> Field:
    title = _title(column)
    return Field(
        f"{column.id}_unit", "string", Words(f"{title.zh}(单位)", f"{title.en} (unit)"),
        columns.UNIT.description, columns.UNIT.missing,
    )  # fmt: skip


def _corrected_fields(column: model.Column) -> tuple[Field, Field]:
    """What the agency itself has put in the place of a printed number, and its unit; where any cell has it."""
    title = _title(column)
    return (
        replace(
            CORRECTED, name=f"{column.id}_corrected",
            title=Words(f"{title.zh}(更正后)", f"{title.en} (corrected)"),
        ),
        replace(
            CORRECTED_UNIT, name=f"{column.id}_corrected_unit",
            title=Words(f"{title.zh}(更正后的单位)", f"{title.en} (corrected unit)"),
        ),
    )  # fmt: skip


def _status_field(column: model.Column) -> Field:
    title = _title(column)
    return Field(
        f"{column.id}_status", "string", Words(f"{title.zh}(状态)", f"{title.en} (status)"),
        STATUS_DESCRIPTION, NO_CELL, categories=vocabulary.STATUS_UNLABELLED,
    )  # fmt: skip
