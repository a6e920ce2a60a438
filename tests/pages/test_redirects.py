"""Old addresses lead on: a page by itself and by a link, a file by being there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from sitegen.catalogue import KnowledgeError
from sitegen.model import Redirect
from sitegen.site import SiteError, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Build = Callable[[Dataset], Site]

BASE = "https://example.org/repo"


def moved(dataset: Dataset, *pairs: tuple[str, str], base_url: str | None = None) -> Dataset:
    """The dataset with these redirects."""
    redirects = tuple(Redirect(one, other, line) for line, (one, other) in enumerate(pairs, 2))
    site = replace(dataset.catalogue.site, base_url=base_url)
    return replace(dataset, catalogue=replace(dataset.catalogue, redirects=redirects, site=site))


def test_an_old_page_leads_to_the_new_one(
    seeds: Dataset, build: Build, parse: Callable[[Site, str], HtmlElement], tmp_path: Path
) -> None:
    """At once, by a link for those whose browser does not, and for search engines by the canonical address."""
    site = build(moved(seeds, ("agencies/old-name/", "agencies/quzhou-commerce/"), base_url=BASE))
    tree = parse(site, "agencies/old-name/")
    assert tree.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../quzhou-commerce/index.html"]
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{BASE}/agencies/quzhou-commerce/"]
    assert tree.xpath("//main//a/@href") == ["../quzhou-commerce/index.html"] * 2
    locations = etree.fromstring(site["sitemap.xml"].content).xpath("//*[local-name()='loc']/text()")
    assert isinstance(locations, list)
    assert f"{BASE}/agencies/old-name/" not in map(str, locations)
    write(site.values(), tmp_path / "dist", verify=lambda _: None, base_url=BASE)


def test_an_old_file_is_still_there(seeds: Dataset, build: Build) -> None:
    """Programs follow no pages: they get the file itself."""
    site = build(moved(seeds, ("api/v1/agencies/old-name.json", "api/v1/agencies/quzhou-commerce.json")))
    assert site["api/v1/agencies/old-name.json"].content == site["api/v1/agencies/quzhou-commerce.json"].content


def test_a_redirect_to_a_page_that_is_not_there_stops_the_build(seeds: Dataset, build: Build, tmp_path: Path) -> None:
    site = build(moved(seeds, ("agencies/old-name/", "agencies/nobody/")))
    with pytest.raises(SiteError, match="there is no such file"):
        write(site.values(), tmp_path / "dist", verify=lambda _: None)


def test_a_redirect_to_a_file_that_is_not_there_is_told_with_its_line(seeds: Dataset, build: Build) -> None:
    with pytest.raises(KnowledgeError, match=r"redirects\.csv:2: the site has no file data/nothing\.csv"):
        build(moved(seeds, ("data/old.csv", "data/nothing.csv")))


def test_a_redirect_never_hides_a_page_that_is_there(seeds: Dataset, parse: object, root: Path, tmp_path: Path) -> None:
    """Two artifacts for one path are refused."""
    del parse
    from sitegen.exports import exports  # noqa: PLC0415
    from sitegen.pages import pages  # noqa: PLC0415
    from sitegen.rendering import Renderer, load_content  # noqa: PLC0415

    dataset = moved(seeds, ("agencies/quzhou-commerce/", "agencies/"))
    renderer = Renderer(root / "templates", dataset.catalogue.site, load_content(root / "content"), exports(dataset))
    with pytest.raises(SiteError, match="two artifacts for one path"):
        write(pages(dataset, renderer), tmp_path / "dist", verify=lambda _: None)
