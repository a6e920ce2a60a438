"""The number grammar: cells composed of what numbers are made of, and held against another reading of them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.cleaning import clean, replay
from sitegen.model import Status
from sitegen.numerals import LONGEST, NOT_APPLICABLE, UNITS, ZEROS, Number, parse
from tests.fuzz.mutating import CHARACTERS, excerpt
from tests.fuzz.promises import promise

if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.material import Material

DIGITS = "0123456789"
WIDE = str.maketrans("0123456789,.-+()", "０１２３４５６７８９，．－＋（）")
SIGNS = ("", "", "", "+", "-", "−", "–", "增", "增加", "减", "减少", "--", "约", "±")
GAPS = ("", "", "", " ", "\u3000", "\xa0", "\t", "\n", "\u200b", "  ", "\x07", "\u2009")
NOTES = ("", "", "", "(子项)", "(含2件)", "(", "(1)", "[1]", "①", "²", "%", "(注)", "余", "多", "以上", "(其中:1)")
CHINESE = "零〇○一二三四五六七八九十百千万两"
PLAIN = 0.1  # of the cells hold a number and nothing else


def draw(rng: Random, material: Material) -> str:
    """What a cell might print: a number in one of its guises, a token, numerals, or a piece of a report."""
    kind = rng.random()
    if kind < PLAIN:
        return str(rng.randrange(10 ** rng.randint(1, 16)))
    if kind < 0.6:
        return _guise(rng)
    if kind < 0.7:
        return "".join(rng.choice(CHINESE) for _ in range(rng.randint(1, 6)))
    if kind < 0.8:
        return rng.choice(GAPS).join(rng.choices((*NOT_APPLICABLE, *ZEROS, *UNITS, *CHARACTERS), k=rng.randint(0, 3)))
    if kind < 0.9:
        return "".join(rng.choices((*CHARACTERS, *DIGITS, *SIGNS, *NOTES, *UNITS), k=rng.randint(1, 10)))
    return excerpt(rng, rng.choice(material.texts), 20)


def _guise(rng: Random) -> str:
    whole = str(rng.randrange(10 ** rng.choice((1, 1, 2, 3, 4, 7, 14, 15, 16, 40))))
    if rng.random() < 1 / 4:
        whole = f"{int(whole):,}"
    if rng.random() < 1 / 10:
        whole = "0" * rng.randint(1, 3) + whole
    fraction = f".{''.join(rng.choices(DIGITS, k=rng.randint(1, 8)))}" if rng.random() < 1 / 4 else ""
    parts = (rng.choice(SIGNS), whole + fraction, rng.choice(("", "", *UNITS)), rng.choice(NOTES))
    text = "".join(rng.choice(GAPS) + part for part in parts) + rng.choice(GAPS)
    if rng.random() < 1 / 4:
        text = text.translate(WIDE)
    if rng.random() < 1 / 8:
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(CHARACTERS) + text[at:]
    return text


def examine(printed: str) -> str:
    """Clean and read a cell; what is read must be what is printed by another way of reading it."""
    parse(printed)
    cleaned = clean(printed)
    promise(replay(printed, cleaned.steps) == cleaned.text, "the steps can be replayed", printed)
    promise(clean(cleaned.text).text == cleaned.text, "what is clean stays as it is", printed)
    promise(len(cleaned.origin) == len(cleaned.text), "every character has its place", printed)
    number = parse(cleaned.text)
    promise((number.status is Status.BLANK) == (not cleaned.text.strip()), "blank is what prints nothing", printed)
    promise((number.value is not None) == (number.status is Status.REPORTED), "only a number has a value", printed)
    if number.value is not None:
        promise(_printed(cleaned.text.strip(), number) == number.value, "a number is what is printed", printed, number)
        again = parse(f"{number.value:f}")
        promise(again == Number(Status.REPORTED, number.value), "a number can be printed and read", printed, number)
    return number.status.value


def _printed(text: str, number: Number) -> Decimal | None:
    """The text read by hand: its note and its unit taken off, then its sign; what is left are digits or numerals."""
    if text in ZEROS:
        return Decimal(0)
    if number.note:
        text = text[: text.rindex("(")].rstrip()
    text = text.removesuffix(number.unit).rstrip()
    sign = next((sign for sign in ("减少", "增加", *"-−–减增+") if text.startswith(sign)), "")
    text = text.removeprefix(sign).lstrip()
    if set(text) <= set(CHINESE):
        return _numerals(text)
    whole, _, fraction = text.partition(".")
    groups = whole.split(",")
    is_grouped = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    if not (set("".join(groups) + fraction) <= set(DIGITS) and is_grouped | (len(groups) == 1)):
        return None
    if len("".join(groups)) > LONGEST or (whole != "0" and whole.startswith("0")):
        return None
    return Decimal(text.replace(",", "")) * (-1 if sign in {"减少", "减", "-", "−", "–"} else 1)


def _numerals(text: str) -> Decimal | None:
    """The only number below ten thousand that is written so; looked up, not computed."""
    text = text.replace("〇", "零").replace("○", "零")
    return WRITTEN.get(text)


def _written() -> dict[str, Decimal]:
    found: dict[str, Decimal] = {"零": Decimal(0)}
    for number in range(1, 10_000):
        text, gap = "", False
        for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
            digit = number // place % 10
            if digit:
                text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
            gap = bool(text) and not digit
        for one in {text, text.removeprefix("一") if text.startswith("一十") else text}:
            found[one] = Decimal(number)
            for spoken in _spoken(one):
                found[spoken] = Decimal(number)
    return found


def _spoken(text: str) -> set[str]:
    """The same with 两 in the places where it may stand for 二: before 百 and 千, and alone at the end."""
    found = {text}
    for two in ("二千", "二百"):
        found |= {one.replace(two, "两" + two[1]) for one in found}
    return found | {one[:-1] + "两" for one in found if one.endswith("二")}


WRITTEN = _written()
