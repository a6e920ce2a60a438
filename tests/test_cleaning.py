"""Cleaning: each step says what it does, goes no further than it should, and keeps the way back to the source."""

from __future__ import annotations

import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from sitegen.cleaning import FOLDING, STEPS, clean, replay

if TYPE_CHECKING:
    from pathlib import Path

LINES = (
    # as found, as cleaned, the steps that changed it
    ("自然人", "自然人", ()),
    ("（一）予以公开", "(一)予以公开", ("compatibility",)),
    ("(一)予以公开", "(一)予以公开", ()),
    ("㈠予以公开", "(一)予以公开", ("compatibility",)),
    ("１２，３４５．６", "12,345.6", ("compatibility",)),
    ("发布时间：2020－02－02", "发布时间:2020-02-02", ("compatibility",)),
    ("商业\u00a0企业\u3000", "商业 企业 ", ("compatibility",)),
    ("本年\u200b新收\ufeff", "本年新收", ("invisible",)),
    ("\u202e本年新收\u202c", "本年新收", ("invisible",)),
    ("\x00规\x01章", "规章", ("invisible",)),
    ("12\x0734\x0b5\x0c6\r7", "12 34 5 6 7", ("invisible",)),
    ("129²条①", "129²条(1)", ("compatibility",)),
    ("政府資訊公開", "政府信息公开", ("simplified", "vocabulary")),
    ("商務(wù)局", "商务局", ("pinyin", "simplified")),
    ("項(xiàng)目數(shù)量", "项目数量", ("pinyin", "simplified")),
    ("综合(zōng)(hé)", "综合", ("pinyin",)),
    ("和(he)(he)国(guo)政(zheng)(zheng)府", "和国政府", ("pinyin",)),
    ("人民(mín)共和國(guó)", "人民共和国", ("pinyin", "simplified")),
    ("啊(a)额(é)", "啊额", ("pinyin",)),
    ("绿(lǜ)女(nü)吕(lv)", "绿女吕", ("pinyin",)),
    ("商務（wù）局", "商务局", ("compatibility", "pinyin", "simplified")),
    ("務", "务", ("simplified",)),
    ("乾燥、乾坤", "干燥、乾坤", ("simplified",)),
    ("後續、製作、於、徵集、發佈", "后续、制作、于、征集、发布", ("simplified",)),
    ("中国日报(China Daily)", "中国日报(China Daily)", ()),
    ("中国日報(China Daily)", "中国日报(China Daily)", ("simplified",)),
    ("集成(OA)系统", "集成(OA)系统", ()),
    ("应用(app)", "应用(app)", ()),
    ("政府网站(www)", "政府网站(www)", ()),
    ("子项(zzz)", "子项(zzz)", ()),
    ("(wu)规章", "(wu)规章", ()),
    ("15(子項)", "15(子项)", ("simplified",)),
    ("<script>alert(1)</script> {{ 7*7 }} {% x %}", "<script>alert(1)</script> {{ 7*7 }} {% x %}", ()),
)


@pytest.mark.parametrize(("raw", "text", "steps"), LINES)
def test_a_line_is_cleaned_by_the_steps_it_needs(raw: str, text: str, steps: tuple[str, ...]) -> None:
    """Each step is named where it changed something, and only there."""
    cleaned = clean(raw)
    assert (cleaned.text, cleaned.steps) == (text, steps)


@pytest.mark.parametrize(("raw", "text", "steps"), LINES)
def test_replaying_the_steps_gives_the_same_text(raw: str, text: str, steps: tuple[str, ...]) -> None:
    """What a provenance records is enough to come from the printed text to the cleaned one."""
    assert replay(raw, steps) == text


def test_a_step_that_is_not_known_is_not_skipped() -> None:
    """A provenance with a step that no longer exists cannot be replayed, and says so."""
    with pytest.raises(KeyError):
        replay("規章", ("simplified", "no_such_step"))


def test_every_step_has_a_name_of_its_own() -> None:
    """Two steps of one name could not be told apart in a provenance."""
    assert len(dict(STEPS)) == len(STEPS)


def test_each_cleaned_character_knows_where_it_stood() -> None:
    """The way back leads past removed annotations and through characters that became several."""
    cleaned = clean("㈠商務(wù)局１")
    assert cleaned.text == "(一)商务局1"
    assert tuple(cleaned.origin) == (0, 0, 0, 1, 2, 7, 8)
    assert cleaned.span(3, 6) == (1, 8)
    assert cleaned.span(0, 1) == (0, 1)


def test_a_word_put_in_the_place_of_another_stands_where_that_stood() -> None:
    """資訊 became 信息, character for character."""
    cleaned = clean("資訊公開")
    assert cleaned.text == "信息公开"
    assert tuple(cleaned.origin) == (0, 1, 2, 3)
    assert cleaned.span(0, 2) == (0, 2)


def test_an_empty_span_has_a_place_too() -> None:
    """An empty stretch lies where the next character stands, or behind the last one."""
    cleaned = clean("商務(wù)局")
    assert cleaned.span(2, 2) == (6, 6)
    assert cleaned.span(3, 3) == (7, 7)
    assert clean("").span(0, 0) == (0, 0)


def test_the_title_of_a_real_report_loses_its_readings(root: Path) -> None:
    """The annotated title of a seed report reads as plain simplified Chinese."""
    report = (root / "data" / "reports" / "001_3c51f0ab0323fab2.txt").read_text(encoding="utf-8")
    assert clean(report.split("\n")[0]).text == "广州市商务局2020年政府信息公开工作年度报告"


def test_what_is_taken_for_unfolding_folds_to_itself() -> None:
    """The characters that the first step passes over are what their compatibility form is."""
    passed = [chr(code) for code in range(0x110000) if not FOLDING.match(chr(code)) and not 0xD800 <= code < 0xE000]
    assert len(passed) > 27_000
    assert all(unicodedata.normalize("NFKC", character) == character for character in passed)


MEGABYTE = 1_000_000


@pytest.mark.parametrize("unit", ["（", " ", "一、"], ids=repr)
def test_a_megabyte_is_cleaned_in_about_a_second(unit: str) -> None:
    """The longest text that a hostile page may hold in a line is no more than a moment's work."""
    text = unit * (MEGABYTE // len(unit.encode()))
    start = time.process_time()
    clean(text)
    assert time.process_time() - start < 1.5


@pytest.mark.parametrize("unit", ["中(wu)", "中(wu", "中(wu)(", "(((", "\u200b", "１", "（一", "中\n"], ids=repr)
def test_no_text_makes_the_patterns_run_wild(unit: str) -> None:
    """Open brackets, endless readings and things unseen take time by their length and not by its square."""
    start = time.process_time()
    clean(unit * 20_000)
    assert time.process_time() - start < 0.7


def test_a_long_traditional_line_is_cleaned_in_a_second() -> None:
    """Thirty thousand traditional characters in one line, far more than any report has, are no burden."""
    start = time.process_time()
    clean("務政" * 15_000)
    assert time.process_time() - start < 1
