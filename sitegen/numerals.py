"""The one number grammar: what a cell prints, read as a number, as empty, as not applicable, or not at all.

It reads cleaned text (:mod:`sitegen.cleaning`), never guesses and never computes: ``326.6万元`` is 326.6 with the unit
万元.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from sitegen.model import Status

LONGEST_CELL = 10_000  # characters; what is longer is no number, whatever stands in it
LONGEST = 15  # digits before the point; what is longer is no count of anything
UNITS = ("亿元", "万元", "元", "人次", "件", "条", "项", "个", "次", "人", "篇", "份", "宗", "起", "部", "家", "场")
NOT_APPLICABLE = frozenset({"/", "//", "\\", "-", "--", "—", "——", "–", "―", "-/-", "无", "未", "无此项", "不适用"})
ZEROS = frozenset({"O", "o", "〇", "○", "零"})

_NUMBER = re.compile(
    r"(?P<sign>[+\-−–]|增加?|减少?)?\s*+"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d{1,6})?\s*+"
    rf"(?P<unit>{'|'.join(UNITS)})?\s*+"
    r"(?:\((?P<note>[^()\u4e00-\u9fff]*+[\u4e00-\u9fff][^()]*+)\))?",
    re.ASCII,
)
_MINUS = frozenset("-−–减") | {"减少"}
_NUMERALS = "零一二三四五六七八九"
_PLACES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says. ``value`` stands only with the status reported; ``note`` is a qualifier such as 子项."""

    status: Status
    value: Decimal | None = None
    unit: str = ""
    note: str = ""


@lru_cache(maxsize=4096)
def parse(text: str) -> Number:
    """Read the cleaned text of one cell."""
    text = text.strip()
    if not text:
        return Number(Status.BLANK)
    if text in NOT_APPLICABLE:
        return Number(Status.NOT_APPLICABLE)
    if text in ZEROS:
        return Number(Status.REPORTED, Decimal(0))
    if len(text) <= LONGEST_CELL and (match := _NUMBER.fullmatch(text)):
        return _arabic(match)
    if (value := _chinese(text)) is not None:
        return Number(Status.REPORTED, Decimal(value))
    return Number(Status.UNREADABLE)


def _arabic(match: re.Match[str]) -> Number:
    whole = match["whole"].replace(",", "")
    if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
        return Number(Status.UNREADABLE)  # 007 is two or three cells run together, or no count at all
    value = Decimal(whole + (match["fraction"] or ""))
    if match["sign"] in _MINUS:
        value = -value if value else value
    return Number(Status.REPORTED, value, match["unit"] or "", (match["note"] or "").strip())


def _chinese(text: str) -> int | None:
    """A whole number below ten thousand in Chinese numerals, such as 十二 or 一百零五, where it is written in full."""
    if not re.fullmatch("[零〇○一二三四五六七八九两十百千]{1,9}", text):
        return None
    plain = re.sub("[〇○]", "零", re.sub("两(?=[百千]|$)", "二", text))
    total = digit = 0
    for character in plain:
        if place := _PLACES.get(character):
            total, digit = total + (digit or 1) * place, 0
        else:
            digit = _NUMERALS.find(character)
    total += digit
    # Read back, or it is not certain: 一百五 is 105 by the letter and 150 in speech, 一二 could be two cells; nor is 两
    # a digit where it still stands.
    full = _in_full(total)
    return total if plain in {full, full[1:] if full.startswith("一十") else full} else None


def _in_full(number: int) -> str:
    """A whole number above zero in Chinese numerals: 零 where places are left out, 一十 for ten."""
    text, gap = "", False
    for name, place in (*sorted(_PLACES.items(), key=lambda item: -item[1]), ("", 1)):
        digit = number // place % 10
        if digit:
            text += ("零" if gap else "") + _NUMERALS[digit] + name
        gap = bool(text) and not digit
    return text
