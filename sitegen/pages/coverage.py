"""Coverage: which years of which agencies are held; all of them while they are few, else by region."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitegen.gathering import Aggregate, Task, nothing, together
from sitegen.pages.parts.coverage import Covering
from sitegen.pages.parts.packages import by_folder
from sitegen.pages.parts.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.gathering import Sections
    from sitegen.model import Agency, Artifact, Dataset
    from sitegen.pages.parts.packages import Package
    from sitegen.pages.parts.regions import Region
    from sitegen.rendering import Renderer

REGIONS = "data/regions/"
MOST = 60
"""So many agencies are listed on a page with the years of each; where there are more, regions are counted."""


def tasks(dataset: Dataset, renderer: Renderer, _: Sections) -> Iterator[Task]:
    """The page of the whole; and those of the regions of each province, made anew when they say anything else."""
    regions, covering = Regions(dataset.catalogue), Covering(dataset)
    packages = by_folder(file for file in renderer.downloads if file.path.startswith(REGIONS))
    shower = renderer.having(())
    yield Task("coverage", (), lambda _: _whole(dataset, shower, regions, covering), overall=True, offering=False)
    within: dict[str, list[Region]] = {}
    for region in regions.with_pages:
        within.setdefault(regions.chain(region.division.code)[0].code, []).append(region)
    for province in regions.highest:
        own = within.get(province.division.code, ())
        offered = [packages.get(f"{REGIONS}{region.division.code}") for region in own]
        if own:
            make = partial(_regions, shower, regions, covering, tuple(zip(own, offered, strict=True)))
            given = repr(([covering.told(agency) for agency in province.agencies], offered))
            yield Task(f"coverage/{province.division.code}", (), make, given=given)


AGGREGATE = Aggregate("coverage", nothing, tasks, offering=True)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page of the whole and those of regions, for a dataset that lies in memory."""
    return together(AGGREGATE, dataset, renderer)


def _whole(dataset: Dataset, renderer: Renderer, regions: Regions, covering: Covering) -> Iterator[Artifact]:
    """The page of the whole."""
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


def _regions(
    renderer: Renderer,
    regions: Regions,
    covering: Covering,
    offered: Iterable[tuple[Region, Package | None]],
    _: Sections,
) -> Iterator[Artifact]:
    """The pages of some regions, each with its package."""
    for region, package in offered:
        apart = len(region.agencies) > MOST and region.below
        yield from renderer.pages(
            region.address,
            "pages/region.html",
            region=region,
            above=regions.chain(region.division.code)[:-1],
            overview=covering.overview(region.below) if apart else None,
            coverage=covering.matrix([(None, region.own)] if apart else _by_division(region)),
            package=package,
            reports=sum(1 for agency in region.agencies for cell in covering.of(agency) if cell.report),
        )


def _by_division(region: Region) -> Iterable[tuple[Region | None, Iterable[Agency]]]:
    """The region's own agencies, then those of the divisions right below it."""
    yield None, region.own
    for one in region.below:
        yield one, one.agencies
