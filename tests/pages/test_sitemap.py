"""With an address there are a site map and canonical links; without one there is none of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from sitegen.exports import exports
from sitegen.languages import EDITIONS
from sitegen.model import Artifact
from sitegen.pages import pages, sitemap
from sitegen.rendering import Content, Renderer, load_content
from sitegen.site import write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Dataset

    Site = dict[str, Artifact]
    Map = list[tuple[str, str]]

BASE = "https://example.org/repo"
# The grammar of sitemaps.org, with links to the same page in other languages; the order is free there, too.
GRAMMAR = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.sitemaps.org/schemas/sitemap/0.9"
  datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <start><choice>
  <element name="urlset"><oneOrMore><element name="url"><interleave><ref name="place"/><ref name="others"/>
   </interleave></element></oneOrMore></element>
  <element name="sitemapindex"><oneOrMore><element name="sitemap"><ref name="place"/></element></oneOrMore></element>
 </choice></start>
 <define name="others"><zeroOrMore><element name="link" ns="http://www.w3.org/1999/xhtml">
  <attribute name="rel" ns=""><value>alternate</value></attribute>
  <attribute name="hreflang" ns=""><data type="language"/></attribute>
  <attribute name="href" ns=""><data type="anyURI"/></attribute></element></zeroOrMore></define>
 <define name="place"><interleave>
  <element name="loc"><data type="anyURI">
   <param name="pattern">https?://.+</param><param name="maxLength">2048</param></data></element>
  <optional><element name="lastmod"><data type="date"/></element></optional>
 </interleave></define>
</grammar>
"""


@pytest.fixture(scope="module")
def placed(dataset: Dataset) -> Dataset:
    """The real dataset of a site whose address is known."""
    settings = replace(dataset.catalogue.site, base_url=BASE)
    return replace(dataset, catalogue=replace(dataset.catalogue, site=settings))


@pytest.fixture(scope="module")
def addressed(placed: Dataset, build: Callable[[Dataset], Site]) -> Site:
    """Its pages."""
    return build(placed)


def read(artifact: Artifact) -> Map:
    """Each address with its day; the map must keep to the grammar."""
    root = etree.fromstring(artifact.content)
    grammar = etree.RelaxNG(etree.fromstring(GRAMMAR))
    assert grammar.validate(root), grammar.error_log
    return [(one.findtext("{*}loc", ""), one.findtext("{*}lastmod", "")) for one in root]


def alternates(artifact: Artifact) -> dict[str, dict[str, str]]:
    """Of each address of a map the same page in each language."""
    return {
        one.findtext("{*}loc", ""): {
            str(link.get("hreflang")): str(link.get("href")) for link in one.findall("{*}link")
        }
        for one in etree.fromstring(artifact.content)
    }


def mapped(dataset: Dataset, root: Path, pages: tuple[Artifact, ...], largest: int = sitemap.LARGEST) -> Site:
    """The maps of those pages."""
    renderer = Renderer(root / "templates", dataset.catalogue.site, Content((), ()))
    return {artifact.path: artifact for artifact in sitemap.files(dataset, renderer, pages, largest)}


def test_without_an_address_nothing_pretends_to_know_it(site: Site) -> None:
    """No map, no robots, no canonical link."""
    assert not {"sitemap.xml", "robots.txt"} & set(site)
    assert not [path for path, one in site.items() if path.endswith(".html") and b"canonical" in one.content]


def test_with_an_address_the_map_lists_every_page(
    addressed: Site, parse: Callable[[Site, str], HtmlElement], tmp_path: Path
) -> None:
    """Each page once, by the address that it calls its own; 404 is no place to go, nor are frames for other sites."""
    locations = [address for address, _ in read(addressed["sitemap.xml"])]
    paths = [path for path in addressed if path.endswith(".html") and path != "404.html"]
    paths = [path for path in paths if "embed/" not in path]
    assert sorted(locations) == sorted(f"{BASE}/{path.removesuffix('index.html')}" for path in paths)
    canonical = [parse(addressed, path).xpath("string(//link[@rel='canonical']/@href)") for path in paths]
    assert sorted(canonical) == sorted(locations)
    assert addressed["robots.txt"].content.decode().endswith(f"Sitemap: {BASE}/sitemap.xml\n")
    write(addressed.values(), tmp_path / "dist", verify=lambda _: None, base_url=BASE)


def test_each_page_is_as_old_as_the_data_that_it_shows(addressed: Site) -> None:
    """A report by its own day, an agency by its last, texts without data by none, and never by that of the build."""
    days = dict(read(addressed["sitemap.xml"]))
    assert days[f"{BASE}/reports/pingtan-administration-2019/"] == "2020-01-20"
    assert days[f"{BASE}/reports/quzhou-commerce-2013/"] == "2014-03-14"
    assert days[f"{BASE}/agencies/pingtan-administration/"] == "2026-03-10"
    assert days[f"{BASE}/agencies/guangzhou-commerce/"] == "2021-01-30"
    assert days[f"{BASE}/"] == days[f"{BASE}/downloads/"] == days[f"{BASE}/findings/"] == "2026-03-10"
    assert days[f"{BASE}/legend/"] == days[f"{BASE}/law/"] == ""


def test_what_was_fetched_later_makes_its_pages_newer(placed: Dataset, root: Path) -> None:
    """And no others."""
    changed = tuple(
        replace(report, source=replace(report.source, retrieved=dt.date(2026, 6, 1)))
        if report.id == "quzhou-commerce-2013"
        else report
        for report in placed.reports
    )
    pages = tuple(
        Artifact(path, "text/html", content)
        for path, content in (
            ("reports/quzhou-commerce-2013/index.html", b""),
            ("reports/sichuan-commerce-2019/index.html", b""),
            ("regions/330000/index.html", b'<a href="../../reports/quzhou-commerce-2013/index.html#L3">'),
            ("agencies/quzhou-commerce/index.html", b'<a href="../../data/agencies/quzhou-commerce/reports.csv">'),
            ("about/index.html", b'<a href="../law/index.html">'),
        )
    )
    days = read(mapped(replace(placed, reports=changed), root, pages)["sitemap.xml"])
    assert [day for _, day in days] == ["2026-06-01", "2020-02-02", "2026-06-01", "2026-06-01", ""]


def test_redirects_are_no_places_to_go(placed: Dataset, root: Path) -> None:
    """They lead on to one."""
    gone = Artifact("a/index.html", "text/html", b'<meta http-equiv="refresh" content="0; url=../b/index.html">')
    here = Artifact("b/index.html", "text/html", b"")
    assert [one for one, _ in read(mapped(placed, root, (gone, here))["sitemap.xml"])] == [f"{BASE}/b/"]


def test_what_is_too_large_for_one_map_has_an_index(placed: Dataset, root: Path) -> None:
    """Each part within the limit, nothing twice, nothing lost, and as new as what it lists."""
    reports = [report.id for report in placed.reports]
    pages = tuple(Artifact(f"reports/{one}/index.html", "text/html", b"") for one in reports)
    site = mapped(placed, root, pages, largest=5)
    index = read(site["sitemap.xml"])
    assert [address for address, _ in index] == [f"{BASE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [read(site[f"sitemap-{number}.xml"]) for number in (1, 2, 3)]
    assert [one for part in parts for one, _ in part] == [f"{BASE}/reports/{one}/" for one in reports]
    assert [len(part) for part in parts] == [5, 5, len(reports) - 10]
    assert [day for _, day in index] == [max(day for _, day in part) for part in parts]
    assert sitemap.LARGEST == 50_000


def test_each_page_is_mapped_with_itself_in_every_language(
    root: Path, placed: Dataset, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """The map says what the pages say: each names all, itself included, and each is named by all."""
    small = replace(placed, reports=placed.reports[:1], findings=())
    content = load_content(root / "content")
    exported = exports(small)
    renderer = Renderer(root / "templates", small.catalogue.site, content, exported)
    made = {artifact.path: artifact for artifact in (*exported, *pages(small, renderer))}
    told = alternates(made["sitemap.xml"])
    for address, others in told.items():
        assert address in others.values()
        assert set(others) == {*(edition.tag for edition in EDITIONS), "x-default"}
        assert all(told[other] == others for other in others.values())
        tree = parse(made, f"{address.removeprefix(BASE + '/')}")
        assert {one.get("hreflang"): one.get("href") for one in tree.xpath("//link[@hreflang]")} == others
        assert tree.xpath("string(//link[@rel='canonical']/@href)") == address
    days = dict(read(made["sitemap.xml"]))
    report = small.reports[0].id
    assert days[f"{BASE}/reports/{report}/"] == days[f"{BASE}/en/reports/{report}/"] != ""


def test_a_site_in_one_language_maps_no_others(addressed: Site) -> None:
    """There is nothing to tell apart."""
    assert not any(alternates(addressed["sitemap.xml"]).values())
