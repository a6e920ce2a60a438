"""The codes of the codebook: every closed vocabulary with the meaning of its values in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import codebook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page."""
    yield from renderer.pages(
        "codebook/codes/", "pages/codes.html", vocabularies=codebook.vocabularies(dataset.catalogue)
    )
