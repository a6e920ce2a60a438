"""Rows in tables with visible cells: the label among the first cells of a row, its figures and blanks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.extraction.chain import EXACT, SOME, Candidate
from sitegen.extraction.labels import key, rows_by_text, variants
from sitegen.extraction.stream import piece
from sitegen.model import Grid, Layout, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.stream import Piece
    from sitegen.model import Cell, Document, Row, Section, Table

FIGURES = frozenset({Status.REPORTED, Status.NOT_APPLICABLE, Status.BLANK})
LABELS = 5  # cells before the figures that may hold a label: headings that span rows, item, unit


def candidates(table: Table, document: Document) -> Iterator[Candidate]:
    """Every row of a grid that may be a row of the table."""
    if table.layout is Layout.ACROSS:
        return
    for block, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            for number, cells in enumerate(grid.rows):
                yield from _row(table, distinct(cells), (block, number))


def distinct(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells of a row, each once however many positions it spans."""
    return tuple(cell for i, cell in enumerate(cells) if i == 0 or cell is not cells[i - 1])


def _row(table: Table, cells: tuple[Cell, ...], at: tuple[int, int]) -> Iterator[Candidate]:
    known = rows_by_text(table)
    found: dict[int, tuple[int, Section, Row]] = {}
    for i, cell in enumerate(cells[:LABELS]):
        for variant in variants(key(cell.text)):
            for index, section, row in known.get(variant, ()):
                found[index] = (i, section, row)
    for index, (i, section, row) in found.items():
        rest = cells[i + 1 :]
        unit = ""
        if table.layout is Layout.LIST and rest:
            unit, rest = piece(rest[0].text, rest[0].place).text, rest[1:]
        figures = _without_padding(tuple(piece(cell.text, cell.place) for cell in rest), len(section.columns))
        yield Candidate(
            start=at,
            end=(at[0], at[1] + 1),
            index=index,
            section=section,
            row=row,
            score=2 + _worth(figures, section),
            cells=figures,
            label=cells[i].text,
            place=cells[i].place,
            unit=unit,
        )


def _without_padding(figures: tuple[Piece, ...], columns: int) -> tuple[Piece, ...]:
    """The figures without empty cells beyond the columns of the form, which pad short rows of a wide table."""
    return figures[:columns] if all(f.number.status is Status.BLANK for f in figures[columns:]) else figures


def _worth(figures: tuple[Piece, ...], section: Section) -> float:
    """How well the figures fit the columns; what is printed weighs more than what is empty."""
    if len(figures) != len(section.columns):
        return SOME if figures else -2
    if any(f.number.status not in FIGURES for f in figures):
        return SOME
    printed = sum(f.number.status is not Status.BLANK for f in figures)
    return EXACT * (1 + printed / len(figures)) / 2
