"""CSV that spreadsheets open well and programs read exactly: UTF-8 with BOM, CRLF, plain decimals, no live formulas."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
END = b"\r\n"
GUARD = "'"
# Spreadsheets differ in what they skip before they look for a formula: blanks, quotes, what cannot be seen.
_SKIPPED = re.compile("[\\s\\x00-\\x1f\"'\u2018\u2019\u201c\u201d\u200b\u2060\ufeff`]+")
_STARTS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_SIGNS = frozenset("+-\uff0b\uff0d")
# Behind a sign these are a number or plain words for every spreadsheet: more signs and strokes alone, or a number with
# anything that is no operator, such as -6(子项) or -12件. Everything else behind a sign might be worked out.
_AT_REST = re.compile(r"[+\-/\s]*|\s*\d[^=+\-*/^&|!<>@:;\"']*")
_ODD = _STARTS | frozenset("\t\r\n\x0b\x0c \"'`\u2018\u2019\u201c\u201d\u200b\u2060\ufeff\u3000\xa0\x00")


class Written(Sequence["Values"]):
    """Rows that know their lines; either are made when somebody asks for them, and once for every file."""

    def __init__(self, rows: Callable[[], Iterable[Values]], write: Callable[[Written], bytes]) -> None:
        """Take what makes the rows, and what writes them."""
        self._make, self._write = rows, write

    @cached_property
    def rows(self) -> tuple[Values, ...]:
        """The rows."""
        return tuple(self._make())

    @cached_property
    def lines(self) -> bytes:
        """The rows as lines of a CSV file."""
        return self._write(self)

    def __bool__(self) -> bool:
        """Whether there is any row; a row has a line, and it needs no look at the rows."""
        return bool(self.lines)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> Values: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Values, ...]: ...
    def __getitem__(self, at: int | slice) -> Values | tuple[Values, ...]:
        """A row, or some of them."""
        return self.rows[at]


def content(table: Table) -> bytes:
    """The table as a CSV file: a header of field names, then a line a row; what is None is left empty."""
    rows = table.rows
    return head(table.fields) + (rows.lines if isinstance(rows, Written) else lines(table.fields, rows))


def head(fields: Sequence[Field]) -> bytes:
    """What stands above the rows: the mark of UTF-8 and the names of the fields."""
    return codecs.BOM_UTF8 + ",".join([field.name for field in fields]).encode() + END


def lines(fields: Sequence[Field], rows: Sequence[Values]) -> bytes:
    """The rows as lines; most values of a column come again and again, and are turned into text once."""
    columns = [_column(field, values) for field, values in zip(fields, zip(*rows, strict=True), strict=False)]
    made = list(map(",".join, zip(*columns, strict=True)))
    return "\r\n".join([*made, ""]).encode()


def written(fields: Sequence[Field], rows: Callable[[], Iterable[Values]]) -> Written:
    """The rows with their lines."""
    return Written(rows, lambda made: lines(fields, made.rows))


def joined(parts: Sequence[Written]) -> Written:
    """The rows of all parts as one, with their lines."""
    if len(parts) == 1:
        return parts[0]
    return Written(lambda: chain.from_iterable(parts), lambda _: b"".join([part.lines for part in parts]))


def read(fields: Sequence[Field], content: bytes) -> Iterator[Values]:
    """The rows of lines, each value with its type; the inverse of :func:`lines`, which text keeps as it is."""
    known = [_typed(field) for field in fields]
    for row in csv.reader(io.StringIO(content.decode(), newline="")):
        yield tuple([typed(text) if text else None for typed, text in zip(known, row, strict=True)])


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


def cell(field: Field, value: Value) -> str:
    """The value as it stands in a line."""
    text = plain(value)
    return quoted(harmless(text) if field.free else text)


def cells(fields: Sequence[Field], values: Values) -> str:
    """The values as a line, without its end."""
    return ",".join([cell(field, value) for field, value in zip(fields, values, strict=True)])


def quoted(text: str) -> str:
    """The text in quotes where it has something in it that ends cells or lines."""
    if not ("," in text or '"' in text or "\n" in text or "\r" in text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _column(field: Field, values: Sequence[Value]) -> Sequence[str]:
    """The values as they stand in lines; decimals one by one, as equal ones may have unequal zeros, 2.5 and 2.50."""
    if field.type == "number":
        # What Python writes without an exponent is plain already.
        texts = ["" if value is None else str(value) for value in values]
        return [plain(value) for value in values] if "E" in "".join(texts) else texts
    known: dict[Value, str] = {}
    for value in set(values):
        # Most texts begin with a letter or a digit, so that no spreadsheet would run them.
        known[value] = quoted(value) if type(value) is str and value[:1].isalnum() else cell(field, value)
    return [*known.values()] * len(values) if len(known) == 1 else [known[value] for value in values]


def _typed(field: Field) -> Callable[[str], Value]:
    """What makes a value of a text that is not empty."""
    if field.free:
        return _unguarded
    return _TYPED[field.type]


def _unguarded(text: str) -> str:
    return text.removeprefix(GUARD)


_TYPED: dict[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": lambda text: text == "true",
    "date": dt.date.fromisoformat,
}
