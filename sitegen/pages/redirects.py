"""Addresses that have become others: a page leads its readers on, a file is published at the old address too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import KnowledgeError
from sitegen.catalogue.permanence import REDIRECTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Artifact, Catalogue, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """A page for each old address of one in ``data/redirects.csv``; GitHub Pages has no redirects of its own."""
    files = {file.path for file in renderer.downloads}
    for one in dataset.catalogue.redirects:
        if one.source.endswith("/"):
            yield from renderer.pages(
                one.source, "pages/redirects.html", moved=one.target, source=one.source, target=one.target
            )
        elif one.target not in files:
            raise KnowledgeError(REDIRECTS, one.line, f"the site has no file {one.target}")


def copies(catalogue: Catalogue, files: Iterable[Artifact]) -> Iterator[Artifact]:
    """The files that are to be had at an old address, too, under that one."""
    moved = [one for one in catalogue.redirects if not one.source.endswith("/")]
    wanted = {one.target for one in moved}
    found = {file.path: file for file in files if file.path in wanted}
    yield from (replace(found[one.target], path=one.source) for one in moved if one.target in found)
