"""Addresses that have become others: a page leads its readers on, a file is published at the old address too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import KnowledgeError
from sitegen.catalogue.permanence import REDIRECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """A page or a file for each line of ``data/redirects.csv``; GitHub Pages has no redirects of its own."""
    files = {artifact.path: artifact for artifact in renderer.downloads}
    for one in dataset.catalogue.redirects:
        if one.source.endswith("/"):
            yield from renderer.pages(
                one.source, "pages/redirects.html", moved=one.target, source=one.source, target=one.target
            )
        elif one.target in files:
            yield replace(files[one.target], path=one.source)
        else:
            raise KnowledgeError(REDIRECTS, one.line, f"the site has no file {one.target}")
