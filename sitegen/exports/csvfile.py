"""CSV that spreadsheets open well and programs read exactly: UTF-8 with BOM, CRLF, plain decimals, no live formulas."""

from __future__ import annotations

import codecs
import csv
import io
import re
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.exports.schema import Field, Table, Value, Values

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


class Written(tuple["Values", ...]):  # noqa: SLOT001  a tuple's subclass has none
    """Rows that know their lines, so that every file that has them has the same and none is written twice."""

    lines: bytes = b""


def content(table: Table) -> bytes:
    """The table as a CSV file: a header of field names, then a line a row; what is None is left empty."""
    head = _lines([[field.name for field in table.fields]])
    rows = table.rows
    return codecs.BOM_UTF8 + head + (rows.lines if isinstance(rows, Written) else lines(table.fields, rows))


def lines(fields: Sequence[Field], rows: Sequence[Values]) -> bytes:
    """The rows as lines; most values of a column come again and again, and are turned into text once."""
    turned = (_column(field, values) for field, values in zip(fields, zip(*rows, strict=True), strict=False))
    return _lines(zip(*turned, strict=True))


def written(fields: Sequence[Field], rows: Iterable[Values]) -> Written:
    """The rows with their lines."""
    result = Written(rows)
    result.lines = lines(fields, result)
    return result


def joined(parts: Sequence[Written]) -> Written:
    """The rows of all parts as one, with their lines."""
    if len(parts) == 1:
        return parts[0]
    result = Written(chain.from_iterable(parts))
    result.lines = b"".join([part.lines for part in parts])
    return result


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


def _column(field: Field, values: Sequence[Value]) -> Sequence[Value]:
    """The values as the writer takes them: it knows text, whole numbers and None."""
    if field.free:
        known = {value: harmless(plain(value)) for value in set(values)}
        return [known[value] for value in values]
    return values if field.type in {"string", "integer"} else [plain(value) for value in values]


def _lines(rows: Iterable[Iterable[Value]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode()
