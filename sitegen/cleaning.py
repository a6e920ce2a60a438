"""Named text cleaners, looped to a fixed point; each explains itself and keeps the way back to the source.

``clean`` is for matching and for reading numbers; what a report printed is always kept beside it, untouched.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CJK = "\u3400-\u9fff\uf900-\ufaff"
ROUNDS = 8  # far more than any text needs; a cleaner that never settles is a bug


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters ``start`` to ``end`` of a text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text, the names of the steps that changed it, and the raw place of each of its characters."""

    text: str
    steps: tuple[str, ...]
    origin: tuple[int, ...] | range

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw characters, first and one past the last, that those from ``start`` to ``end`` came from."""
        if start >= end:
            place = self.origin[start] if start < len(self.origin) else (self.origin[-1] + 1 if self.origin else 0)
            return place, place
        return self.origin[start], self.origin[end - 1] + 1


# --- the steps: each tells its edits for a text ----------------------------------------------------------------------


WIDE = re.compile(r"[^\x00-\x7f]")


def _compatibility(text: str) -> Iterator[Edit]:
    """Fold full-width and other compatibility characters, one by one, so that every character keeps its place."""
    for match in WIDE.finditer(text):
        folded = _folded(match[0])
        if folded != match[0]:
            yield Edit(match.start(), match.end(), folded)


@cache
def _folded(character: str) -> str:
    """The character folded; a raised figure stays, or a note mark would become a digit of the number before it."""
    kind = unicodedata.decomposition(character).partition(" ")[0]
    if kind in {"<super>", "<sub>"}:
        return character
    folded = unicodedata.normalize("NFKC", character)
    return f"({folded})" if kind == "<circle>" and folded.isdigit() else folded


UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
PARTING = frozenset("\x07\x0b\x0c\r\x1c\x1d\x1e\x1f")  # controls that end a cell, a line or a page


def _invisible(text: str) -> Iterator[Edit]:
    """Remove what nobody sees: controls, zero-width characters, marks of direction, soft hyphens.

    A control that parts what stands before it from what follows leaves a space, or two numbers would become one.
    """
    for match in UNSEEN.finditer(text):
        yield Edit(match.start(), match.end(), " " if match[0] in PARTING else "")


SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:a|o|e|i|u|v|ai|ei|ao|ou|an|en|ang|eng|ong|er|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|ve)"
)
ANNOTATION = re.compile(rf"(?<=[{CJK}])(?:\([a-z\u00e0-\u01dc\u1e3f\u0300-\u030c]{{1,7}}\))+")


def _pinyin(text: str) -> Iterator[Edit]:
    """Remove readings in brackets after a character, such as 務(wù), with or without tone marks."""
    for match in ANNOTATION.finditer(text):
        plain = unicodedata.normalize("NFD", match[0].replace("ü", "v"))
        readings = re.sub(r"[\u0300-\u030c]", "", plain).strip("()").split(")(")
        if all(SYLLABLE.fullmatch(reading) for reading in readings):
            yield Edit(match.start(), match.end(), "")


def _simplified(text: str) -> Iterator[Edit]:
    """Turn traditional characters into simplified ones."""
    if not any(_is_traditional(character) for character in set(text)):
        return
    converted = _opencc().convert(text)
    if len(converted) != len(text):
        converted = "".join(_opencc().convert(character)[:1] for character in text)
    for place, (old, new) in enumerate(zip(text, converted, strict=True)):
        if old != new:
            yield Edit(place, place + 1, new)


INSERTED = re.compile(r",+(?=[,、。;:)])|(?<=[、(:]),+")


def _commas(text: str) -> Iterator[Edit]:
    """Remove commas that a conversion has put beside other punctuation, as in 各省,、自治区."""
    for match in INSERTED.finditer(text):
        yield Edit(match.start(), match.end(), "")


# Words that some conversions of the script exchange along with the characters; matching needs the words of the forms.
WORDS = re.compile("资讯")


def _vocabulary(text: str) -> Iterator[Edit]:
    """Put back the words of the mainland where a conversion of the script has exchanged them."""
    for match in WORDS.finditer(text):
        yield Edit(match.start(), match.end(), "信息")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@lru_cache(maxsize=1)
def _opencc() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415  loading its dictionaries takes a while and few reports need them

    return cast("_Converter", OpenCC("t2s"))


@cache
def _is_traditional(character: str) -> bool:
    return character >= "\u3400" and _opencc().convert(character) != character


STEPS: tuple[tuple[str, Callable[[str], Iterable[Edit]]], ...] = (
    ("compatibility", _compatibility),
    ("invisible", _invisible),
    ("pinyin", _pinyin),
    ("simplified", _simplified),
    ("vocabulary", _vocabulary),
    ("commas", _commas),
)


BY_NAME = dict(STEPS)


# --- running them ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def clean(raw: str) -> Cleaned:
    """Run the steps until none changes the text, and tell which did."""
    if raw.isascii() and raw.isprintable():
        return Cleaned(raw, (), range(len(raw)))
    text, origin, done = raw, tuple(range(len(raw))), []
    for _ in range(ROUNDS):
        before = text
        for name, step in STEPS:
            if edits := list(step(text)):
                text, origin = _apply(text, origin, edits)
                done.append(name)
        if text == before:
            return Cleaned(text, tuple(done), origin)
    message = f"cleaning does not settle on {raw[:80]!r}"
    raise RuntimeError(message)


def replay(printed: str, steps: Iterable[str]) -> str:
    """Run the named steps once each, in order: what a provenance says was done to the printed text."""
    text = printed
    for name in steps:
        edits = list(BY_NAME[name](text))
        text = _apply(text, tuple(range(len(text))), edits)[0]
    return text


def _apply(text: str, origin: tuple[int, ...], edits: list[Edit]) -> tuple[str, tuple[int, ...]]:
    """The text after the edits, which are in order and do not overlap, and the place of each of its characters."""
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    for edit in edits:
        pieces += (text[done : edit.start], edit.text)
        places += origin[done : edit.start]
        one_by_one = len(edit.text) == edit.end - edit.start
        places += origin[edit.start : edit.end] if one_by_one else [origin[edit.start]] * len(edit.text)
        done = edit.end
    pieces.append(text[done:])
    places += origin[done:]
    return "".join(pieces), tuple(places)
