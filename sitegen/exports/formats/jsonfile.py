"""JSON: numbers with every printed decimal, null where there is none; a list of columns and a list a row.

``pandas.DataFrame(**table)`` makes a frame of a table, as the keys ``columns`` and ``data`` are its arguments.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.exports import jsontext

if TYPE_CHECKING:
    from sitegen.exports.schema import Table

MEDIA_TYPE = "application/json"
AT_ONCE = 10_000
"""Rows that are held while they are written."""


def content(table: Table) -> bytes:
    """The table as an object."""
    names = json.dumps([field.name for field in table.fields])
    every = iter(table.rows)
    some = iter(lambda: tuple(islice(every, AT_ONCE)), ())
    inner = jsontext.LINES.join(map(jsontext.rows, some))
    rows = f"[\n{inner}\n]" if inner else "[]"
    return f'{{"columns": {names},\n"data": {rows}}}\n'.encode()
