"""What can be taken away: every data package with its files, and how to load them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.bundle import LARGEST
from sitegen.exports.discovery.citations import of_dataset
from sitegen.exports.discovery.holdings import holdings
from sitegen.exports.discovery.sums import sums
from sitegen.exports.schema import Words
from sitegen.interface import msg
from sitegen.pages.parts import citation, structured
from sitegen.pages.parts.packages import File, packages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.discovery.holdings import Holding
    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

WHOLE = "data"
REGIONS = "data/regions/"
AGENCIES = "data/agencies/"
ADDRESS = "downloads/"
DESCRIBED = (
    ("catalog.jsonld", msg("数据目录"), "DCAT 3, JSON-LD"),
    ("croissant.json", msg("机器学习数据集描述"), "Croissant 1.1"),
    ("CITATION.cff", msg("引用信息"), "CFF 1.2.0"),
    ("feed.xml", msg("新收录和有更正的年报"), "Atom"),
)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page of downloads, the sums of all files of packages, and the citation of the whole as files."""
    yield from page(dataset, renderer)
    yield sums(renderer.downloads)
    if whole := _whole(holdings(dataset, renderer.downloads)):
        yield from _box(renderer, whole).artifacts


def page(
    dataset: Dataset, renderer: Renderer, *, copy: Artifact | None = None, too_large: int = 0
) -> Iterator[Artifact]:
    """The page in each edition, with the copy of the whole site, or its size where it is too large for one."""
    held = holdings(dataset, renderer.downloads)
    all_of_it = _whole(held)
    present = {artifact.path for artifact in renderer.downloads}
    found = packages(renderer.downloads)
    catalogue = dataset.catalogue
    names = {f"{AGENCIES}{agency.id}": Words(agency.zh, agency.en) for agency in catalogue.agencies}
    names |= {f"{REGIONS}{division.code}": Words(division.zh, division.en) for division in catalogue.divisions}
    others = [(package, names.get(package.folder, package.title)) for package in found if package.folder != WHOLE]
    whole = next((package for package in found if package.folder == WHOLE), None)
    date = whole.files[0].date if whole else ""
    yield from renderer.pages(
        ADDRESS,
        "pages/downloads.html",
        whole=whole,
        regions=[(package, name) for package, name in others if package.folder.startswith(REGIONS)],
        others=[(package, name) for package, name in others if not package.folder.startswith(REGIONS)],
        copy=File(copy.path, "", "", "ZIP", len(copy.content), date) if copy else None,
        too_large=too_large,
        limit=LARGEST,
        structured=structured.data(renderer.site, all_of_it, ADDRESS, held) if all_of_it else "",
        described=[one for one in DESCRIBED if one[0] in present],
        citation=_box(renderer, all_of_it) if all_of_it else None,
    )


def _whole(held: Iterable[Holding]) -> Holding | None:
    return next((holding for holding in held if holding.whole), None)


def _box(renderer: Renderer, whole: Holding) -> citation.Box:
    return citation.box(of_dataset(renderer.site, whole), ADDRESS)
