"""The downloads of a division, where there are too many agencies for one page: its own packages, and those in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sitegen.exports import csvw
from sitegen.exports.datapackage import LICENCES
from sitegen.exports.discovery.holdings import holdings
from sitegen.exports.parts import table
from sitegen.exports.shards import about, by_division, place
from sitegen.gathering import Task
from sitegen.pages.parts import structured
from sitegen.pages.parts.packages import File, packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.exports.schema import Words
    from sitegen.exports.shards import Shard
    from sitegen.gathering import Sections
    from sitegen.listing import Listed
    from sitegen.model import Artifact, Dataset, SiteSettings
    from sitegen.pages.parts.packages import Package
    from sitegen.rendering import Renderer

    Json = dict[str, Any]

ADDRESS = "downloads/"
REGIONS = "data/regions/"
AGENCIES = "data/agencies/"
ENTRY = "downloads/agency/"
"""Before the division of an agency the name under which it gives what a page says of its package."""


@dataclass(frozen=True, slots=True)
class Row:
    """A division in a list of some: its page, how much there is of it, and the package of all of it."""

    shard: Shard
    agencies: int
    reports: int
    package: File | None


@dataclass(frozen=True, slots=True)
class ByYear:
    """Parts of tables: the titles of the tables, and a row a year with a file for each table, or none."""

    titles: tuple[Words | str, ...]
    rows: tuple[tuple[str, tuple[File | None, ...]], ...]


def tasks(dataset: Dataset, renderer: Renderer, sections: Sections, found: Iterable[Shard]) -> Iterator[Task]:
    """A task for each page; it is made anew when what it lists is another."""
    known = {name.removeprefix(ENTRY): name for name in sections.names(ENTRY)}
    files: dict[str, list[Listed]] = {}
    for file in renderer.downloads if found else ():
        if code := place(file.path):
            files.setdefault(code, []).append(file)
    whole = next((file.described for file in renderer.downloads if file.path == "data/datapackage.json"), None)
    titles = {table(one.path): one.title for one in whole.resources} if whole else {}
    reports = by_division(dataset) if found else {}
    shower = renderer.having(())
    for shard, above in _each(found):
        own, told = about(shard, reports)
        some = [file for code in sorted(shard.within) for file in files.get(code, ())]
        below = overview(dataset, (file for one in shard.below for file in files.get(one.code, ())), shard.below)
        needs = tuple(known[code] for code in sorted(shard.within & known.keys()))
        listed = ((file.path, file.size, file.sha256) for file in some)
        rows = [(one.shard.code, one.agencies, one.reports, one.package) for one in below]
        given = repr((told, tuple(listed), rows, sorted(titles.items())))
        make = partial(_page, shower, replace(dataset, reports=own), shard, above, some, below, titles, needs)
        yield Task(f"{ADDRESS}{shard.code}", needs, make, given=given)


def overview(dataset: Dataset, listed: Iterable[Listed], found: Sequence[Shard]) -> tuple[Row, ...]:
    """The divisions as a list has them; among the files that are ``listed`` are those of their packages."""
    if not found:
        return ()
    reports = by_division(dataset)
    archives = {file.path: file for file in listed if file.path.endswith(".zip")}
    rows = []
    for shard in found:
        own, _ = about(shard, reports)
        file = archives.get(f"{REGIONS}{shard.code}/{shard.code}.zip")
        package = File(file.path, "", "", "ZIP", file.size, "") if file else None
        rows.append(Row(shard, len({report.agency for report in own}), len(own), package))
    return tuple(rows)


def entries(sections: Sections, names: Iterable[str]) -> list[Json]:
    """What agencies give under these names, in the order of the agencies."""
    given = sorted(one for name in names for one in sections.of(name))
    return [json.loads(content) for _, content in given]


def part(site: SiteSettings, shard: Shard, page: str) -> Json:
    """The data of a division as a page tells search engines that it is a part of another."""
    name = shard.name
    return {
        "@type": "Dataset",
        "name": f"{name.zh}政府信息公开年报数据",
        "description": f"{name.zh}各机关政府信息公开工作年度报告的数据:本地区一包,每个机关另有一包。 "
        f"Data packages of the annual reports by agencies in {name.en}, together and one by one.",
        "url": structured.url(site, page, shard.address),
        "license": LICENCES[0]["path"],
    }


def _each(found: Iterable[Shard], above: tuple[Shard, ...] = ()) -> Iterator[tuple[Shard, tuple[Shard, ...]]]:
    """Each of these and of those below, with those above it."""
    for one in found:
        yield one, above
        yield from _each(one.below, (*above, one))


def _page(  # noqa: PLR0913, PLR0917  what it is made of
    renderer: Renderer,
    dataset: Dataset,
    shard: Shard,
    above: Sequence[Shard],
    listed: Sequence[Listed],
    below: Sequence[Row],
    titles: Mapping[str, Words],
    needs: Sequence[str],
    sections: Sections,
) -> Iterator[Artifact]:
    found = packages(listed)
    own: Package | None = next((one for one in found if one.folder == f"{REGIONS}{shard.code}"), None)
    names = {f"{REGIONS}{division.code}": division for division in dataset.catalogue.divisions}
    agencies = entries(sections, needs)
    held = {one.folder: replace(one, address=shard.address, apart=True) for one in holdings(dataset, _packed(listed))}
    within = [one["part"] | {"url": structured.url(renderer.site, shard.address, one["address"])} for one in agencies]
    within += (part(renderer.site, one, shard.address) for one in shard.below)
    itself = held.get(f"{REGIONS}{shard.code}")
    yield from renderer.pages(
        shard.address,
        "pages/downloads_region.html",
        name=shard.name,
        above=[(one.address, one.name) for one in above],
        cells=_by_year(listed, titles),
        own=own,
        regions=[(one, names.get(one.folder, one.title)) for one in found if one is not own],
        divisions=below,
        agencies=[one["item"] for one in agencies],
        structured=structured.data(renderer.site, itself, shard.address, within) if itself else "",
    )


def _packed(listed: Iterable[Listed]) -> Iterator[Listed]:
    """The files that are in packages of regions."""
    return (file for file in listed if file.path.startswith(REGIONS))


def _by_year(listed: Iterable[Listed], titles: Mapping[str, Words]) -> ByYear | None:
    """The parts of tables among the files; nothing where there is none."""
    found: dict[str, dict[str, File]] = {}
    for file in listed:
        if not file.path.startswith(REGIONS) and not file.path.endswith(csvw.SUFFIX):
            _, name, own = file.path.split("/")
            year = own.removesuffix(".csv").partition("-")[2]
            found.setdefault(year, {})[name] = File(file.path, own, titles.get(name, ""), "CSV", file.size, "")
    tables = [name for name in titles if any(name in some for some in found.values())]
    rows = tuple((year, tuple(found[year].get(name) for name in tables)) for year in sorted(found, reverse=True))
    return ByYear(tuple(titles[name] for name in tables), rows) if rows else None
