"""The page of findings: failures first, nothing hidden, files set aside with their reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]
    Words = Callable[[HtmlElement], str]


def test_every_finding_but_passes_has_its_sentence_and_anchor(dataset: Dataset, page: Page, words: Words) -> None:
    """Passes are counted; everything else is told."""
    tree = page("findings/")
    told = {li.get("id"): words(li) for li in tree.xpath("//li[contains(@class, 'finding')]")}
    assert set(told) == {finding.id for finding in dataset.findings if finding.outcome is not Outcome.PASS}
    assert all(len(text) > 10 for text in told.values())


def test_failures_come_before_doubts_before_the_rest(page: Page) -> None:
    """The order of the sections."""
    assert page("findings/").xpath("//h2/@id") == ["fail", "uncertain", "not_assessable", "pass", "missing", "aside"]


def test_counts_agree_with_the_dataset(dataset: Dataset, page: Page) -> None:
    """By rule and by report, each outcome."""
    tables = page("findings/").xpath("//table")
    for table in tables:
        sums = [0, 0, 0, 0]
        for row in table.xpath("./tbody/tr"):
            sums = [a + int(td.text_content()) for a, td in zip(sums, row.xpath("./td"), strict=True)]
        order = (Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE, Outcome.PASS)
        assert sums == [sum(f.outcome is outcome for f in dataset.findings if f.report) for outcome in order]


def test_a_file_set_aside_is_listed_with_its_reason(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """Nothing is lost silently; white space in a name does not break the anchor."""
    (section,) = parse(worse_site, "findings/").xpath("//section[h2/@id='aside']")
    assert "坏 文件.txt" in words(section)
    assert "没有找到任何一种已知表式的统计表" in words(section)
    assert section.xpath(".//li/@id") == ["坏_文件.txt:R.NO_FORM"]


def test_other_files_of_a_report_are_listed_apart(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """They are no files that failed; the report that is published says so too."""
    (section,) = parse(worse_site, "findings/").xpath("//section[h2/@id='duplicates']")
    assert "另一份.pdf：与 000_187445dee861a10c.txt 是同一机关同一年度的报告，本站发布后者" in words(section)
    facts = parse(worse_site, "reports/sichuan-commerce-2019/").xpath("//dl[@class='facts']/div[dt='其他文件']/dd")
    assert [words(fact) for fact in facts] == ["另一份.pdf PDF 同一份年报，没有采用"]
