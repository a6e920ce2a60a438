"""A package in other formats than CSV: a workbook, JSON, a database, Parquet; each module here writes one of them.

All hold the values of the package's tables with their types, text exactly as it is and nothing where nothing is. An
agency has its tables as a workbook, and in JSON what the API says of it; the whole has a database and Parquet besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, overload

from sitegen.exports import parts as cut
from sitegen.exports.datapackage import PROJECT
from sitegen.exports.formats import jsonfile, parquet, sqlitefile, xlsx
from sitegen.exports.schema import Words
from sitegen.gathering import Task
from sitegen.model import Artifact, Outcome, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.exports.datapackage import Package
    from sitegen.exports.planned import Planned
    from sitegen.exports.schema import Table, Values
    from sitegen.gathering import Sections
    from sitegen.model import SiteSettings

LONG = frozenset({"observations", "series"})
"""Tables of a row a cell: a workbook leaves them to the other formats, that of an agency has the official tables."""
IN_API = LONG | {"findings"}
"""Tables that are not written as JSON: the API has all their rows, by report, by agency and by indicator."""


def of_agency(package: Package, site: SiteSettings) -> Iterator[Artifact]:
    """The workbook of an agency's package."""
    name = f"{package.folder}/{package.folder.rpartition('/')[2]}"
    if Part.XLSX not in site.leave_out:
        yield Artifact(f"{name}.xlsx", xlsx.MEDIA_TYPE, xlsx.content(package, site, _sheets(package.tables)))


def of_whole(package: Package, site: SiteSettings, planned: Iterable[Planned]) -> Iterator[Task]:
    """The tasks that make the workbook, the database, the JSON and the Parquet files of the whole."""
    tables = joined(planned)
    name = f"{package.folder}/{PROJECT}"
    every = _needs(part for parts in tables.values() for part in parts)
    if Part.XLSX not in site.leave_out:
        yield Task(f"{name}.xlsx", every, partial(_workbook, f"{name}.xlsx", package, site, tables), overall=True)
    if Part.SQLITE not in site.leave_out:
        yield Task(f"{name}.sqlite", every, partial(_database, f"{name}.sqlite", package, site, tables), overall=True)
    for table, parts in tables.items():
        path = f"{package.folder}/{table}.json"
        if Part.JSON not in site.leave_out and table not in IN_API:
            yield Task(path, _needs(parts), partial(_json, path, table, parts))
    for table, parts in tables.items():
        path = f"{package.folder}/{table}.parquet"
        if Part.PARQUET not in site.leave_out:
            yield Task(path, _needs(parts), partial(_parquet, path, parts), overall=table == "findings")


def _needs(parts: Iterable[Planned]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(need for part in parts for need in part.needs))


def joined(planned: Iterable[Planned]) -> dict[str, list[Planned]]:
    """The tables by the names of their files, those that are cut into a file a province and year together."""
    parts: dict[str, list[Planned]] = {}
    for one in planned:
        parts.setdefault(stem(one.table), []).append(one)
    return parts


def together(name: str, parts: Sequence[Planned], sections: Sections) -> Table:
    """The table with the rows of all its parts, which are read when they are asked for."""
    return replace(parts[0].table, name=name, path=f"{name}.csv", rows=Streamed(parts, sections))


class Streamed(Sequence["Values"]):
    """The rows of the parts of a table, read from their lines each time, so that one part at a time is held."""

    def __init__(self, parts: Sequence[Planned], sections: Sections) -> None:
        """Take the parts, and where their lines are."""
        self._parts, self._sections = parts, sections

    def __iter__(self) -> Iterator[Values]:
        """The rows."""
        for part in self._parts:
            yield from part.rows(self._sections)

    def __len__(self) -> int:
        """How many rows there are."""
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, at: int) -> Values: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Values, ...]: ...
    def __getitem__(self, at: int | slice) -> Values | tuple[Values, ...]:
        """A row, or some of them."""
        return tuple(self)[at]


def stem(table: Table) -> str:
    """The name of a table among those of its package: its file's, without the province and year of a part."""
    return cut.table(table.path)


def _workbook(
    path: str, package: Package, site: SiteSettings, tables: Mapping[str, list[Planned]], sections: Sections
) -> Iterator[Artifact]:
    some = [together(name, parts, sections) for name, parts in tables.items() if name not in LONG]
    sheets = _sheets(replace(table, rows=tuple(table.rows)) for table in some)
    yield Artifact(path, xlsx.MEDIA_TYPE, xlsx.content(package, site, sheets))


def _database(
    path: str, package: Package, site: SiteSettings, tables: Mapping[str, list[Planned]], sections: Sections
) -> Iterator[Artifact]:
    every = [together(name, parts, sections) for name, parts in tables.items()]
    yield Artifact(path, sqlitefile.MEDIA_TYPE, sqlitefile.content(package, site, every))


def _json(path: str, name: str, parts: Sequence[Planned], sections: Sections) -> Iterator[Artifact]:
    yield Artifact(path, jsonfile.MEDIA_TYPE, jsonfile.content(together(name, parts, sections)))


def _parquet(path: str, parts: Sequence[Planned], sections: Sections) -> Iterator[Artifact]:
    files = ((part.table, part.content(sections)) for part in parts)
    rows = together(stem(parts[0].table), parts, sections).rows
    yield Artifact(path, parquet.MEDIA_TYPE, parquet.content(files, parts[0].table, rows))


def _sheets(tables: Iterable[Table]) -> list[Table]:
    """What goes into a workbook: no long tables, and of the findings those that are no passes."""
    return [_told(table) if table.name == "findings" else table for table in tables if stem(table) not in LONG]


def _told(findings: Table) -> Table:
    at = [field.name for field in findings.fields].index("outcome")
    description = Words("相符以外的核对,每条一行;相符的见 findings.csv。", "What is no pass, one row each.")
    return replace(
        findings, description=description, rows=tuple(row for row in findings.rows if row[at] != Outcome.PASS)
    )
