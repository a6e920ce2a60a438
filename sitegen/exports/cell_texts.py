"""The cells of a report as text: what each says is written once, for lines of CSV and for rows of JSON alike.

What stands in most cells comes again and again, so that it is looked at once for what CSV and JSON ask of a text.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.exports import columns, csvfile, observations
from sitegen.exports.jsontext import Encoded, text

if TYPE_CHECKING:
    from sitegen.exports.schema import Field
    from sitegen.model import Catalogue, Report

MOST = 1 << 14  # texts that are kept of a field


class CellTexts(NamedTuple):
    """The cells of a report: the lines of its table, and of each the JSON of all from the table to the place."""

    lines: bytes
    rows: list[Encoded]


def cell_texts(catalogue: Catalogue, report: Report) -> CellTexts:
    """All cells of a report, in their order."""
    fields = observations.fields(catalogue)
    front = csvfile.cells(fields[:3], (report.id, report.agency, int(report.year.value)))
    lines, rows = [], []
    for one in report.observations:
        csv, json = _whose(one.form, one.table, one.row, one.column)
        number = "" if one.value is None else str(one.value)
        if "E" in number:
            number = csvfile.plain(one.value)
        unit, json_unit = _unit(one.unit)
        printed, json_printed = _printed(one.printed)
        place = str(one.provenance.place) if one.provenance else ""
        json_place = f'"{place}"' if place else "null"
        status: str = one.status  # joined as the text that it is; a format would ask the enum
        lines.append(",".join((front, csv, number, unit, status, printed, place, ",\r\n")))  # noqa: FLY002
        rows.append(
            Encoded("".join(("[", json, ",", number or "null", ",", json_unit, ',"', status, '",', json_printed, ",",
                             json_place, "]")))
        )  # fmt: skip
    if report.corrections:  # which most reports have none of
        return CellTexts(csvfile.lines(fields, tuple(observations.rows(report))), rows)
    return CellTexts("".join(lines).encode(), rows)


@lru_cache(MOST)
def _whose(form: str, table: str, row: str, column: str) -> tuple[str, str]:
    return f"{form},{table},{row},{column}", f"{text(table)},{text(row)},{text(column)}"


@lru_cache(MOST)
def _unit(value: str) -> tuple[str, str]:
    return _written(columns.UNIT, value)


@lru_cache(MOST)
def _printed(value: str) -> tuple[str, str]:
    return _written(observations.PRINTED, value)


def _written(field: Field, value: str) -> tuple[str, str]:
    """A text as it stands in CSV, and as JSON; nothing is null there."""
    return (csvfile.cell(field, value), text(value)) if value else ("", "null")
