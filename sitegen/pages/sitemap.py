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


def files(
    dataset: Dataset, renderer: Renderer, pages: Iterable[Artifact], largest: int = LARGEST
) -> Iterator[Artifact]:
    """``sitemap.xml`` and ``robots.txt`` for those pages; nothing where the site's address is unknown."""
    base = renderer.base_url
    if base is None:
        return
    entries = _entries(dataset, renderer, base, pages)
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


def _entries(dataset: Dataset, renderer: Renderer, base: str, pages: Iterable[Artifact]) -> Sequence[Entry]:
    """Every page that is a place to go: no redirect, no frame for others, not what is shown where there is no page.

    What a page shows is the same in every language, so it is looked for in one.
    """
    days = {report.id.encode(): modified(report) for report in dataset.reports}
    agencies: dict[bytes, list[bytes]] = {}
    for report in dataset.reports:
        agencies.setdefault((report.agency or "").encode(), []).append(report.id.encode())
    places = [
        page
        for page in pages
        if page.path.endswith(".html")
        and page.path != NOWHERE
        and not any(mark in page.content for mark in (REDIRECT, FRAMED))
    ]
    shown = {
        page.path: _latest(days.get(one) for one in _shown(page, agencies))
        for page in places
        if edition_of(page.path) == SIMPLIFIED
    }
    return [_entry(page.path, shown, renderer.editions, base) for page in places]


def _entry(path: str, shown: Mapping[str, dt.date | None], editions: Sequence[Edition], base: str) -> Entry:
    own = path.removeprefix(edition_of(path).folder)
    address = own.removesuffix("index.html")
    others = [(one.tag, base + one.folder + address) for one in editions]
    others += [("x-default", base + address)]  # for readers of any other language
    return Entry(base + path.removesuffix("index.html"), shown.get(own), tuple(others) if len(editions) > 1 else ())


def _shown(page: Artifact, agencies: Mapping[bytes, Sequence[bytes]]) -> set[bytes]:
    """The reports whose data the page shows: its own, those that it leads to, and those of the files that it offers."""
    if own := ITSELF.fullmatch(page.path):
        return {own[1].encode()}  # the files of other years that it offers too are not what it is about
    found = set(REPORT.findall(page.content))
    for agency in set(PACKAGE.findall(page.content)):
        found.update(agencies.get(agency, ()) if agency else (one for ids in agencies.values() for one in ids))
    return found


def _latest(days: Iterable[dt.date | None]) -> dt.date | None:
    return max((day for day in days if day), default=None)
