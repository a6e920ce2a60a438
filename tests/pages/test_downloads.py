"""The page of downloads offers every exported file with its size."""

from __future__ import annotations

import posixpath
import re
from hashlib import sha256
from typing import TYPE_CHECKING

from sitegen.rendering import size

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact

    Site = dict[str, Artifact]


def test_every_exported_file_can_be_found(site: Site, page: Callable[[str], HtmlElement]) -> None:
    """The whole dataset and each agency's package, its JSON from the API; what describes a CSV lies beside it."""
    links = {href.removeprefix("../") for href in page("downloads/").xpath("//td//a/@href")}
    data = {path for path in site if path.startswith("data/") and not path.endswith("-metadata.json")}
    agencies = {path.split("/")[2] for path in data if path.startswith("data/agencies/")}
    own = {f"api/v1/agencies/{agency}.json" for agency in agencies}
    assert links == data | own | {path for path in site if path.startswith("api/v1/reports/")}


def test_an_agencys_page_and_its_reports_offer_its_json(site: Site, page: Callable[[str], HtmlElement]) -> None:
    """With format, size and the date of the data, as the other files."""
    for path in ("api/v1/agencies/quzhou-commerce.json", "api/v1/reports/quzhou-commerce-2013.json"):
        (item,) = page("agencies/quzhou-commerce/").xpath(f"//ul[@class='files']/li[a/@href='../../{path}']")
        told = item.text_content()
        assert f"{path.rpartition('/')[2]} · JSON {size(len(site[path].content))} · 20" in told
    assert page("reports/quzhou-commerce-2013/").xpath(
        "//a[@href='../../api/v1/agencies/quzhou-commerce.json']/@download"
    )


def test_size_format_and_the_date_of_the_data_are_told(page: Callable[[str], HtmlElement]) -> None:
    """Before anyone downloads."""
    for row in page("downloads/").xpath("//table/tbody/tr"):
        files, date = row.xpath("./td")
        assert files.xpath(".//a")
        for file in files.xpath(".//a"):
            assert file.text_content() in {"CSV", "JSON", "ZIP", "Excel", "SQLite", "Parquet"}
            assert file.getnext().text_content().endswith("B")
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", date.text_content())


def test_files_are_named_by_the_titles_of_their_descriptor(page: Callable[[str], HtmlElement]) -> None:
    """A reader sees 观测值 and not only observations.csv."""
    names = [th.text_content() for th in page("downloads/").xpath("//table[1]/tbody/tr/th")]
    assert names
    assert not [name for name in names if name.endswith((".csv", ".json", ".zip"))]


def test_in_english_the_files_have_their_english_titles(
    editions: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """Those of the descriptor; and what describes the dataset to search engines stands once, on the Simplified page."""
    tree = parse(editions, "en/downloads/")
    names = [th.text_content() for th in tree.xpath("//table[1]/tbody/tr/th")]
    assert "Observations" in names
    assert "All files as a zip" in names
    assert not tree.xpath("//script[@type='application/ld+json']")
    assert parse(editions, "downloads/").xpath("//script[@type='application/ld+json']")
    links = {posixpath.normpath(posixpath.join("en/downloads", href)) for href in tree.xpath("//td//a/@href")}
    own = {path for path in editions if path.startswith("data/") and not path.endswith("-metadata.json")}
    assert own <= links <= set(editions)
    assert all(path.startswith(("api/v1/agencies/", "api/v1/reports/")) for path in links - own)


def test_every_file_of_a_package_has_its_sum(site: Site, page: Callable[[str], HtmlElement]) -> None:
    """The page leads to the list, and what it says is true of the bytes."""
    assert page("downloads/").xpath("//a[@href='../SHA256SUMS']/@download")
    lines = site["SHA256SUMS"].content.decode().splitlines()
    packages = sorted(path for path in site if path.startswith("data/"))
    assert lines == [f"{sha256(site[path].content).hexdigest()}  {path}" for path in packages]
