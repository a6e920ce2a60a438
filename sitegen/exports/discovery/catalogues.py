"""A catalogue of catalogues, where agencies are many: ``catalog/<division>.jsonld`` for provinces, or parts of them.

All of them have the base of the one that names them, so that an id is the same in each: who reads them together has one
graph, and none of them is large.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.exports import parts, whole
from sitegen.exports.datapackage import KEYWORDS, PROJECT
from sitegen.exports.discovery import dcat
from sitegen.exports.discovery.holdings import WHOLE, Holding, files_of, holdings
from sitegen.exports.discovery.times import modified
from sitegen.exports.schema import Words
from sitegen.exports.shards import about, by_division, each
from sitegen.gathering import Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.shards import Shard
    from sitegen.gathering import Sections
    from sitegen.model import Artifact, Dataset, SiteSettings

ENTRY = "discovery/agency/"
"""Before the division of an agency the name under which it gives what the catalogue says of its package."""


def tasks(
    dataset: Dataset,
    sections: Sections,
    found: Sequence[Shard],
    package: Package,
    of_regions: Sequence[str],
) -> Iterator[Task]:
    """A task for each catalogue of some agencies, after those that make the packages of their regions."""
    entries = {name.removeprefix(ENTRY): name for name in sections.names(ENTRY)}
    cut = whole.cut_for(package)
    titles = {f"{WHOLE}/{table.path}": table.title for table in package.tables if parts.is_part(table.path)}
    reports = by_division(dataset) if found else {}
    for shard in each(found):
        own, given = about(shard, reports)
        regions = tuple(name for name in of_regions if name.rpartition("/")[2] in shard.within)
        provinces = tuple(code for code in cut if code in shard.within)
        needs = tuple(entries[code] for code in sorted(shard.within & entries.keys()))
        make = partial(_part, replace(dataset, reports=own), shard, needs, regions, provinces, titles)
        after = (*regions, *map(whole.parts_of, provinces))
        yield Task(f"catalog/{shard.code}", needs, make, given=given, after=after)


def index(site: SiteSettings, described: Holding, found: Sequence[Shard]) -> Artifact:
    """The catalogue that names all others, with the whole itself."""
    return dcat.index(site, described, [(_path(shard), _title(shard), shard.division) for shard in each(found)])


def _part(  # noqa: PLR0913, PLR0917  what it is made of
    dataset: Dataset,
    shard: Shard,
    needs: Sequence[str],
    regions: Sequence[str],
    provinces: Sequence[str],
    titles: Mapping[str, Words],
    sections: Sections,
) -> Iterator[Artifact]:
    site = dataset.catalogue.site
    listed = [file for name in regions for file in sections.made(name)]
    own = [replace(one, address=shard.address, apart=True) for one in holdings(dataset, listed)]
    own += (_cells(dataset, shard, code, titles, sections) for code in provinces)
    given = sorted(one for name in needs for one in sections.of(name))
    entries = [*(dcat.unpacked(content) for _, content in given), *(dcat.entry(site, one) for one in own)]
    yield dcat.part(site, _path(shard), _title(shard), shard.division, entries)


def _cells(dataset: Dataset, shard: Shard, province: str, titles: Mapping[str, Words], sections: Sections) -> Holding:
    """The parts of tables that are about a province, as a dataset of its own: their package is the whole."""
    name = shard.name
    return Holding(
        f"{WHOLE}/parts/{province}",
        f"{PROJECT}-parts-{province}",
        shard.address,
        Words(f"{name.zh}:逐格清单,逐年", f"{name.en}: cell by cell, by year"),
        Words(
            f"全部数据中关于{name.zh}的部分:逐格清单、指标、核对结果、文中的数字和表外行,每年一个文件。字段的说明见全部数据的描述。",
            f"What the whole has of {name.en}: cells, indicators, findings, claims and local rows, a file a year. The "
            "descriptor of the whole explains the fields.",
        ),
        (*KEYWORDS, name.zh, name.en) if shard.division else KEYWORDS,
        dataset.reports,
        shard.division,
        files_of(whole.told(sections, province), titles),
        max((day for report in dataset.reports if (day := modified(report))), default=None),
        apart=True,
    )


def _path(shard: Shard) -> str:
    return f"catalog/{shard.code}.jsonld"


def _title(shard: Shard) -> Words:
    return Words(f"{shard.name.zh}的数据目录", f"Catalogue of the data of {shard.name.en}")
