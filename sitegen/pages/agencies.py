"""The list of agencies by region, with what there is of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts import names
from sitegen.pages.parts.coverage import Covering
from sitegen.pages.parts.regions import Regions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


MOST = 200
"""So many agencies are listed with a link to each year; where there are more, their years are counted."""


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one list."""
    regions, covering = Regions(dataset.catalogue), Covering(dataset)
    groups = [
        (
            region,
            [
                (
                    agency,
                    regions.chain(agency.division)[1:],
                    names.level(agency),
                    names.kind(agency),
                    covering.of(agency),
                )
                for agency in region.agencies
            ],
        )
        for region in regions.highest
    ]
    count = len(dataset.catalogue.agencies)
    yield from renderer.pages("agencies/", "pages/agencies.html", groups=groups, count=count, many=count > MOST)
