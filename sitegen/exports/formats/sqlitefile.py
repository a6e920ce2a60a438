"""SQLite: every table of the package with types, keys and references, and what each column means, in one file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from itertools import chain, repeat
from typing import TYPE_CHECKING

from sitegen.exports.csvfile import plain
from sitegen.exports.formats.about import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.schema import Field, Table, Value
    from sitegen.model import SiteSettings

MEDIA_TYPE = "application/vnd.sqlite3"
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "BOOLEAN", "date": "DATE"}
# Where the header keeps the version of the library that wrote the file; here the first that reads such tables, 3.8.2,
# so that the bytes do not depend on the machine.
VERSION = 96
FIRST_ABLE = (3_008_002).to_bytes(4, "big")
LARGEST = 2**63
AT_ONCE = 60
"""Rows that one statement puts in, as far as they have no more values than any SQLite takes."""
MOST_VALUES = 999
PAGE = 16384
"""Bytes of a page: of larger ones trees are lower, and the file is a fifth smaller than with the usual 4096."""
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
        database.execute(f"PRAGMA page_size = {PAGE}")
        database.execute("PRAGMA encoding = 'UTF-8'")
        database.execute("PRAGMA journal_mode = OFF")  # nothing is ever rolled back
        database.execute("BEGIN")
        for table in tables:
            _fill(database, table)
        database.execute(FIELDS)
        database.executemany(f'INSERT INTO "_fields" VALUES ({_marks(10)})', _fields(tables))  # noqa: S608
        database.execute(ABOUT)
        database.executemany('INSERT INTO "_package" VALUES (?, ?)', facts(package, site))
        database.execute("COMMIT")
        database.execute("VACUUM")
        file = memoryview(database.serialize())
    return b"".join((file[:VERSION], FIRST_ABLE, file[VERSION + len(FIRST_ABLE) :]))


def _fill(database: sqlite3.Connection, table: Table) -> None:
    """Make the table and its rows."""
    columns, kinds = [], []
    found = zip(*table.rows, strict=True) if table.rows else repeat(())
    for field, printed in zip(table.fields, found, strict=False):
        kind, values = column(field, printed)
        kinds.append(f"{_name(field.name)} {kind}{'' if field.missing else ' NOT NULL'}")
        columns.append(values)
    kinds += [f"UNIQUE ({_names((field.name,))})" for field in table.fields if field.unique]
    kinds += [f"UNIQUE ({_names(names)})" for names in table.unique]
    kinds += [
        f"FOREIGN KEY ({_names(reference.fields)}) REFERENCES {_name(reference.table)} ({_names(reference.target)})"
        for reference in table.references
    ]
    key = f"PRIMARY KEY ({_names(table.key)})"
    database.execute(f"CREATE TABLE {_name(table.name)} ({', '.join((*kinds, key))}) WITHOUT ROWID")
    # A table without rowid is a tree in the order of its key, which VACUUM writes anew: rows that are sorted before are
    # not put in faster. Some at a time are: each statement costs, besides its values.
    rows = list(zip(*columns, strict=True))
    width = len(table.fields)
    some = max(1, min(AT_ONCE, MOST_VALUES // width))
    whole = len(rows) // some * some
    into, one = f"INSERT INTO {_name(table.name)} VALUES", f"({_marks(width)})"
    chunks = (tuple(chain.from_iterable(rows[at : at + some])) for at in range(0, whole, some))
    database.executemany(f"{into} {', '.join([one] * some)}", chunks)
    database.executemany(f"{into} {one}", rows[whole:])


def column(field: Field, values: Sequence[Value]) -> tuple[str, Sequence[object]]:
    """The type of a column and its values; where a double would change a number, all of them are text."""
    kind = TYPES[field.type]
    if field.type == "number":
        known: dict[Value, object] = {value: _number(value) for value in set(values)}
        if any(isinstance(value, Decimal) and known[value] is None for value in known):
            kind, known = "TEXT", {value: _text(value) for value in known}
    elif set(map(type, values)) <= {str, int, bool, type(None)}:
        return kind, values
    else:
        known = {value: _text(value) for value in set(values)}
    return kind, [known[value] for value in values]


def _number(value: Value) -> int | float | None:
    """The number as SQLite keeps it exactly, or nothing where it cannot."""
    if not isinstance(value, Decimal):
        return None
    if value == value.to_integral_value():
        return int(value) if abs(value) < LARGEST else None
    return float(value) if Decimal(repr(float(value))) == value else None


def _text(value: Value) -> str | None:
    return None if value is None else plain(value)


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
