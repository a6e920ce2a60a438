"""Workbooks: typed cells, frozen heads, a filter, and a first sheet that explains the others."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from sitegen.exports.formats import guide
from sitegen.exports.formats.about import latest
from sitegen.exports.formats.book import Book
from sitegen.exports.formats.sheet import Cells, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.schema import Field, Table
    from sitegen.model import SiteSettings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {"number": 12, "integer": 10, "boolean": 8, "date": 12}
WIDE, MIDDLE, NARROW = 60, 28, 16
LONG_TEXT, SHORT_TEXT = 40, 12
LOOKED_AT = 50
EARLIEST = dt.datetime(1980, 1, 1)  # noqa: DTZ001  workbooks know no zones


def content(package: Package, site: SiteSettings, tables: Sequence[Table]) -> bytes:
    """A sheet for each table, under the name of its CSV file, behind one that explains them."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Book(buffer, options) as workbook:
        day = latest(package)
        workbook.set_properties(
            {
                "title": package.title.zh,
                "author": site.title_zh,
                "comments": package.title.en,
                "created": dt.datetime.combine(day, dt.time()) if day else EARLIEST,
            }
        )
        cells = Cells(workbook)
        guide.write(workbook, cells, package, site, tables)
        title = workbook.add_format(
            {"bold": True, "bg_color": "#E8ECEF", "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        name = workbook.add_format({"font_color": "#5A6570", "bg_color": "#E8ECEF", "bottom": 1})
        for table in filter(guide.fits, tables):
            sheet = workbook.add_worksheet(guide.sheet_name(table), Rows)
            for place, field in enumerate(table.fields):
                sheet.write_string(0, place, field.title.zh, title)
                sheet.write_string(1, place, field.name, name)
                sheet.set_column(place, place, _width(field, place, table))
            sheet.put(
                guide.HEADS, len(table.fields), cells.rows(table.rows, [f.type for f in table.fields], guide.HEADS + 1)
            )
            sheet.freeze_panes(guide.HEADS, len(table.key))
            sheet.autofilter(1, 0, max(len(table.rows), 1) + 1, len(table.fields) - 1)
    return buffer.getvalue()


def _width(field: Field, place: int, table: Table) -> int:
    """Wide enough to read by: the first rows tell how long the texts of a column are."""
    if field.type != "string":
        return WIDTHS[field.type]
    longest = max((len(str(row[place] or "")) for row in table.rows[:LOOKED_AT]), default=0)
    return WIDE if longest > LONG_TEXT else MIDDLE if longest > SHORT_TEXT else NARROW
