"""A document as one stream of characters without spaces, each of which knows its line and its place in the file.

Labels are found in the stream wherever line breaks fall; the breaks are kept aside, because they part the numbers.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen import numerals
from sitegen.cleaning import Cleaned, clean
from sitegen.model import Paragraph, Place

if TYPE_CHECKING:
    from sitegen.model import Document

QUOTES = frozenset("“”\"'‘’「」『』")


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
    cleaned = clean(printed)
    return Piece(printed, place, cleaned.text, numerals.parse(cleaned.text), cleaned.steps)


def squash(text: str) -> str:
    """A text without spaces and quotation marks, as the stream has it."""
    return "".join(c for c in text if not c.isspace() and c not in QUOTES)


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

    def _part(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def part_of(self, block: int) -> int:
        """The index of the first part that stands in a block of the document or after it."""
        return bisect_left(self.parts, block, key=lambda part: part[0])

    def next_break(self, position: int) -> int:
        """The first break after a position."""
        index = bisect_right(self.breaks, position)
        return self.breaks[index] if index < len(self.breaks) else len(self.text)

    def order(self, position: int) -> tuple[int, int]:
        """Where a position stands in the reading order of the document: block and character."""
        index = self._part(position)
        return self.parts[index][0], position - self.starts[index]

    def piece(self, start: int, end: int) -> Piece:
        """The printed characters behind a stretch of the stream within one paragraph, from the first to the last."""
        index = self._part(start)
        _, paragraph, cleaned, kept = self.parts[index]
        offset = self.starts[index]
        last = min(end, offset + len(kept)) - offset - 1
        first, past = cleaned.span(kept[start - offset], kept[last] + 1)
        line = paragraph.place.line
        return piece(paragraph.text[first:past], Place(line, first, past, page=paragraph.place.page))


def stream(document: Document) -> Stream:
    """The stream of a document's paragraphs; tables with visible cells are read as grids."""
    text: list[str] = []
    breaks: list[int] = []
    starts: list[int] = []
    parts: list[tuple[int, Paragraph, Cleaned, tuple[int, ...]]] = []
    length = 0
    for block, item in enumerate(document.blocks):
        if not isinstance(item, Paragraph) or not item.text.strip():
            continue
        cleaned = clean(item.text)
        kept: list[int] = []
        broken = True
        for place, character in enumerate(cleaned.text):
            if character.isspace() or character == "|":
                broken = True
            elif character not in QUOTES:
                if broken:
                    breaks.append(length + len(kept))
                    broken = False
                kept.append(place)
        if kept:
            starts.append(length)
            parts.append((block, item, cleaned, tuple(kept)))
            text += [cleaned.text[place] for place in kept]
            length += len(kept)
    return Stream("".join(text), tuple(breaks), tuple(starts), tuple(parts))
