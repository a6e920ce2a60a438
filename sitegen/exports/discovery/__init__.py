"""Discovery: what tells catalogues, search engines and feed readers what the site has. Made of the exported files."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.exports import dictionary
from sitegen.exports.discovery import citation_file, croissant, dcat, feeds
from sitegen.exports.discovery.holdings import AGENCIES, WHOLE, holdings
from sitegen.gathering import Task
from sitegen.listing import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.gathering import Section, Sections
    from sitegen.listing import Listed
    from sitegen.model import Artifact, Dataset

ENTRY = "discovery/agency"
"""The name under which agencies give what the catalogue says of their packages."""


def given(own: Dataset, listed: Iterable[Listed]) -> Iterator[Section]:
    """What an agency gives to the catalogue and the feed of all; ``listed`` are the files that were made for it."""
    site = own.catalogue.site
    for holding in holdings(own, (file for file in listed if file.path.startswith(f"{AGENCIES}/"))):
        yield ENTRY, dcat.packed(dcat.entry(site, holding))
    yield from feeds.given(own)


def tasks(dataset: Dataset, package: Package, after: Sequence[str]) -> Iterator[Task]:
    """The catalogue, the descriptions of the whole, and the feed of all.

    ``package`` is that of the whole, ``after`` are the tasks that make its files and those of the regions.
    """
    make = partial(_described, dataset, package, tuple(after))
    yield Task("discovery", (ENTRY,), make, overall=True, after=tuple(after))
    yield Task("feed.xml", (feeds.COUNTS,), partial(_feed, dataset), overall=True, offering=False)


def _described(dataset: Dataset, package: Package, after: Sequence[str], sections: Sections) -> Iterator[Artifact]:
    site = dataset.catalogue.site
    tables = (*package.tables, dictionary.table(package.tables))
    order = {f"{WHOLE}/{path}": place for place, path in enumerate([DESCRIPTOR, *(table.path for table in tables)])}
    listed = [file for task in after for file in sections.made(task)]
    whole, *regions = holdings(dataset, sorted(listed, key=lambda file: order.get(file.path, len(order))))
    of_agencies = (dcat.unpacked(content) for _, content in sections.of(ENTRY))
    of_regions = (dcat.entry(site, one) for one in regions)
    yield dcat.catalogue(site, whole, chain(of_agencies, of_regions))
    yield from croissant.croissant(site, whole, tables)
    yield citation_file.citation_file(site, whole)


def _feed(dataset: Dataset, sections: Sections) -> Iterator[Artifact]:
    yield from feeds.of_all(dataset, feeds.taken(sections))
