"""SQLite: every table of the package with types, keys and references, and what each column means, in one file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from itertools import chain, islice
from typing import TYPE_CHECKING

from sitegen.exports.csvfile import plain
from sitegen.exports.formats.about import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.schema import Table, Value
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
STATEMENTS = 200
"""Statements whose rows are held at once."""
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
    chosen = kinds(table)
    columns = [
        f"{_name(field.name)} {kind}{'' if field.missing else ' NOT NULL'}"
        for field, kind in zip(table.fields, chosen, strict=True)
    ]
    columns += [f"UNIQUE ({_names((field.name,))})" for field in table.fields if field.unique]
    columns += [f"UNIQUE ({_names(names)})" for names in table.unique]
    columns += [
        f"FOREIGN KEY ({_names(reference.fields)}) REFERENCES {_name(reference.table)} ({_names(reference.target)})"
        for reference in table.references
    ]
    key = f"PRIMARY KEY ({_names(table.key)})"
    database.execute(f"CREATE TABLE {_name(table.name)} ({', '.join((*columns, key))}) WITHOUT ROWID")
    # A table without rowid is a tree in the order of its key, which VACUUM writes anew: rows that are sorted before are
    # not put in faster. Some at a time are: each statement costs, besides its values.
    width = len(table.fields)
    some = max(1, min(AT_ONCE, MOST_VALUES // width))
    into, one = f"INSERT INTO {_name(table.name)} VALUES", f"({_marks(width)})"
    together = f"{into} {', '.join([one] * some)}"
    every = iter(table.rows)
    while rows := tuple(islice(every, some * STATEMENTS)):
        turned = (column(kind, values) for kind, values in zip(chosen, zip(*rows, strict=True), strict=True))
        made = list(zip(*turned, strict=True))
        whole = len(made) // some * some
        database.executemany(
            together, (tuple(chain.from_iterable(made[at : at + some])) for at in range(0, whole, some))
        )
        database.executemany(f"{into} {one}", made[whole:])


def kinds(table: Table) -> list[str]:
    """The type of each column; where a double would change a number, all of them are text."""
    numbers: dict[int, set[Value]] = {
        place: set() for place, field in enumerate(table.fields) if field.type == "number"
    }
    if numbers:
        for row in table.rows:
            for place, found in numbers.items():
                found.add(row[place])
    inexact = {
        place
        for place, found in numbers.items()
        if any(isinstance(value, Decimal) and _number(value) is None for value in found)
    }
    return ["TEXT" if place in inexact else TYPES[field.type] for place, field in enumerate(table.fields)]


def column(kind: str, values: Sequence[Value]) -> Sequence[object]:
    """The values as SQLite keeps them in a column of that type."""
    if kind == TYPES["number"]:
        numbers = {value: _number(value) for value in set(values)}
        return [numbers[value] for value in values]
    if set(map(type, values)) <= {str, int, bool, type(None)}:
        return values
    texts: dict[str, str | None] = {str(value): _text(value) for value in values}
    return [texts[str(value)] for value in values]


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
