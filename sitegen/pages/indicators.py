"""The list of indicators, with what there is of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.series import all_series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one list."""
    rows = [(indicator, series.count) for indicator, series in all_series(dataset)]
    groups = dict.fromkeys(indicator.group for indicator, _ in rows)
    listed = [(group, [row for row in rows if row[0].group == group]) for group in groups]
    yield from renderer.pages("indicators/", "pages/indicators.html", groups=listed, count=len(rows))
