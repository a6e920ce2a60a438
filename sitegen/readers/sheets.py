"""Keyed sheets: the cells of a report that exists only as a picture, keyed by hand as ``table,row,column,value,unit``.

A sheet is CSV or the first sheet of an Excel workbook. It is read as one grid, so that each value is shown by the
sheet's own line; an empty ``value`` says that the cell is printed empty.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.model import Cell, Document, Grid, Place
from sitegen.readers import archive, workbook
from sitegen.readers.decoding import UnreadableError, decode, glance
from sitegen.readers.transcript import refuse_excess
from sitegen.readers.workbook import SheetError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Source

MEDIA_TYPE = "text/csv"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYED = frozenset({MEDIA_TYPE, WORKBOOK})  # the formats of sheets that somebody keyed from what was published
HEADER = ("table", "row", "column", "value", "unit")
NOT_KEYED, ROW = "sheet_not_keyed", "sheet_row"

_WORKBOOK_PART = re.compile(rb"PK\x03\x04.{26}xl/", re.DOTALL)
_FIELD = re.compile(r'"(?P<quoted>(?:[^"]|"")*)"(?=,|$)|(?P<plain>[^",]*)(?=,|$)')


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a keyed sheet: the address of a cell, and what is printed there."""

    table: str
    row: str
    column: str
    value: Cell
    unit: Cell


def accepts(head: bytes) -> bool:
    """Whether the first line is the header of a keyed sheet, or the package is a workbook."""
    if archive.accepts(head):
        return bool(_WORKBOOK_PART.search(head))
    first, _, _ = glance(head).partition("\n")
    return tuple(field.strip().strip('"') for field in first.strip().rstrip(",").split(",")) == HEADER


def read(source: Source, content: bytes) -> Document:
    """The document of a keyed sheet: its lines, and one grid of its header and its rows."""
    if archive.accepts(content):
        source = replace(source, media_type=WORKBOOK)
        lines = tuple(_lines(workbook.rows(content)))
    else:
        lines = tuple(line.removesuffix("\r") for line in decode(content).split("\n"))
    numbered = (_row(line, number) for number, line in enumerate(lines, 1))
    rows = tuple(row for row in numbered if any(cell.text for cell in row))
    if not rows or not _is_header(rows[0]):
        raise UnreadableError(NOT_KEYED)
    refuse_excess(1, rows)
    for row in rows:
        # As wide as the header, which some programs pad: a comma within a number makes one more.
        if len(row) != len(rows[0]) or any(cell.text for cell in row[len(HEADER) :]):
            raise SheetError(ROW, row[0].place.line)
    return Document(source, lines, (Grid(tuple(row[: len(HEADER)] for row in rows), rows[0][0].place),))


def entries(document: Document) -> tuple[Entry, ...]:
    """The entries of a keyed sheet; none for any other document."""
    grid = document.blocks[0] if document.source.media_type in {MEDIA_TYPE, WORKBOOK} else None
    if not isinstance(grid, Grid):
        return ()
    return tuple(
        Entry(table.text, row.text, column.text, value, unit) for table, row, column, value, unit in grid.rows[1:]
    )


def _is_header(row: tuple[Cell, ...]) -> bool:
    texts = tuple(cell.text for cell in row)
    return texts[: len(HEADER)] == HEADER and not any(texts[len(HEADER) :])


def _lines(rows: dict[int, tuple[str, ...]]) -> Iterator[str]:
    """The rows of a workbook as lines of CSV; the number of a line is the number of its row."""
    for number in range(1, max(rows, default=0) + 1):
        buffer = io.StringIO()
        texts = list(rows.get(number, ()))
        while texts and not texts[-1]:
            texts.pop()
        csv.writer(buffer, lineterminator="").writerow(texts + [""] * (len(HEADER) - len(texts)) if texts else ())
        yield buffer.getvalue()


def _row(line: str, number: int) -> tuple[Cell, ...]:
    """The fields of a line, each with its characters, without quotes and spaces around it."""
    cells: list[Cell] = []
    at = 0
    while at <= len(line):
        field = _FIELD.match(line, at)
        if field is None:
            raise SheetError(ROW, number)
        start, end = field.span("quoted" if field["quoted"] is not None else "plain")
        start += len(line[start:end]) - len(line[start:end].lstrip())
        text = line[start:end].strip()
        place = Place(number, start, start + len(text), row=number, column=len(cells) + 1, file_line=number)
        cells.append(Cell(text, place))
        at = field.end() + 1
    return tuple(cells)
