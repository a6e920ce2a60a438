"""The whole dataset as one data package, ``data/``: a task a file, and the descriptor of what they have made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.exports import codebook, collected, csvfile, dictionary, findings, formats, indicators, knowledge, parts
from sitegen.exports import series as followed
from sitegen.exports.datapackage import KEYWORDS, PROJECT, Package, document, schemas, source_table, table_files
from sitegen.exports.given import ABOUT, OF_NOBODY, SOURCES, given
from sitegen.exports.known import once
from sitegen.exports.parts import UNKNOWN
from sitegen.exports.planned import Planned, Plans
from sitegen.exports.schema import Words
from sitegen.gathering import Gathered, Task, Told, encoded, run, slices
from sitegen.listing import Listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from sitegen.exports.collected import Index
    from sitegen.exports.schema import Table
    from sitegen.gathering import Sections
    from sitegen.model import Artifact, Catalogue, Dataset, Finding, SiteSettings

FOLDER = "data"
DESCRIPTOR = f"{FOLDER}/datapackage.json"
"""The name of the task that makes the descriptor, which comes after those of all tables."""
KNOWLEDGE = f"{FOLDER}/knowledge"
"""The name of the task that makes the tables of the catalogue."""


def artifacts(dataset: Dataset) -> Iterator[Artifact]:
    """The descriptor and the CSV files of the whole dataset, then other formats, all at once."""
    sections = Gathered((key, given(own)) for key, own in slices(dataset))
    index = collected.Index(sections)
    yield from run(tasks(dataset, index, *plan(dataset, sections, index)), sections)


def tasks(dataset: Dataset, index: Index, package: Package, planned: Sequence[Planned]) -> Iterator[Task]:
    """The tasks that make the package whose tables are planned."""
    site = dataset.catalogue.site
    known = {table.path for table in _knowledge(dataset.catalogue)}
    files = {f"{FOLDER}/{one.table.path}": one for one in planned if one.table.path not in known}
    yield Task(KNOWLEDGE, (), partial(_files, [one for one in planned if one.table.path in known], site))
    single, cut = [KNOWLEDGE], dict[str, list[str]]()
    for name, one in files.items():
        about_nothing = one.table.path in {"findings.csv", f"findings/{UNKNOWN}.csv"}
        yield Task(name, one.needs, partial(_files, [one], site), overall=about_nothing)
        if parts.is_part(one.table.path):
            cut.setdefault(parts.province(one.table.path), []).append(name)
        else:
            single.append(name)
    for province, names in cut.items():
        yield Task(parts_of(province), (), partial(_told, names), after=tuple(names))
    sources = () if cut else index.of(SOURCES)
    make = partial(_descriptor, package, site, sources, single, tuple(cut))
    yield Task(
        DESCRIPTOR, (*index.of(ABOUT), *sources), make, overall=True, after=(*single, *map(parts_of, sorted(cut)))
    )
    yield from formats.of_whole(package, site, planned)


def parts_of(province: str) -> str:
    """The name of the task that tells which parts of tables are about a province: a thousand tasks make them."""
    return f"{FOLDER}/parts/{province}"


def cut_for(package: Package) -> tuple[str, ...]:
    """The provinces, by their codes, that parts of its tables are about."""
    return tuple(sorted({parts.province(table.path) for table in package.tables if parts.is_part(table.path)}))


def is_apart(task: str) -> bool:
    """Whether the task of that name makes or tells of parts of tables."""
    return parts.lies_apart(task) or task.startswith(parts_of(""))


def told(sections: Sections, province: str) -> Iterator[Listed]:
    """The files of the parts that are about a province, as the task has told."""
    return (Listed(*file) for file in json.loads(sections.told(parts_of(province))))


def plan(dataset: Dataset, sections: Sections, index: Index) -> tuple[Package, tuple[Planned, ...]]:
    """The package, and how the rows of its tables are to be had, in the same order."""
    catalogue = dataset.catalogue
    about = collected.about(sections, index.of(ABOUT))
    large = about.cells > parts.LARGEST
    many = about.reports * len(catalogue.indicators) > parts.LARGEST
    others = _others(dataset, large=large)
    rules = {*about.occurring.get("findings", {}).get("rule", ()), *(finding.rule for finding in others)}
    about = replace(about, occurring={**about.occurring, "findings": {"rule": rules}})
    plans = Plans(catalogue, index, about, None, None, lambda name: many if name == "series" else large)
    rows = tuple(findings.rows(catalogue, others, None))
    more = csvfile.lines(findings.fields(catalogue), rows)
    planned = (
        *plans.reports(),
        *map(Planned, _knowledge(catalogue)),
        *plans.observations(),
        *plans.series(followed.TO_INDICATOR),
        *plans.local_rows(),
        *plans.corrections(),
        *plans.claims(),
        *(
            plans.findings(OF_NOBODY, more=((f"findings/{UNKNOWN}", more),) if more else ())
            if large
            else plans.findings(more=(("findings", more),))
        ),
    )
    return _package(dataset, tuple(one.table for one in planned), about.day, large=large), planned


def _others(dataset: Dataset, *, large: bool) -> list[Finding]:
    """The findings about no report, in their order; of a large site those about no agency either."""
    known = {report.id for report in dataset.reports}
    agencies = {agency.id for agency in dataset.catalogue.agencies} if large else set()
    return [
        finding
        for finding in dataset.findings
        if finding.report not in known and (finding.report or finding.agency not in agencies)
    ]


@once
def _knowledge(catalogue: Catalogue) -> tuple[Table, ...]:
    """The tables of what is known before any report is read."""
    return (
        knowledge.agencies(catalogue),
        indicators.indicators(catalogue),
        indicators.concordance(catalogue),
        indicators.breaks(catalogue),
        *codebook.tables(catalogue),
    )


def _package(dataset: Dataset, tables: tuple[Table, ...], day: dt.date | None, *, large: bool) -> Package:
    site = dataset.catalogue.site
    more = (
        Words(
            "逐格清单、指标、核对结果、文中的数字和表外行每省每年一个文件。",
            " Cells, indicators, findings, claims and local rows are in a file for each province and year.",
        )
        if large
        else Words("", "")
    )
    return Package(
        FOLDER,
        PROJECT,
        Words(site.title_zh, site.title_en),
        Words(
            f"中国行政机关政府信息公开工作年度报告中的统计表,逐格读出,附来源、位置和核对结果。{more.zh}",
            "The statistical tables of annual reports on government information disclosure by agencies in China, read "
            f"cell by cell, with source, place and the result of checks.{more.en}",
        ),
        KEYWORDS,
        tables,
        day=day,
        full=True,
    )


def _files(planned: Sequence[Planned], site: SiteSettings, sections: Sections) -> Iterator[Artifact]:
    """The CSV files of these tables."""
    for one in planned:
        yield from table_files(FOLDER, one.table, one.content(sections), site)


def _told(names: Sequence[str], sections: Sections) -> Iterator[Told]:
    """What files these tasks made."""
    made = (file for name in names for file in sections.made(name))
    yield Told(encoded([(file.path, file.media_type, file.size, file.sha256) for file in made]))


def _descriptor(  # noqa: PLR0913, PLR0917  what it is made of
    package: Package,
    site: SiteSettings,
    sources: tuple[str, ...],
    single: Sequence[str],
    cut: Sequence[str],
    sections: Sections,
) -> Iterator[Artifact]:
    """The descriptor, with the schemas that parts of tables share, and the dictionary; it describes both.

    ``single`` are the tasks that make tables of one file, ``cut`` the provinces that parts of others are about.
    """
    files_of = chain((sections.made(name) for name in single), (told(sections, province) for province in cut))
    listed = {file.path: file for some in files_of for file in some}
    explained = dictionary.table(package.tables)
    content = csvfile.content(explained)
    files = [listed[f"{FOLDER}/{table.path}"] for table in package.tables]
    written = [(table, file.size, file.sha256) for table, file in zip(package.tables, files, strict=True)]
    written.append((explained, len(content), hashlib.sha256(content).hexdigest()))
    reports = (source_table(table) for table in package.tables if table.name == "reports")
    named = tuple(reports) if cut else collected.sources(sections, sources)
    yield document(replace(package, sources=named), site, written)
    yield from schemas(package)
    yield from table_files(FOLDER, explained, content, site)
