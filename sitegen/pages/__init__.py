"""Pages: one module for each kind of page, each turning the dataset into artifacts through the renderer."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from collections.abc import Callable, Iterator

    from sitegen.gathering import Aggregate
    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

PAGES: tuple[Callable[[Dataset, Renderer], Iterator[Artifact]], ...] = (
    home.pages,
    agencies.pages,
    browse.pages,
    coverage.pages,
    agency.pages,
    report.pages,
    indicators.pages,
    compare.pages,
    findings.pages,
    ledger.pages,
    search.pages,
    downloads.pages,
    codebook.pages,
    form.pages,
    rules.pages,
    codes.pages,
    api.pages,
    changes.pages,
    legend.pages,
    prose.pages,
    draft.pages,
    not_found.pages,
    redirects.pages,
    assets.pages,
)

AGGREGATES: tuple[Aggregate, ...] = (indicators.AGGREGATE, findings.AGGREGATE, search.AGGREGATE)
"""What is about many agencies and made of what each gives; ``search.of_agency`` is what stays an agency's own."""


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """All pages of the site in each of its languages, with their assets, which all share.

    A renderer is made of the templates, the site's settings, the prose and the exported files, which it lists::

        renderer = Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content"), exported)
        site.write((*exported, *pages(dataset, renderer)), out, verify=verify, base_url=dataset.catalogue.site.base_url)
    """
    shown = [artifact for kind in PAGES for artifact in kind(dataset, renderer)]
    yield from shown
    yield from sitemap.files(dataset, renderer, shown)
