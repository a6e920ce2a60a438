"""The releases of the dataset: what was in each, what had changed, and whether anything has been added since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.releases.counting import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page."""
    releases, now = dataset.catalogue.releases, count(dataset)
    newest = releases[0] if releases else None
    same = newest is not None and newest.version == dataset.catalogue.site.version and now.matches(newest)
    yield from renderer.pages("changes/", "pages/changes.html", releases=releases, now=None if same else now)
