"""Discovery: what tells catalogues, search engines and feed readers what the site has. Made of the exported files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.discovery import citation_file, croissant, dcat, feeds
from sitegen.exports.discovery.holdings import WHOLE, holdings
from sitegen.listing import DESCRIPTOR, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model import Artifact, Dataset


def artifacts(dataset: Dataset, exported: Sequence[Artifact]) -> Iterator[Artifact]:
    """The catalogue, the descriptions of the whole, and the feeds; ``exported`` are all files to be described."""
    site = dataset.catalogue.site
    held = holdings(dataset, listing(exported))
    if whole := next((holding for holding in held if holding.whole), None):
        descriptor = next(artifact for artifact in exported if artifact.path == f"{WHOLE}/{DESCRIPTOR}")
        yield dcat.catalogue(site, held)
        yield from croissant.croissant(site, whole, descriptor)
        yield citation_file.citation_file(site, whole)
    yield from feeds.feeds(dataset)
