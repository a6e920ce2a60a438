"""Coverage and the ways through the registry: every report is reached, what is missing is said, nobody is blamed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import Quarantined, Source, Stated

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]
    Words = Callable[[HtmlElement], str]


def row(tree: HtmlElement, agency: str) -> list[str]:
    """What stands in the cells of an agency."""
    (line,) = tree.xpath(f"//table[contains(@class, 'coverage')]//tr[th/a[.='{agency}']]")
    return [" ".join(cell.text_content().split()) for cell in line.xpath("./td")]


def test_coverage_leads_to_every_report_by_province(dataset: Dataset, page: Page) -> None:
    """One matrix while agencies are few, with a heading for each province that leads to its page."""
    tree = page("coverage/")
    links = tree.xpath("//table//td/a/@href")
    assert sorted(links) == sorted(f"../reports/{report.id}/index.html" for report in dataset.reports)
    heads = tree.xpath("//tr[@class='region']//a")
    assert [head.text for head in heads] == ["辽宁省", "浙江省", "福建省", "广东省", "四川省"]
    assert heads[2].get("href") == "350000/index.html"


def test_an_expected_report_that_is_not_there_is_marked(page: Page) -> None:
    """The latest year of an agency that has earlier ones; what was never expected is empty."""
    cells = row(page("coverage/"), "朝阳市商务局")
    assert cells[-1] == "○应有而未收录"
    assert cells[0] == ""


def test_a_file_set_aside_whose_report_is_known_has_a_mark(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement]
) -> None:
    """Somebody has said whose it is and of which year; it could not be read."""
    source = Source("x.pdf", "application/pdf", "0" * 64, 1, stated=Stated("chaoyang-commerce", 2024))
    site = build(replace(dataset, quarantined=(Quarantined(source, ()),)))
    assert row(parse(site, "coverage/"), "朝阳市商务局")[-2] == "▯有文件而读不成年报"


def test_a_region_has_its_agencies_and_the_way_back(page: Page, words: Words) -> None:
    """A city lies in its province; a county has no page and is a heading."""
    tree = page("coverage/350100/")
    assert words(tree.xpath("//nav[@class='crumbs']")[0]) == "收录情况 › 福建省"
    assert words(tree.xpath("//tr[@class='region']")[0]) == "平潭县"
    assert len(tree.xpath("//table//td/a")) == 7


def test_agencies_are_found_by_level_and_by_type(page: Page, words: Words) -> None:
    """Each section can be linked to."""
    by_level = page("agencies/by-level/")
    assert words(by_level.xpath("//section[h2[@id='province']]//li")[0]).startswith("四川省商务厅")
    by_type = page("agencies/by-type/")
    assert by_type.xpath("//section/h2/@id") == ["government", "commerce"]


def test_when_reports_were_published_is_told_without_blame(page: Page, words: Words) -> None:
    """By year: after the deadline with the days, in time, on an unknown day, expected and not held."""
    tree = page("agencies/by-publication/2019/")
    late = tree.xpath("//section[@aria-labelledby='late']//tbody/tr")
    assert [[words(cell) for cell in line] for line in late] == [["四川省商务厅", "2020-02-02", "2"]]
    assert words(page("agencies/by-publication/").xpath("//section[@aria-labelledby='missing']")[0]).count("市") > 1
    assert not {"违法", "违规", "瞒报"} & set(words(tree))
