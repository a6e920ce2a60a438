"""The list of indicators, with what there is of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.series import series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one list."""
    rows = [(indicator, series(indicator, dataset).count) for indicator in dataset.catalogue.indicators]
    yield renderer.page("indicators/", "pages/indicators.html", rows=rows)
