"""The page of search and its indexes: nothing that is not shown can be found, and all that is shown can."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from sitegen.languages import EDITIONS
from sitegen.model import Cut, Outcome
from sitegen.pages import search
from sitegen.pages.parts.searchable import documents
from sitegen.rendering import Renderer, load_content
from sitegen.search.folding import terms

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def content(site: Site, path: str) -> Any:  # noqa: ANN401  whatever JSON can say
    """A file of the index."""
    return json.loads(site[path].content)


def test_without_script_the_page_lists_every_agency(dataset: Dataset, page: Callable[[str], HtmlElement]) -> None:
    """The box leads here; the page says that searching needs script."""
    tree = page("search/")
    links = tree.xpath("//section[@aria-labelledby='roll']//a/@href")
    assert {f"../agencies/{one.id}/index.html" for one in dataset.catalogue.agencies} <= set(links)
    assert tree.xpath("//noscript")
    (form,) = tree.xpath("//form[@role='search']")
    assert form.get("action") == "index.html"
    assert form.xpath(".//input/@name") == ["q"]


def test_every_line_that_is_shown_of_a_report_can_be_found(dataset: Dataset, site: Site) -> None:
    """By its number; a keyed sheet is somebody's word, and its codes are no words."""
    report = next(one for one in dataset.reports if one.id == "sichuan-commerce-2019")
    lines = dict(content(site, f"search/texts/{report.id}.json")["lines"])
    assert lines[61] == "12916"
    assert all(" ".join(report.lines[number - 1].split()) == text for number, text in lines.items())
    assert content(site, "search/texts/pingtan-administration-2020.json")["lines"] == []


def test_what_is_cut_from_a_source_is_in_no_index(dataset: Dataset) -> None:
    """Spam and furniture are not published by another door."""
    report = next(one for one in dataset.reports if one.id == "sichuan-commerce-2019")
    lines = (*report.lines[:4], "绝密垃圾词", *report.lines[5:])
    worse = replace(dataset, reports=(replace(report, lines=lines, cuts=(Cut(5, 5, "spam"),)),))
    (own,) = [one for one in documents(worse) if one.id == report.id]
    assert 5 not in {line.number for line in own.lines}
    assert "绝密" not in own.terms()


def test_findings_that_do_not_pass_can_be_found(dataset: Dataset, site: Site) -> None:
    """In both languages, at their own address."""
    wanted = {f.id for f in dataset.findings if f.report and f.outcome is not Outcome.PASS}
    notes = [note for one in dataset.reports for note in content(site, f"search/texts/{one.id}.json")["notes"]]
    assert {note[0] for note in notes} == wanted
    assert all(zh and en for _, _, zh, en, *_ in notes)


def test_terms_of_the_codebook_lead_to_places_that_exist(site: Site, parse: Callable[[Site, str], HtmlElement]) -> None:
    """Indicators, rules, and the rows of every form."""
    for path in [path for path in site if path.startswith("search/texts/")]:
        for target, kind, *_ in content(site, path)["notes"]:
            if kind in {"indicator", "rule", "row"}:
                address, _, fragment = target.partition("#")
                assert f"{address}index.html" in site, target
                assert not fragment or fragment in parse(site, address).xpath("//@id"), target


def test_every_term_of_every_document_is_in_the_index(dataset: Dataset, site: Site) -> None:
    """A pair of characters of any line finds its report."""
    about = content(site, "search/texts.json")
    every = {term for n in range(about["shards"]) for term in content(site, f"search/terms/{n}.json")}
    for report in dataset.reports:
        for _, text in content(site, f"search/texts/{report.id}.json")["lines"]:
            assert every >= terms(text)


def test_the_latest_reports_come_first(site: Site) -> None:
    """The script shows documents in the order of the index."""
    years = [row[2] for row in content(site, "search/texts.json")["documents"] if len(row) > 1]
    assert years == sorted(years, reverse=True)


def test_the_traditional_edition_has_the_names_converted(editions: Site) -> None:
    """In the order of the index."""
    own = content(editions, "search/agencies.json")["agencies"]
    converted = content(editions, "search/agencies-converted.json")["agencies"]
    assert dict(zip((row[1] for row in own), converted, strict=True))["四川省商务厅"] == "四川省商務廳"


@pytest.fixture(scope="module")
def published(root: Path, dataset: Dataset) -> Site:
    """The files of the search of a site whose address is known."""
    settings = replace(dataset.catalogue.site, base_url="https://example.org/reports")
    renderer = Renderer(root / "templates", settings, load_content(root / "content"))
    return {artifact.path: artifact for artifact in search.pages(dataset, renderer)}


def test_browsers_can_add_the_search_of_each_edition(published: Site) -> None:
    """The description keeps to OpenSearch 1.1: required elements, lengths, absolute addresses."""
    for edition in EDITIONS:
        root = etree.fromstring(published[f"{edition.folder}opensearch.xml"].content)
        assert root.tag == f"{NAMESPACE}OpenSearchDescription"
        assert 0 < len(root.findtext(f"{NAMESPACE}ShortName") or "") <= 16
        assert 0 < len(root.findtext(f"{NAMESPACE}Description") or "") <= 1024
        pages = [url for url in root.iter(f"{NAMESPACE}Url") if url.get("type") == "text/html"]
        expected = f"https://example.org/reports/{edition.folder}search/?q={{searchTerms}}"
        assert [url.get("template") for url in pages] == [expected]
        assert root.findtext(f"{NAMESPACE}Language") == edition.tag
        assert root.findtext(f"{NAMESPACE}InputEncoding") == "UTF-8"


def test_pages_tell_browsers_of_it(published: Site, site: Site) -> None:
    """Only where the site's address is known, which the description needs."""
    assert b'rel="search" type="application/opensearchdescription+xml"' in published["search/index.html"].content
    assert b'rel="search"' not in site["search/index.html"].content
    assert not [path for path in site if path.endswith("opensearch.xml")]
