"""CSV that spreadsheets open well and programs read exactly: UTF-8 with BOM, CRLF, plain decimals, no live formulas."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.exports.schema import Field, Table, Value

MEDIA_TYPE = "text/csv"
DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}
# A spreadsheet takes text that begins so for a formula; the apostrophe is among them so that cutting one off is exact.
LIVE = ("=", "+", "-", "@", "\t", "\r", "'")


def content(table: Table) -> bytes:
    """The table as a CSV file: a header of field names, then a line a row; what is None is left empty."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(field.name for field in table.fields)
    writers = [_writer(field) for field in table.fields]
    writer.writerows([write(value) for write, value in zip(writers, values, strict=True)] for values in table.rows)
    return buffer.getvalue().encode("utf-8-sig")


def plain(value: Value) -> str:
    """The value as text: decimals without exponent and with all their zeros, dates as YYYY-MM-DD, None as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def harmless(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula; cut that off to get it back."""
    return f"'{text}" if text.startswith(LIVE) else text


def _writer(field: Field) -> Callable[[Value], str]:
    return (lambda value: harmless(plain(value))) if field.free else plain
