"""Labels of forms as they are matched: squashed, with their aliases and their item marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.cleaning import clean
from sitegen.extraction.stream import squash

if TYPE_CHECKING:
    from sitegen.model import Column, Row

SHORT = 3  # a label of so few characters is everywhere; it needs its item mark or a place of its own
MARK = re.compile(r"[((]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[))、..,]?|其中[::,]?")


@dataclass(frozen=True, slots=True)
class Label:
    """The ways a row is printed: the item marks that may stand before it, and its texts, longest first."""

    marks: tuple[str, ...]
    texts: tuple[str, ...]


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A text as it is matched."""
    return squash(clean(text).text)


@lru_cache(maxsize=4096)
def row_label(row: Row) -> Label:
    """How a row of a form may be printed."""
    texts = {key(row.zh), *(key(alias) for alias in row.aliases)}
    mark = key(row.number)
    bare = mark.strip("().、,:")
    marks = {mark, f"({bare})", f"{bare}.", f"{bare}、", f"{bare})", f"{bare},", f"{bare}:"} if mark else set()
    return Label(tuple(sorted(marks, key=len, reverse=True)), tuple(sorted(texts, key=len, reverse=True)))


def mark_before(text: str, position: int, label: Label) -> int:
    """The length of the row's own item mark that ends at a position, 0 where there is none."""
    return next((len(mark) for mark in label.marks if text.endswith(mark, 0, position)), 0)


@lru_cache(maxsize=4096)
def column_texts(column: Column) -> tuple[str, ...]:
    """How a column of a form may be printed, longest first."""
    return tuple(sorted({key(column.zh), *(key(alias) for alias in column.aliases)}, key=len, reverse=True))


def without_gloss(text: str) -> str:
    """A squashed label without a remark in brackets at its end."""
    return re.sub(r"(?<=.)\([^()]*[\u4e00-\u9fff][^()]*\)?$", "", text)


def same(text: str, label: Label) -> bool:
    """Whether a squashed cell is this label: its text, with any item mark before it and any remark after it."""
    for candidate in (text, without_gloss(text)):
        for known in label.texts:
            if candidate == known:
                return True
            if candidate.endswith(known) and MARK.fullmatch(candidate[: -len(known)]):
                return True
    return False
