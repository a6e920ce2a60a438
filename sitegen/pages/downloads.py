"""What can be taken away: every data package with its files, and how to load them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.discovery.citations import of_dataset
from sitegen.exports.discovery.holdings import holdings
from sitegen.pages.parts import citation, structured
from sitegen.pages.parts.packages import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

WHOLE = "data"
ADDRESS = "downloads/"
DESCRIBED = (
    ("catalog.jsonld", "数据目录", "DCAT 3，JSON-LD"),
    ("croissant.json", "机器学习数据集描述", "Croissant 1.1"),
    ("CITATION.cff", "引用信息", "CFF 1.2.0"),
    ("feed.xml", "新收录和有更正的年报", "Atom"),
)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page of downloads, and the citation of the whole as files."""
    held = holdings(dataset, renderer.downloads)
    all_of_it = next((holding for holding in held if holding.whole), None)
    box = citation.box(of_dataset(renderer.site, all_of_it), ADDRESS) if all_of_it else None
    present = {artifact.path for artifact in renderer.downloads}
    found = packages(renderer.downloads)
    names = {f"data/agencies/{agency.id}": agency.zh for agency in dataset.catalogue.agencies}
    yield renderer.page(
        ADDRESS,
        "pages/downloads.html",
        whole=next((package for package in found if package.folder == WHOLE), None),
        others=[(package, names.get(package.folder, package.title)) for package in found if package.folder != WHOLE],
        structured=structured.data(renderer.site, all_of_it, ADDRESS, held) if all_of_it else "",
        described=[one for one in DESCRIBED if one[0] in present],
        citation=box,
    )
    if box:
        yield from box.artifacts
