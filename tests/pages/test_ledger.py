"""The page of all findings of a report: each with its own address and the lines it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.model import Outcome
from sitegen.rendering import typeset
from sitegen.wording import message

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset
    from sitegen.wording import Language

    Site = dict[str, Artifact]
    Parse = Callable[[Site, str], HtmlElement]
    Page = Callable[[str], HtmlElement]
    Words = Callable[[HtmlElement], str]


def test_every_finding_of_a_report_has_an_address_of_its_own(dataset: Dataset, page: Page) -> None:
    for report in dataset.reports:
        own = {finding.id for finding in dataset.findings if finding.report == report.id}
        articles = page(f"findings/{report.id}/").xpath("//article/@id")
        assert set(articles) == own
        assert len(articles) == len(own)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_is_told_in_the_language_of_the_page(
    dataset: Dataset, editions: Site, parse: Parse, words: Words, language: Language
) -> None:
    tree = parse(editions, f"{'en/' if language == 'en' else ''}findings/quzhou-commerce-2013/")
    for finding in dataset.findings:
        if finding.report == "quzhou-commerce-2013":
            (article,) = (a for a in tree.xpath("//article") if a.get("id") == finding.id)
            told = message(finding, dataset.catalogue, language)
            said = words(article.xpath("./div/p")[0])
            assert said.startswith((typeset(told) if language == "zh" else told)[:24].rstrip())


@pytest.mark.parametrize("report", ["quzhou-commerce-2013", "pingtan-administration-2023"])
def test_a_failure_quotes_what_each_of_its_cells_prints(dataset: Dataset, page: Page, report: str) -> None:
    """Cells of another report's table are quoted from there."""
    tree = page(f"findings/{report}/")
    reports = {one.id: {cell.cell: cell for cell in one.observations} for one in dataset.reports}
    for finding in dataset.findings:
        if finding.report == report and finding.outcome is Outcome.FAIL and finding.cells:
            (article,) = (a for a in tree.xpath("//article") if a.get("id") == finding.id)
            printed = [mark.text_content().strip() for mark in article.xpath(".//mark")]
            cells = (cell.rpartition(":") for cell in finding.cells)
            found = [reports[other or report][address].printed.strip() for other, _, address in cells]
            assert printed == [text for text in found if text]
            assert len(article.xpath(".//tbody//a/@href")) == len(finding.cells)


def test_a_sum_shows_both_sides_with_links_to_its_cells(page: Page, words: Words) -> None:
    article = page("findings/quzhou-commerce-2013/").xpath("//article[contains(@class, 'fail')]")[0]
    (both,) = article.xpath(".//p[@class='sum']")
    assert "≠" in words(both)
    assert all("../../reports/quzhou-commerce-2013/" in href for href in both.xpath(".//a/@href"))


def test_the_report_leads_to_its_findings_and_a_flag_to_its_own(page: Page) -> None:
    assert page("reports/quzhou-commerce-2013/").xpath("//a[@href='../../findings/quzhou-commerce-2013/index.html']")


def test_what_is_wrong_or_doubtful_can_be_asked_to_be_put_right(page: Page) -> None:
    tree = page("findings/pingtan-administration-2025/")
    for article in tree.xpath("//article"):
        wanted = bool({"fail", "uncertain"} & set(article.get("class").split()))
        assert bool(article.find_class("request")) is wanted


def test_the_page_opens_with_how_many_findings_of_each_outcome_there_are(page: Page, words: Words) -> None:
    tree = page("findings/quzhou-commerce-2013/")
    for link in tree.xpath("//ul[@class='verdict']//a"):
        outcome = link.get("class")
        assert link.get("href") == f"#{outcome}"
        told = [article for article in tree.iter("article") if article.get("class") == f"finding {outcome}"]
        assert words(link).endswith(f" {len(told)}")
