"""Properties of the number grammar, for any text at all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sitegen.cleaning import clean
from sitegen.model import Status
from sitegen.numerals import LONGEST, NOT_APPLICABLE, UNITS, Number, parse
from sitegen.wording import plain

PIECES = (
    *"0123456789０５９",
    *("00", "1,234", ",", "，", ".", "．", "+", "-", "－", "−", "增", "减", "減少", "约", "余", "万"),
    *("(子项)", "（子項）", "(", ")", " ", "\u00a0", "\u200b", "\n", "①", "²", "½", "٣", "e", "x", "_", "/", "—", "无"),
    *"零〇一二三五九十百千两O",
    *UNITS,
)
texts = st.one_of(st.text(max_size=20), st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
counts = st.integers(min_value=-(10**LONGEST) + 1, max_value=10**LONGEST - 1)
amounts = st.decimals(min_value=0, max_value=10**12, places=4, allow_nan=False, allow_infinity=False)


@given(texts)
def test_no_text_makes_the_grammar_raise_and_a_value_stands_only_when_reported(text: str) -> None:
    """Every text has a status; only a number that is printed has a value."""
    for number in (parse(text), parse(clean(text).text)):
        assert number.status in {Status.REPORTED, Status.BLANK, Status.NOT_APPLICABLE, Status.UNREADABLE}
        assert (number.value is not None) == (number.status is Status.REPORTED)
        assert number.status is Status.REPORTED or number == Number(number.status)


@given(texts)
def test_blank_is_what_prints_nothing(text: str) -> None:
    """A cell is blank if and only if nothing but space is left of it."""
    cleaned = clean(text).text
    assert (parse(cleaned).status is Status.BLANK) == (not cleaned.strip())


@given(texts)
def test_spaces_around_a_cell_change_nothing(text: str) -> None:
    """What stands before and after is no part of the number."""
    assert parse(f" \t{text}\n") == parse(text)


@given(counts)
def test_a_whole_number_written_plainly_is_read_back(number: int) -> None:
    """Whatever whole number the site prints, the grammar reads the same again."""
    value = Decimal(number)
    assert parse(plain(value)) == Number(Status.REPORTED, value)


@given(counts)
def test_separated_thousands_are_read_back(number: int) -> None:
    """1,234 is 1234, for every number."""
    assert parse(f"{number:,}") == Number(Status.REPORTED, Decimal(number))


@given(amounts, st.sampled_from(UNITS))
def test_an_amount_with_its_unit_is_read_back(amount: Decimal, unit: str) -> None:
    """Decimals are read exactly, never as floating numbers, and are not converted by their unit."""
    assert parse(f"{amount:f}{unit}") == Number(Status.REPORTED, amount, unit)


@given(counts, st.sampled_from(UNITS))
def test_full_width_printing_says_the_same(number: int, unit: str) -> None:
    """The width of digits, commas and signs is a matter of typesetting."""
    wide = f"{number:,}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,-"})
    assert parse(clean(wide + unit).text) == Number(Status.REPORTED, Decimal(number), unit)


@given(st.integers(min_value=0, max_value=9), counts.filter(lambda n: n >= 0))
def test_a_number_with_leading_zeros_is_none(zeros: int, number: int) -> None:
    """007 may be cells that ran together, so it is read as no number; zero alone is zero."""
    printed = "0" * zeros + str(number)
    expected = Status.REPORTED if zeros == 0 and len(str(number)) <= LONGEST else Status.UNREADABLE
    assert parse(printed).status is expected


@given(st.integers(min_value=0, max_value=9999))
def test_chinese_numerals_are_read_back(number: int) -> None:
    """Every whole number below ten thousand that is written out in full is read."""
    assert parse(chinese(number)) == Number(Status.REPORTED, Decimal(number))


@given(st.sampled_from(sorted(NOT_APPLICABLE)), st.integers(min_value=0, max_value=99))
def test_a_token_beside_a_number_is_not_dropped(token: str, number: int) -> None:
    """5/ and 无5 are neither five nor not applicable; a dash before a number is its sign."""
    assert parse(f"{number}{token}").status is Status.UNREADABLE
    if token not in {"-", "–"}:
        assert parse(f"{token}{number}").status is Status.UNREADABLE


def chinese(number: int) -> str:
    """A whole number below ten thousand in Chinese numerals, written out in full."""
    if number == 0:
        return "零"
    text, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
        gap = bool(text) and not digit
    return text.removeprefix("一") if text.startswith("一十") else text
