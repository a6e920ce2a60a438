"""With an address there are a site map and canonical links; without one there is none of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from sitegen.site import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]

BASE = "https://example.org/repo"


def test_without_an_address_nothing_pretends_to_know_it(site: Site) -> None:
    """No map, no robots, no canonical link."""
    assert not {"sitemap.xml", "robots.txt"} & set(site)
    assert not [path for path, one in site.items() if path.endswith(".html") and b"canonical" in one.content]


def test_with_an_address_the_map_lists_every_page(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement], tmp_path: Path
) -> None:
    """Each page once, by the address that it calls its own; 404 is no place to go."""
    settings = replace(dataset.catalogue.site, base_url=BASE)
    site = build(replace(dataset, catalogue=replace(dataset.catalogue, site=settings)))
    locations = etree.fromstring(site["sitemap.xml"].content).xpath("//*[local-name()='loc']/text()")
    paths = [path for path in site if path.endswith(".html") and path != "404.html"]
    assert isinstance(locations, list)
    assert sorted(map(str, locations)) == sorted(f"{BASE}/{path.removesuffix('index.html')}" for path in paths)
    canonical = [parse(site, path).xpath("string(//link[@rel='canonical']/@href)") for path in paths]
    assert sorted(canonical) == sorted(map(str, locations))
    assert b"Sitemap: https://example.org/repo/sitemap.xml" in site["robots.txt"].content
    lost = parse(site, "404.html")
    assert not lost.xpath("//link[@rel='canonical']")
    assert lost.xpath("//link[@rel='stylesheet']/@href") == ["/repo/assets/style.css"]
    write(site.values(), tmp_path / "dist", verify=lambda _: None, base_url=BASE)
