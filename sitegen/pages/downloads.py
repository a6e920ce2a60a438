"""What can be taken away: every data package with its files, and how to load them.

Where agencies are many, their packages and those of regions are on pages of their own, by division.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.bundle import LARGEST
from sitegen.exports.discovery.citations import of_dataset
from sitegen.exports.discovery.holdings import holdings
from sitegen.exports.discovery.sums import lines, sums
from sitegen.exports.given import divisions
from sitegen.exports.parts import UNKNOWN
from sitegen.exports.schema import Words
from sitegen.exports.shards import place, shards
from sitegen.gathering import Aggregate, encoded, gathered
from sitegen.interface import msg
from sitegen.pages import downloads_region
from sitegen.pages.downloads_region import ADDRESS, AGENCIES, ENTRY, REGIONS
from sitegen.pages.parts import citation, structured
from sitegen.pages.parts.packages import OF_AGENCY, OF_REPORT, File, by_folder, packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.discovery.holdings import Holding
    from sitegen.exports.shards import Shard
    from sitegen.gathering import Section, Sections, Task
    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

WHOLE = "data"
SUMS = "downloads/sums"
DESCRIBED = (
    ("catalog.jsonld", msg("数据目录"), "DCAT 3, JSON-LD"),
    ("croissant.json", msg("机器学习数据集描述"), "Croissant 1.1"),
    ("CITATION.cff", msg("引用信息"), "CFF 1.2.0"),
    ("feed.xml", msg("新收录和有更正的年报"), "Atom"),
)


def gather(own: Dataset, renderer: Renderer) -> Iterator[Section]:
    """What a page says of an agency's package, what it tells search engines of it, and the sums of its files."""
    for agency in dict.fromkeys(report.agency for report in own.reports if report.agency):
        of_it = (f"{AGENCIES}{agency}/", f"{OF_AGENCY}{agency}.json", f"{OF_REPORT}{agency}-")
        listed = [file for file in renderer.downloads if file.path.startswith(of_it)]
        package = by_folder(listed).get(f"{AGENCIES}{agency}")
        if package:
            known = own.catalogue.by_agency.get(agency)
            name = Words(known.zh, known.en) if known else package.title
            item = renderer.fragments("parts/package.html", package=package, name=name)
            (holding,) = holdings(own, (file for file in listed if file.path.startswith(of_it[0])))
            part = structured.part(renderer.site, holding, ADDRESS)
            division = divisions(own.catalogue).get(agency, UNKNOWN)
            yield f"{ENTRY}{division}", encoded({"item": item, "part": part, "address": holding.address})
            yield SUMS, lines(listed)


def tasks(dataset: Dataset, renderer: Renderer, sections: Sections) -> Iterator[Task]:
    """The pages of divisions, where agencies are many; the page of the whole is made last."""
    yield from downloads_region.tasks(dataset, renderer, sections, _apart(dataset, renderer))


AGGREGATE = Aggregate("downloads", gather, tasks, offering=True)
"""What agencies give to the pages; that of the whole is made last, when all other files are known."""


def needs(sections: Sections) -> tuple[str, ...]:
    """The sections that the page of the whole and the sums may be made of."""
    return (*sections.names(ENTRY), SUMS)


def pages(dataset: Dataset, renderer: Renderer, sections: Sections | None = None) -> Iterator[Artifact]:
    """The page of the whole, the sums of all files of packages, and the citation of the whole as files.

    What the sections of agencies say need not be among the renderer's downloads; without them these have it all.
    """
    sections = sections or gathered(AGGREGATE, dataset, renderer)
    yield from page(dataset, renderer, sections)
    of_agencies = (content for _, content in sections.of(SUMS))
    yield sums((lines(file for file in renderer.downloads if not file.path.startswith(AGENCIES)), *of_agencies))
    if whole := _whole(_held(dataset, renderer, _apart(dataset, renderer))):
        yield from _box(renderer, whole).artifacts


def page(
    dataset: Dataset,
    renderer: Renderer,
    sections: Sections | None = None,
    *,
    copy: Artifact | None = None,
    too_large: int = 0,
) -> Iterator[Artifact]:
    """The page in each edition, with the copy of the whole site, or its size where it is too large for one."""
    sections = sections or gathered(AGGREGATE, dataset, renderer)
    apart = _apart(dataset, renderer)
    held = _held(dataset, renderer, apart)
    all_of_it = _whole(held)
    present = {artifact.path for artifact in renderer.downloads}
    found = packages(file for file in renderer.downloads if not (apart and place(file.path)))
    known = {f"{REGIONS}{division.code}": division for division in dataset.catalogue.divisions}
    agencies = [] if apart else downloads_region.entries(sections, sections.names(ENTRY))
    parts = [one["part"] for one in agencies]
    parts += (structured.part(renderer.site, one, ADDRESS) for one in held if not one.whole)
    parts += (downloads_region.part(renderer.site, shard, ADDRESS) for shard in apart)
    whole = next((package for package in found if package.folder == WHOLE), None)
    date = whole.files[0].date if whole else ""
    yield from renderer.pages(
        ADDRESS,
        "pages/downloads.html",
        whole=whole,
        regions=[
            (package, known.get(package.folder, package.title))
            for package in found
            if package.folder.startswith(REGIONS)
        ],
        divisions=downloads_region.overview(dataset, renderer.downloads, apart),
        cut=any(place(file.path) for file in renderer.downloads if not file.path.startswith(REGIONS)),
        agencies=[one["item"] for one in agencies],
        copy=File(copy.path, "", "", "ZIP", len(copy.content), date) if copy else None,
        too_large=too_large,
        limit=LARGEST,
        structured=structured.data(renderer.site, all_of_it, ADDRESS, parts) if all_of_it else "",
        described=[one for one in DESCRIBED if one[0] in present],
        citation=_box(renderer, all_of_it) if all_of_it else None,
    )


def _apart(dataset: Dataset, renderer: Renderer) -> tuple[Shard, ...]:
    """The divisions that have a page of their own."""
    having = {report.agency for report in dataset.reports if report.agency}
    places = ((place(file.path), file.path) for file in renderer.downloads)
    cut = {code for code, path in places if code and not path.startswith(REGIONS)}
    return shards(dataset.catalogue, having, cut)


def _held(dataset: Dataset, renderer: Renderer, apart: Iterable[Shard]) -> tuple[Holding, ...]:
    """What the page of the whole offers beside the packages of agencies."""
    files = (file for file in renderer.downloads if not file.path.startswith(AGENCIES))
    if not apart:
        return holdings(dataset, files)
    return tuple(
        replace(one, apart=True) for one in holdings(dataset, (file for file in files if not place(file.path)))
    )


def _whole(held: Iterable[Holding]) -> Holding | None:
    return next((holding for holding in held if holding.whole), None)


def _box(renderer: Renderer, whole: Holding) -> citation.Box:
    return citation.box(of_dataset(renderer.site, whole), ADDRESS)
