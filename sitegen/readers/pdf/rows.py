"""Lines of tables without ruled lines as rows: figures one by one, the words of labels by the column they stand in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.cleaning import clean
from sitegen.model import Status
from sitegen.numerals import UNITS, parse
from sitegen.readers.pdf import lines as pdf_lines
from sitegen.readers.pdf.page import UNREAD

if TYPE_CHECKING:
    from sitegen.readers.pdf.lines import Line, Word

BESIDE = 0.95  # of the size; lines no further apart overlap and cannot follow one another
CLOSE = 1.6  # of the size; as far apart as lines of a cell may be
WIDE = 1.0  # of the size; words further apart stand in different columns
DIGITS = re.compile(r"[\d.,]+")
DIGIT = re.compile(r"\d")
PLAIN = re.compile(r"[\d/\-\u2013-\u2015\uff0d]")  # what no label is made of alone
FEW = 2  # Chinese numerals on a line; fewer may be part of a heading
READ = {Status.REPORTED, Status.NOT_APPLICABLE}


@dataclass(slots=True, eq=False)
class Piece:
    """Words of one column on one line; ``figure`` tells that it is what a cell may hold beside a label."""

    words: list[Word]
    figure: bool

    @property
    def text(self) -> str:
        """The words with spaces between."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @property
    def base(self) -> float:
        """The baseline."""
        return self.words[0].base

    def is_over(self, other: Piece) -> bool:
        """Whether two pieces stand in the same column."""
        common = min(self.right, other.right) - max(self.left, other.left)
        return common * 2 > min(self.right - self.left, other.right - other.left)

    def is_beside(self, other: Piece) -> bool:
        """Whether two pieces overlap in height."""
        return abs(self.base - other.base) <= BESIDE * min(self.words[0].size, other.words[0].size)

    def is_half_of(self, other: Piece) -> bool:
        """Whether two pieces may be halves of a wrapped figure: in one column, as close as lines of a cell."""
        return self.is_over(other) and abs(self.base - other.base) <= CLOSE * self.words[0].size


@dataclass(slots=True, eq=False)
class Row:
    """A row: its pieces, and those that make the label of its figures."""

    pieces: list[Piece]
    label: list[Piece] = field(default_factory=list)

    @property
    def base(self) -> float:
        """The baseline of what came first."""
        return self.pieces[0].base

    @property
    def figures(self) -> list[Piece]:
        """The figures and their units."""
        return [piece for piece in self.pieces if piece.figure]

    @property
    def is_whole(self) -> bool:
        """Whether it has both a label and figures."""
        return bool(self.figures) and not all(piece.figure for piece in self.pieces)


def pieces(words: list[Word]) -> list[Piece]:
    """The pieces of a line: figures at its end one by one, other words by the column they stand in."""
    cut = len(words)
    while cut and _is_figure(words[cut - 1].text):
        cut -= 1
    plain = any(PLAIN.search(word.text) for word in words[cut:])
    if not plain and sum(word.text not in UNITS for word in words[cut:]) < FEW:
        cut = len(words)  # a unit alone is none, nor is a character of a heading that reads as a numeral
    found: list[Piece] = []
    for word in words[:cut]:
        if found and word.x0 - found[-1].right <= WIDE * word.size:
            found[-1].words.append(word)
        else:
            found.append(Piece([word], figure=False))
    return found + [Piece([word], figure=True) for word in words[cut:]]


def _is_figure(text: str) -> bool:
    """Whether a word is what a cell may hold beside a label: a number, a stroke or a unit."""
    plain = clean(text).text
    return bool(plain in UNITS or DIGITS.fullmatch(plain)) or parse(plain).status in READ


def line(row: Row) -> Line:
    """A row as a line: its columns from left to right, each from top to bottom; a head over several stands alone.

    Figures above one another in a column may be halves of a wrapped one: they are no two cells, and no certain number.
    """
    columns: list[list[Piece]] = []
    for piece in sorted(row.pieces, key=lambda piece: piece.right - piece.left):
        under = [column for column in columns if any(piece.is_over(other) for other in column)]
        if len(under) == 1:
            under[0].append(piece)
        else:
            columns.append([piece])
    texts: list[str] = []
    for column in sorted(columns, key=lambda column: min(piece.left for piece in column)):
        text = ""
        for piece in sorted(column, key=lambda piece: piece.base):
            halves = piece.figure and DIGIT.search(text) and DIGIT.search(piece.text)
            text = f"{text}{UNREAD}{piece.text}" if halves else pdf_lines.joined(text, piece.text)
        texts.append(text)
    return pdf_lines.line([word for piece in row.pieces for word in piece.words])._replace(text=" ".join(texts))
