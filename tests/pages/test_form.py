"""A form in the codebook: every row and column has an entry with an address of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.form import row_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Catalogue

    Page = Callable[[str], HtmlElement]


def test_every_row_and_column_has_an_entry(page: Page, catalogue: Catalogue) -> None:
    for form in catalogue.forms:
        ids = set(page(f"codebook/{form.id}/").xpath("//tr/@id"))
        rows = {f"{table.id}/{row.id}" for table in form.tables for _, row in table.rows}
        columns = {f"{t.id}/{s.id}/{c.id}" for t in form.tables for s in t.sections for c in s.columns}
        assert ids == rows | columns


def test_an_entry_tells_what_there_is_to_know(page: Page, words: Callable[[HtmlElement], str]) -> None:
    """Names, id, article, aliases, the indicator with its definition, and how comparable it is."""
    (entry,) = page("codebook/national-2021/").xpath("//tr[@id='requests/granted']")
    told = words(entry)
    for said in ("(一)予以公开", "Disclosed (granted)", "granted", "36(1)(2)", "予以公开情况", "口径相同"):
        assert said in told
    assert entry.xpath(".//a[@href='../../indicators/granted/index.html']")


def test_what_is_only_a_part_of_an_indicator_says_so(page: Page, words: Callable[[HtmlElement], str]) -> None:
    (entry,) = page("codebook/national-2021/").xpath("//tr[@id='requests/other_no_correction']")
    assert "几格之和，这是其中一格" in words(entry)


def test_a_form_leads_to_its_reports_and_its_rules(page: Page) -> None:
    tree = page("codebook/zhejiang-2013/")
    assert tree.xpath("//a[@href='../../reports/quzhou-commerce-2013/index.html']")
    assert tree.xpath("//a[@href='../rules/index.html#A0.QZ']")


def test_a_form_that_no_report_uses_says_so(page: Page, words: Callable[[HtmlElement], str]) -> None:
    assert "还没有用这种表式的年报" in words(page("codebook/shanghai-2007/"))


def test_an_indicator_leads_to_the_rows_that_it_counts(page: Page) -> None:
    links = page("indicators/granted/").xpath("//ul[@class='forms']//a/@href")
    assert "../../codebook/national-2021/index.html#requests/granted" in links
    assert row_address("national-2021", "requests/granted/total") == "codebook/national-2021/#requests/granted"


def test_a_report_leads_to_its_form(page: Page) -> None:
    assert page("reports/quzhou-commerce-2013/").xpath("//dd/a[@href='../../codebook/zhejiang-2013/index.html']")
