"""The page for addresses that lead nowhere. It is served at any depth, so its links need the site's address."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one ``404.html``."""
    del dataset  # the page is the same whatever the data
    yield renderer.page("404.html", "pages/not_found.html", anywhere=True)
