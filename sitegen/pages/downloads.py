"""What can be taken away: every data package with its files, and how to load them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.bundle import LARGEST
from sitegen.exports.discovery.citations import of_dataset
from sitegen.exports.discovery.holdings import holdings
from sitegen.exports.discovery.sums import lines, sums
from sitegen.exports.schema import Words
from sitegen.gathering import Aggregate, encoded, gathered
from sitegen.interface import msg
from sitegen.pages.parts import citation, structured
from sitegen.pages.parts.packages import OF_AGENCY, OF_REPORT, File, by_folder, packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.discovery.holdings import Holding
    from sitegen.gathering import Section, Sections
    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

WHOLE = "data"
REGIONS = "data/regions/"
AGENCIES = "data/agencies/"
ADDRESS = "downloads/"
ENTRY, SUMS = "downloads/agency", "downloads/sums"
DESCRIBED = (
    ("catalog.jsonld", msg("数据目录"), "DCAT 3, JSON-LD"),
    ("croissant.json", msg("机器学习数据集描述"), "Croissant 1.1"),
    ("CITATION.cff", msg("引用信息"), "CFF 1.2.0"),
    ("feed.xml", msg("新收录和有更正的年报"), "Atom"),
)


def gather(own: Dataset, renderer: Renderer) -> Iterator[Section]:
    """What the page says of an agency's package, what it tells search engines of it, and the sums of its files."""
    for agency in dict.fromkeys(report.agency for report in own.reports if report.agency):
        of_it = (f"{AGENCIES}{agency}/", f"{OF_AGENCY}{agency}.json", f"{OF_REPORT}{agency}-")
        listed = [file for file in renderer.downloads if file.path.startswith(of_it)]
        package = by_folder(listed).get(f"{AGENCIES}{agency}")
        if package:
            known = own.catalogue.by_agency.get(agency)
            name = Words(known.zh, known.en) if known else package.title
            item = renderer.fragments("parts/package.html", package=package, name=name)
            (holding,) = holdings(own, (file for file in listed if file.path.startswith(of_it[0])))
            yield ENTRY, encoded({"item": item, "part": structured.part(renderer.site, holding, ADDRESS)})
            yield SUMS, lines(listed)


def pages(dataset: Dataset, renderer: Renderer, sections: Sections | None = None) -> Iterator[Artifact]:
    """The one page of downloads, the sums of all files of packages, and the citation of the whole as files.

    What the sections of agencies say need not be among the renderer's downloads; without them these have it all.
    """
    sections = sections or gathered(AGGREGATE, dataset, renderer)
    yield from page(dataset, renderer, sections)
    of_agencies = (content for _, content in sections.of(SUMS))
    yield sums((lines(file for file in renderer.downloads if not file.path.startswith(AGENCIES)), *of_agencies))
    if whole := _whole(_held(dataset, renderer)):
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
    held = _held(dataset, renderer)
    all_of_it = _whole(held)
    present = {artifact.path for artifact in renderer.downloads}
    found = packages(renderer.downloads)
    divisions = {f"{REGIONS}{division.code}": division for division in dataset.catalogue.divisions}
    agencies = [json.loads(content) for _, content in sections.of(ENTRY)]
    parts = [one["part"] for one in agencies]
    parts += (structured.part(renderer.site, one, ADDRESS) for one in held if not one.whole)
    whole = next((package for package in found if package.folder == WHOLE), None)
    date = whole.files[0].date if whole else ""
    yield from renderer.pages(
        ADDRESS,
        "pages/downloads.html",
        whole=whole,
        regions=[
            (package, divisions.get(package.folder, package.title))
            for package in found
            if package.folder.startswith(REGIONS)
        ],
        agencies=[one["item"] for one in agencies],
        copy=File(copy.path, "", "", "ZIP", len(copy.content), date) if copy else None,
        too_large=too_large,
        limit=LARGEST,
        structured=structured.data(renderer.site, all_of_it, ADDRESS, parts) if all_of_it else "",
        described=[one for one in DESCRIBED if one[0] in present],
        citation=_box(renderer, all_of_it) if all_of_it else None,
    )


def _held(dataset: Dataset, renderer: Renderer) -> tuple[Holding, ...]:
    """What the site offers beside the packages of agencies."""
    return holdings(dataset, (file for file in renderer.downloads if not file.path.startswith(AGENCIES)))


def _whole(held: Iterable[Holding]) -> Holding | None:
    return next((holding for holding in held if holding.whole), None)


def _box(renderer: Renderer, whole: Holding) -> citation.Box:
    return citation.box(of_dataset(renderer.site, whole), ADDRESS)


AGGREGATE = Aggregate("downloads", gather, lambda *_: iter(()))
"""What agencies give to the page, which is made last, when all other files are known."""
