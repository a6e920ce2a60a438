"""Workbooks: typed cells, frozen heads, a filter, and a first sheet that explains the others."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sitegen.exports.formats import guide
from sitegen.exports.formats.book import Book
from sitegen.exports.formats.sheet import Cells, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.schema import Table, Value
    from sitegen.model import SiteSettings

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = {"number": 12, "integer": 10, "boolean": 8, "date": 12}
WIDE, MIDDLE, NARROW = 60, 28, 16
LONG_TEXT, SHORT_TEXT = 40, 12
LOOKED_AT = 30
EARLIEST = dt.datetime(1980, 1, 1)  # noqa: DTZ001  workbooks know no zones


def content(package: Package, site: SiteSettings, tables: Sequence[Table]) -> bytes:
    """A sheet for each table, under the name of its CSV file, behind one that explains them."""
    workbook = Book()
    with workbook:
        day = package.day
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
        for table in filter(guide.fits, tables):
            sheet = workbook.add_worksheet(guide.sheet_name(table), Rows)
            for place, wide in enumerate(_widths(table)):
                sheet.set_column(place, place, wide)
            heads = cells.heads([f.title.zh for f in table.fields], [f.name for f in table.fields])
            rows = cells.rows(table.rows, [f.type for f in table.fields], guide.HEADS + 1)
            sheet.put(0, len(table.fields), [*heads, *rows])
            sheet.freeze_panes(guide.HEADS, len(table.key))
            sheet.autofilter(1, 0, max(len(table.rows), 1) + 1, len(table.fields) - 1)
    return workbook.content()


def _widths(table: Table) -> list[int]:
    """Wide enough to read by: the first rows tell how long the texts of each column are."""
    found = list(zip(*table.rows[:LOOKED_AT], strict=True)) or [()] * len(table.fields)
    return [WIDTHS.get(field.type) or _wide(values) for field, values in zip(table.fields, found, strict=True)]


def _wide(texts: Iterable[Value]) -> int:
    longest = max((len(str(text or "")) for text in set(texts)), default=0)
    return WIDE if longest > LONG_TEXT else MIDDLE if longest > SHORT_TEXT else NARROW
