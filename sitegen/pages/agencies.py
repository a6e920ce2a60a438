"""The list of agencies, with what there is of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts import names
from sitegen.pages.parts.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one list."""
    matrix = coverage(dataset)
    rows = [
        (row.agency, row.place, names.level(row.agency), names.kind(row.agency), [c for c in row.cells if c])
        for row in matrix.rows
    ]
    yield from renderer.pages("agencies/", "pages/agencies.html", rows=rows, coverage=matrix)
