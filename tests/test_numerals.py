"""The one number grammar: what a cell prints gives exactly this value, this emptiness, or nothing at all."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from sitegen.cleaning import clean
from sitegen.model import Status
from sitegen.numerals import LONGEST, LONGEST_CELL, NOT_APPLICABLE, UNITS, ZEROS, Number, parse

NUMBERS = (
    # what is printed, the value, the unit, the remark
    ("0", "0", "", ""),
    ("２", "2", "", ""),
    ("１２", "12", "", ""),
    ("０", "0", "", ""),
    ("  5  ", "5", "", ""),
    ("5\u00a0", "5", "", ""),
    ("\u200b5\ufeff", "5", "", ""),
    ("1,234", "1234", "", ""),
    ("１，２３４", "1234", "", ""),
    ("1，234", "1234", "", ""),
    ("12,345,678", "12345678", "", ""),
    ("12件", "12", "件", ""),
    ("12 件", "12", "件", ""),
    ("28人次", "28", "人次", ""),
    ("326.6万元", "326.6", "万元", ""),
    ("476.32萬元", "476.32", "万元", ""),
    ("１２３．４５万元", "123.45", "万元", ""),
    ("251000元", "251000", "元", ""),
    ("1.5亿元", "1.5", "亿元", ""),
    ("59237.2449", "59237.2449", "", ""),
    ("0.000001", "0.000001", "", ""),
    ("+3", "3", "", ""),
    ("-1", "-1", "", ""),
    ("－1", "-1", "", ""),
    ("−1", "-1", "", ""),
    ("–1", "-1", "", ""),
    ("-0", "0", "", ""),
    ("增3", "3", "", ""),
    ("增加3", "3", "", ""),
    ("减2", "-2", "", ""),
    ("減2", "-2", "", ""),
    ("减少2项", "-2", "项", ""),
    ("减0", "0", "", ""),
    ("15(子项)", "15", "", "子项"),
    ("15(子項)", "15", "", "子项"),
    ("-6（子项）", "-6", "", "子项"),
    ("O", "0", "", ""),
    ("〇", "0", "", ""),
    ("○", "0", "", ""),
    ("零", "0", "", ""),
    ("二", "2", "", ""),
    ("两", "2", "", ""),
    ("十", "10", "", ""),
    ("十二", "12", "", ""),
    ("一十二", "12", "", ""),
    ("二十", "20", "", ""),
    ("一百零五", "105", "", ""),
    ("一百〇五", "105", "", ""),
    ("一百○五", "105", "", ""),
    ("两百", "200", "", ""),
    ("一百一十二", "112", "", ""),
    ("两千零一十", "2010", "", ""),
    ("九千九百九十九", "9999", "", ""),
    ("9" * LONGEST, "9" * LONGEST, "", ""),
)

NO_NUMBERS = (
    "约12",
    "12余",
    "近12件",
    "1.5万",
    "1e9",
    "0x10",
    "1_000",
    "007",
    "00",
    "0012",
    "00.5",
    "12 345",
    "12\u00a0345",
    "12\u3000345",
    "5\n6",
    "1\t2",
    "1,23",
    "1,2345",
    "1, 234",
    "1.",
    ".5",
    "1.2.3",
    "0.0000001",
    "9" * (LONGEST + 1),
    "9" * 5000,
    "١٢",
    "৩",
    "½",
    "1/2",
    "3-5",
    "3～5",
    "5%",
    "5元/件",
    "(5)",
    "5()",
    "5(x)",
    "5(子项)(主项)",
    "12、",
    "12。",
    "2019年",
    "+",
    "增",
    "减",
    "--3",
    "增-3",
    "一二",
    "零五",
    "二〇一九",
    "一万",
    "一千零十",
    "百十",
    "十十",
    "十百",
    "无变化",
    "N/A",
    "=1+1",
    "=HYPERLINK(1)",
    "+cmd",
    "@SUM(1)",
    "<script>1</script>",
    "{{ 7*7 }}",
)


@pytest.mark.parametrize(("printed", "value", "unit", "note"), NUMBERS)
def test_a_cell_that_prints_a_number_gives_just_that_number(printed: str, value: str, unit: str, note: str) -> None:
    """Full-width digits, thousands, signs, units, remarks and Chinese numerals are read; nothing is computed."""
    assert parse(clean(printed).text) == Number(Status.REPORTED, Decimal(value), unit, note)


@pytest.mark.parametrize("printed", NO_NUMBERS)
def test_a_cell_that_is_not_certain_gives_no_number(printed: str) -> None:
    """What may be an estimate, two cells run together, a formula or another script is kept and never guessed."""
    assert parse(clean(printed).text) == Number(Status.UNREADABLE)


# Written out once more, so that none can fall out of the grammar unnoticed.
EVERY_UNIT = (
    *("亿元", "万元", "元", "人次", "件", "条", "项", "个", "次", "人", "篇", "份", "宗", "起", "部", "家", "场"),
)
EVERY_TOKEN = (*("/", "//", "\\", "-", "--", "—", "——", "–", "―", "-/-", "无", "未", "无此项", "不适用"),)


def test_the_grammar_has_just_these_units_and_tokens() -> None:
    assert UNITS == EVERY_UNIT
    assert sorted(NOT_APPLICABLE) == sorted(EVERY_TOKEN)
    assert sorted(ZEROS) == sorted("Oo〇○零")


@pytest.mark.parametrize(
    ("printed", "value", "unit", "note"),
    [
        ("o", "0", "", ""),
        ("3人", "3", "人", ""),
        ("3 人 ( 子项 )", "3", "人", "子项"),
        ("- 3", "-3", "", ""),
        ("减 少3", None, "", ""),
        ("5(子项", None, "", ""),
        ("0.5", "0.5", "", ""),
        ("-0.5万元", "-0.5", "万元", ""),
        ("100", "100", "", ""),
        ("10", "10", "", ""),
        ("0,123", None, "", ""),
        ("1,234.5", "1234.5", "", ""),
        ("1.123456", "1.123456", "", ""),
        ("1.1234567", None, "", ""),
        ("一千零五", "1005", "", ""),
        ("一千零五十", "1050", "", ""),
        ("两千两百二十二", "2222", "", ""),
        ("一百零两", "102", "", ""),
        ("两十", None, "", ""),
        ("十一", "11", "", ""),
        ("一千一百一十一", "1111", "", ""),
        ("零零", None, "", ""),
        ("一千零零五", None, "", ""),
    ],
)
def test_the_edges_of_the_grammar(printed: str, value: str | None, unit: str, note: str) -> None:
    status = Status.UNREADABLE if value is None else Status.REPORTED
    assert parse(printed) == Number(status, None if value is None else Decimal(value), unit, note)


def test_minus_zero_is_zero_without_a_sign() -> None:
    assert str(parse("-0").value) == str(parse("减0").value) == "0"


@pytest.mark.parametrize("number", [LONGEST, LONGEST + 1])
def test_fifteen_digits_are_the_most(number: int) -> None:
    assert LONGEST == 15
    assert (parse("1" * number).value is None) == (number > 15)
    assert parse(f"{'1' * number}.25").value == (None if number > 15 else Decimal(f"{'1' * number}.25"))


def test_ten_thousand_characters_are_the_most() -> None:
    assert LONGEST_CELL == 10_000
    assert parse(f"12{' ' * 9_997}件") == Number(Status.REPORTED, Decimal(12), "件")
    assert parse(f"12{' ' * 9_998}件") == Number(Status.UNREADABLE)


@pytest.mark.parametrize("printed", ["", " ", "\u3000", "\u00a0\n", "\u200b", "\ufeff \u200b"])
def test_a_blank_cell_is_never_zero(printed: str) -> None:
    """An empty cell, or one with spaces alone, is blank and has no value."""
    assert parse(clean(printed).text) == Number(Status.BLANK)


@pytest.mark.parametrize("printed", [*sorted(NOT_APPLICABLE), "／", "－", " / ", "不適用"])
def test_a_dash_or_slash_is_not_applicable_and_never_zero(printed: str) -> None:
    """The tokens that publishers print where a cell does not apply to them have no value."""
    assert parse(clean(printed).text) == Number(Status.NOT_APPLICABLE)


@pytest.mark.parametrize("unit", UNITS)
def test_a_printed_unit_stays_beside_its_number(unit: str) -> None:
    """Every unit of the grammar is told from the number and neither changes the other."""
    assert parse(f"7{unit}") == parse(f"7 {unit}") == Number(Status.REPORTED, Decimal(7), unit)


@pytest.mark.parametrize("printed", ["12916①", "129²", "5⑫", "12₃", "③", "²"])
def test_a_note_mark_is_never_a_digit(printed: str) -> None:
    """The mark of a footnote, as in 129², must not turn 129 into 1292; what is left is not certain."""
    assert parse(clean(printed).text) == Number(Status.UNREADABLE)


@pytest.mark.parametrize("separator", ["\x07", "\x0b", "\x0c", "\r", "\x1e"])
def test_a_character_that_ends_a_line_or_cell_never_joins_two_numbers(separator: str) -> None:
    """Word ends a cell with a bell and a line within it with a vertical tab: 3 and 5 must not become 35."""
    assert parse(clean(f"3{separator}5").text) == Number(Status.UNREADABLE)


@pytest.mark.parametrize(
    "printed", ["一百五", "一千一", "两千五", "十零", "一百十二", "一百零", "百五", "百", "千", "千零五"]
)
def test_a_shortened_chinese_numeral_is_not_guessed(printed: str) -> None:
    """In everyday Chinese 一百五 is 150, by the letter it would be 105: neither is certain."""
    assert parse(printed) == Number(Status.UNREADABLE)


@pytest.mark.parametrize("hostile", ["9" * 300_000, "1" + ",111" * 75_000 + "x", "一" * 300_000, " " * 300_000 + "x"])
def test_long_texts_are_refused_in_no_time(hostile: str) -> None:
    """A megabyte of digits, commas, numerals or spaces costs no more than a moment."""
    start = time.process_time()
    assert parse(hostile).value is None
    assert time.process_time() - start < 1


def test_an_open_bracket_is_refused_in_no_time() -> None:
    """Twice the text behind an open bracket must not take four times as long."""
    start = time.process_time()
    assert parse("5(" + "一" * 8_000).value is None
    assert time.process_time() - start < 0.1
