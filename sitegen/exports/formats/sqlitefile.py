"""SQLite: every table of the package with types, keys and references, and what each column means, in one file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.exports.csvfile import plain
from sitegen.exports.formats.about import facts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.schema import Field, Table, Value
    from sitegen.model import SiteSettings

MEDIA_TYPE = "application/vnd.sqlite3"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "BOOLEAN", "date": "DATE"}
# Where the header keeps the version of the library that wrote the file; here the first that can read such tables, 3.8.2,
# so that the bytes do not depend on the machine.
VERSION = slice(96, 100)
FIRST_ABLE = (3_008_002).to_bytes(4, "big")
LARGEST = 2**63
FIELDS = (
    'CREATE TABLE "_fields" ("table" TEXT NOT NULL, "position" INTEGER NOT NULL, "field" TEXT NOT NULL, '
    '"title_zh" TEXT NOT NULL, "title_en" TEXT NOT NULL, "description_zh" TEXT NOT NULL, '
    '"description_en" TEXT NOT NULL, "unit" TEXT, "null_means_zh" TEXT, "null_means_en" TEXT, '
    'PRIMARY KEY ("table", "position")) WITHOUT ROWID'
)
ABOUT = 'CREATE TABLE "_package" ("key" TEXT PRIMARY KEY NOT NULL, "value" TEXT NOT NULL) WITHOUT ROWID'


def content(package: Package, site: SiteSettings, tables: Sequence[Table]) -> bytes:
    """The database as a file; the tables must have names of their own and name each other by them."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.execute("PRAGMA page_size = 4096")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.execute("BEGIN")
        for table in tables:
            _fill(database, table)
        database.execute(FIELDS)
        database.executemany(f'INSERT INTO "_fields" VALUES ({_marks(10)})', _fields(tables))  # noqa: S608
        database.execute(ABOUT)
        database.executemany('INSERT INTO "_package" VALUES (?, ?)', facts(package, site))
        database.execute("COMMIT")
        database.execute("VACUUM")
        file = bytearray(database.serialize())
    file[VERSION] = FIRST_ABLE
    return bytes(file)


def _fill(database: sqlite3.Connection, table: Table) -> None:
    """Make the table and its rows, in the order of its key."""
    columns, kinds = [], []
    for field, values in zip(table.fields, zip(*table.rows, strict=True) if table.rows else ((),) * 99, strict=False):
        kind, turn = _kind(field, values)
        kinds.append(f"{_name(field.name)} {kind}{'' if field.missing else ' NOT NULL'}")
        columns.append(list(map(turn, values)))
    kinds += [f"UNIQUE ({_names((field.name,))})" for field in table.fields if field.unique]
    kinds += [f"UNIQUE ({_names(names)})" for names in table.unique]
    kinds += [
        f"FOREIGN KEY ({_names(reference.fields)}) REFERENCES {_name(reference.table)} ({_names(reference.target)})"
        for reference in table.references
    ]
    key = f"PRIMARY KEY ({_names(table.key)})"
    database.execute(f"CREATE TABLE {_name(table.name)} ({', '.join((*kinds, key))}) WITHOUT ROWID")
    places = [[field.name for field in table.fields].index(name) for name in table.key]
    rows = sorted(zip(*columns, strict=True), key=itemgetter(*places))
    database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({_marks(len(table.fields))})", rows)  # noqa: S608


def _kind(field: Field, values: Sequence[Value]) -> tuple[str, Callable[[Value], object]]:
    """The type of a column and how its values are bound; numbers that a double would change make it a column of text."""
    if field.type == "number" and all(value is None or _exact(value) for value in values):
        return TYPES["number"], _number
    if field.type in {"integer", "boolean"}:
        return TYPES[field.type], _same
    return ("TEXT" if field.type == "number" else TYPES[field.type]), _text


def _exact(value: Value) -> bool:
    if not isinstance(value, Decimal):
        return False
    return abs(value) < LARGEST if value == value.to_integral_value() else Decimal(repr(float(value))) == value


def _number(value: Value) -> object:
    if not isinstance(value, Decimal):
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _same(value: Value) -> object:
    return value


def _text(value: Value) -> str | None:
    return None if value is None else value if type(value) is str else plain(value)


def _fields(tables: Sequence[Table]) -> Iterator[tuple[object, ...]]:
    for table in sorted(tables, key=lambda table: table.name):
        for position, f in enumerate(table.fields, 1):
            missing = (f.missing.zh, f.missing.en) if f.missing else (None, None)
            words = (f.title.zh, f.title.en, f.description.zh, f.description.en)
            yield (table.name, position, f.name, *words, f.unit or None, *missing)


def _name(name: str) -> str:
    return f'"{name}"'


def _names(names: Sequence[str]) -> str:
    return ", ".join(map(_name, names))


def _marks(count: int) -> str:
    return ", ".join("?" * count)
