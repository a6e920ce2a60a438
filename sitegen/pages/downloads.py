"""What can be taken away: every data package with its files, and how to load them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.packages import packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

WHOLE = "data"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page of downloads."""
    found = packages(renderer.downloads)
    names = {f"data/agencies/{agency.id}": agency.zh for agency in dataset.catalogue.agencies}
    yield renderer.page(
        "downloads/",
        "pages/downloads.html",
        whole=next((package for package in found if package.folder == WHOLE), None),
        others=[(package, names.get(package.folder, package.title)) for package in found if package.folder != WHOLE],
    )
