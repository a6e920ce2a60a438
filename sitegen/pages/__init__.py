"""Pages: one module for each kind of page, each turning the dataset into artifacts through the renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.gathering import fixed, overall, slices, together
from sitegen.pages import (
    agencies,
    agency,
    api,
    assets,
    browse,
    changes,
    codebook,
    codes,
    compare,
    coverage,
    downloads,
    draft,
    findings,
    form,
    home,
    indicators,
    ledger,
    legend,
    not_found,
    prose,
    redirects,
    report,
    rules,
    search,
    sitemap,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

AGGREGATES = (
    home.AGGREGATE,
    overall("agencies", agencies.pages, judged=True),
    overall("browse", browse.pages, judged=True),
    coverage.AGGREGATE,
    indicators.AGGREGATE,
    overall("compare", compare.pages, offering=True),
    findings.AGGREGATE,
    search.AGGREGATE,
    overall("codebook", codebook.pages),
    overall("form", form.pages),
    overall("rules", rules.pages, judged=True),
    overall("api/page", api.pages),
    overall("changes", changes.pages, judged=True),
    draft.AGGREGATE,
    overall("redirects", redirects.pages, offering=True),
    downloads.AGGREGATE,
    fixed("codes", codes.pages),
    fixed("legend", legend.pages),
    fixed("prose", prose.pages),
    fixed("not_found", not_found.pages),
    fixed(assets.NAME, assets.with_packed),
)
"""All pages but those of an agency and that of all downloads, with the assets, which all share."""


def of_agency(own: Dataset, agency_id: str, renderer: Renderer) -> Iterator[Artifact]:
    """The pages of one agency, of its reports and of what was found about them; ``own`` is its slice."""
    if known := own.catalogue.by_agency.get(agency_id):
        yield from agency.pages_of(known, own, renderer)
    yield from report.pages(own, renderer)
    yield from ledger.pages(own, renderer)
    yield from search.of_agency(own, renderer)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """All pages of the site in each of its languages, with their assets, for a dataset that lies in memory.

    A renderer is made of the templates, the site's settings, the prose and the exported files, which it lists::

        renderer = Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content"), exported)
        site.write((*exported, *pages(dataset, renderer)), out, verify=verify, base_url=dataset.catalogue.site.base_url)
    """
    shown = [artifact for one in AGGREGATES for artifact in together(one, dataset, renderer)]
    shown += (artifact for key, own in slices(dataset) for artifact in of_agency(own, key, renderer))
    shown += downloads.pages(dataset, renderer)
    yield from shown
    yield from sitemap.files(dataset, renderer, shown)
