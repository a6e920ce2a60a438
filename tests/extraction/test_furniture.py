"""Furniture and spam: what a page puts around a report is cut and marked; the report and its evidence never are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.extraction.furniture import cuts, is_spam
from sitegen.model import Cut

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Catalogue, Dataset

SEEDS = {
    "sichuan-commerce-2019": ((600, 602, "furniture"),),
    "guangzhou-commerce-2020": (
        (3, 3, "furniture"),
        (6, 6, "furniture"),
        (612, 618, "furniture"),
        (619, 619, "spam"),
    ),
    "chaoyang-commerce-2023": (),
    "ziyang-economic-cooperation-2019": ((1, 3, "furniture"), (358, 360, "furniture")),
    "quzhou-commerce-2013": (),
}
SPAM = "精品国产麻豆 | 亚洲一区二区 | 中文字幕无码"


def cut(text: str, catalogue: Catalogue, keep: Iterable[int] = (), title: int | None = None) -> tuple[Cut, ...]:
    """What is cut from a text."""
    return cuts(tuple(text.split("\n")), frozenset(keep), title, catalogue.unwanted)


@pytest.mark.parametrize("report", SEEDS)
def test_just_the_furniture_and_spam_of_a_real_page_are_cut(report: str, dataset: Dataset) -> None:
    """Navigation, page foot and spam of each seed, line by line."""
    (found,) = (r.cuts for r in dataset.reports if r.id == report)
    assert tuple((c.first, c.last, c.reason) for c in found) == SEEDS[report]


def test_no_line_that_proves_something_is_cut_from_a_real_report(dataset: Dataset) -> None:
    """Lines with a figure, a title, a date or a name stay."""
    for report in dataset.reports:
        removed = {n for c in report.cuts for n in range(c.first, c.last + 1)}
        facts = (report.title, report.agency_name, report.year, report.published_on, report.signed_on, report.index_no)
        proofs = {fact.place.line for fact in facts if fact and fact.place}
        proofs |= {cell.provenance.place.line for cell in report.observations if cell.provenance}
        assert not removed & proofs, report.id


def test_no_word_of_spam_is_left_in_a_real_report(dataset: Dataset) -> None:
    """What remains to be shown holds none of the words that mark spam."""
    words = dataset.catalogue.unwanted.spam
    for report in dataset.reports:
        removed = {n for c in report.cuts for n in range(c.first, c.last + 1)}
        shown = "".join(line for n, line in enumerate(report.lines, 1) if n not in removed)
        assert not [word for word in words if word in shown], report.id


def test_a_line_of_spam_is_cut_wherever_it_stands(catalogue: Catalogue) -> None:
    """Spam is no furniture: it is told apart, above, within and below the report."""
    text = f"{SPAM}\n一、总体情况\n规章\n{SPAM}\n0\n{SPAM}"
    assert cut(text, catalogue, keep={5}) == (Cut(1, 1, "spam"), Cut(4, 4, "spam"), Cut(6, 6, "spam"))


def test_spam_in_traditional_or_wide_characters_is_spam_too(catalogue: Catalogue) -> None:
    """Lines are compared as cleaned."""
    assert cut("一、\n亞洲無碼 | 國產精品 | １８禁", catalogue) == (Cut(2, 2, "spam"),)


@pytest.mark.parametrize(
    "line", ["在线观看新闻发布会直播", "久久为功", "约4000篇", "中文字幕", "public information", "18禁毒宣传", ""]
)
def test_one_doubtful_word_is_not_yet_spam(line: str, catalogue: Catalogue) -> None:
    """A word that a report may use does not condemn its line."""
    assert not is_spam(line, catalogue.unwanted)


@pytest.mark.parametrize(
    "line",
    [
        "公安机关全年查处赌场12处,侦破六合彩案件3起,有关情况已主动公开。",
        "市体育局公开体育彩票公益金使用情况,并会同有关部门整治网络博彩。",
        "重点整治棋牌室、老虎机、百家乐等赌博活动",
        "公安机关全年查处赌场12处 侦破六合彩案件3起",
    ],
)
def test_a_report_on_the_fight_against_gambling_is_no_spam(line: str, catalogue: Catalogue) -> None:
    """Police and sports bureaus write of such things; their sentences are published, and nobody is accused."""
    assert not is_spam(line, catalogue.unwanted)


@pytest.mark.parametrize(
    "line",
    [
        "娱乐城 百家乐 老虎机 欢迎光临",
        "提供百家乐、老虎机、真人娱乐、六合彩和时时彩,注册送彩金,立即开户送。",
    ],
)
def test_a_line_that_is_full_of_such_words_is_spam_in_words_or_in_a_sentence(line: str, catalogue: Catalogue) -> None:
    """No report strings them together; in a sentence it takes more of them than in a list."""
    assert is_spam(line, catalogue.unwanted)


def test_evidence_is_kept_even_within_furniture(catalogue: Catalogue) -> None:
    """A line that proves a fact stays in sight, whatever stands around it."""
    text = "首页\n来源:市商务局 打印本页\n标题\n一、总体情况"
    assert cut(text, catalogue, title=3) == (Cut(1, 2, "furniture"),)
    assert cut(text, catalogue, keep={2}, title=3) == (Cut(1, 1, "furniture"),)
    assert cut(f"一、\n{SPAM}", catalogue, keep={2}) == ()


def test_what_stands_above_the_title_is_cut_and_what_has_no_title_is_not(catalogue: Catalogue) -> None:
    """Without a title nobody knows where the report begins."""
    text = "市政府\n政府信息公开\n标题\n一、总体情况"
    assert cut(text, catalogue, title=3) == (Cut(1, 2, "furniture"),)
    assert cut(text, catalogue) == ()


def test_the_foot_of_a_page_is_cut_as_a_whole(catalogue: Catalogue) -> None:
    """From the first of several lines of furniture below the report, everything is the page's."""
    text = "六、其他需要报告的事项\n无。\n\n上一篇:\n下一篇:\n某某网"
    assert cut(text, catalogue) == (Cut(4, 6, "furniture"),)
    assert cut("六、其他需要报告的事项\n上一篇:\n下一篇:\n某某网", catalogue) == (Cut(2, 4, "furniture"),)
    assert cut("上一篇:\n下一篇:\n某某网", catalogue) == (Cut(1, 3, "furniture"),)


def test_one_line_of_furniture_below_the_report_takes_no_other_with_it(catalogue: Catalogue) -> None:
    """What follows may be the signature."""
    text = "六、其他需要报告的事项\n无。\n相关附件\n某市商务局\n2020年1月30日"
    assert cut(text, catalogue) == (Cut(3, 3, "furniture"),)


def test_empty_lines_between_two_cuts_belong_to_them_and_others_do_not(catalogue: Catalogue) -> None:
    """A gap of empty lines does not split a cut; a cut neither begins nor ends with one."""
    text = "一、总体情况\n上一篇:\n\n\n下一篇:\n\n规章"
    assert cut(text, catalogue, keep={7}) == (Cut(2, 5, "furniture"),)


def test_nothing_is_cut_from_a_clean_report(catalogue: Catalogue) -> None:
    """A report without furniture is shown whole."""
    assert cut("标题\n一、总体情况\n公开渠道:微信公众号、网站\n二、主动公开\n0", catalogue, title=1) == ()
    assert cut("", catalogue) == ()


@pytest.mark.parametrize(
    "line",
    [
        "访问量累计13万人次,比上年增长5%。",
        "技术支持更加有力,平台运行平稳。",
        "收藏、转发等互动数据全年公开。",
        "访问量累计13万人次,比上年增长5",
        "首页 > 政府信息公开栏目累计发布" + "各类政府信息" * 20,
    ],
)
def test_a_sentence_of_the_report_is_not_cut_for_its_first_words(line: str, catalogue: Catalogue) -> None:
    """Text that was broken into lines may begin a line with any word."""
    assert cut(f"一、总体情况\n{line}\n二、主动公开\n0", catalogue, keep={4}) == ()


@pytest.mark.parametrize("word", ["SEX", "sex", "Sex"])
def test_a_word_of_spam_with_letters_is_found_in_any_case(word: str, catalogue: Catalogue) -> None:
    """And one without letters beside it all the same."""
    unwanted = replace(catalogue.unwanted, spam=("sEX", "vIP", "麻豆", "国产"))
    for line in (f"{word} | Vip网", f"麻豆 | {word}", "麻豆 | 国产"):
        assert [c.reason for c in cuts((line,), frozenset(), None, unwanted)] == ["spam"]
    assert cuts((f"{word} | 土豆",), frozenset(), None, unwanted) == ()
