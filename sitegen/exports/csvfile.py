"""CSV that spreadsheets open well and programs read exactly: UTF-8 with BOM, CRLF, plain decimals, no live formulas."""

from __future__ import annotations

import csv
import io
import re
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
GUARD = "'"
# Spreadsheets differ in what they skip before they look for a formula: blanks, quotes, what cannot be seen.
_SKIPPED = re.compile("[\\s\\x00-\\x1f\"'\u2018\u2019\u201c\u201d\u200b\u2060\ufeff`]+")
_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_SIGNS = frozenset("+-\uff0b\uff0d")
# Behind a sign these are a number or plain words for every spreadsheet: more signs and strokes alone, or a number with
# anything that is no operator, such as -6(子项) or -12件. Everything else behind a sign might be worked out.
_AT_REST = re.compile(r"[+\-/\s]*|\s*\d[^=+\-*/^&|!<>@:;\"']*")
_ODD = _STARTS | frozenset("\t\r\n\x0b\x0c \"'`\u2018\u2019\u201c\u201d\u200b\u2060\ufeff\u3000\xa0\x00")


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


def live(text: str) -> bool:
    """Whether a spreadsheet that opens the text in a CSV file might take it for a formula."""
    if not text or (text[0] not in _ODD and text[0].isprintable()):
        return False
    if text[0] in "\t\r":
        return True
    rest = text[match.end() :] if (match := _SKIPPED.match(text)) else text
    if not rest or rest[0] not in _STARTS:
        return False
    return rest[0] not in _SIGNS or not _AT_REST.fullmatch(rest, 1)


def harmless(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would take it for a formula; cut that off to get it back."""
    return f"{GUARD}{text}" if text.startswith(GUARD) or live(text) else text


def _writer(field: Field) -> Callable[[Value], str]:
    return (lambda value: harmless(plain(value))) if field.free else plain
