"""What pages tell search engines and readers: structured data, feeds, citations with their files."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import pytest
from rdflib import RDF, Graph, Namespace

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Parse = Callable[[Site, str], HtmlElement]

BASE = "https://example.org/repo"
ELSEWHERE = "https://somewhere.example/copy/"
SCHEMA = Namespace("https://schema.org/")
DEMANDED = ("name", "description", "license", "creator", "distribution", "temporalCoverage", "dateModified", "version")


@pytest.fixture(scope="module")
def addressed(dataset: Dataset, build: Callable[[Dataset], Site]) -> Site:
    """The site of the real dataset at an address."""
    settings = replace(dataset.catalogue.site, base_url=BASE)
    return build(replace(dataset, catalogue=replace(dataset.catalogue, site=settings)))


@pytest.fixture(params=["without an address", "at an address"])
def either(request: pytest.FixtureRequest, site: Site, addressed: Site) -> tuple[str, Site]:
    """Either: where the site is, and its files."""
    return (ELSEWHERE, site) if request.param == "without an address" else (f"{BASE}/", addressed)


def structured(tree: HtmlElement) -> Any:  # noqa: ANN401  JSON
    (text,) = tree.xpath("//head/script[@type='application/ld+json']/text()")
    return json.loads(text)


def is_agency(path: str) -> bool:
    """Whether the page is that of an agency, and not one of the ways through the registry."""
    return bool(re.fullmatch(r"agencies/(?!by-)[^/]+/index\.html", path))


def dataset_pages(site: Site) -> list[str]:
    return [
        "downloads/",
        *(path.removesuffix("index.html") for path in site if is_agency(path)),
    ]


def test_each_page_of_a_dataset_has_what_search_engines_ask_for(either: tuple[str, Site], parse: Parse) -> None:
    for address in dataset_pages(either[1]):
        content = structured(parse(either[1], address))
        assert content["@type"] == "Dataset"
        assert not [name for name in DEMANDED if not content.get(name)], address
        assert 50 <= len(content["description"]) <= 5000
        for part in content.get("hasPart", ()):
            assert 50 <= len(part["description"]) <= 5000
            assert part["name"]


def test_every_file_that_it_names_is_there_as_stated(either: tuple[str, Site], parse: Parse) -> None:
    root, site = either
    for address in dataset_pages(site):
        page = urljoin(root, f"{address}index.html")
        content = structured(parse(site, address))
        assert content["distribution"]
        for one in content["distribution"]:
            file = site[urljoin(page, one["contentUrl"]).removeprefix(root)]
            assert one["contentSize"] == f"{len(file.content)} B"
            assert one["sha256"] == hashlib.sha256(file.content).hexdigest()
            assert one["encodingFormat"] == file.media_type
        for one in (content["url"], content["includedInDataCatalog"]["url"], content["creator"]["url"]):
            path = urljoin(page, one).removeprefix(root)
            assert (f"{path}index.html" if path.endswith("/") or not path else path) in site


def test_addresses_are_whole_where_the_sites_own_is_known(addressed: Site, parse: Parse) -> None:
    for address in dataset_pages(addressed):
        content = structured(parse(addressed, address))
        assert content["url"] == f"{BASE}/{address}"
        assert all(one["contentUrl"].startswith(f"{BASE}/data/") for one in content["distribution"])


@pytest.mark.filterwarnings("ignore:.*is deprecated:DeprecationWarning:rdflib")
def test_it_reads_as_linked_data(site: Site, parse: Parse) -> None:
    content = structured(parse(site, "agencies/quzhou-commerce/"))
    graph = Graph().parse(data=json.dumps(content), format="json-ld", publicID=f"{ELSEWHERE}agencies/quzhou-commerce/")
    (one,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    assert len(list(graph.objects(one, SCHEMA.distribution))) == len(content["distribution"])


def test_nothing_in_it_can_end_the_element(dataset: Dataset, build: Callable[[Dataset], Site], parse: Parse) -> None:
    hostile = "</script><script>alert(1)</script><!--"
    settings = replace(dataset.catalogue.site, title_zh=hostile)
    site = build(replace(dataset, catalogue=replace(dataset.catalogue, site=settings)))
    tree = parse(site, "downloads/")
    assert structured(tree)["name"] == hostile
    assert len(tree.xpath("//script[not(@src)]")) == 1


def test_pages_without_data_claim_none(site: Site, parse: Parse) -> None:
    shown = {path for path in site if path.endswith(".html") and b"application/ld+json" in site[path].content}
    assert shown == {f"{address}index.html" for address in dataset_pages(site)}
    assert not parse(site, "").xpath("//script[not(@src)]")


def test_every_page_leads_to_the_feed_and_an_agencys_to_its_own(site: Site, parse: Parse) -> None:
    found = "//head/link[@rel='alternate'][@type='application/atom+xml']/@href"
    for path in site:
        if path.endswith(".html") and not path.startswith("embed/"):
            own = ["feed.xml"] if is_agency(path) else []
            assert parse(site, path).xpath(found) == ["../" * path.count("/") + "feed.xml", *own], path
    assert "agencies/quzhou-commerce/feed.xml" in site


@pytest.mark.parametrize("address", ["downloads/", "agencies/quzhou-commerce/", "reports/quzhou-commerce-2013/"])
def test_the_citation_can_be_copied_and_imported(
    dataset: Dataset, either: tuple[str, Site], parse: Parse, address: str
) -> None:
    _, site = either
    tree = parse(site, address)
    (box,) = tree.xpath("//section[@class='cite']")
    assert box.xpath(".//summary/text()") == ["GB/T 7714", "APA", "BibTeX", "RIS"]
    texts = [code.text_content() for code in box.xpath(".//pre/code")]
    assert all(dataset.catalogue.site.version in text for text in texts)
    for path, text in zip(box.xpath(".//p//a/@href"), texts[2:], strict=True):
        assert site[f"{address}{path}"].content.decode().split() == text.split()


def test_a_reports_citation_has_the_hash_of_its_source_and_its_address(
    dataset: Dataset, site: Site, parse: Parse
) -> None:
    for report in dataset.reports:
        tree = parse(site, f"reports/{report.id}/")
        for code in tree.xpath("//section[@class='cite']//code"):
            assert report.source.sha256 in code.text_content()
            assert not report.source.url or report.source.url in code.text_content()


def test_what_describes_the_data_can_be_found_by_people(site: Site, parse: Parse) -> None:
    links = parse(site, "downloads/").xpath("//ul[@class='files']/li/a/@href")
    assert links == [f"../{name}" for name in ("catalog.jsonld", "croissant.json", "CITATION.cff", "feed.xml")]
