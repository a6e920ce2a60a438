"""A document as one stream of characters without spaces, each of which knows its line and its place in the file.

Labels are found in the stream wherever line breaks fall; the breaks are kept aside, because they part the numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen import numerals
from sitegen.cleaning import Cleaned, clean
from sitegen.model import Grid, Paragraph, Place

if TYPE_CHECKING:
    from sitegen.extraction.labels import Label
    from sitegen.extraction.streams import Occurrence
    from sitegen.model import Document

# A page number on a line of its own stands between rows and belongs to none; a bare figure may be a cell and stays.
PAGE_NUMBER = re.compile(r"[-—–－]\s*\d{1,3}\s*[-—–－]|第\s*\d{1,3}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}")
QUOTES = "“”\"'‘’「」『』"
KEPT = re.compile(rf"[^\s|{QUOTES}]+")
GAP = re.compile(r"[\s|]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Printed characters with their place, and what they say as a number."""

    printed: str
    place: Place
    text: str
    number: numerals.Number
    steps: tuple[str, ...]


def piece(printed: str, place: Place) -> Piece:
    """Read printed characters; the steps are those that cleaning these very characters takes."""
    text, number, steps = _read(printed)
    return Piece(printed, place, text, number, steps)


@lru_cache(maxsize=16384)
def _read(printed: str) -> tuple[str, numerals.Number, tuple[str, ...]]:
    cleaned = clean(printed)
    return cleaned.text, numerals.parse(cleaned.text), cleaned.steps


def squash(text: str) -> str:
    """A text without spaces and quotation marks, as the stream has it."""
    return "".join(KEPT.findall(text))


@dataclass(frozen=True, slots=True)
class Stream:
    """The characters; ``breaks`` are the positions before which a space or a new line stands, in order.

    ``starts`` holds the position at which each of ``parts`` (block index, paragraph, its cleaned text and the places of
    the kept characters in it) begins.
    """

    text: str
    breaks: tuple[int, ...]
    starts: tuple[int, ...]
    parts: tuple[tuple[int, Paragraph, Cleaned, tuple[int, ...]], ...]
    walls: tuple[int, ...]
    occurrences: dict[Label, tuple[Occurrence, ...]] = field(default_factory=dict)
    figures: dict[tuple[int, int], tuple[tuple[Piece, ...], int]] = field(default_factory=dict)
    pieces: dict[tuple[int, int], Piece] = field(default_factory=dict)

    def _part(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def part_of(self, block: int) -> int:
        """The index of the first part that stands in a block of the document or after it."""
        return bisect_left(self.parts, block, key=lambda part: part[0])

    def next_break(self, position: int) -> int:
        """The first break after a position."""
        index = bisect_right(self.breaks, position)
        return self.breaks[index] if index < len(self.breaks) else len(self.text)

    def is_break(self, position: int) -> bool:
        """Whether a space, a new line or the end of the text parts a position from the character before it."""
        return position >= len(self.text) or self.next_break(position - 1) == position

    def is_line_end(self, position: int) -> bool:
        """Whether a paragraph ends right before a position."""
        return position >= len(self.text) or self.starts[self._part(position)] == position

    def wall(self, position: int) -> int:
        """The first position after one that stands behind a table with visible cells."""
        index = bisect_right(self.walls, position)
        return self.walls[index] if index < len(self.walls) else len(self.text) + 1

    def before(self, position: tuple[int, int], length: int) -> str:
        """The characters that stand before a position of the reading order."""
        index = self.part_of(position[0])
        end = self.starts[index] + position[1] if index < len(self.starts) else len(self.text)
        return self.text[max(0, end - length) : end]

    def order_after(self, position: int) -> tuple[int, int]:
        """Where a stretch that ends before a position ends in the reading order."""
        block, offset = self.order(position - 1)
        return block, offset + 1

    def order(self, position: int) -> tuple[int, int]:
        """Where a position stands in the reading order of the document: block and character."""
        index = self._part(position)
        return self.parts[index][0], position - self.starts[index]

    def line(self, position: int) -> int:
        """The line on which a character is printed."""
        return self.parts[self._part(position)][1].place.line

    def place(self, position: int) -> Place:
        """Where one character is printed."""
        return self._printed(position, position + 1)[1]

    def piece(self, start: int, end: int) -> Piece:
        """The printed characters behind a stretch of the stream within one paragraph, from the first to the last."""
        if (start, end) not in self.pieces:  # forms share labels, so the same figures are asked for again
            self.pieces[start, end] = piece(*self._printed(start, end))
        return self.pieces[start, end]

    def _printed(self, start: int, end: int) -> tuple[str, Place]:
        index = self._part(start)
        _, paragraph, cleaned, kept = self.parts[index]
        offset = self.starts[index]
        last = min(end, offset + len(kept)) - offset - 1
        first, past = cleaned.span(kept[start - offset], kept[last] + 1)
        return paragraph.text[first:past], Place(paragraph.place.line, first, past, page=paragraph.place.page)


def stream(document: Document) -> Stream:
    """The stream of a document's paragraphs; tables with visible cells are read as grids."""
    text: list[str] = []
    breaks: list[int] = []
    starts: list[int] = []
    parts: list[tuple[int, Paragraph, Cleaned, tuple[int, ...]]] = []
    walls: list[int] = []
    length = 0
    for block, item in enumerate(document.blocks):
        if isinstance(item, Grid) and walls[-1:] != [length]:
            walls.append(length)
        if not isinstance(item, Paragraph) or not item.text.strip() or PAGE_NUMBER.fullmatch(item.text.strip()):
            continue
        cleaned = clean(item.text)
        if cleaned.text.isdigit():  # most lines of flattened tables are a figure and nothing else
            breaks.append(length)
            starts.append(length)
            parts.append((block, item, cleaned, tuple(range(len(cleaned.text)))))
            text.append(cleaned.text)
            length += len(cleaned.text)
            continue
        kept: list[int] = []
        done = 0
        for run in KEPT.finditer(cleaned.text):
            if not kept or GAP.search(cleaned.text, done, run.start()):
                breaks.append(length + len(kept))
            kept.extend(range(run.start(), run.end()))
            done = run.end()
        if kept:
            starts.append(length)
            parts.append((block, item, cleaned, tuple(kept)))
            text += KEPT.findall(cleaned.text)
            length += len(kept)
    return Stream("".join(text), tuple(breaks), tuple(starts), tuple(parts), tuple(walls))
