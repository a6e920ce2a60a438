"""Findings in words: whole sentences in both languages that name the cell, both sides and the difference."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Finding, Outcome, Place, Severity
from sitegen.wording import OUTCOMES, cell_name, message, outcome_name, plain

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset

SENTENCES = {
    "quzhou-commerce-2013:A0.QZ:statistics/proactive/count": (
        (
            "一、主动公开数量:填报 9622,与下级各项之和 4765 相差 4857。"
            "不计其中的「(五)通过本单位外宣刊物、手册、宣传单等公开数」,则为 4508。"
        ),
        (
            "Items disclosed proactively: 9622 as printed, while the items below add up to 4765; "
            "the difference is 4857. Without “Publicity periodicals, brochures and leaflets” they add up to 4508."
        ),
    ),
    "quzhou-commerce-2013:A0.QZ:statistics/enquiries/count": (
        "七、公众访问咨询数量:填报 28,与下级各项之和 137 相差 109。",
        "Public visits and enquiries: 28 as printed, while the items below add up to 137; the difference is 109.",
    ),
    "quzhou-commerce-2013:A0.QZ:statistics/requests/count": (
        "二、依申请公开数量:这些格子都没有填写,无法核对。",
        "Disclosure upon request: none of these cells is filled in, so nothing can be checked.",
    ),
    "ziyang-economic-cooperation-2019:M.ORDER": (
        "2020-01-23 发布,早于落款日期 2020-01-30,相差 7 天。",
        "Published on 2020-01-23, before the signature date of 2020-01-30. Days between: 7.",
    ),
    "sichuan-commerce-2019:M.DEADLINE": (
        "2020-02-02 发布,晚于法定期限 2020-01-31,迟 2 天。",
        "Published on 2020-02-02, after the deadline of 2020-01-31. Days late: 2.",
    ),
    "guangzhou-commerce-2020:R.SPAM:619": ("第 619 行:有垃圾内容,已略去。", "line 619: spam, left out."),
    "chaoyang-commerce-2023:R.DATE": (
        "落款处印作「2024119」,无法确定日期;可能的读法:2024-01-19, 2024-11-09。",
        "The signature date is printed as “2024119” and cannot be told; it may be 2024-01-19, 2024-11-09.",
    ),
    "sichuan-commerce-2019:T3.BAL:requests/received_new/natural_person": (
        "自然人:本年新收与上年结转之和、办结总计与结转下年度之和,都是 2。",
        "Natural persons: received plus carried over, and closed plus carried forward, are both 2.",
    ),
    "sichuan-commerce-2019:T3.ROW:requests/granted/total": (
        "(一)予以公开:各类申请人之和与总计都是 1。",
        "Disclosed (granted): the applicants add up to the total, 1.",
    ),
}


@pytest.mark.parametrize("address", SENTENCES)
def test_a_finding_of_the_seeds_reads_as_a_sentence(dataset: Dataset, address: str) -> None:
    """The words that readers see, in both languages."""
    (finding,) = (f for f in dataset.findings if f.id == address)
    assert (message(finding, dataset.catalogue, "zh"), message(finding, dataset.catalogue, "en")) == SENTENCES[address]


def test_words_from_a_report_are_quoted_and_never_filled_in(catalogue: Catalogue) -> None:
    """Braces, template marks and scripts that a report prints come out as printed."""
    hostile = "{left} {{7*7}} {0} {x!r:>9} <script>alert(1)</script> %s"
    finding = Finding("R.CELL", Outcome.UNCERTAIN, Severity.NOTICE, "a-2019", "a.txt", place=Place(5))
    finding = replace(finding, details=(("detail", hostile),))
    assert hostile in message(finding, catalogue, "zh")
    assert hostile in message(finding, catalogue, "en")


def test_a_file_that_gave_no_report_is_named_by_its_path(catalogue: Catalogue) -> None:
    """Whoever reads the message finds the file."""
    rule = catalogue.rule("R.UNREADABLE_FILE")
    for reason in ("empty", "undecodable", "unknown_format", "too_large"):
        finding = Finding(rule.id, Outcome.FAIL, rule.severity, None, "sub/报告.txt", reason=reason)
        assert message(finding, catalogue, "zh").startswith("sub/报告.txt:")
        assert message(finding, catalogue, "en").startswith("sub/报告.txt: ")


def test_a_reason_is_told_instead_of_the_outcome(dataset: Dataset) -> None:
    """An open outcome is told by its reason; the same finding without one by its rule."""
    finding = next(f for f in dataset.findings if f.rule == "T3.ROW")
    open_one = replace(finding, outcome=Outcome.NOT_ASSESSABLE, reason="blank_total", right=Decimal(7))
    assert "总数一格没有填写" in message(open_one, dataset.catalogue, "zh")
    assert "7" in message(open_one, dataset.catalogue, "en")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (Decimal(0), "0"),
        (Decimal(-6), "-6"),
        (Decimal("326.60"), "326.60"),
        (Decimal("1E+9"), "1000000000"),
        (Decimal("0.0000001"), "0.0000001"),
        (dt.date(2020, 1, 5), "2020-01-05"),
    ],
)
def test_a_side_is_a_plain_number_or_date(value: Decimal | dt.date | None, words: str) -> None:
    """No unit, no exponent, no thousands; dates as year, month and day."""
    assert plain(value) == words


@pytest.mark.parametrize(
    ("form", "cell", "zh", "en"),
    [
        ("national-2019", "requests/granted/total", "(一)予以公开·总计", "Disclosed (granted), Total"),
        ("national-2019", "requests/granted", "(一)予以公开", "Disclosed (granted)"),
        ("national-2019", "requests/*/total", "收到和处理政府信息公开申请情况", "Requests received and handled"),
        ("national-2021", "proactive/charges/amount", "行政事业性收费·本年收费金额(单位:万元)", None),
        ("zhejiang-2013", "statistics/staff/count", "(二)政府信息公开工作人员数", "Staff for disclosure work"),
        ("national-2019", "no_such_table/granted/total", "no_such_table/granted/total", "no_such_table/granted/total"),
    ],
)
def test_a_cell_is_named_by_its_row_and_column(
    catalogue: Catalogue, form: str, cell: str, zh: str, en: str | None
) -> None:
    """The column is left out where there is only one; what is not known keeps its address."""
    assert cell_name(catalogue, form, cell, "zh") == zh
    if en:
        assert cell_name(catalogue, form, cell, "en") == en


def test_every_outcome_has_a_name_in_both_languages() -> None:
    """Four outcomes, eight names, none twice."""
    names = [outcome_name(outcome, language) for outcome in Outcome for language in ("zh", "en")]
    assert len(set(names)) == 8
    assert set(OUTCOMES) == set(Outcome)
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+|[a-z ]+", name) for name in names)


def test_chapters_have_their_names_in_each_language(catalogue: Catalogue) -> None:
    """One of them has in its title the mark that stands between titles."""
    titles = "主动公开政府信息情况、政府信息公开行政复议、行政诉讼情况"
    finding = Finding("M.CHAP", Outcome.FAIL, Severity.WARNING, "x", "x", details=(("detail", titles),))
    assert titles in message(finding, catalogue, "zh")
    english = message(finding, catalogue, "en")
    assert english == "Missing: “Proactive disclosure”, “Administrative reconsideration and litigation”."
