"""Tables of a PDF page with what is printed in their cells."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.readers.pdf import lines as pdf_lines
from sitegen.readers.pdf.page import SLANTED
from sitegen.readers.pdf.ruling import rulings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.readers.pdf.page import Glyph, Page
    from sitegen.readers.pdf.ruling import Ruling

CUT = 0.15  # of a figure's size; a line that runs so far inside it cuts it
MIDDLE = 0.35  # of its size, above the baseline of a character


@dataclass(slots=True, eq=False)
class Box:
    """A cell: what is printed in it, and the page; the same object wherever it spans, and equal only to itself."""

    text: str
    page: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its upper edge, the edges of its columns, and its rows of cells."""

    top: float
    columns: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]


def tables(page: Page, number: int) -> tuple[list[Table], list[Glyph]]:
    """The ruled tables of a page, and the characters that stand in none; those in nested tables are in the inner."""
    found: list[Table] = []
    left = page.glyphs
    for ruling in sorted(rulings(page.across, page.down), key=lambda ruling: ruling.size):
        inside = [glyph for glyph in left if ruling.holds(*_middle(glyph)) and glyph.turn != SLANTED]
        if any(not glyph.text.isspace() for glyph in inside):
            left = [glyph for glyph in left if not ruling.holds(*_middle(glyph))]
            found.append(_table(ruling, inside, number))
    return found, left


def _middle(glyph: Glyph) -> tuple[float, float]:
    across = (glyph.x0 + glyph.x1) / 2
    return across, glyph.base - MIDDLE * glyph.size if glyph.turn == 0 else (glyph.y0 + glyph.y1) / 2


def _table(ruling: Ruling, glyphs: list[Glyph], number: int) -> Table:
    grid: dict[tuple[int, int], Box] = {}
    for top, left, bottom, right in ruling.cells:
        box = Box("", number)
        grid |= {(row, column): box for row in range(top, bottom) for column in range(left, right)}
    contents: defaultdict[int, list[Glyph]] = defaultdict(list)
    at = {id(glyph): _position(ruling, glyph) for glyph in glyphs}
    _keep_numbers_whole(ruling, glyphs, at, grid)
    for glyph in glyphs:
        contents[id(grid[at[id(glyph)]])].append(glyph)
    for box in grid.values():
        if id(box) in contents:
            box.text = pdf_lines.text(contents.pop(id(box)))
    height, width = len(ruling.rows) - 1, len(ruling.columns) - 1
    rows = tuple(tuple(grid[row, column] for column in range(width)) for row in range(height))
    return Table(ruling.rows[0], ruling.columns, rows)


def _position(ruling: Ruling, glyph: Glyph) -> tuple[int, int]:
    x, y = _middle(glyph)
    row = min(bisect_right(ruling.rows, y), len(ruling.rows) - 1) - 1
    column = min(bisect_right(ruling.columns, x), len(ruling.columns) - 1) - 1
    return row, column


# --- numbers that are wider than their cell --------------------------------------------------------------------------


def _keep_numbers_whole(
    ruling: Ruling, glyphs: list[Glyph], at: dict[int, tuple[int, int]], grid: dict[tuple[int, int], Box]
) -> None:
    """Give a number that crosses a line to one cell; where it may be two numbers, the cells become one, in doubt."""
    for number in _numbers(glyphs):
        crossed = [(one, other) for one, other in pairwise(number) if grid[at[id(one)]] is not grid[at[id(other)]]]
        if not crossed:
            continue
        middle = (number[0].x0 + number[-1].x1) / 2
        home = min(bisect_right(ruling.columns, middle), len(ruling.columns) - 1) - 1
        position = at[id(number[0])][0], max(home, 0)
        certain = all(one.run == other.run or _is_cut(ruling, one, other) for one, other in crossed)
        if not certain or pdf_lines.overprinted(number):
            _merge(grid, {id(grid[at[id(glyph)]]) for glyph in number}, grid[position])
        at.update((id(glyph), position) for glyph in number)


def _numbers(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The upright figures that touch one another, number by number."""
    for row in pdf_lines.rows(glyph for glyph in glyphs if glyph.turn == 0 and not glyph.text.isspace()):
        number = row[:1]
        for one, other in pairwise(row):
            if not pdf_lines.touches(one, other):
                yield number
                number = []
            number.append(other)
        yield number


def _is_cut(ruling: Ruling, one: Glyph, other: Glyph) -> bool:
    """Whether the line between two figures runs through one of them, so that it cannot part two numbers."""
    wall = ruling.columns[bisect_right(ruling.columns, (one.x0 + one.x1) / 2)]
    return one.x1 - wall > CUT * one.size or wall - other.x0 > CUT * other.size


def _merge(grid: dict[tuple[int, int], Box], merged: set[int], into: Box) -> None:
    for position, box in grid.items():
        if id(box) in merged:
            grid[position] = into
