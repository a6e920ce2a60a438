"""Coverage: which years of which agencies are held; all of them while they are few, else by region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.coverage import Covering
from sitegen.pages.parts.packages import by_folder
from sitegen.pages.parts.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Agency, Artifact, Dataset
    from sitegen.pages.parts.regions import Region
    from sitegen.rendering import Renderer

MOST = 60
"""So many agencies are listed on a page with the years of each; where there are more, regions are counted."""


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page of the whole, and one a province and prefecture."""
    regions, covering = Regions(dataset.catalogue), Covering(dataset)
    packages = by_folder(renderer.downloads)
    everyone = dataset.catalogue.agencies
    many = len(everyone) > MOST
    yield from renderer.pages(
        "coverage/",
        "pages/coverage.html",
        agencies=len(everyone),
        reports=len(dataset.reports),
        overview=covering.overview(regions.highest) if many else None,
        coverage=None if many else covering.matrix((one, one.agencies) for one in regions.highest),
        aside=len(dataset.unread),
    )
    for region in regions.with_pages:
        apart = len(region.agencies) > MOST and region.below
        yield from renderer.pages(
            region.address,
            "pages/region.html",
            region=region,
            above=regions.chain(region.division.code)[:-1],
            overview=covering.overview(region.below) if apart else None,
            coverage=covering.matrix([(None, region.own)] if apart else _by_division(region)),
            package=packages.get(f"data/regions/{region.division.code}"),
            reports=sum(1 for agency in region.agencies for cell in covering.of(agency) if cell.report),
        )


def _by_division(region: Region) -> Iterable[tuple[Region | None, Iterable[Agency]]]:
    """The region's own agencies, then those of the divisions right below it."""
    yield None, region.own
    for one in region.below:
        yield one, one.agencies
