"""The home page answers in one screen: what is this, how much, where, what stands out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]
    Words = Callable[[HtmlElement], str]


def test_how_much_there_is_is_counted(dataset: Dataset, page: Page, seed_page: Page) -> None:
    """Reports, agencies, years, printed numbers: blanks are none."""
    figures = [dd.text_content() for dd in seed_page("").xpath("//dl[@class='figures']//dd")]
    assert figures == ["5", "5", "2013–2023", str(865 - 44)]
    figures = [dd.text_content() for dd in page("").xpath("//dl[@class='figures']//dd")]
    years = [report.year.value for report in dataset.reports]
    printed = sum(o.value is not None for report in dataset.reports for o in report.observations)
    assert figures == [
        str(len(dataset.reports)),
        str(len({report.agency for report in dataset.reports})),
        f"{min(years)}–{max(years)}",
        f"{printed:,}",
    ]


def test_the_matrix_leads_to_every_report(dataset: Dataset, page: Page) -> None:
    """Each report has its link, and each with failures its count."""
    (table,) = page("").xpath("//table[contains(@class, 'coverage')]")
    links = table.xpath("./tbody/tr/td/a/@href")
    assert sorted(links) == sorted(f"reports/{report.id}/index.html" for report in dataset.reports)
    failed = {f"reports/{f.report}/index.html" for f in dataset.findings if f.report and f.outcome is Outcome.FAIL}
    assert set(table.xpath(".//td[@class='fail']/a/@href")) == failed


def test_the_matrix_shows_gaps_and_failures(seeds: Dataset, seed_page: Page, words: Words) -> None:
    """Years without reports are columns too; a long gap is one narrow column; failures are counted."""
    (table,) = seed_page("").xpath("//table[contains(@class, 'coverage')]")
    assert [words(cell) for cell in table.xpath("./thead/tr/*")] == [
        "机关", "2013", "…其间各年没有收录", "2019", "2020", "2021", "2022", "2023",
    ]  # fmt: skip
    assert len(table.xpath("./tbody/tr/td/a/@href")) == len(seeds.reports)
    assert {words(a) for a in table.xpath(".//td[@class='fail']/a")} == {
        "✕22013 年年报，2 处不符",
        "✕12019 年年报，1 处不符",
        "✕22019 年年报，2 处不符",
    }


def test_what_stands_out_is_told_in_sentences(seed_page: Page, words: Words) -> None:
    """Three failures, each of another agency while there are agencies; the rest is counted."""
    told = [words(li) for li in seed_page("").xpath("//ul[@class='striking']/li")]
    assert len(told) == 3
    assert [sum(name in one for one in told) for name in ("衢州市", "四川省", "资阳市")] == [1, 1, 1]
    assert any("2020-01-23 发布，早于落款日期 2020-01-30" in one for one in told)
    assert "共 5 处不符" in words(seed_page("").xpath("//section[@aria-labelledby='striking']")[0])


def test_what_is_new_comes_newest_first(page: Page, words: Words) -> None:
    """By the day of publication, each leading to its report."""
    items = page("").xpath("//section[@aria-labelledby='newest']//li")
    assert words(items[0]) == "平潭综合实验区管委会 2025 年 2026-03-10 发布"
    assert items[0].xpath("./a/@href") == ["reports/pingtan-administration-2025/index.html"]
    days = [words(item.xpath("./small")[0]) for item in items]
    assert days == sorted(days, reverse=True)


def test_an_agency_can_be_looked_for_without_a_script(page: Page) -> None:
    """A plain form, with a label."""
    (form,) = page("").xpath("//form[@role='search']")
    assert form.get("action") == "search/index.html"
    assert form.xpath(".//label/@for") == form.xpath(".//input/@id")


def test_the_specimen_shows_a_row_and_the_lines_it_was_read_from(page: Page, words: Words) -> None:
    """A real row, each number with its line."""
    (figure,) = page("").xpath("//figure")
    assert [words(cell) for cell in figure.xpath(".//tbody/tr/*")] == ["行政许可", "14", "-1", "12916"]
    assert [words(mark) for mark in figure.xpath(".//mark")] == ["14", "-1", "12916"]
    assert figure.xpath(".//tbody//a/@href")[-1] == "reports/sichuan-commerce-2019/index.html#L61"


def test_a_site_without_reports_still_has_a_home(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement]
) -> None:
    """A stranger who begins with an empty folder sees no error."""
    tree = parse(build(replace(dataset, reports=(), findings=())), "")
    assert not tree.xpath("//figure")
    assert tree.xpath("string(//dl[@class='figures']//dd)") == "0"
