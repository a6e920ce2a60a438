"""What can be taken away: every data package with its files, and how to load them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.packages import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

WHOLE = "data"
REGIONS = "data/regions/"
AGENCIES = "data/agencies/"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page of downloads."""
    found = packages(renderer.downloads)
    catalogue = dataset.catalogue
    names = {f"{AGENCIES}{agency.id}": agency.zh for agency in catalogue.agencies}
    names |= {f"{REGIONS}{division.code}": division.zh for division in catalogue.divisions}
    others = [(package, names.get(package.folder, package.title)) for package in found if package.folder != WHOLE]
    yield renderer.page(
        "downloads/",
        "pages/downloads.html",
        whole=next((package for package in found if package.folder == WHOLE), None),
        regions=[(package, name) for package, name in others if package.folder.startswith(REGIONS)],
        others=[(package, name) for package, name in others if not package.folder.startswith(REGIONS)],
    )
