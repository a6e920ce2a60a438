"""JSON: numbers with every printed decimal, null where there is none; a list of columns and a list a row.

``pandas.DataFrame(**table)`` makes a frame of a table, as the keys ``columns`` and ``data`` are its arguments.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.exports.csvfile import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.exports.schema import Field, Table, Value

MEDIA_TYPE = "application/json"
BETWEEN = "],["
# A number with decimals goes through the encoder as text behind a character that no other text may have.
MARK = "\0"
ESCAPED = "\\u0000"
_MARKED = re.compile(r'"\\u0000(-?\d+\.\d+)"')
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def content(tables: Iterable[Table]) -> bytes:
    """All tables as one object, each under the name of its CSV file."""
    parts = (f"{_encode(table.path.removesuffix('.csv'))}: {_table(table)}" for table in tables)
    return f"{{\n{f',{chr(10)}'.join(parts)}\n}}\n".encode()


def table_content(table: Table) -> bytes:
    """One table as an object."""
    return f"{_table(table)}\n".encode()


def _table(table: Table) -> str:
    names = json.dumps([field.name for field in table.fields])
    if not table.rows:
        return f'{{"columns": {names}, "data": []}}'
    columns = [_plain(field, values) for field, values in zip(table.fields, zip(*table.rows, strict=True), strict=True)]
    rows = list(zip(*columns, strict=True))
    return (
        f'{{"columns": {names},\n"data": [\n{_at_once(rows, _marks(table, columns)) or _one_by_one(table, rows)}\n]}}'
    )


def _plain(field: Field, values: Sequence[Value]) -> Sequence[object]:
    """The values as the encoder takes them."""
    if field.type == "number":
        known = {text: _number(text) for text in set(map(str, values))}
        return [known[text] for text in map(str, values)]
    return [None if value is None else plain(value) for value in values] if field.type == "date" else values


def _number(text: str) -> int | str | None:
    if text == "None":
        return None
    written = plain(Decimal(text))
    return f"{MARK}{written}" if "." in written else int(written)


def _marks(table: Table, columns: Sequence[Sequence[object]]) -> int:
    """How many numbers are marked."""
    numbers = (column for field, column in zip(table.fields, columns, strict=True) if field.type == "number")
    return sum(type(value) is str for column in numbers for value in column)


def _at_once(rows: Sequence[Sequence[object]], marks: int) -> str:
    """The rows as the encoder writes them in one go, a line each; nothing where a text might be mistaken for a mark."""
    text = _encode(rows)[1:-1]
    if text.count(BETWEEN) != len(rows) - 1 or text.count(ESCAPED) != marks:
        return ""
    text = text.replace(BETWEEN, "],\n[")
    return _MARKED.sub(r"\1", text) if marks else text


def _one_by_one(table: Table, rows: Sequence[Sequence[object]]) -> str:
    numbers = [field.type == "number" for field in table.fields]
    return ",\n".join(
        f"[{','.join(_one(value, number=number) for value, number in zip(row, numbers, strict=True))}]" for row in rows
    )


def _one(value: object, *, number: bool) -> str:
    return value.removeprefix(MARK) if number and isinstance(value, str) else _encode(value)
