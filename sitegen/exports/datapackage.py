"""Data packages: a folder of CSV files and the descriptor that explains them, licences and sources included."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports import csvfile, csvw, descriptor, dictionary
from sitegen.exports.reports import dates
from sitegen.exports.schema import Words
from sitegen.model import Artifact, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

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

    The descriptor of a ``full`` one says of each field all that the dictionary says, too.
    """

    folder: str
    name: str
    title: Words
    description: Words
    keywords: tuple[str, ...]
    tables: tuple[Table, ...]
    reports: tuple[Report, ...]
    full: bool = False


def files(package: Package, site: SiteSettings) -> Iterator[Artifact]:
    """The files of the package: descriptor, a CSV file a table, dictionary; beside each CSV its CSVW description."""
    explained = dictionary.table(package.tables)
    tables = (*package.tables, explained)
    contents = [csvfile.content(table) for table in tables]
    resources = [
        descriptor.resource(table, content, full=package.full) for table, content in zip(tables, contents, strict=True)
    ]
    document = _write(_describe(package, site) | {"resources": resources}, depth=5)
    yield Artifact(f"{package.folder}/datapackage.json", "application/json", f"{document}\n".encode())
    for table, content in zip(tables, contents, strict=True):
        yield Artifact(f"{package.folder}/{table.path}", csvfile.MEDIA_TYPE, content)
        if Part.CSVW not in site.leave_out:
            yield Artifact(f"{package.folder}/{csvw.path(table.path)}", csvw.MEDIA_TYPE, csvw.content(table))


def _describe(package: Package, site: SiteSettings) -> Json:
    base = site.base_url.rstrip("/") if site.base_url else None
    days = [day for report in package.reports for day in dates(report)]
    publisher: Json = {"title": site.title_zh, "titles": {"en": site.title_en}, "roles": ["creator", "publisher"]}
    if base or site.repository:
        publisher["path"] = site.repository or base
    about = Words(f"{package.description.zh}{RIGHTS.zh}", f"{package.description.en} {RIGHTS.en}")
    return {
        "$schema": PROFILE,
        "name": package.name,
        **({"id": f"{base}/{package.folder}/datapackage.json"} if base else {}),
        **descriptor.words("title", package.title),
        **descriptor.words("description", about),
        **({"homepage": f"{base}/"} if base else {}),
        "version": site.version,
        **({"created": f"{max(days).isoformat()}T00:00:00Z"} if days else {}),
        "keywords": list(package.keywords),
        "licenses": [dict(licence) for licence in LICENCES],
        "contributors": [publisher],
        **({"sources": [_source(report) for report in package.reports]} if package.reports else {}),
    }


def _write(value: object, depth: int, indent: str = "\n") -> str:
    """JSON with an entry a line down to that depth, so that each field of each table has a line of its own."""
    if not depth or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    inner = indent + "  "
    if isinstance(value, list):
        return f"[{inner}{f',{inner}'.join(_write(item, depth - 1, inner) for item in value)}{indent}]"
    items = (f"{json.dumps(key)}: {_write(item, depth - 1, inner)}" for key, item in value.items())
    return f"{{{inner}{f',{inner}'.join(items)}{indent}}}"


def _source(report: Report) -> Json:
    """A report as a source: its title and address where known, and the file that was read."""
    source = report.source
    name = f"{report.agency_name.value} {report.year.value}" if report.agency_name else report.id
    return {
        "title": report.title.value if report.title else name,
        **({"path": source.url} if source.url else {}),
        **({"retrieved": source.retrieved.isoformat()} if source.retrieved else {}),
        "report": report.id,
        "file": source.path,
        "bytes": source.size,
        "sha256": source.sha256,
    }
