"""Data packages: a folder of CSV files and the descriptor that explains them, licences and sources included."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from sitegen.exports import csvfile, csvw, descriptor, dictionary
from sitegen.exports.reports import dates
from sitegen.exports.schema import Words
from sitegen.listing import DESCRIPTOR, Described, Descriptor, Resource
from sitegen.model import Artifact, Part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.exports.descriptor import Json
    from sitegen.exports.schema import Table
    from sitegen.model import Report, SiteSettings

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PROJECT = "ogi-annual-reports"
LICENCES = (
    {
        "name": "CC-BY-4.0",
        "path": "https://creativecommons.org/licenses/by/4.0/",
        "title": "Creative Commons Attribution 4.0 International",
    },
)
RIGHTS = Words(
    "年度报告属于国家机关具有行政性质的文件,依照《中华人民共和国著作权法》第五条不受该法保护,其中的数字可自由使用;"
    "本项目所做的选择、编排、标识、核对结果和译文,按知识共享署名 4.0 国际许可协议(CC BY 4.0)提供。",
    "The annual reports are documents of an administrative nature issued by public bodies; under article 5 of the "
    "Copyright Law of China they have no copyright, and their figures are free. What this project adds (selection, "
    "arrangement, ids, checks, translations) is licensed under CC BY 4.0.",
)
KEYWORDS = (
    "政府信息公开",
    "政府信息公开工作年度报告",
    "依申请公开",
    "open government information",
    "government information disclosure",
    "annual reports",
    "China",
)


@dataclass(frozen=True, slots=True)
class Package:
    """A data package to be written to ``folder``: its tables, and the reports that their figures come from.

    ``sources`` are these, as the descriptor names them; ``day`` is the last day that is known of any of them. The
    descriptor of a ``full`` one says of each field all that the dictionary says, too.
    """

    folder: str
    name: str
    title: Words
    description: Words
    keywords: tuple[str, ...]
    tables: tuple[Table, ...]
    sources: tuple[str, ...] = ()
    day: dt.date | None = None
    full: bool = False


def files(package: Package, site: SiteSettings, made: Mapping[str, bytes] | None = None) -> Iterator[Artifact]:
    """The files of the package: descriptor, a CSV file a table, dictionary; beside each CSV its CSVW description.

    Of tables whose rows are not at hand the files ``made`` have the content, by their paths within the package.
    """
    made = made or {}
    tables = (*package.tables, dictionary.table(package.tables))
    contents = [made[table.path] if table.path in made else csvfile.content(table) for table in tables]
    hashes = [hashlib.sha256(content).hexdigest() for content in contents]
    yield document(package, site, zip(tables, map(len, contents), hashes, strict=True))
    for table, content, sha256 in zip(tables, contents, hashes, strict=True):
        yield from table_files(package.folder, table, content, site, sha256)


def table_files(folder: str, table: Table, content: bytes, site: SiteSettings, sha256: str = "") -> Iterator[Artifact]:
    """The CSV file of a table, whose hash may be known, and its CSVW description."""
    yield Artifact(f"{folder}/{table.path}", csvfile.MEDIA_TYPE, content, sha256)
    if Part.CSVW not in site.leave_out:
        yield Artifact(f"{folder}/{csvw.path(table.path)}", csvw.MEDIA_TYPE, csvw.content(table))


def document(package: Package, site: SiteSettings, written: Iterable[tuple[Table, int, str]]) -> Descriptor:
    """The descriptor of a package whose tables are written, each in a file of that size and hash.

    That of a large site describes more than a thousand, so that it is made table by table.
    """
    content = BytesIO()
    resources: list[Resource] = []
    content.write(descriptor.write(_describe(package, site), depth=5).removesuffix("\n}").encode())
    content.write(b',\n  "resources": [')
    for table, size, sha256 in written:
        resource = descriptor.resource(table, size, sha256, full=package.full)
        content.write(f"{',' if resources else ''}{descriptor.INDENT}{resource}".encode())
        resources.append(Resource(table.path, table.title, sha256))
    content.write(b"\n  ]\n}\n")
    created = package.day.isoformat() if package.day else ""
    described = Described(package.name, package.title, _about(package), created, package.keywords, tuple(resources))
    return Descriptor(f"{package.folder}/{DESCRIPTOR}", "application/json", content.getvalue(), described=described)


def source(report: Report) -> str:
    """A report as a source: its title and address where known, and the file that was read."""
    source = report.source
    name = f"{report.agency_name.value} {report.year.value}" if report.agency_name else report.id
    known: Json = {
        "title": report.title.value if report.title else name,
        **({"path": source.url} if source.url else {}),
        **({"retrieved": source.retrieved.isoformat()} if source.retrieved else {}),
        "report": report.id,
        "file": source.path,
        "bytes": source.size,
        "sha256": source.sha256,
    }
    return descriptor.write(known, 3, descriptor.INDENT)


def schemas(package: Package) -> Iterator[Artifact]:
    """The files of the schemas that parts of its tables have in common."""
    for path, table in {path: table for table in package.tables if (path := descriptor.schema_path(table))}.items():
        yield Artifact(f"{package.folder}/{path}", "application/json", descriptor.schema_content(table))


def source_table(table: Table) -> str:
    """The source of a large package, which has so many that the table of its reports lists them.

    Each row of that has all that a source says and more, so that the descriptor need not grow with the reports.
    """
    known: Json = {**descriptor.words("title", table.title), "path": table.path}
    return descriptor.write(known, 3, descriptor.INDENT)


def latest(reports: Iterable[Report]) -> dt.date | None:
    """The last day that is known of any of the reports: the date of the data."""
    return max((day for report in reports for day in dates(report)), default=None)


def _describe(package: Package, site: SiteSettings) -> Json:
    base = site.base_url.rstrip("/") if site.base_url else None
    publisher: Json = {"title": site.title_zh, "titles": {"en": site.title_en}, "roles": ["creator", "publisher"]}
    if base or site.repository:
        publisher["path"] = site.repository or base
    return {
        "$schema": PROFILE,
        "name": package.name,
        **({"id": f"{base}/{package.folder}/{DESCRIPTOR}"} if base else {}),
        **descriptor.words("title", package.title),
        **descriptor.words("description", _about(package)),
        **({"homepage": f"{base}/"} if base else {}),
        "version": site.version,
        **({"created": f"{package.day.isoformat()}T00:00:00Z"} if package.day else {}),
        "keywords": list(package.keywords),
        "licenses": [dict(licence) for licence in LICENCES],
        "contributors": [publisher],
        **({"sources": [descriptor.Text(one) for one in package.sources]} if package.sources else {}),
    }


def _about(package: Package) -> Words:
    return Words(f"{package.description.zh}{RIGHTS.zh}", f"{package.description.en} {RIGHTS.en}")
