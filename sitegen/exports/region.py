"""A data package for each region, ``data/regions/<division code>/``: all reports of its agencies, and a zip of it.

A region is a province that has a report, or a division below one in which at least two agencies have; an agency counts
for its own division and for all that this lies in. A lower division with one agency has that agency's package.

Where the whole is so large that it lists cells and indicators by province and year, these files and the findings are
not written again for each region, or they would be most of the site: regions keep the tables in the official layout.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.exports import archive, collected, knowledge, official, parts
from sitegen.exports.datapackage import KEYWORDS, PROJECT, Package, files, source_table
from sitegen.exports.given import ABOUT, OF_CELLS, OF_NOBODY, OF_REPORTS, SOURCES, given
from sitegen.exports.planned import Planned, Plans
from sitegen.exports.schema import Words
from sitegen.gathering import Gathered, Task, run, slices
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.exports.collected import Index
    from sitegen.exports.schema import Table
    from sitegen.gathering import Sections
    from sitegen.model import Agency, Catalogue, Dataset, Division

SEVERAL = 2
NO_ROWS = ("observations", "series", "findings", OF_NOBODY)
"""What the package of a region in a large site does not have."""


@dataclass(frozen=True, slots=True)
class _Region:
    """A region with its agencies that have reports, the divisions that these lie in, and where their sections are."""

    division: Division
    agencies: tuple[Agency, ...]
    within: tuple[str, ...]
    official: Mapping[str, tuple[str, ...]]
    large: bool


def artifacts(dataset: Dataset) -> Iterator[Artifact]:
    """Each region's descriptor and CSV files, then the zip that holds them all; regions by code."""
    sections = Gathered((key, given(own)) for key, own in slices(dataset))
    yield from run(tasks(dataset, sections, collected.Index(sections)), sections)


def tasks(dataset: Dataset, sections: Sections, index: Index) -> Iterator[Task]:
    """A task for each region."""
    catalogue = dataset.catalogue
    large = collected.about(sections, index.of(ABOUT)).cells > parts.LARGEST
    tables = {
        f"{form.id}-{table.id}": f"official/{form.id}-{table.id}" for form in catalogue.forms for table in form.tables
    }
    for division, agencies in regions(catalogue, {report.agency for report in dataset.reports if report.agency}):
        within = tuple(sorted({agency.division for agency in agencies}))
        laid_out = {name: found for name, kind in tables.items() if (found := index.of(kind, within))}
        region = _Region(division, agencies, within, laid_out, large)
        kinds = [f"csv/{table}" for table in (*OF_REPORTS, *OF_CELLS, OF_NOBODY) if not large or table not in NO_ROWS]
        needs = [name for kind in (*kinds, ABOUT, SOURCES) for name in index.of(kind, within)]
        needs += [name for found in laid_out.values() for name in found]
        yield Task(f"data/regions/{division.code}", tuple(needs), partial(_make, region, catalogue, index))


def regions(catalogue: Catalogue, having: Iterable[str]) -> tuple[tuple[Division, tuple[Agency, ...]], ...]:
    """Each region that has a package with its agencies, of which those count that are ``having`` reports; by code."""
    having = frozenset(having)
    divisions = {division.code: division for division in catalogue.divisions}
    within: dict[str, list[Agency]] = {}
    for agency in catalogue.agencies:
        code: str | None = agency.division if agency.id in having else None
        while code:
            within.setdefault(code, []).append(agency)
            code = divisions[code].parent
    return tuple(
        (divisions[code], tuple(agencies))
        for code, agencies in sorted(within.items())
        if not divisions[code].parent or len(agencies) >= SEVERAL
    )


def archive_of(code: str) -> str:
    """The path of the zip of a region."""
    return f"data/regions/{code}/{code}.zip"


def _make(region: _Region, catalogue: Catalogue, index: Index, sections: Sections) -> Iterator[Artifact]:
    about = collected.about(sections, index.of(ABOUT, region.within))
    ids = frozenset(agency.id for agency in region.agencies)
    plans = Plans(catalogue, index, about, region.within, ids, lambda _: False)
    laid_out = [
        official.taken(catalogue, form.id, table.id, _given(sections, region.official[f"{form.id}-{table.id}"]))
        for form in catalogue.forms
        for table in form.tables
        if f"{form.id}-{table.id}" in region.official
    ]
    planned = [
        *plans.reports(),
        Planned(knowledge.agencies(catalogue, region.agencies)),
        Planned(knowledge.divisions(catalogue, region.agencies)),
        *(Planned(table) for table, _ in laid_out),
        *(plans.local_rows() if plans.holds("local_rows") else ()),
        *(plans.corrections() if plans.holds("corrections") else ()),
        *(plans.claims() if plans.holds("claims") else ()),
    ]
    if not region.large:
        planned += [*plans.observations(), *plans.series(), *plans.findings(OF_NOBODY)]
    made = {table.path: content for table, content in laid_out}
    made |= {one.table.path: one.content(sections) for one in planned if one.table.path not in made}
    package = replace(
        _package(region, [one.table for one in planned]),
        sources=_sources(sections, index.of(SOURCES, region.within), planned, about),
        day=about.day,
    )
    content = tuple(files(package, catalogue.site, made))
    yield from content
    inside = ((file.path.removeprefix(f"{package.folder}/"), file.content) for file in content)
    yield Artifact(archive_of(region.division.code), archive.MEDIA_TYPE, archive.archive(inside, archive.QUICK))


def _given(sections: Sections, names: Iterable[str]) -> list[tuple[str, bytes]]:
    """What each agency gives of a table, in order of the agencies."""
    return sorted(one for name in names for one in sections.of(name))


def _sources(
    sections: Sections, names: Iterable[str], planned: Iterable[Planned], about: collected.About
) -> tuple[str, ...]:
    """The reports as sources; of a region that is as large as a large site the table that lists them."""
    if about.cells > parts.LARGEST:
        return tuple(source_table(one.table) for one in planned if one.table.name == "reports")
    return collected.sources(sections, names)


def _package(region: _Region, tables: Sequence[Table]) -> Package:
    division = region.division
    more = (
        Words(
            "逐格清单、指标和核对结果按省和年度列在全部数据的 observations、series 和 findings 里。",
            " Cells, indicators and what was found are in observations, series and findings of the whole, by province "
            "and year.",
        )
        if region.large
        else Words(
            "另有逐格清单、指标和核对结果。", " Also cell by cell, as indicators, and with the result of checks."
        )
    )
    return Package(
        f"data/regions/{division.code}",
        f"{PROJECT}-{division.code}",
        Words(
            f"{division.zh}政府信息公开年报数据",
            f"Government information disclosure in {division.en}: annual reports of its agencies",
        ),
        Words(
            f"{division.zh}各机关各年度政府信息公开工作年度报告的统计表,依官方表式排列。{more.zh}",
            f"The statistical tables of the annual reports by agencies in {division.en}, as the official forms lay "
            f"them out.{more.en}",
        ),
        (*KEYWORDS, division.zh, division.en),
        tuple(tables),
    )
