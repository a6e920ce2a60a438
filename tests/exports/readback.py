"""What read-back tests share: values as JSON has them, and the same exports made again in another process."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.catalogue import load
from sitegen.exports import exports
from sitegen.exports.formats import jsonfile
from tests.bench.invented import multiplied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.exports.schema import Table, Value

ROOT = Path(__file__).resolve().parents[2]


def decimal_json(content: bytes) -> dict[str, Any]:
    """JSON with its decimals as they are written."""
    found: dict[str, Any] = json.loads(content, parse_float=Decimal)
    return found


def typed(value: Value) -> object:
    """The value as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if "." not in f"{value:f}" else value
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)


def rows_of(table: Table) -> bytes:
    """One table as JSON."""
    return jsonfile.table_content(table)


def again() -> Iterator[tuple[str, bytes]]:
    """Path and content of every export of a few invented reports."""
    for artifact in exports(multiplied(load(ROOT / "data"), 6, 2)):
        yield artifact.path, artifact.content
