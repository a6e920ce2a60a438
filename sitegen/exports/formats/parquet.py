"""Parquet: a typed, compressed file a table, made by DuckDB from the CSV files that lie beside it, in their order.

To sort the rows anew would take a fifth of the time and make nothing smaller; nor do filters for single values.
"""

from __future__ import annotations

import os
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.exports import csvfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from duckdb import DuckDBPyConnection

    from sitegen.exports.schema import Field, Table, Values

MEDIA_TYPE = "application/vnd.apache.parquet"
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}
DIGITS, DECIMALS = 38, 6
"""Of a number; the grammar of numbers knows six decimals, and a column that has more gets more."""


def content(files: Iterable[tuple[Table, bytes]], table: Table, rows: Iterable[Values]) -> bytes:
    """The Parquet file of a table; ``files`` are its CSV file, or several where it was cut, and ``rows`` those of all.

    The files are put down one by one: none is held while the next is made.
    """
    with tempfile.TemporaryDirectory() as scratch, _database(os.getpid()).cursor() as database:
        target, sources = Path(scratch, "out.parquet"), []
        for number, (_, written) in enumerate(files):
            source = Path(scratch, f"{number}.csv")
            source.write_bytes(written)
            sources.append(str(source))
        database.execute(_copy(table, _kinds(table, rows), sources, str(target)))
        return target.read_bytes()


@cache
def load() -> ModuleType:
    """The library, which takes a while to load."""
    import duckdb  # noqa: PLC0415

    return duckdb


@cache
def _database(_: int) -> DuckDBPyConnection:
    """An empty database, for all files that the process of that number makes.

    A process that was forked can neither use the one it has from another nor close it, which would wait for ever for
    threads that are not there: so both are kept.
    """
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    database: DuckDBPyConnection = load().connect(":memory:", config=config)
    return database


def _copy(table: Table, kinds: Mapping[str, str], files: list[str], target: str) -> str:
    columns = ", ".join(f"{_quoted(name)}: {_quoted(kind)}" for name, kind in kinds.items())
    chosen = ", ".join(map(_chosen, table.fields))
    title = f"{table.title.zh} / {table.title.en}"
    return (
        f"COPY (SELECT {chosen} FROM read_csv([{', '.join(map(_quoted, files))}], columns = {{{columns}}}, "  # noqa: S608
        "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', new_line = '\\r\\n', "
        f"nullstr = '', parallel = false)) TO {_quoted(target)} "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880, WRITE_BLOOM_FILTER false, "
        f"KV_METADATA {{title: {_quoted(title)}, license: 'CC-BY-4.0'}})"
    )


def _kinds(table: Table, rows: Iterable[Values]) -> dict[str, str]:
    """The type of each column: of a number it has as many decimals as any of the rows."""
    places = [place for place, field in enumerate(table.fields) if field.type == "number"]
    decimals = dict.fromkeys(places, DECIMALS)
    if places:
        for row in rows:
            for place in places:
                if row[place] is not None:
                    decimals[place] = max(decimals[place], _decimals(row[place]))
    return {
        field.name: TYPES.get(field.type) or f"DECIMAL({DIGITS}, {decimals[place]})"
        for place, field in enumerate(table.fields)
    }


def _decimals(value: object) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return -exponent if isinstance(exponent, int) else 0


def _chosen(field: Field) -> str:
    """The column as it is read; text without the apostrophe that keeps spreadsheets from running it."""
    name, guard = f'"{field.name}"', _quoted(csvfile.GUARD)
    return f"if(starts_with({name}, {guard}), {name}[2:], {name}) AS {name}" if field.free else name


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
