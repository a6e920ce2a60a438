"""What no schema can say of published tables: numbers stand on their status and their print, packages agree.

Everything here reads the staged files as anybody else would, and knows nothing of how they were made.
"""

from __future__ import annotations

import json
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, Any

from sitegen import numerals
from sitegen.claims import words
from sitegen.cleaning import clean
from sitegen.model import VALUED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

Json = dict[str, Any]
Row = dict[str, str]

UNITS = frozenset({*numerals.UNITS, *words.UNITS.split("|"), "%"})
PRINTED_UNIT = re.compile(r"[^\W\d_]{1,8}")  # old lists print a unit in each row, and any noun may be one
WHOLE = "data"
GUARD = "'"
SHARED = (
    "reports", "agencies", "observations", "series", "local-rows", "corrections", "claims", "findings",
)  # fmt: skip
"""The tables that the packages of agencies and regions cut out of the whole, row by row."""


def of_rows(fields: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    """What is wrong in the rows of one table: values without the status for one, numbers not printed, odd units."""
    names = set(fields)
    pairs = [(name.removesuffix("_status"), name) for name in names if name.endswith("_status")]
    pairs += [("value", "status")] if {"value", "status", "form"} <= names else []
    proved = {"value", "status", "printed"} <= names
    units = [name for name in names if name == "unit" or name.endswith("_unit")]
    if not pairs and not units:
        return
    for number, row in enumerate(rows, 2):
        for value, status in pairs:
            if (row[status] in VALUED) != (row[value] != ""):
                yield f"row {number}: {status} is {row[status]!r} and {value} is {row[value]!r}"
        if proved and row["value"] and (said := _replayed(row["printed"])) != row["value"]:
            yield f"row {number}: {row['printed']!r} is printed, which says {said or 'no number'}, not {row['value']}"
        for name in units:
            if row[name] and row[name] not in UNITS and not (_is_list(row) and PRINTED_UNIT.fullmatch(row[name])):
                yield f"row {number}: {name} is {row[name]!r}, which is no unit"


def _is_list(row: Row) -> bool:
    """Whether the row is of a list of items, which names its own units."""
    return row.get("table") == "statistics" or "count" in row or row.get("cells", "").startswith("statistics/")


def _replayed(printed: str) -> str:
    """The number that a printed text says by the one number grammar, as it is published; empty where it says none."""
    value = numerals.parse(clean(printed.removeprefix(GUARD)).text).value
    return "" if value is None else f"{value:f}"


def of_descriptor(descriptor: Json) -> Iterator[str]:
    """What is wrong in a descriptor: fields that may be empty without a word about what that means, units unknown."""
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            required = field.get("constraints", {}).get("required", False)
            missing = field.get("missingValues")
            where = f"{resource['name']}: the field {field['name']!r}"
            if not required and not missing:
                yield f"{where} may be empty, and nothing says what that means"
            for entry in missing or ():
                if not isinstance(entry, dict) or not entry.get("label"):
                    yield f"{where} has a missing value without a label"
        if not {"bytes", "hash"} <= set(resource):
            yield f"{resource['name']}: has no size or no hash"


def between(root: Path, descriptors: Iterable[Path]) -> Iterator[str]:
    """Rows of a package that the whole does not have, and archives that hold something else than what is beside them.

    The packages of agencies and regions repeat rows of the whole, byte by byte: a number may not have two versions.
    """
    folders = {path.parent.relative_to(root).as_posix(): path for path in descriptors}
    known: dict[str, set[int]] = {}
    if WHOLE in folders:
        for table, line in _lines(folders.pop(WHOLE)):
            known.setdefault(table, set()).add(hash(line))  # half the memory of the lines, of which there are millions
    for folder, path in folders.items():
        if known:
            for table, line in _lines(path):
                if hash(line) not in known.get(table, ()):
                    yield f"{folder}: {table}: the whole dataset has no such row: {line.strip()[:200]}"
                    break
        for archive in sorted(path.parent.glob("*.zip")):
            yield from (f"{folder}/{archive.name}: {problem}" for problem in _packed(archive))


def _lines(descriptor: Path) -> Iterator[tuple[str, str]]:
    """The lines of the shared tables of a package as they are written, header included; parts of a table are one."""
    for resource in json.loads(descriptor.read_text(encoding="utf-8"))["resources"]:
        table = next((name for name in SHARED if _is_part(resource, name)), None)
        if table:
            with (descriptor.parent / resource["path"]).open(encoding="utf-8-sig", newline="") as file:
                for line in file:
                    yield table, line


def _is_part(resource: Mapping[str, Any], table: str) -> bool:
    return bool(resource["name"] == table or posixpath.dirname(resource["path"]) == table)


def _packed(archive: Path) -> Iterator[str]:
    folder = archive.parent
    with zipfile.ZipFile(archive) as found:
        names = set(found.namelist())
        if "datapackage.json" not in names:
            return  # no package, but something else that is offered there
        described = {
            "datapackage.json",
            *(r["path"] for r in json.loads(found.read("datapackage.json"))["resources"]),
        }
        yield from (f"lacks {name}" for name in sorted(described - names))
        for name in sorted(names):
            if not (folder / name).is_file() or (folder / name).read_bytes() != found.read(name):
                yield f"{name} is not the file beside it"
