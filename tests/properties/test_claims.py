"""Properties of reading prose, for any row of words at all."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sitegen.claims.words import lexicon
from sitegen.cleaning import clean
from sitegen.numerals import parse
from tests.claims.sentences import claims

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Claim

PIECES = (
    *("2023年", "2022年", "全年", "上半年", "3月", "截至12月31日", "同比", "较上年", "增长", "下降", "占"),
    *("12.5%", "40%", "我局", "市商务局", "各区", "全市", "街道", "市民", "自然人", "网上", "12345热线"),
    *("信访", "《条例》", "第二十条", "收到", "受理", "新收", "办理", "答复", "办结", "上年结转", "结转下年度"),
    *("政府信息公开申请", "依申请公开", "申请", "予以公开", "部分公开", "不予公开", "无法提供", "不予处理"),
    *("其他处理", "行政复议", "行政诉讼", "维持", "纠正", "主动公开", "政府信息", "各类信息", "规范性文件"),
    *("规章", "制定", "废止", "现行有效", "信息处理费", "收费", "未", "无", "没有", "全部", "均", "按期"),
    *("其中", "包括", "分别为", "其他", "、", "和", ",", "，", ";", "。", ":", "(", ")", "1", "15", "160"),
    *("2,411", "十二", "一百零五", "３", "余", "多", "约", "近", "万", "成", "件", "条", "次", "元", "万元"),
    *(" ", "\n", "甲", "某", "請", "務(wù)", "\u200b", "的", "了", "为"),
)  # fmt: skip
rows = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
SLOWEST = 2.0  # seconds


def whole(claim: Claim, lines: list[str]) -> bool:
    """Whether all that a claim shows is printed where it says."""
    shown = [(claim.place, claim.printed), *((part.place, part.printed) for part in claim.parts)]
    return all(lines[place.line - 1][place.start : place.end] == printed for place, printed in shown)


@given(rows)
def test_every_claim_of_any_text_is_printed_at_its_place(catalogue: Catalogue, text: str) -> None:
    """Nothing raises, ids are unique, and what a claim belongs to is there."""
    lines = text.split("\n")
    found = claims(catalogue.prose, *lines)
    assert all(whole(claim, lines) for claim in found)
    ids = [claim.id for claim in found]
    assert len(set(ids)) == len(ids)
    assert {claim.of for claim in found} <= {"", *ids}


@given(rows)
def test_a_value_is_what_the_number_grammar_reads_in_the_printed_text(catalogue: Catalogue, text: str) -> None:
    """No value is made up: the digits that are printed give it."""
    for claim in claims(catalogue.prose, *text.split("\n")):
        if claim.qualifier == "exact" and claim.unit not in {"", "%"} and "\n" not in claim.printed:
            digits = clean(claim.printed).text.replace(" ", "").removesuffix(claim.unit)
            assert parse(digits).value == claim.value


@given(rows)
def test_the_words_of_a_text_and_the_gaps_between_them_are_the_whole_text(catalogue: Catalogue, text: str) -> None:
    """No word overlaps another, and their order is that of the text."""
    words = lexicon(catalogue.prose).read(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


def test_long_rows_of_anything_are_read_in_no_time(catalogue: Catalogue) -> None:
    """No pattern goes through a text again and again."""
    started = time.process_time()
    for piece in PIECES:
        claims(catalogue.prose, piece * 900 + "收到政府信息公开申请3件,占1%。")
    assert time.process_time() - started < SLOWEST * len(PIECES) / 10
