"""Characters of a PDF as words and lines: what stands on one line, and where a space parts it."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from sitegen.readers.pdf.page import LEVEL, TOUCHING, UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.readers.pdf.page import Glyph

PARTED = 0.3  # of the size; characters further apart are parted by a space, so that figures are two numbers
SPACED = 0.12  # of the size; enough to part them where the file has a space between them
WIDE = 0.8  # of the size; Chinese characters, which may be set wide, are parted by so much
OVER = 0.35  # of the size; figures that overlap by more cannot be told apart
ROOM = 0.1  # of the size; a figure with less room between its neighbours is printed over them
CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff0f\uff1a-\uff20\u2018-\u201d]")
FIGURES = re.compile(r"[\d.,]+")


class Word(NamedTuple):
    """Characters without a space between them: their text, box, baseline and size."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float


class Line(NamedTuple):
    """A line of text with its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Upright characters by the line they stand on, from top to bottom, each line from left to right."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=attrgetter("base")):
        if found and glyph.base - found[-1][0].base <= LEVEL * min(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [sorted(row, key=attrgetter("x0")) for row in found]


def words(row: Sequence[Glyph]) -> list[Word]:
    """The words of a line; where figures are printed over one another, none of them is read."""
    doubtful = overprinted(row)
    found: list[list[Glyph]] = []
    spaced = False
    for place, glyph in enumerate(row):
        if glyph.text.isspace():
            spaced = True
            continue
        if not found or _is_parted(found[-1][-1], glyph, spaced=spaced):
            found.append([])
        found[-1].append(glyph._replace(text=UNREAD) if place in doubtful else glyph)
        spaced = False
    return [_word(glyphs) for glyphs in found]


def _word(glyphs: list[Glyph]) -> Word:
    return Word(
        text="".join(glyph.text for glyph in glyphs),
        x0=glyphs[0].x0,
        y0=min(glyph.y0 for glyph in glyphs),
        x1=max(glyph.x1 for glyph in glyphs),
        y1=max(glyph.y1 for glyph in glyphs),
        base=glyphs[0].base,
        size=max(glyph.size for glyph in glyphs),
    )


def _is_parted(one: Glyph, other: Glyph, *, spaced: bool) -> bool:
    """Whether a space parts two neighbours: seen by their distance, less of which is needed where there is one."""
    gap = (other.x0 - one.x1) / min(one.size, other.size)
    if spaced and gap > SPACED:
        return True
    return gap > (WIDE if CHINESE.match(one.text) and CHINESE.match(other.text) else PARTED)


def line(found: Sequence[Word]) -> Line:
    """The line that words make, in their order."""
    return Line(
        " ".join(word.text for word in found),
        min(word.x0 for word in found),
        min(word.y0 for word in found),
        max(word.x1 for word in found),
        max(word.y1 for word in found),
    )


def text(glyphs: Iterable[Glyph]) -> str:
    """What stands in a cell: lines of Chinese that were wrapped are joined, figures on two lines stay apart."""
    by_turn: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        by_turn.setdefault(glyph.turn, []).append(glyph.turned(glyph.turn))
    lines = [" ".join(word.text for word in words(row)) for turn in sorted(by_turn) for row in rows(by_turn[turn])]
    figures = all(FIGURES.fullmatch(part) for part in lines if part)
    found = ""
    for part in lines:
        # A number cannot end in a point or a comma, so that one wrapped there goes on.
        found = found + part if figures and found.endswith((".", ",")) else joined(found, part)
    return found


def joined(one: str, other: str) -> str:
    """Two lines as one text, with a space between unless both are Chinese where they meet."""
    wrapped = not one or not other or (CHINESE.match(one[-1]) and CHINESE.match(other[0]))
    return one + other if wrapped else f"{one} {other}"


def overprinted(row: Sequence[Glyph]) -> set[int]:
    """The places of the figures on a line that others are printed over, as where a number runs into the next cell."""
    figures = [place for place, glyph in enumerate(row) if glyph.text.isdigit()]
    found: set[int] = set()
    for one, other in pairwise(figures):
        if row[one].x1 - row[other].x0 > OVER * min(row[one].size, row[other].size):
            found |= {one, other}
    for one, middle, other in zip(figures, figures[1:], figures[2:], strict=False):
        if other - one == 2 and row[other].x0 - row[one].x1 < ROOM * row[middle].size:  # noqa: PLR2004  neighbours
            found |= {one, middle, other}
    return found


def touches(one: Glyph, other: Glyph) -> bool:
    """Whether two figures stand so close on a line that they are read as one number."""
    return bool(FIGURES.fullmatch(one.text + other.text)) and other.x0 - one.x1 <= TOUCHING * min(one.size, other.size)
