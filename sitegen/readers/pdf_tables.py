"""Ruled tables of a PDF page as rows of spanning cells, told from the edges of their cells."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.readers.transcript import Raw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pdfplumber.page import Page

Box = tuple[float, float, float, float]  # left, top, right, bottom

FEWEST_EDGES = 5  # two cells side by side have so many
GAP = 1.0  # points between characters of one word
NEAR = 2.0  # points within which two edges are one
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its box, and its rows, in which a merged cell is one object wherever it spans."""

    box: Box
    rows: tuple[tuple[Raw, ...], ...]

    @property
    def top(self) -> float:
        """The upper edge, in points from the top of the page."""
        return self.box[1]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        left, top, right, bottom = self.box
        return left <= x <= right and top <= y <= bottom


def tables(page: Page) -> list[Table]:
    """The ruled tables of a page that have more than one column; a frame around text is no table."""
    found: list[Table] = []
    if len(page.edges) < FEWEST_EDGES:
        return found
    for table in page.find_tables():
        cells: list[Box] = table.cells
        across, down = _edges(x for c in cells for x in (c[0], c[2])), _edges(y for c in cells for y in (c[1], c[3]))
        if len(across) > 2 and len(down) > 1:  # noqa: PLR2004  edges of two columns and one row
            found.append(Table(table.bbox, _rows(cells, across, down, page)))
    return found


def _edges(values: Iterable[float]) -> list[float]:
    """Edges in order, those that lie together as one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > NEAR:
            edges.append(value)
    return edges


def _rows(cells: list[Box], across: list[float], down: list[float], page: Page) -> tuple[tuple[Raw, ...], ...]:
    positions: dict[tuple[int, int], Raw] = {}
    words = [word for word in page.extract_words(x_tolerance=GAP) if any(map(str.isdigit, word["text"]))]
    for cell in cells:
        text = _text(cell, page.chars)
        raw = Raw(f"{text}…" if any(_crosses(word, cell) for word in words) else text)
        left, right = _index(across, cell[0]), _index(across, cell[2])
        for row in range(_index(down, cell[1]), _index(down, cell[3])):
            for column in range(left, right):
                positions[row, column] = raw
    return tuple(
        tuple(positions.get((row, column)) or Raw("") for column in range(len(across) - 1))
        for row in range(len(down) - 1)
    )


def _index(edges: list[float], value: float) -> int:
    return bisect_left(edges, value - NEAR)


def _crosses(word: dict[str, Any], cell: Box) -> bool:
    """Whether a number runs over an edge of a cell, so that neither side holds all of it."""
    left, top, right, bottom = cell
    if not top <= (word["top"] + word["bottom"]) / 2 < bottom:
        return False
    return any(word["x0"] < edge - NEAR and word["x1"] > edge + NEAR for edge in (left, right))


def _text(cell: Box, chars: list[dict[str, Any]]) -> str:
    """The text of a cell; lines of Chinese that were wrapped are joined, anything else keeps the break."""
    from pdfplumber.utils.text import extract_text  # noqa: PLC0415  slow to import

    left, top, right, bottom = cell
    inside = [
        char
        for char in chars
        if left <= (char["x0"] + char["x1"]) / 2 < right and top <= (char["top"] + char["bottom"]) / 2 < bottom
    ]
    return WRAPPED.sub("", extract_text(inside)) if inside else ""
