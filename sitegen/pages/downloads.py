"""What can be taken away: every data package with its files, and how to load them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.bundle import LARGEST
from sitegen.pages.parts.packages import File, packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

WHOLE = "data"
REGIONS = "data/regions/"
AGENCIES = "data/agencies/"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page of downloads."""
    yield page(dataset, renderer)


def page(dataset: Dataset, renderer: Renderer, *, copy: Artifact | None = None, too_large: int = 0) -> Artifact:
    """The page, with the copy of the whole site, or its size where it is too large for one."""
    found = packages(renderer.downloads)
    catalogue = dataset.catalogue
    names = {f"{AGENCIES}{agency.id}": agency.zh for agency in catalogue.agencies}
    names |= {f"{REGIONS}{division.code}": division.zh for division in catalogue.divisions}
    others = [(package, names.get(package.folder, package.title)) for package in found if package.folder != WHOLE]
    whole = next((package for package in found if package.folder == WHOLE), None)
    date = whole.files[0].date if whole else ""
    return renderer.page(
        "downloads/",
        "pages/downloads.html",
        whole=whole,
        regions=[(package, name) for package, name in others if package.folder.startswith(REGIONS)],
        others=[(package, name) for package, name in others if not package.folder.startswith(REGIONS)],
        copy=File(copy.path, "", "", "ZIP", len(copy.content), date) if copy else None,
        too_large=too_large,
        limit=LARGEST,
    )
