"""Named text cleaners, looped to a fixed point; each explains itself and keeps the way back to the source.

``clean`` is for matching and for reading numbers; what a report printed is always kept beside it, untouched.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from sitegen.simplifying import simplified

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

CJK = "\u3400-\u9fff\uf900-\ufaff"
ROUNDS = 8  # far more than any text needs; a cleaner that never settles is a bug


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters ``start`` to ``end`` of a text."""

    start: int
    end: int
    text: str


Change = str | list[Edit]


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


# --- the steps: each tells its edits for a text, or what becomes of it where every character keeps its place ---------


# Neither Chinese characters nor the marks that they most often stand with fold to anything else.
FOLDING = re.compile(r"[^\x00-\x7f\u3400-\u9fff、。《》“”‘’—]")


def _compatibility(text: str) -> Change:
    """Fold full-width and other compatibility characters, one by one, so that every character keeps its place."""
    folded = FOLDING.sub(_folded_match, text)
    if len(folded) == len(text):
        return folded
    found = ((match, _folded(match[0])) for match in FOLDING.finditer(text))
    return [Edit(match.start(), match.end(), new) for match, new in found if new != match[0]]


def _folded_match(match: re.Match[str]) -> str:
    return _folded(match[0])


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


def _invisible(text: str) -> Change:
    """Remove what nobody sees: controls, zero-width characters, marks of direction, soft hyphens.

    A control that parts what stands before it from what follows leaves a space, or two numbers would become one.
    """
    return [
        Edit(match.start(), match.end(), " " if match[0] in PARTING else "") for match in UNSEEN.finditer(text)
    ] or text


SYLLABLE = re.compile(
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:a|o|e|i|u|v|ai|ei|ao|ou|an|en|ang|eng|ong|er|ia|ie|iao|iu|ian|in|iang|ing|iong|ua|uo|uai|ui|uan|un|uang|ue|ve)"
)
ANNOTATION = re.compile(rf"(?<=[{CJK}])(?:\([a-z\u00e0-\u01dc\u1e3f\u0300-\u030c]{{1,7}}\))+")
READING = re.compile(r"\([a-z\u00e0-\u01dc\u1e3f\u0300-\u030c]")  # how an annotation begins


def _pinyin(text: str) -> Change:
    """Remove readings in brackets after a character, such as 務(wù), with or without tone marks."""
    if not READING.search(text):
        return text
    return [Edit(match.start(), match.end(), "") for match in ANNOTATION.finditer(text) if _is_reading(match[0])]


def _is_reading(text: str) -> bool:
    plain = unicodedata.normalize("NFD", text.replace("ü", "v"))
    readings = re.sub(r"[\u0300-\u030c]", "", plain).strip("()").split(")(")
    return all(SYLLABLE.fullmatch(reading) for reading in readings)


BESIDE = re.compile(r"[、(:],|,[,、。;:)]")
INSERTED = re.compile(r",+(?=[,、。;:)])|(?<=[、(:]),+")


def _commas(text: str) -> Change:
    """Remove commas that a conversion has put beside other punctuation, as in 各省,、自治区."""
    if not BESIDE.search(text):
        return text
    return [Edit(match.start(), match.end(), "") for match in INSERTED.finditer(text)]


# Words that some conversions of the script exchange along with the characters, by those of the mainland that the forms
# have.
WORDS = (("资讯", "信息"),)


def _vocabulary(text: str) -> Change:
    """Put back the words of the mainland where a conversion of the script has exchanged them."""
    for word, own in WORDS:
        text = text.replace(word, own)
    return text


STEPS: tuple[tuple[str, Callable[[str], Change]], ...] = (
    ("compatibility", _compatibility),
    ("invisible", _invisible),
    ("pinyin", _pinyin),
    ("simplified", simplified),
    ("vocabulary", _vocabulary),
    ("commas", _commas),
)


BY_NAME = dict(STEPS)


# --- running them ----------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 12)
def clean(raw: str) -> Cleaned:
    """Run the steps until none changes the text, and tell which did."""
    if raw.isascii() and raw.isprintable():
        return Cleaned(raw, (), range(len(raw)))
    text, origin, done = raw, cast("tuple[int, ...] | range", range(len(raw))), list[str]()
    quiet = 0  # steps in a row that have left the text as it is
    for name, step in STEPS * ROUNDS:
        before = text
        change = step(text)
        if isinstance(change, str):
            text = change
        elif change:
            text, origin = _apply(text, origin, change)
        if text == before:
            quiet += 1
            if quiet == len(STEPS):
                return Cleaned(text, tuple(done), origin)
        else:
            quiet = 0
            done.append(name)
    message = f"cleaning does not settle on {raw[:80]!r}"
    raise RuntimeError(message)


def replay(printed: str, steps: Iterable[str]) -> str:
    """Run the named steps once each, in order: what a provenance says was done to the printed text."""
    text = printed
    for name in steps:
        change = BY_NAME[name](text)
        text = change if isinstance(change, str) else _apply(text, range(len(text)), change)[0]
    return text


def _apply(text: str, origin: Sequence[int], edits: list[Edit]) -> tuple[str, tuple[int, ...]]:
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
