"""A package in other formats than CSV: a workbook, JSON, a database, Parquet; each module here writes one of them.

All hold the values of the package's tables with their types, text exactly as it is and nothing where nothing is. An
agency has its tables as a workbook, and in JSON what the API says of it; the whole has a database and Parquet besides.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.exports.datapackage import PROJECT
from sitegen.exports.formats import jsonfile, parquet, sqlitefile, xlsx
from sitegen.exports.schema import Words
from sitegen.model import Artifact, Outcome, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.schema import Table
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


def of_whole(package: Package, site: SiteSettings, files: Sequence[Artifact]) -> Iterator[Artifact]:
    """The workbook, the database, the JSON and the Parquet files of the whole; ``files`` are its descriptor and CSV."""
    tables = joined(package.tables)
    name = f"{package.folder}/{PROJECT}"
    if Part.XLSX not in site.leave_out:
        yield Artifact(f"{name}.xlsx", xlsx.MEDIA_TYPE, xlsx.content(package, site, _sheets(tables)))
    if Part.SQLITE not in site.leave_out:
        yield Artifact(f"{name}.sqlite", sqlitefile.MEDIA_TYPE, sqlitefile.content(package, site, tables))
    if Part.JSON not in site.leave_out:
        for table in tables:
            if table.name not in IN_API:
                yield Artifact(f"{package.folder}/{table.name}.json", jsonfile.MEDIA_TYPE, jsonfile.content(table))
    if Part.PARQUET not in site.leave_out:
        csv = {file.path.removeprefix(f"{package.folder}/"): file.content for file in files}
        for stored, content in parquet.contents(package.tables, csv):
            yield Artifact(f"{package.folder}/{stored}.parquet", parquet.MEDIA_TYPE, content)


def joined(tables: Iterable[Table]) -> list[Table]:
    """The tables under the names of their files, those that were cut into a file a province and year made one again."""
    parts: dict[str, list[Table]] = {}
    for table in tables:
        parts.setdefault(stem(table), []).append(table)
    return [
        replace(some[0], name=name, path=f"{name}.csv", rows=tuple(chain.from_iterable(part.rows for part in some)))
        for name, some in parts.items()
    ]


def stem(table: Table) -> str:
    """The name of a table among those of its package: its file's, without the province and year of a part."""
    return table.path.partition("/")[0].removesuffix(".csv")


def _sheets(tables: Iterable[Table]) -> list[Table]:
    """What goes into a workbook: no long tables, and of the findings those that are no passes."""
    return [_told(table) if table.name == "findings" else table for table in tables if stem(table) not in LONG]


def _told(findings: Table) -> Table:
    at = [field.name for field in findings.fields].index("outcome")
    description = Words("相符以外的核对,每条一行;相符的见 findings.csv。", "What is no pass, one row each.")
    return replace(
        findings, description=description, rows=tuple(row for row in findings.rows if row[at] != Outcome.PASS)
    )
