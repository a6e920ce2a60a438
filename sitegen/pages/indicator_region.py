"""An indicator in a region, where there are too many agencies for one page; made with the page of the indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitegen.linking import located
from sitegen.model import Artifact

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sitegen.gathering import Earlier
    from sitegen.model import Division
    from sitegen.pages.parts.series_rows import Rows
    from sitegen.rendering import Renderer


def pages(renderer: Renderer, page: str, place: Division, table: Rows, common: Mapping[str, Any]) -> Iterator[Artifact]:
    """The page of a region, below the indicator's ``page``; ``common`` is what both kinds of page show."""
    yield from renderer.pages(_address(page, place), "pages/indicator_region.html", **common, series=table, place=place)


def kept(
    renderer: Renderer, page: str, place: Division, earlier: Earlier, rows: Collection[str]
) -> tuple[Artifact, ...]:
    """The page in each edition as it was made earlier, if none of the sections with its rows has changed; or none."""
    paths = [located(edition, _address(page, place)) for edition in renderer.editions]
    if not earlier.changed.isdisjoint(rows) or not earlier.files.keys() >= set(paths):
        return ()
    return tuple(Artifact(path, "text/html", earlier.files[path]) for path in paths)


def _address(page: str, place: Division) -> str:
    return f"{page}{place.code}/"
