"""The map of the site for search engines, where the site's address is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages import form, rules
from sitegen.pages.indicator import address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """``sitemap.xml`` and ``robots.txt``; nothing where the address is unknown."""
    base = renderer.base_url
    if base is None:
        return
    catalogue = dataset.catalogue
    addresses = [
        "",
        "agencies/",
        *(f"agencies/{agency.id}/" for agency in catalogue.agencies),
        *(f"reports/{report.id}/" for report in dataset.reports),
        "indicators/",
        *(address(indicator.id) for indicator in catalogue.indicators),
        "findings/",
        *(f"findings/{report.id}/" for report in dataset.reports),
        "downloads/",
        "codebook/",
        *(form.address(one.id) for one in catalogue.forms),
        rules.ADDRESS,
        "codebook/codes/",
        "api/",
        "changes/",
        "legend/",
        *(f"{prose.slug}/" for prose in renderer.content.prose),
    ]
    yield renderer.page("sitemap.xml", "pages/sitemap.xml", addresses=[base + one for one in addresses])
    yield renderer.page("robots.txt", "pages/robots.txt", base=base)
