"""A report on paper, before any file format: texts and tables in reading order, every figure known by its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Kind(StrEnum):
    """What a text is on the page."""

    META = "meta"  # data of the page above the report
    TITLE = "title"
    CHAPTER = "chapter"
    PROSE = "prose"
    PAGE = "page"  # the number of a page, between rows of a table
    SIGNATURE = "signature"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    text: str
    kind: Kind = Kind.PROSE


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell on paper; ``figure`` is the address of the cell of the form whose number it prints, empty for labels.

    A line feed in ``text`` is a break within the cell. ``column`` marks a header that names a single column; ``others``
    are further names of a row or column.
    """

    text: str
    across: int = 1
    down: int = 1
    figure: str = ""
    column: bool = False
    others: tuple[str, ...] = ()


Line = tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: for each row the cells that begin in it, as HTML writes them; ``head`` rows are its header."""

    id: str
    rows: tuple[Line, ...]
    head: int = 0

    def figures(self, row: int) -> tuple[Spot, ...]:
        """The cells of a row that print figures of the form, or should."""
        return tuple(spot for spot in self.rows[row] if spot.figure)


Block = Text | Sheet
Paper = tuple[Block, ...]


def sheets(paper: Paper) -> Iterator[Sheet]:
    """The tables of a paper in order."""
    return (block for block in paper if isinstance(block, Sheet))


def each_spot(paper: Paper, change: Callable[[Spot], Spot]) -> Paper:
    """The paper with every cell of its tables changed."""
    return tuple(
        replace(block, rows=tuple(tuple(map(change, row)) for row in block.rows)) if isinstance(block, Sheet) else block
        for block in paper
    )


def each_text(paper: Paper, change: Callable[[str], str]) -> Paper:
    """The paper with every text changed, in its tables and around them."""
    paper = tuple(replace(b, text=change(b.text)) if isinstance(b, Text) else b for b in paper)
    return each_spot(paper, lambda spot: replace(spot, text=change(spot.text)))


def spread(sheet: Sheet) -> list[list[tuple[Spot, bool]]]:
    """The table as a rectangle: at every position the cell that covers it, and whether it begins there."""
    grid: list[dict[int, tuple[Spot, bool]]] = [{} for _ in sheet.rows]
    for y, row in enumerate(sheet.rows):
        x = 0
        for spot in row:
            while x in grid[y]:
                x += 1
            for dy in range(min(spot.down, len(grid) - y)):
                for dx in range(spot.across):
                    grid[y + dy][x + dx] = (spot, not dy and not dx)
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    empty = Spot("")
    return [[row.get(x, (empty, True)) for x in range(width)] for row in grid]


def cut(sheet: Sheet, at: int, *, head: bool, labels: bool) -> tuple[Sheet, Sheet]:
    """The table in two pieces, before and from a row on.

    ``head`` repeats the header on the second piece; ``labels`` repeats the text of cells that reach over the cut.
    """
    upper: list[Line] = []
    reaching: list[tuple[int, Spot]] = []
    for y, row in enumerate(sheet.rows[:at]):
        upper.append(tuple(replace(spot, down=min(spot.down, at - y)) for spot in row))
        reaching += [
            (y, replace(spot, down=spot.down - (at - y), text=spot.text if labels else ""))
            for spot in row
            if y + spot.down > at
        ]
    # Cells that reach over the cut stand left of all others: they are headings of groups of rows.
    first = tuple(spot for _, spot in reaching) + sheet.rows[at]
    repeated = sheet.rows[: sheet.head] if head else ()
    lower = (*repeated, first, *sheet.rows[at + 1 :])
    return replace(sheet, rows=tuple(upper)), Sheet(sheet.id, lower, len(repeated))
