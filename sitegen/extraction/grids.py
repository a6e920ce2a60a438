"""Rows in tables with visible cells: the label among the first cells of a row, its figures and blanks after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.extraction.chain import EXACT, SOME, Candidate
from sitegen.extraction.labels import key, row_label, same
from sitegen.extraction.stream import piece
from sitegen.model import Grid, Layout, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.labels import Label
    from sitegen.extraction.stream import Piece
    from sitegen.model import Cell, Document, Row, Section, Table

FIGURES = frozenset({Status.REPORTED, Status.NOT_APPLICABLE, Status.BLANK})
LABELS = 5  # cells before the figures that may hold a label: headings that span rows, item, unit


def candidates(table: Table, document: Document) -> Iterator[Candidate]:
    """Every row of a grid that may be a row of the table."""
    if table.layout is Layout.ACROSS:
        return
    rows = [(section, row, row_label(row)) for section in table.sections for row in section.rows]
    for block, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            for number, cells in enumerate(grid.rows):
                yield from _row(table, rows, distinct(cells), (block, number))


def distinct(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells of a row, each once however many positions it spans."""
    return tuple(cell for i, cell in enumerate(cells) if i == 0 or cell is not cells[i - 1])


def _row(
    table: Table, rows: list[tuple[Section, Row, Label]], cells: tuple[Cell, ...], at: tuple[int, int]
) -> Iterator[Candidate]:
    texts = [key(cell.text) for cell in cells[:LABELS]]
    for index, (section, row, label) in enumerate(rows):
        found = next((i for i in reversed(range(len(texts))) if texts[i] and same(texts[i], label)), None)
        if found is None:
            continue
        rest = cells[found + 1 :]
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
            label=cells[found].text,
            place=cells[found].place,
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
