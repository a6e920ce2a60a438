"""The map of the site for search engines, where the site's address is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.discovery.times import modified
from sitegen.languages import SIMPLIFIED, edition_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.languages import Edition
    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

LARGEST = 50_000
"""The most addresses that a map may have by its standard; above, there are several, and an index of them."""

NOWHERE = "404.html"
REDIRECT = b'http-equiv="refresh"'
FRAMED = b'name="robots" content="noindex"'
REPORT = re.compile(rb'href="(?:[^"#]*/)?(?:reports|findings)/([a-z0-9-]+)/')
PACKAGE = re.compile(rb'href="(?:[^"#]*/)?data/(?:agencies/([a-z0-9-]+)/)?[^"/]+"')
ITSELF = re.compile(r"(?:reports|findings)/([a-z0-9-]+)/index\.html")


@dataclass(frozen=True, slots=True)
class Entry:
    """An address, the last day that is known of the data that it shows, and the same page in each language."""

    address: str
    modified: dt.date | None
    editions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A page that is a place to go, and the reports and the agencies' packages that it leads to.

    What a page shows is the same in every language, so it is looked for in one.
    """

    path: str
    reports: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


def seen(page: Artifact) -> Seen | None:
    """What the map must know of a page; nothing where it is no place to go to: a redirect, a frame for others, 404."""
    if not page.path.endswith(".html") or page.path == NOWHERE:
        return None
    if any(mark in page.content for mark in (REDIRECT, FRAMED)):
        return None
    if edition_of(page.path) != SIMPLIFIED:
        return Seen(page.path)
    if own := ITSELF.fullmatch(page.path):
        return Seen(page.path, (own[1],))  # the files of other years that it offers too are not what it is about
    found = {one.decode() for one in REPORT.findall(page.content)}
    return Seen(page.path, tuple(sorted(found)), tuple(sorted({one.decode() for one in PACKAGE.findall(page.content)})))


def files(
    dataset: Dataset, renderer: Renderer, pages: Iterable[Artifact], largest: int = LARGEST
) -> Iterator[Artifact]:
    """``sitemap.xml`` and ``robots.txt`` for those pages; nothing where the site's address is unknown."""
    return maps(dataset, renderer, filter(None, map(seen, pages)), largest)


def maps(dataset: Dataset, renderer: Renderer, pages: Iterable[Seen], largest: int = LARGEST) -> Iterator[Artifact]:
    """The same for pages that were seen before."""
    base = renderer.base_url
    if base is None:
        return
    entries = _entries(dataset, renderer, base, tuple(pages))
    if len(entries) <= largest:
        yield renderer.page("sitemap.xml", "pages/sitemap.xml", entries=entries)
    else:
        parts: list[Entry] = []
        for number, start in enumerate(range(0, len(entries), largest), 1):
            own = entries[start : start + largest]
            yield renderer.page(f"sitemap-{number}.xml", "pages/sitemap.xml", entries=own)
            parts.append(Entry(f"{base}sitemap-{number}.xml", _latest(one.modified for one in own)))
        yield renderer.page("sitemap.xml", "pages/sitemap_index.xml", entries=parts)
    yield renderer.page("robots.txt", "pages/robots.txt", base=base)


def _entries(dataset: Dataset, renderer: Renderer, base: str, pages: Sequence[Seen]) -> Sequence[Entry]:
    days = {report.id: modified(report) for report in dataset.reports}
    agencies: dict[str, list[str]] = {}
    for report in dataset.reports:
        agencies.setdefault(report.agency or "", []).append(report.id)
    newest = {agency: _latest(days[one] for one in ids) for agency, ids in agencies.items()}
    newest[""] = _latest(newest.values())
    shown = {
        page.path: _latest(
            (*(days.get(one) for one in page.reports), *(newest.get(agency) for agency in page.packages))
        )
        for page in pages
    }
    return [_entry(page.path, shown, renderer.editions, base) for page in pages]


def _entry(path: str, shown: Mapping[str, dt.date | None], editions: Sequence[Edition], base: str) -> Entry:
    own = path.removeprefix(edition_of(path).folder)
    address = own.removesuffix("index.html")
    others = [(one.tag, base + one.folder + address) for one in editions]
    others += [("x-default", base + address)]  # for readers of any other language
    return Entry(base + path.removesuffix("index.html"), shown.get(own), tuple(others) if len(editions) > 1 else ())


def _latest(days: Iterable[dt.date | None]) -> dt.date | None:
    return max((day for day in days if day), default=None)
