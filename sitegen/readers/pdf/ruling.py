"""Ruled lines as tables: which positions of a grid belong to one cell, told from the walls that stand between them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from sitegen.readers.pdf.page import Rule
from sitegen.readers.transcript import MOST_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Walls = dict[float, list[tuple[float, float]]]  # by place, the stretches that are drawn
Span = tuple[int, int, int, int]  # first row, first column, one past the last row, one past the last column

NEAR = 3.0  # points within which two lines are one, and gaps in a line are bridged
SHORT = 5.0  # points; a line that is shorter when all its dots are joined belongs to a drawing
MOST_LINES = 2000  # on a page; what has more is a drawing


@dataclass(frozen=True, slots=True)
class Ruling:
    """A table as ruled: the edges of its columns and rows, and the cells by the positions they span."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Span, ...]

    @property
    def size(self) -> float:
        """The area that the table takes up."""
        return (self.columns[-1] - self.columns[0]) * (self.rows[-1] - self.rows[0])

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.columns[0] <= x <= self.columns[-1] and self.rows[0] <= y <= self.rows[-1]


def rulings(across: Iterable[Rule], down: Iterable[Rule]) -> Iterator[Ruling]:
    """The tables that ruled lines make; a frame around text and rows without columns are none."""
    level, upright = _joined(across), _joined(down)
    if len(level) + len(upright) > MOST_LINES:
        return
    for rows, columns in _connected(level, upright):
        ruling = _ruling(rows, columns)
        if ruling and len(ruling.columns) > 2:  # noqa: PLR2004  the edges of two columns
            yield ruling


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that continue or repeat one another as one, without what is too short to part anything."""
    level: list[list[Rule]] = []
    for rule in sorted(rules):
        if level and rule.at - level[-1][0].at <= NEAR:
            level[-1].append(rule)
        else:
            level.append([rule])
    found: list[Rule] = []
    for group in level:
        at = sum(rule.at for rule in group) / len(group)
        stretches: list[list[float]] = []
        for rule in sorted(group, key=lambda rule: rule.start):
            if stretches and rule.start - stretches[-1][1] <= NEAR:
                stretches[-1][1] = max(stretches[-1][1], rule.end)
            else:
                stretches.append([rule.start, rule.end])
        found += [Rule(at, start, end) for start, end in stretches if end - start >= SHORT]
    return found


def _connected(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The lines that meet or cross, table by table."""
    left = set(range(len(upright)))
    waiting = set(range(len(level)))
    while waiting:
        rows, columns, fresh = [], [], [waiting.pop()]
        while fresh:
            row = level[fresh.pop()]
            rows.append(row)
            met = [i for i in left if _meets(row, upright[i])]
            left.difference_update(met)
            columns += [upright[i] for i in met]
            more = [j for j in waiting if any(_meets(level[j], upright[i]) for i in met)]
            waiting.difference_update(more)
            fresh += more
        if columns:
            yield rows, columns


def _meets(row: Rule, column: Rule) -> bool:
    return row.start - NEAR <= column.at <= row.end + NEAR and column.start - NEAR <= row.at <= column.end + NEAR


def _ruling(rows: list[Rule], columns: list[Rule]) -> Ruling | None:
    """The table that connected lines make; where an outer line is not drawn, the table ends with the others."""
    across = _edges(rows, columns)
    down = _edges(columns, rows)
    height, width = len(across) - 1, len(down) - 1
    if not 0 < height * width <= MOST_CELLS:
        return None
    level, upright = _walls(rows), _walls(columns)
    beside = {
        (r, c) for r, c in product(range(height), range(1, width)) if not _stands(upright, down[c], across[r : r + 2])
    }
    below = {
        (r, c) for r, c in product(range(1, height), range(width)) if not _stands(level, across[r], down[c : c + 2])
    }
    return _without_unused(down, across, list(_cells(height, width, beside, below)))


def _edges(rules: list[Rule], others: list[Rule]) -> list[float]:
    """The places of lines in order, with the ends of the lines across them where these reach further."""
    places = sorted({rule.at for rule in rules})
    first, last = min(rule.start for rule in others), max(rule.end for rule in others)
    return [first] * (first < places[0] - NEAR) + places + [last] * (last > places[-1] + NEAR)


def _walls(rules: list[Rule]) -> Walls:
    found: Walls = {}
    for rule in rules:
        found.setdefault(rule.at, []).append((rule.start, rule.end))
    return found


def _stands(walls: Walls, at: float, stretch: Sequence[float]) -> bool:
    """Whether a wall is drawn along the whole of a stretch."""
    start, end = stretch
    near = min(NEAR, (end - start) / 3)
    return any(first <= start + near and last >= end - near for first, last in walls.get(at, ()))


def _cells(height: int, width: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> Iterator[Span]:
    """The cells, each a rectangle: ``beside`` and ``below`` tell the positions open to the one before and above."""
    taken: set[tuple[int, int]] = set()
    for row, column in product(range(height), range(width)):
        if (row, column) in taken:
            continue
        right = column + 1
        while right < width and (row, right) in beside and (row, right) not in taken:
            right += 1
        bottom = row + 1
        while (
            bottom < height and _is_open(range(column, right), bottom, beside, below) and (bottom, column) not in taken
        ):
            bottom += 1
        taken.update(product(range(row, bottom), range(column, right)))
        yield row, column, bottom, right


def _is_open(columns: range, row: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> bool:
    """Whether no wall stands above some positions of a row nor between them."""
    return all((row, column) in below for column in columns) and all((row, column) in beside for column in columns[1:])


def _without_unused(columns: list[float], rows: list[float], cells: list[Span]) -> Ruling:
    """The table without edges at which no cell begins, such as that of a line under a word."""
    firsts, lefts = sorted({cell[0] for cell in cells}), sorted({cell[1] for cell in cells})
    return Ruling(
        columns=(*(columns[i] for i in lefts), columns[-1]),
        rows=(*(rows[i] for i in firsts), rows[-1]),
        cells=tuple(
            (
                bisect_left(firsts, top),
                bisect_left(lefts, left),
                bisect_left(firsts, bottom),
                bisect_left(lefts, right),
            )
            for top, left, bottom, right in cells
        ),
    )
