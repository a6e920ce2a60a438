"""Discovery: what tells catalogues, search engines and feed readers what the site has. Made of the exported files."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.exports import dictionary, parts, whole
from sitegen.exports.discovery import catalogues, citation_file, croissant, dcat, feeds
from sitegen.exports.discovery.catalogues import ENTRY
from sitegen.exports.discovery.holdings import AGENCIES, WHOLE, holdings
from sitegen.exports.given import divisions
from sitegen.exports.shards import shards
from sitegen.gathering import Task
from sitegen.listing import DESCRIPTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.exports.datapackage import Package
    from sitegen.exports.shards import Shard
    from sitegen.gathering import Section, Sections
    from sitegen.listing import Listed
    from sitegen.model import Artifact, Dataset


def given(own: Dataset, listed: Iterable[Listed]) -> Iterator[Section]:
    """What an agency gives to the catalogue and the feed of all; ``listed`` are the files that were made for it."""
    site = own.catalogue.site
    for holding in holdings(own, (file for file in listed if file.path.startswith(f"{AGENCIES}/"))):
        agency = holding.folder.rpartition("/")[2]
        yield f"{ENTRY}{divisions(own.catalogue).get(agency, parts.UNKNOWN)}", dcat.packed(dcat.entry(site, holding))
    yield from feeds.given(own)


def tasks(
    dataset: Dataset,
    sections: Sections,
    package: Package,
    of_whole: Sequence[str],
    of_regions: Sequence[str],
) -> Iterator[Task]:
    """The catalogue, the descriptions of the whole, and the feed of all.

    ``package`` is that of the whole, ``of_whole`` and ``of_regions`` are the tasks that make its files and those of the
    regions. Where agencies are many, the catalogue is one of catalogues.
    """
    having = {report.agency for report in dataset.reports if report.agency}
    found = shards(dataset.catalogue, having, whole.cut_for(package))
    yield from catalogues.tasks(dataset, sections, found, package, of_regions)
    needs = () if found else sections.names(ENTRY)
    after = tuple(name for name in of_whole if not whole.is_apart(name)) if found else (*of_whole, *of_regions)
    make = partial(_described, dataset, package, found, needs, after)
    yield Task("discovery", needs, make, overall=True, after=after)
    yield Task("feed.xml", (feeds.COUNTS,), partial(_feed, dataset), overall=True, offering=False)


def _described(  # noqa: PLR0913, PLR0917  what it is made of
    dataset: Dataset,
    package: Package,
    found: Sequence[Shard],
    needs: Sequence[str],
    after: Sequence[str],
    sections: Sections,
) -> Iterator[Artifact]:
    site = dataset.catalogue.site
    tables = (*package.tables, dictionary.table(package.tables))
    order = {f"{WHOLE}/{path}": place for place, path in enumerate([DESCRIPTOR, *(table.path for table in tables)])}
    listed = [file for task in after for file in sections.made(task)]
    whole, *regions = holdings(dataset, sorted(listed, key=lambda file: order.get(file.path, len(order))))
    if found:
        whole = replace(whole, apart=True)
        yield catalogues.index(site, whole, found)
    else:
        given = sorted(one for name in needs for one in sections.of(name))
        of_agencies = (dcat.unpacked(content) for _, content in given)
        of_regions = (dcat.entry(site, one) for one in regions)
        yield dcat.catalogue(site, whole, chain(of_agencies, of_regions))
    yield from croissant.croissant(site, whole, tables)
    yield citation_file.citation_file(site, whole)


def _feed(dataset: Dataset, sections: Sections) -> Iterator[Artifact]:
    yield from feeds.of_all(dataset, feeds.taken(sections))
