"""Corrections on pages: beside the printed number wherever a table shows it, with reasons on the report's page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.corrections import correct
from sitegen.model import Correction, CorrectionStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Parse = Callable[[Site, str], HtmlElement]
    Words = Callable[[HtmlElement], str]

REPORT = "guangzhou-commerce-2020"
RECEIVED, REFUSED, LICENSING = (
    "requests/received_new/total",
    "requests/refused_deliberative/total",
    "proactive/licensing/decisions",
)
YEARS, YEARS_RECEIVED = "pingtan-administration-2021", "requests/received_new/total"


def correction(report: str, cell: str, expect: str, value: str, status: CorrectionStatus) -> Correction:
    """A correction, invented; hostile text in its reason does no harm."""
    source = "https://example.org/erratum?a=1&b=2" if status is CorrectionStatus.CONFIRMED else None
    return Correction(
        report, cell, expect, Decimal(value), "", "机关更正,见 <b>公告</b>", "Erratum", dt.date(2021, 3, 1), status,
        source, 1,
    )  # fmt: skip


@pytest.fixture(scope="module")
def printed(dataset: Dataset) -> str:
    """What the report over several years prints of the requests that it received."""
    report = next(report for report in dataset.reports if report.id == YEARS)
    return next(cell.printed for cell in report.observations if cell.cell == YEARS_RECEIVED)


@pytest.fixture(scope="module")
def corrected(dataset: Dataset, build: Callable[[Dataset], Site], printed: str) -> Site:
    """The pages with three corrections and a proposal."""
    corrections = (
        correction(REPORT, REFUSED, "3", "5", CorrectionStatus.CONFIRMED),
        correction(REPORT, RECEIVED, "15", "16", CorrectionStatus.PROPOSED),
        correction(REPORT, LICENSING, "12250", "12251", CorrectionStatus.CONFIRMED),
        correction(YEARS, YEARS_RECEIVED, printed, "99999", CorrectionStatus.CONFIRMED),
    )
    return build(replace(dataset, reports=correct(dataset.reports, corrections, Path())))


def cell(tree: HtmlElement, address: str) -> HtmlElement:
    """The cell of that address on a report's page."""
    return tree.get_element_by_id(address)


def seen(element: HtmlElement) -> str:
    """What the eye sees of an element: without the words for screen readers."""
    texts: list[str] = element.xpath(".//text()[not(ancestor::*[@class='vh'])]")
    return "".join(texts).strip()


def test_a_report_s_page_shows_both_numbers(corrected: Site, parse: Parse, words: Words) -> None:
    """First the printed one, which still leads to its line; then the other, with a word for screen readers."""
    tree = parse(corrected, f"reports/{REPORT}/")
    assert seen(cell(tree, REFUSED)) == "3→5"
    assert words(cell(tree, REFUSED)) == "3→5（机关更正为 5）"
    assert cell(tree, REFUSED).xpath("./a/@href")[0].startswith("#L")
    assert seen(cell(tree, RECEIVED)) == "15→16?"
    assert "有人建议更正为 16，机关没有确认" in words(cell(tree, RECEIVED))
    assert seen(cell(tree, "requests/carried_out/total")) == "1"


def test_a_report_s_page_lists_its_corrections(corrected: Site, parse: Parse, words: Words) -> None:
    """In the order of the cells, each with reason, standing, day and source; the legend explains the marks."""
    tree = parse(corrected, f"reports/{REPORT}/")
    licensing, received, refused = tree.xpath("//ul[@class='corrections']/li")
    assert licensing.xpath(".//a/@href")[0] == f"#{LICENSING}"
    assert seen(refused).split("\n")[0] == "6.属于四类过程性信息·总计 3→5 件"
    assert "机关更正，见 <b>公告</b>" in words(refused)
    assert "机关自己更正 · 2021-03-01 · 依据" in words(refused)
    assert refused.xpath(".//a[@rel]/@href") == ["https://example.org/erratum?a=1&b=2"]
    assert "更正建议，机关没有确认 · 2021-03-01" in words(received)
    assert not received.xpath(".//a[@rel]")
    legend = " ".join(words(line) for line in tree.xpath("//p[@class='legend']"))
    assert "机关更正为 13" in legend
    assert "有人建议更正" in legend


def test_a_page_without_corrections_says_nothing_of_them(corrected: Site, site: Site, parse: Parse) -> None:
    """Neither a heading nor a line of legend; the page is the very same."""
    path = "reports/sichuan-commerce-2019/index.html"
    assert corrected[path].content == site[path].content
    assert not parse(corrected, path).xpath("//*[@id='corrections'] | //*[contains(@class, 'beside')]")


def test_findings_are_the_same_with_and_without(corrected: Site, site: Site) -> None:
    """The page of findings does not change by a byte."""
    assert corrected["findings/index.html"].content == site["findings/index.html"].content


def test_an_agency_s_table_over_years_shows_both_numbers(corrected: Site, parse: Parse, printed: str) -> None:
    """In the year's column, leading to the cell on the report's page."""
    tree = parse(corrected, "agencies/pingtan-administration/")
    (found,) = tree.xpath("//table[contains(@class, 'paper')]//td[.//*[contains(@class, 'beside')]]")
    assert seen(found) == f"{printed}→99999"
    assert found.xpath("./a/@href")[0].endswith(f"reports/{YEARS}/index.html#{YEARS_RECEIVED}")


def test_the_only_report_of_an_agency_shows_both_numbers_there(corrected: Site, parse: Parse) -> None:
    """As on its own page."""
    tree = parse(corrected, "agencies/guangzhou-commerce/")
    marked = tree.xpath("//table[contains(@class, 'paper')]//td[.//*[contains(@class, 'beside')]]")
    assert sorted(map(seen, marked)) == [
        "12250→12251", "15→16?", "3→5",
    ]  # fmt: skip


def test_an_indicator_counts_what_is_confirmed_and_never_a_proposal(
    corrected: Site, parse: Parse, words: Words, printed: str
) -> None:
    """A sum beside the printed sum; a proposal is told without its number."""
    refused = parse(corrected, "indicators/refused/")
    (found,) = refused.xpath("//td[.//*[contains(@class, 'beside')]]")
    assert seen(found) == "3→5"
    assert "6.属于四类过程性信息·总计 3→5" in found.xpath("./a/@title")[0]
    received = parse(corrected, "indicators/requests-received/")
    marked = received.xpath("//td[.//*[contains(@class, 'beside')]]")
    assert sorted(map(seen, marked)) == sorted(("15→?", f"{printed}→99999"))
    (proposed,) = (one for one in marked if seen(one) == "15→?")
    assert "有更正建议，机关没有确认" in words(proposed)
    assert "16" not in words(proposed)


def test_the_legend_explains_both_marks(page: Callable[[str], HtmlElement]) -> None:
    """As tables show them."""
    rows = page("legend/").xpath("//td[.//*[contains(@class, 'beside')]]")
    assert list(map(seen, rows)) == ["12→13", "12→13?"]


def test_a_correction_to_another_unit_is_listed_with_that_unit_alone(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Parse
) -> None:
    """Nobody may take the printed unit for that of the right number."""
    other = replace(correction(REPORT, REFUSED, "3", "5", CorrectionStatus.CONFIRMED), unit="人次")
    tree = parse(build(replace(dataset, reports=correct(dataset.reports, (other,), Path()))), f"reports/{REPORT}/")
    (listed,) = tree.xpath("//ul[@class='corrections']/li/p[1]")
    assert seen(listed) == "6.属于四类过程性信息·总计 3→5人次"
