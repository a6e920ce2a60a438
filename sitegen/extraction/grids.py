"""Rows in tables with visible cells: the label among the first cells of a row, its figures and blanks after it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.cleaning import clean
from sitegen.extraction.chain import EXACT, SOME, Candidate, fit
from sitegen.extraction.labels import SHORT, column_texts, key, rows_by_text, variants
from sitegen.extraction.stream import piece
from sitegen.extraction.streams import across_header
from sitegen.model import Grid, Layout, Status
from sitegen.numerals import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.extraction.chain import Address, Position
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.model import Cell, Column, Document, Place, Row, Section, Table

FIGURES = frozenset({Status.REPORTED, Status.NOT_APPLICABLE, Status.BLANK})
LABELS = 5  # cells before the figures that may hold a label: headings that span rows, item, unit
ABOVE = 8  # rows above a row of figures that may be its header
BEFORE = 400  # characters of text before a table that may hold the header that it has lost


@dataclass(frozen=True, slots=True)
class Prepared:
    """A grid with what every form asks of it: its place, the cells of each row once, their texts as labels are matched.

    ``widths`` has for rows of so many cells, spans counted once, the place after the last cell that any of them prints;
    ``before`` are the texts of the rows that end the grid before it, which may be the header of a table cut in two;
    ``heads`` are the rows without figures, which may be headers, with the text at each position, from the last up.
    """

    block: int
    grid: Grid
    rows: tuple[tuple[Cell, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    widths: Mapping[int, int]
    heads: tuple[tuple[int, tuple[str, ...]], ...]
    before: tuple[tuple[str, ...], ...] = ()


def prepare(document: Document) -> tuple[Prepared, ...]:
    """The grids of a document, prepared."""
    found: list[Prepared] = []
    for block, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            found.append(_prepared(block, grid, found[-1].texts[-ABOVE:] if found else ()))
    return tuple(found)


def _prepared(block: int, grid: Grid, before: tuple[tuple[str, ...], ...]) -> Prepared:
    rows = tuple(distinct(row) for row in grid.rows)
    texts = tuple(tuple(key(cell.text) for cell in row) for row in rows)
    widths: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        widths[len(row)] = max(widths[len(row)], max((i for i, cell in enumerate(row, 1) if cell.text), default=0))
    heads = tuple(
        (number, tuple(key(cell.text) for cell in grid.rows[number]))
        for number in range(len(rows) - 1, -1, -1)
        if not _has_figures(rows[number])
    )
    return Prepared(block, grid, rows, texts, widths, heads, before)


def labels_of(prepared: tuple[Prepared, ...]) -> set[str]:
    """Every text that a label in the grids may be."""
    return {
        variant
        for grid in prepared
        for row in grid.texts
        for text in row[:LABELS]
        if text
        for variant in variants(text)
    }


@dataclass(frozen=True, slots=True)
class Loose:
    """A row of figures that has lost its label."""

    start: Position
    cells: tuple[Piece, ...]
    place: Place


def candidates(table: Table, prepared: tuple[Prepared, ...], stream: Stream) -> Iterator[Candidate]:
    """Every row of a grid that may be a row of the table."""
    find = _across if table.layout is Layout.ACROSS else _row
    for grid in prepared:
        for number in range(len(grid.rows)):
            yield from find(table, grid, number, stream)


def distinct(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells of a row, each once however many positions it spans."""
    return tuple(cell for i, cell in enumerate(cells) if i == 0 or cell is not cells[i - 1])


def pieces(cells: tuple[Cell, ...]) -> tuple[Piece, ...]:
    """The cells of a row, each once, as pieces."""
    return tuple(piece(cell.text, cell.place) for cell in distinct(cells))


def loose_rows(prepared: tuple[Prepared, ...]) -> Iterator[Loose]:
    """Rows of grids that hold figures and nothing else."""
    for grid in prepared:
        for number, row in enumerate(grid.rows):
            cells = tuple(piece(cell.text, cell.place) for cell in row)
            if any(c.number.status is Status.REPORTED for c in cells) and all(
                c.number.status in FIGURES for c in cells
            ):
                yield Loose((grid.block, number), cells, row[0].place)


def _row(table: Table, prepared: Prepared, number: int, _: Stream) -> Iterator[Candidate]:
    known = rows_by_text(table)
    cells = prepared.rows[number]
    found: dict[int, tuple[int, Section, Row]] = {}
    for i, text in enumerate(prepared.texts[number][:LABELS]):
        for variant in variants(text):
            for index, section, row in known.get(variant, ()):
                found[index] = (i, section, row)
    for index, (i, section, row) in found.items():
        beside = any(prepared.texts[number][:i]), any(cell.text for cell in cells[i + 1 :])
        if len(prepared.texts[number][i]) <= SHORT and beside != (False, True):
            continue  # 合计 behind a heading is its subtotal, 总计 with nothing after it a header
        rest = cells[i + 1 :]
        unit = ""
        if table.layout is Layout.LIST and rest and parse(clean(rest[0].text).text).status is not Status.REPORTED:
            unit, rest = piece(rest[0].text, rest[0].place).text, rest[1:]
        coded = bool(row.code) and len(rest) > len(section.columns) and key(rest[0].text).strip("*") == row.code
        if coded:
            rest = rest[1:]
        named = _named(prepared, number, rest, section)
        columns, figures = _by_header(named, section) or (section.columns, rest)
        read = tuple(piece(cell.text, cell.place) for cell in figures)
        if figures is rest:
            first = _first_place(named, rest, section)
            width = prepared.widths[len(cells)] if len(section.columns) == _most_columns(table) else 0
            read = window(read, len(columns), offset=len(cells) - len(figures), width=width, first=first)
        if _is_header(read) or (rest and _is_word(piece(rest[0].text, rest[0].place))):
            continue  # the label is the last text before the figures
        yield Candidate(
            start=(prepared.block, number),
            end=(prepared.block, number + 1),
            index=index,
            section=section,
            addresses=tuple((row.id, column.id) for column in columns),
            quality=2.0 + (prepared.texts[number][i] in known) + _printed(read),
            fit=_fit(read, len(columns)),
            cells=read,
            label=cells[i].text,
            place=cells[i].place,
            unit=unit,
            coded=coded,
        )


def _is_header(cells: tuple[Piece, ...]) -> bool:
    """Whether cells hold words and no figure at all, as those of a header do."""
    return any(map(_is_word, cells)) and all(c.number.status is not Status.REPORTED for c in cells)


def _is_word(cell: Piece) -> bool:
    return cell.number.status is Status.UNREADABLE and not any(map(str.isdigit, cell.text))


def _fit(cells: tuple[Piece, ...], columns: int) -> float:
    """As in flattened text; but visible cells are certain borders, so what cannot be read is that cell's own matter."""
    if len(cells) == columns:
        return EXACT
    return min(fit(cells, columns), SOME)


def _printed(cells: tuple[Piece, ...]) -> float:
    """The share of figures among the cells: between two readings, the one with fewer blanks is the better."""
    return sum(c.number.status is not Status.BLANK for c in cells) / len(cells) if cells else 0.0


def window(
    cells: tuple[Piece, ...], columns: int, *, offset: int = 0, width: int = 0, first: int | None = None
) -> tuple[Piece, ...]:
    """The cells of the form's columns among cells that empty ones pad; all of them where that cannot be told.

    ``offset`` is the place of the first cell in its row, ``width`` the last place that any row as long prints: where
    padding stands on both sides, and the row reaches just so far, its figures are at its end. ``first`` is the place at
    which they begin by the columns that a header names.
    """
    spare = len(cells) - columns
    blank = [cell.number.status is Status.BLANK for cell in cells]
    fitting = [start for start in range(spare + 1) if all(blank[:start]) and all(blank[start + columns :])]
    fitting = [start for start in fitting if first in {None, start}]
    if len(fitting) > 1 and not all(blank):
        fitting = [start for start in fitting if offset + start + columns == width == offset + len(cells)]
    return cells[fitting[0] : fitting[0] + columns] if fitting else cells


class Named(NamedTuple):
    """A cell behind a label, its place there, the column that the header names above it, and if they are aligned.

    Cells stand below one another for certain only where their rows are of the same length.
    """

    column: Column
    cell: Cell
    place: int
    aligned: bool


def _named(prepared: Prepared, number: int, cells: tuple[Cell, ...], section: Section) -> tuple[Named, ...]:
    """The cells of a row above which the header names a column, from left to right."""
    row = prepared.grid.rows[number]
    above = [texts for at, texts in prepared.heads if at < number]
    known = _columns_by_text(section)
    found = []
    for place, cell in enumerate(cells):
        position = next(i for i, other in enumerate(row) if other is cell)
        texts = next((t for t in above if position < len(t) and t[position] in known), None)
        if texts:
            found.append(Named(known[texts[position]], cell, place, len(texts) == len(row)))
    return tuple(found)


@lru_cache(maxsize=256)
def _columns_by_text(section: Section) -> dict[str, Column]:
    """The column that each text of a header names, the first where several are printed alike."""
    return {text: column for column in reversed(section.columns) for text in column_texts(column)}


def _by_header(named: tuple[Named, ...], section: Section) -> tuple[tuple[Column, ...], tuple[Cell, ...]] | None:
    """The columns in the order in which the header above names them, and their cells; None where it names not all."""
    first: dict[str, Named] = {}
    for one in named:
        first.setdefault(one.column.id, one)
    if len(first) != len(section.columns):
        return None
    return tuple(one.column for one in first.values()), tuple(one.cell for one in first.values())


def _first_place(named: tuple[Named, ...], cells: tuple[Cell, ...], section: Section) -> int | None:
    """Where the columns begin among too many cells by those that a header names; None where these do not agree."""
    if len(cells) <= len(section.columns):
        return None
    ids = [column.id for column in section.columns]
    names = [one.column.id for one in named]
    found = {n.place - ids.index(n.column.id) for n in named if n.aligned and names.count(n.column.id) == 1}
    return found.pop() if len(found) == 1 else None


def _has_figures(row: tuple[Cell, ...]) -> bool:
    return any(piece(cell.text, cell.place).number.status is Status.REPORTED for cell in row)


@lru_cache(maxsize=256)
def _most_columns(table: Table) -> int:
    return max(len(section.columns) for section in table.sections)


def _across(table: Table, prepared: Prepared, number: int, stream: Stream) -> Iterator[Candidate]:
    """A row with a figure for every cell of the table, under a header that names its results."""
    (section,) = table.sections
    addresses: tuple[Address, ...] = tuple((row.id, column.id) for row in section.rows for column in section.columns)
    cells = prepared.rows[number][-len(addresses) :]
    if len(cells) != len(addresses):
        return
    read = tuple(piece(cell.text, cell.place) for cell in cells)
    if any(p.number.status not in FIGURES for p in read) or all(p.number.status is Status.BLANK for p in read):
        return
    above = (*prepared.before, *prepared.texts[:number])[-ABOVE:]
    header = "".join("".join(texts) for texts in above)
    before = stream.before((prepared.block, 0), BEFORE)
    names = [key(text) for row in section.rows for text in (*row.path, row.zh)]
    if across_header(section).search(header) or all(name in before + header for name in names):
        yield Candidate(
            start=(prepared.block, number),
            end=(prepared.block, number + 1),
            index=0,
            section=section,
            addresses=addresses,
            quality=3.0,
            fit=EXACT,
            cells=read,
            label=header,
            place=cells[0].place,
        )
