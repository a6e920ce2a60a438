"""How to use the API: its files with an address to try, how tables are written, and a few lines of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.api.envelope import ROOT
from sitegen.exports.api.openapi import PATHS
from sitegen.model import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

EXAMPLE = "requests_received"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page; none where the API is left out."""
    catalogue = dataset.catalogue
    if Part.API in catalogue.site.leave_out:
        return
    report = max(dataset.reports, key=lambda one: (one.year.value, one.id), default=None)
    indicators = [one.id for one in catalogue.indicators]
    known = {
        "agency": report.agency if report else None,
        "report": report.id if report else None,
        "indicator": EXAMPLE if EXAMPLE in indicators else next(iter(indicators), None),
    }
    yield from renderer.pages(
        "api/",
        "pages/api.html",
        files=[(path, words, _filled(path, known)) for path, (_, _, words) in PATHS.items()],
        root=ROOT,
        base=(renderer.base_url or "https://example.org/") + ROOT,
        known=known,
    )


def _filled(path: str, known: dict[str, str | None]) -> str:
    """The path with an id that there is in the place of each parameter; nothing where there is none."""
    for name, value in known.items():
        if f"{{{name}}}" in path:
            return ROOT + path.lstrip("/").replace(f"{{{name}}}", value) if value else ""
    return ROOT + path.lstrip("/")
