"""A report's page: the form as printed, every number with its line, marks that never lie."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Artifact, Dataset

    Site = dict[str, Artifact]
    Page = Callable[[str], HtmlElement]
    Words = Callable[[HtmlElement], str]

CHINESE = re.compile(r"[\u3400-\u9fff]")


def cell(tree: HtmlElement, address: str) -> HtmlElement:
    """The cell of that address."""
    (found,) = tree.xpath(f"//td[@id='{address}']")
    assert isinstance(found, type(tree))
    return found


def test_every_observation_has_its_cell_with_its_number(dataset: Dataset, page: Page) -> None:
    """All cells are shown, each once."""
    for report in dataset.reports:
        tree = page(f"reports/{report.id}/")
        shown = {td.get("id"): td.text_content().strip() for td in tree.xpath("//td[@id]")}
        assert set(shown) == {observation.cell for observation in (*report.observations, *report.local_rows)}
        for observation in report.observations:
            if observation.value is not None:
                assert f"{observation.value:f}" in shown[observation.cell].replace("+", "")


def test_every_number_leads_to_the_very_characters_it_was_read_from(dataset: Dataset, page: Page) -> None:
    """The line exists, the characters are lit up in it, and they lead back to the cell."""
    for report in dataset.reports:
        tree = page(f"reports/{report.id}/")
        lines = {li.get("id"): li for li in tree.xpath("//li[@id]")}
        for observation in report.observations:
            if observation.provenance and observation.value is not None:
                place = observation.provenance.place
                (target,) = cell(tree, observation.cell).xpath("./a[not(@class)]/@href")
                assert target == f"#L{place.line}"
                lit = lines[f"L{place.line}"].xpath(f".//a[@href='#{observation.cell}']/mark")
                assert [mark.text_content() for mark in lit] == [report.lines[place.line - 1][place.start : place.end]]


def test_a_blank_is_never_a_zero(dataset: Dataset, page: Page, words: Words) -> None:
    """44 of the 71 cells of the form of 2013 are blank, and are shown so, with a word for screen readers."""
    report = next(report for report in dataset.reports if report.id == "quzhou-commerce-2013")
    tree = page("reports/quzhou-commerce-2013/")
    blank = [observation for observation in report.observations if observation.status is Status.BLANK]
    assert len(blank) == 44
    for observation in blank:
        assert words(cell(tree, observation.cell)) == "·空白"


def test_what_is_printed_beside_a_number_is_shown(page: Page, words: Words) -> None:
    """The cell says what the paper says, in simplified characters, without the pinyin of the capture."""
    guangzhou, sichuan = page("reports/guangzhou-commerce-2020/"), page("reports/sichuan-commerce-2019/")
    assert words(cell(guangzhou, "proactive/licensing/items_previous_year")) == "15(子项)"
    assert words(cell(guangzhou, "proactive/licensing/items_change")) == "-6(子项)"
    assert words(cell(guangzhou, "proactive/procurement/amount")) == "476.32万元"
    assert words(cell(sichuan, "proactive/procurement/amount")) == "326.6万元"


def test_every_status_has_its_mark_and_its_word(worse_site: Site, parse: Callable[[Site, str], HtmlElement]) -> None:
    """Shape first; a screen reader hears the word."""
    tree = parse(worse_site, "reports/sichuan-commerce-2020/")
    marks = {row: " ".join(cell(tree, f"requests/{row}/total").text_content().split()) for row in (
        "carried_in", "granted", "partial", "refused_state_secret", "closed_total"
    )}  # fmt: skip
    assert marks == {
        "carried_in": "·空白",
        "granted": "//，不适用",
        "partial": "▯读不出",
        "refused_state_secret": "原文没有这一格",
        "closed_total": "‹12›12，由连写的数字拆出",
    }


def test_rows_that_the_form_has_not_stand_below_their_table(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """With the printed label, under the heads of their columns, each figure linked to its line and back."""
    tree = parse(worse_site, "reports/sichuan-commerce-2020/")
    (local,) = tree.xpath("//table[contains(@class, 'local')]")
    assert local.xpath("ancestor::section//table[1]/caption/text()")[0] == "主动公开政府信息情况"
    assert [[words(one) for one in row] for row in local.xpath(".//tr")] == [
        ["印出的行标题", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
        ["<b>便民</b>服务", "7", "7", "7"],
        ["印出的行标题", "上一年项目数量", "本年增/减"],
        ["其他事项", "7", "7"],
    ]
    (link,) = cell(tree, "proactive/local_2/items_change").xpath("./a")
    assert link.get("href") == "#L14"
    assert link.get("title") == "第 4 页；文件第 90 行"
    assert tree.xpath("//li[@id='L12']//a[@href='#proactive/local_1/made']/mark")
    assert tree.xpath("//li/span[@class='page']/text()") == ["第 3 页", "第 4 页"]


def test_rows_that_the_form_has_not_are_told_of_beside_several_years(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """A table over years has no place for them."""
    (told,) = parse(worse_site, "agencies/sichuan-commerce/").xpath("//p[contains(., '另有表式里没有的行')]")
    assert words(told) == "另有表式里没有的行，见各年年报：2020"


def test_the_scope_is_told_in_the_words_of_the_report(
    worse_site: Site, parse: Callable[[Site, str], HtmlElement], words: Words
) -> None:
    """Where the report speaks for a whole province."""
    (scope,) = parse(worse_site, "reports/sichuan-commerce-2020/").xpath("//dl/div[dt='范围']/dd")
    assert words(scope) == "全辖区 原文作「全省行政机关」 第 7 行"


def test_a_keyed_sheet_says_what_it_is(page: Page, words: Words) -> None:
    """It is no report: facts come from the sidecar, lines are explained, what was not keyed is not called missing."""
    tree = page("reports/pingtan-administration-2021/")
    facts = {words(div[0]): words(div[1]) for div in tree.xpath("//dl[@class='facts']/div")}
    assert facts["年度"] == "2021 据附记"
    assert facts["落款日期"] == "没有录入"
    assert "手工录入表（CSV）" in facts["存档文件"]
    assert "逐格录入" in facts["存档文件"]
    assert words(tree.get_element_by_id("source")) == "录入表"
    line = words(tree.get_element_by_id("L5"))
    assert line == "5proactive,normative_documents,issued,69, 行政规范性文件·本年制发件数"


def test_a_unit_of_money_that_is_stated_elsewhere_is_shown(page: Page, words: Words) -> None:
    """The sheet has a column for it; the cell alone would be a bare number."""
    assert words(cell(page("reports/pingtan-administration-2019/"), "proactive/procurement/amount")) == "75394432.52元"


def test_hostile_text_is_text(worse_site: Site, parse: Callable[[Site, str], HtmlElement], words: Words) -> None:
    """A script or a template in a report is shown, not run."""
    tree = parse(worse_site, "reports/sichuan-commerce-2020/")
    assert "<script>alert(1)</script> {{ 7 * 7 }} <b>x</b>" in words(tree.xpath("//li[@id='L7']")[0])
    assert not tree.xpath("//script[not(@src)] | //li[@id='L7']//b | //div[@class='report-text']//p/b[.='x']")


def test_the_requests_table_stands_as_on_paper(page: Page) -> None:
    """Two levels of applicants, and headings that span the rows below them."""
    tree = page("reports/chaoyang-commerce-2023/")
    (table,) = tree.xpath("//table[contains(@class, 'matrix')]")
    heads = [[th.text_content() for th in row.xpath("./th")] for row in table.xpath("./thead/tr")]
    assert heads == [
        ["申请人情况"],
        ["自然人", "法人或其他组织", "总计"],
        ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    spans = {th.text_content(): th.get("rowspan") for th in table.xpath("./tbody//th[@rowspan]")}
    assert spans == {
        "三、本年度办理结果": "22",
        "（三）不予公开": "8",
        "（四）无法提供": "3",
        "（五）不予处理": "5",
        "（六）其他处理": "3",
    }
    assert len(table.xpath("./tbody/tr")) == 25


def test_the_remedies_table_is_one_line_under_three_levels(page: Page) -> None:
    """As the national form has it."""
    (table,) = page("reports/sichuan-commerce-2019/").xpath("//table[contains(@class, 'across')]")
    heads = [[th.text_content() for th in row.xpath("./th")] for row in table.xpath("./thead/tr")]
    results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert heads == [["行政复议", "行政诉讼"], [*results, "未经复议直接起诉", "复议后起诉"], results * 2]
    assert len(table.xpath("./tbody/tr/td")) == 15


def test_what_was_cut_is_said_and_not_shown(dataset: Dataset, page: Page, words: Words) -> None:
    """Furniture and spam leave a sentence with the number of lines; no cut line has an anchor."""
    tree = page("reports/guangzhou-commerce-2020/")
    cuts = [words(li) for li in tree.xpath("//li[@class='cut']")]
    text = [words(p) for p in tree.xpath("//p[@class='aside']")]
    assert text[-2:] == cuts[-2:]
    assert cuts[-2:] == ["〔此处略去与年报无关的页面内容 7 行〕", "〔此处略去垃圾内容 1 行〕"]
    report = next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")
    for cut in report.cuts:
        assert not [n for n in range(cut.first, cut.last + 1) if tree.xpath(f"//li[@id='L{n}']")]


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("chaoyang-commerce-2023", "https://chaoyang.gov.cn/html/CYSZF/202401/0170659934604549.html 取得日期没有记录"),
        ("sichuan-commerce-2019", "网址没有记录，取得日期也没有记录"),
    ],
)
def test_the_official_original_is_linked_or_said_to_be_unknown(
    page: Page, words: Words, report: str, said: str
) -> None:
    """Every report says where it came from, as far as that is known."""
    (source,) = page(f"reports/{report}/").xpath("//dl[@class='facts']/div[dt='原文']/dd")
    assert words(source) == said


def test_failures_come_first_with_both_sides(page: Page, words: Words) -> None:
    """9622 against 4765: the sentence, the sum with its terms, the cell flagged in the table."""
    tree = page("reports/quzhou-commerce-2013/")
    finding = tree.get_element_by_id("quzhou-commerce-2013:A0.QZ:statistics/proactive/count")
    assert "填报 9622，与下级各项之和 4765 相差 4857" in words(finding)
    assert words(finding.xpath(".//p[@class='sum']")[0]) == "9622 ≠ 380 + 4107 + 11 + 257 + 10"
    assert cell(tree, "statistics/proactive/count").xpath("./a[@class='flag']/@href") == [f"#{finding.get('id')}"]
    outcomes = [li.get("class").split()[1] for li in tree.xpath("//li[contains(@class, 'finding')]")]
    assert outcomes == sorted(outcomes, key=["fail", "uncertain", "not_assessable", "pass"].index)
    assert not tree.xpath("//details//li[contains(@class, 'fail')]")


def test_the_text_of_a_report_marks_what_was_checked_in_it(dataset: Dataset, page: Page) -> None:
    """Each claim with a finding has its mark, which leads to the finding; the figure leads to a cell it was held to."""
    for report in dataset.reports:
        tree = page(f"reports/{report.id}/")
        found = {f.subject: f for f in dataset.findings if f.report == report.id}
        judged = [claim for claim in report.claims if claim.id in found]
        marked = tree.xpath("//div[@class='report-text']//span[@class='claim']")
        assert len(marked) == len(judged)
        for span, claim in zip(marked, sorted(judged, key=lambda claim: claim.place), strict=True):
            *_, mark = span.xpath("./a")
            assert mark.get("class") == found[claim.id].outcome
            assert mark.get("href").endswith(f"#{found[claim.id].id}")
            for cell in span.xpath("./a[not(@class)]/@href"):
                assert tree.get_element_by_id(cell[1:]) is not None


def test_the_text_says_where_the_tables_stand_and_repeats_none_of_their_figures(page: Page, words: Words) -> None:
    """Chapters keep their order; of the 602 lines of a report, 500 are cells."""
    (text,) = page("reports/sichuan-commerce-2019/").xpath("//div[@class='report-text']")
    told = [words(one) for one in text if one.tag == "h3" or one.get("class") == "aside"]
    assert told[:4] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "〔此处是统计表，见上〕",
        "三、收到和处理政府信息公开申请情况",
    ]
    assert "12916" not in words(text)
    assert "主动公开政府信息6700余条" in words(text)


def test_a_keyed_sheet_has_no_text(page: Page) -> None:
    """It holds cells alone."""
    assert not page("reports/pingtan-administration-2021/").xpath("//*[@class='report-text']")


def test_the_pages_of_a_report_are_in_english_but_for_what_is_printed(
    editions: Site, parse: Callable[[Site, str], HtmlElement]
) -> None:
    """Headings of the form, groups above rows, facts, findings; the report's own words say that they are Chinese."""
    for path in editions:
        if path.startswith(("en/reports/", "en/findings/", "en/legend/")) and path.endswith(".html"):
            if path == "en/findings/index.html":
                continue
            tree = parse(editions, path)
            for text in tree.xpath("//text()[not(ancestor::script)]"):
                if CHINESE.search(text):
                    holder = text.getparent().getparent() if text.is_tail else text.getparent()
                    (language,) = holder.xpath("ancestor-or-self::*[@lang][1]/@lang")
                    assert language.startswith("zh"), (path, text)
    table = parse(editions, "en/reports/chaoyang-commerce-2023/").xpath("//table[contains(@class, 'matrix')]")[0]
    spans = [th.text_content() for th in table.xpath("./tbody//th[@rowspan]")]
    assert spans == ["Outcome of requests in the year", "Refused", "Unable to provide", "Not processed",
                     "Otherwise handled"]  # fmt: skip
