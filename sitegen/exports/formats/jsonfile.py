"""JSON: numbers with every printed decimal, null where there is none; a list of columns and a list a row.

``pandas.DataFrame(**table)`` makes a frame of a table, as the keys ``columns`` and ``data`` are its arguments.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.exports.csvfile import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.exports.schema import Field, Table, Value

MEDIA_TYPE = "application/json"
TEXT = frozenset({"string", "date"})
_text = json.JSONEncoder(ensure_ascii=False).encode


def content(tables: Iterable[Table]) -> bytes:
    """All tables as one object, each under the name of its CSV file."""
    return "{{\n{}\n}}\n".format(",\n".join(f"{_text(t.path.removesuffix('.csv'))}: {_table(t)}" for t in tables)).encode()


def table_content(table: Table) -> bytes:
    """One table as an object."""
    return f"{_table(table)}\n".encode()


def _table(table: Table) -> str:
    names = json.dumps([field.name for field in table.fields])
    columns = [map(_writer(field), values) for field, values in zip(table.fields, zip(*table.rows, strict=True), strict=False)]
    rows = ",\n".join([f"[{','.join(row)}]" for row in zip(*columns, strict=True)])
    return f'{{"columns": {names},\n"data": [\n{rows}\n]}}' if rows else f'{{"columns": {names}, "data": []}}'


def _writer(field: Field) -> Callable[[Value], str]:
    """How values of the field are written; ids, units and statuses come again and again and are written once."""
    known: dict[Value, str] = {None: "null"}
    quoted = field.type in TEXT

    def write(value: Value) -> str:
        if (written := known.get(value)) is None:
            written = known[value] = _text(plain(value)) if quoted else plain(value)
        return written

    def number(value: Value) -> str:  # equal numbers may have unequal zeros: 2.5 and 2.50
        return "null" if value is None else plain(value)

    return number if field.type == "number" else write
