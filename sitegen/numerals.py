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

LONGEST = 15  # digits before the point; what is longer is no count of anything
UNITS = ("亿元", "万元", "元", "人次", "件", "条", "项", "个", "次", "人", "篇", "份", "宗", "起", "部", "家", "场")
NOT_APPLICABLE = frozenset({"/", "//", "\\", "-", "--", "—", "——", "–", "―", "-/-", "无", "未", "无此项", "不适用"})
ZEROS = frozenset({"O", "o", "〇", "○", "零"})

_NUMBER = re.compile(
    r"(?P<sign>[+\-−–]|增加?|减少?)?\s*"
    r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d{1,6})?\s*"
    rf"(?P<unit>{'|'.join(UNITS)})?\s*"
    r"(?:\((?P<note>[^()]*[\u4e00-\u9fff][^()]*)\))?",
    re.ASCII,
)
_MINUS = frozenset("-−–减") | {"减少"}
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
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
    if match := _NUMBER.fullmatch(text):
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
    """A whole number below ten thousand in Chinese numerals, such as 十二 or 一百零五."""
    if not re.fullmatch("[零〇○一二三四五六七八九两十百千]{1,9}", text):
        return None
    if not any(c in _PLACES for c in text):
        return _DIGITS[text] if len(text) == 1 else None  # 二〇一九 is a year and 一二 could be two cells
    total, digit, last = 0, None, 10_000
    for character in text:
        place = _PLACES.get(character)
        if place is None:
            if digit:
                return None
            digit = _DIGITS[character]
        elif place >= last or digit == 0 or (digit is None and total):
            return None
        else:
            total, digit, last = total + (digit or 1) * place, None, place
    return total + (digit or 0)
