"""The page of findings: failures first, nothing hidden, files set aside with their reason."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import Outcome
from tests.search.steps import numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]
    Words = Callable[[HtmlElement], str]


def of_rule(site: Site, rule: str) -> list[str]:
    """The paths of the pages of a rule, the first one first."""
    start = f"findings/rules/{rule}/"
    return sorted((path for path in site if path.startswith(start)), key=lambda path: (len(path), path))


def test_every_finding_but_passes_has_its_sentence_and_anchor(
    dataset: Dataset, site: Site, parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """Passes are counted; everything else is told on the page of its rule."""
    for rule in dataset.catalogue.rules:
        items = [
            li for path in of_rule(site, rule.id) for li in parse(site, path).xpath("//li[contains(@class, 'finding')]")
        ]
        told = {li.get("id"): words(li) for li in items}
        own = {f.id for f in dataset.findings if f.rule == rule.id and f.outcome is not Outcome.PASS}
        assert set(told) == own
        assert len(items) == len(own)
        assert all(len(text) > 10 for text in told.values())


def test_every_rule_has_its_page_though_nothing_breaks_it(dataset: Dataset, site: Site) -> None:
    """Its address does not depend on what the reports of a day have."""
    assert all(of_rule(site, rule.id) for rule in dataset.catalogue.rules)


def test_failures_come_before_doubts_before_the_rest(
    dataset: Dataset, site: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """The order of the sections of a rule."""
    order = [outcome.value for outcome in (Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE)]
    seen = set()
    for rule in dataset.catalogue.rules:
        sections = parse(site, of_rule(site, rule.id)[0]).xpath("//h2/@id")
        assert sections == [outcome for outcome in order if outcome in sections]
        seen.update(sections)
    assert seen == set(order)


def test_the_page_of_findings_begins_with_failures(dataset: Dataset, page: Page) -> None:
    """So many as one can read; the others are counted by rule, and the counts lead to them."""
    tree = page("findings/")
    shown = tree.xpath("//ul[contains(@class, 'listed')]/li/@id")
    failures = {finding.id for finding in dataset.findings if finding.outcome is Outcome.FAIL}
    assert set(shown) <= failures
    assert len(shown) == min(20, len(failures))


def test_long_lists_are_laid_out_on_several_pages(
    dataset: Dataset, build: Callable[[Dataset], Site], parse: Callable[[Site, str], HtmlElement]
) -> None:
    """A count leads to the page on which its findings begin; nothing is lost or told twice."""
    report = "quzhou-commerce-2013"
    own = [f for f in dataset.findings if f.report == report and f.rule == "A0.QZ"]
    wrong, unknown = (next(f for f in own if f.outcome is one) for one in (Outcome.FAIL, Outcome.NOT_ASSESSABLE))
    many = [replace(wrong, subject=f"{wrong.subject}:{n:03}") for n in range(50)]
    many += [replace(unknown, subject=f"{unknown.subject}:{n:03}") for n in range(50)]
    site = build(replace(dataset, findings=tuple(many)))
    paths = of_rule(site, "A0.QZ")
    assert paths == [f"findings/rules/A0.QZ/{n}index.html" for n in ("", "2/", "3/")]
    listed = [one for path in paths for one in parse(site, path).xpath("//li[contains(@class, 'finding')]/@id")]
    assert sorted(listed) == sorted(finding.id for finding in many)
    (link,) = parse(site, "findings/").xpath("//td[contains(@class, 'not_assessable')]/a/@href")
    assert link == "rules/A0.QZ/2/index.html#not_assessable"


def test_the_index_of_the_filter_has_every_finding_at_its_place(
    dataset: Dataset, site: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """The script takes a finding from its place in the list of its rule."""
    index = json.loads(site["findings/index.json"].content)
    agencies = json.loads(site["search/agencies.json"].content)["agencies"]
    for rule, outcomes in index["rules"].items():
        reports = [index["reports"][number] for told in outcomes.values() for number in numbers(told)]
        items = [
            li for path in of_rule(site, rule) for li in parse(site, path).xpath("//li[contains(@class, 'finding')]")
        ]
        assert len(items) == len(reports)
        for li, (who, year, _) in zip(items, reports, strict=True):
            assert f"{agencies[who][1]} {year} 年" in li.text_content()
    passes = json.loads(site["findings/passes.json"].content)
    counted = sum(int(n) * len(numbers(told)) for counts in passes.values() for n, told in counts.items())
    assert counted == sum(finding.outcome is Outcome.PASS for finding in dataset.findings)


def test_counts_agree_with_the_dataset(dataset: Dataset, page: Page) -> None:
    """By rule, each outcome."""
    (table,) = page("findings/").xpath("//table")
    sums = [0, 0, 0, 0]
    for row in table.xpath("./tbody/tr"):
        sums = [a + int(td.text_content().replace(",", "")) for a, td in zip(sums, row.xpath("./td"), strict=True)]
    order = (Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE, Outcome.PASS)
    assert sums == [sum(f.outcome is outcome for f in dataset.findings) for outcome in order]


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


def test_a_cell_of_the_report_of_another_year_says_so(page: Page) -> None:
    told = [one.text_content() for one in page("findings/").xpath("//li//p[@class='about']")]
    (between,) = [text for text in told if "546" in text and "440" in text]
    assert between.startswith("行政规范性文件·现行有效件数 546 · 2024 年行政规范性文件·现行有效件数 440")
