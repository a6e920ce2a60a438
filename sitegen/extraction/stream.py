"""A document as one stream of characters without spaces, each of which knows its line and its place in the file.

Labels are found in the stream wherever line breaks fall; the breaks are kept aside, because they part the numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen import numerals
from sitegen.cleaning import Cleaned, clean
from sitegen.making import tuples_maker
from sitegen.model import Grid, Paragraph, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.extraction.labels import Label
    from sitegen.extraction.streams import Occurrence, Tail
    from sitegen.model import Document

# A page number on a line of its own stands between rows and belongs to none; a bare figure may be a cell and stays.
PAGE_NUMBER = re.compile(r"[-—–－]\s*\d{1,3}\s*[-—–－]|第\s*\d{1,3}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}")
PAGE_NUMBER_BEGINS = frozenset("-—–－第")  # or with a digit
QUOTES = "“”\"'‘’「」『』"
KEPT = re.compile(rf"[^\s|{QUOTES}]+")
NO_GAPS: tuple[int, ...] = ()
GAP = re.compile(r"[\s|]")
NOTE_MARK = re.compile(r"\(\d{1,2}\)|\[\d{1,2}\]|[\u00b9\u00b2\u00b3\u2070-\u2079]+|[*※]+|\(?注\d{0,2}\)?")  # ¹ ①


class Piece(NamedTuple):
    """Printed characters with their place, and what they say as a number."""

    printed: str
    place: Place
    text: str
    number: numerals.Number
    steps: tuple[str, ...]


def piece(printed: str, place: Place) -> Piece:
    """Read printed characters; the steps are those that cleaning these very characters takes."""
    text, number, steps, _ = read(printed)
    return make_piece((printed, place, text, number, steps))


make_piece, make_place = tuples_maker(Piece), tuples_maker(Place)


@lru_cache(maxsize=16384)
def read(printed: str) -> tuple[str, numerals.Number, tuple[str, ...], str]:
    """Printed characters cleaned, as a number, the steps of cleaning them, and the text without spaces."""
    cleaned = clean(printed)
    return cleaned.text, numerals.parse(cleaned.text), cleaned.steps, squash(cleaned.text)


def squash(text: str) -> str:
    """A text without spaces and quotation marks, as the stream has it."""
    return "".join(KEPT.findall(text))


Part: TypeAlias = "tuple[Paragraph, Cleaned, Sequence[int]]"


@dataclass(frozen=True, slots=True)
class Stream:
    """The characters; ``breaks`` are the positions before which a space or a new line stands, in order.

    ``starts`` holds the position at which each of ``parts`` (paragraph, its cleaned text and the places of the kept
    characters in it) begins, ``blocks`` the place of its paragraph among the blocks of the document. ``borders`` and
    ``line_starts`` are the breaks and the starts again, to ask whether a position is one. The dictionaries keep what
    has been looked for and read: forms share labels, so the next one asks for the same.
    """

    text: str
    breaks: tuple[int, ...]
    starts: tuple[int, ...]
    blocks: tuple[int, ...]
    parts: tuple[Part, ...]
    walls: tuple[int, ...]
    borders: frozenset[int]
    line_starts: frozenset[int]
    occurrences: dict[Label, tuple[Occurrence, ...]] = field(default_factory=dict)
    figures: dict[tuple[int, int], tuple[tuple[Piece, ...], int]] = field(default_factory=dict)
    tails: dict[tuple[Occurrence, int, int, bool], Tail | None] = field(default_factory=dict)
    pieces: dict[tuple[int, int], Piece] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    found: dict[str, tuple[int, ...]] = field(default_factory=dict)
    matched: dict[re.Pattern[str], tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def starts_of(self, text: str) -> tuple[int, ...]:
        """Every position at which a text begins."""
        known = self.found.get(text)
        if known is None:
            found = []
            at = self.text.find(text)
            while at >= 0:
                found.append(at)
                at = self.text.find(text, at + 1)
            known = self.found[text] = tuple(found)
        return known

    def matches(self, pattern: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
        """Every stretch that matches a pattern."""
        if pattern not in self.matched:
            self.matched[pattern] = tuple(match.span() for match in pattern.finditer(self.text))
        return self.matched[pattern]

    def _part(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def next_break(self, position: int) -> int:
        """The first break after a position."""
        index = bisect_right(self.breaks, position)
        return self.breaks[index] if index < len(self.breaks) else len(self.text)

    def is_break(self, position: int) -> bool:
        """Whether a space, a new line or the end of the text parts a position from the character before it."""
        return position in self.borders or position >= len(self.text)

    def is_line_end(self, position: int) -> bool:
        """Whether a paragraph ends right before a position."""
        return position in self.line_starts or position >= len(self.text)

    def wall(self, position: int) -> int:
        """The first position after one that stands behind a table with visible cells."""
        index = bisect_right(self.walls, position)
        return self.walls[index] if index < len(self.walls) else len(self.text) + 1

    def before(self, position: tuple[int, int], length: int) -> str:
        """The characters that stand before a position of the reading order."""
        end = self.position(position)
        return self.text[max(0, end - length) : end]

    def order_after(self, position: int) -> tuple[int, int]:
        """Where a stretch that ends before a position ends in the reading order."""
        block, offset = self.order(position - 1)
        return block, offset + 1

    def order(self, position: int) -> tuple[int, int]:
        """Where a position stands in the reading order of the document: block and character."""
        index = self._part(position)
        return self.blocks[index], position - self.starts[index]

    def position(self, order: tuple[int, int]) -> int:
        """The position of a place in the reading order; for one in a table, that of the text which follows."""
        block, offset = order
        index = bisect_left(self.blocks, block)
        if index == len(self.blocks):
            return len(self.text)
        return self.starts[index] + offset if self.blocks[index] == block else self.starts[index]

    def line(self, position: int) -> int:
        """The line on which a character is printed."""
        return self.parts[self._part(position)][0].place.line

    def place(self, position: int) -> Place:
        """Where one character is printed."""
        known = self.places.get(position)
        if known is None:
            known = self.places[position] = self._printed(position, position + 1)[1]
        return known

    def piece(self, start: int, end: int) -> Piece:
        """The printed characters behind a stretch of the stream within one paragraph, from the first to the last."""
        known = self.pieces.get((start, end))
        if known is None:
            known = self.pieces[start, end] = piece(*self._printed(start, end))
        return known

    def _printed(self, start: int, end: int) -> tuple[str, Place]:
        index = bisect_right(self.starts, start) - 1
        paragraph, cleaned, kept = self.parts[index]
        offset, origin = self.starts[index], cleaned.origin
        first, past = origin[kept[start - offset]], origin[kept[min(end - offset, len(kept)) - 1]] + 1
        place = paragraph.place
        return paragraph.text[first:past], make_place((place.line, first, past, place.page, None, None, None, None))


def stream(document: Document) -> Stream:
    """The stream of a document's paragraphs; tables with visible cells are read as grids."""
    text: list[str] = []
    breaks: list[int] = []
    starts: list[int] = []
    blocks: list[int] = []
    parts: list[Part] = []
    walls: list[int] = []
    kept: Sequence[int]
    gaps: Sequence[int]
    length = 0
    for block, item in enumerate(document.blocks):
        if isinstance(item, Grid) and walls[-1:] != [length]:
            walls.append(length)
        if not isinstance(item, Paragraph):
            continue
        raw = item.text
        if raw.isdecimal() and raw.isascii():  # most lines of flattened tables are a figure and nothing else
            cleaned, printed, kept, gaps = clean(raw), raw, range(len(raw)), NO_GAPS
        elif _says_nothing(raw):
            continue
        else:
            cleaned = clean(raw)
            printed, kept, gaps = _kept(cleaned.text)
        if printed:
            starts.append(length)
            blocks.append(block)
            parts.append((item, cleaned, kept))
            breaks.append(length)
            if gaps:
                breaks += [length + gap for gap in gaps]
            text.append(printed)
            length += len(kept)
    return Stream(
        text="".join(text),
        breaks=tuple(breaks),
        starts=tuple(starts),
        blocks=tuple(blocks),
        parts=tuple(parts),
        walls=tuple(walls),
        borders=frozenset(breaks),
        line_starts=frozenset(starts),
    )


def _says_nothing(line: str) -> bool:
    """Whether a line is empty or a page number."""
    line = line.strip()
    if not line or line.isdigit():
        return not line
    return (line[0] in PAGE_NUMBER_BEGINS or line[0].isdigit()) and PAGE_NUMBER.fullmatch(line) is not None


def _kept(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """What is kept of a cleaned text: the characters, the place of each, and which of them begin after a gap."""
    bare = text.strip()
    if bare.isdigit():
        start = text.index(bare)
        return bare, range(start, start + len(bare)), ()
    runs = tuple(KEPT.finditer(text))
    if len(runs) == 1:
        return runs[0][0], range(runs[0].start(), runs[0].end()), ()
    kept: list[int] = []
    gaps: list[int] = []
    done = 0
    for run in runs:
        if kept and GAP.search(text, done, run.start()):
            gaps.append(len(kept))
        kept += range(run.start(), run.end())
        done = run.end()
    return "".join(run[0] for run in runs), kept, gaps
