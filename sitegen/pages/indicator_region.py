"""An indicator in a region, where there are too many agencies for one page; made with the page of the indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model import Artifact, Division
    from sitegen.pages.parts.series_rows import Rows
    from sitegen.rendering import Renderer


def pages(renderer: Renderer, page: str, place: Division, table: Rows, common: Mapping[str, Any]) -> Iterator[Artifact]:
    """The page of a region, below the indicator's ``page``; ``common`` is what both kinds of page show."""
    yield from renderer.pages(
        f"{page}{place.code}/", "pages/indicator_region.html", **common, series=table, place=place
    )
