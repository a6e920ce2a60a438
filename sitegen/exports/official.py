"""The official tables as the forms lay them out: one row a form row, one column a form column, years stacked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.schema import Category, Field, Reference, Table, Value, Values, Words
from sitegen.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
Cells = dict[tuple[str, str], "model.Observation"]


def tables(catalogue: model.Catalogue, reports: Iterable[model.Report]) -> Iterator[Table]:
    """Each table of each form that the reports hold cells of; rows by year, then in the order of the paper."""
    found: dict[tuple[str, str], dict[int, Cells]] = {}
    for report in sorted(reports, key=lambda r: int(r.year.value)):
        for o in report.observations:
            cells = found.setdefault((o.form, o.table), {}).setdefault(int(report.year.value), {})
            cells[o.row, o.column] = o
    for form in catalogue.forms:
        for table in form.tables:
            if years := found.get((form.id, table.id)):
                yield _table(form, table, years)


def _table(form: model.Form, table: model.Table, years: Mapping[int, Cells]) -> Table:
    """Left the row's keys and labels, then the numbers as on paper, then what stands in each cell."""
    parts = {"group": GROUP, "label": LABEL, "label_en": LABEL_EN}
    rows = [row for _, row in table.rows]
    if any(row.law for row in rows):
        parts["law"] = columns.LAW
    if any(row.unit for row in rows):
        parts["unit"] = columns.UNIT
    odd = {column.id for column in table.columns if _own_unit(table, column, years)}
    key = ("year", "section", "row") if len(table.sections) > 1 else ("year", "row")
    keys = {"year": columns.YEAR, "section": _section_field(table), "row": _row_field(rows)}
    fields = [keys[name] for name in key] + list(parts.values())
    for column in table.columns:
        fields += [_value_field(column, own=column.id in odd), *([_unit_field(column)] if column.id in odd else [])]
    fields += [_status_field(column) for column in table.columns]
    names = (*key, *parts)
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
        tuple(_rows(table, years, names, odd)),
        key=key,
        references=(Reference(("year",), "reports", ("year",)),),
    )


def _rows(table: model.Table, years: Mapping[int, Cells], names: tuple[str, ...], odd: set[str]) -> Iterator[Values]:
    for year, cells in years.items():
        for section in table.sections:
            own = {column.id for column in section.columns}
            for row in section.rows:
                known: dict[str, Value] = {
                    "year": year,
                    "section": section.id,
                    "row": row.id,
                    "group": " / ".join(filter(None, (section.zh, *row.path))) or None,
                    "label": row.label,
                    "label_en": row.en,
                    "law": row.law or None,
                    "unit": row.unit or None,
                }
                values: list[Value] = [known[name] for name in names]
                statuses: list[Value] = []
                for column in table.columns:
                    o = cells.get((row.id, column.id)) if column.id in own else None
                    values.append(o.value if o else None)
                    if column.id in odd:
                        values.append((o.unit or None) if o else None)
                    statuses.append(o.status if o else Status.ABSENT if column.id in own else None)
                yield (*values, *statuses)


def _own_unit(table: model.Table, column: model.Column, years: Mapping[int, Cells]) -> bool:
    """Whether the column's units must be told cell by cell: amounts, and figures printed with a unit of their own."""
    rows = {row.id: row.unit for _, row in table.rows}
    return column.money or any(
        o.value is not None and o.unit != (column.unit or rows[o.row])
        for cells in years.values()
        for o in cells.values()
        if o.column == column.id
    )


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


def _status_field(column: model.Column) -> Field:
    title = _title(column)
    return Field(
        f"{column.id}_status", "string", Words(f"{title.zh}(状态)", f"{title.en} (status)"),
        STATUS_DESCRIPTION, NO_CELL, categories=vocabulary.STATUS_UNLABELLED,
    )  # fmt: skip
