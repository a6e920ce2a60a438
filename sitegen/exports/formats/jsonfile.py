"""JSON: numbers with every printed decimal, null where there is none; a list of columns and a list a row.

``pandas.DataFrame(**table)`` makes a frame of a table, as the keys ``columns`` and ``data`` are its arguments.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.exports import jsontext

if TYPE_CHECKING:
    from sitegen.exports.schema import Table

MEDIA_TYPE = "application/json"


def content(table: Table) -> bytes:
    """The table as an object."""
    names = json.dumps([field.name for field in table.fields])
    rows = f"[\n{jsontext.rows(table.rows)}\n]" if table.rows else "[]"
    return f'{{"columns": {names},\n"data": {rows}}}\n'.encode()
