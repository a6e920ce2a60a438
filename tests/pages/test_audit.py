"""Findings that are about two reports, or about one that is not there, on the pages that tell them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check_all
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]

LATER, EARLIER = "pingtan-administration-2023", "pingtan-administration-2022"
CELL = "requests/carried_in/natural_person"


@pytest.fixture(scope="module")
def audited(dataset: Dataset) -> Dataset:
    """The real dataset without one year, and with a carry-over that another year does not bear out."""
    reports = []
    for report in dataset.reports:
        if report.id == LATER:
            cells = tuple(
                replace(cell, value=cell.value + 5) if cell.cell == CELL and cell.value is not None else cell
                for cell in report.observations
            )
            reports.append(replace(report, observations=cells))
        elif report.id != "pingtan-administration-2020":
            reports.append(report)
    findings = sorted(check_all(reports, dataset.catalogue), key=lambda finding: finding.report or "~")
    return replace(dataset, reports=tuple(reports), findings=tuple(findings))


@pytest.fixture(scope="module")
def audited_site(audited: Dataset, build: Callable[[Dataset], Site]) -> Site:
    """Its pages."""
    return build(audited)


def test_a_break_between_years_leads_to_the_cells_of_both_reports(
    audited_site: Site, parse: Callable[[Site, str], HtmlElement], audited: Dataset
) -> None:
    (finding,) = (f for f in audited.findings if f.rule == "Y.CARRY" and f.outcome is Outcome.FAIL)
    assert finding.report == LATER
    for address in ("findings/", f"reports/{LATER}/"):
        (told,) = parse(audited_site, address).xpath(f"//li[@id='{finding.id}']")
        assert "上年结转为" in told.text_content()
        assert "须对照原文" in told.text_content()


def test_a_missing_year_stands_on_the_page_of_findings(
    audited_site: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    (section,) = parse(audited_site, "findings/").xpath("//section[h2/@id='missing']")
    assert "缺少 2020 年的报告，前后年份都有" in section.text_content()
    assert "../agencies/pingtan-administration/index.html" in section.xpath(".//p[@class='who']/a/@href")


def test_the_page_of_the_later_report_marks_the_cell(
    audited_site: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    marks = parse(audited_site, f"reports/{LATER}/").xpath("//a[contains(@class, 'flag')]/@href")
    assert f"#{LATER}:Y.CARRY:{CELL}" in marks
