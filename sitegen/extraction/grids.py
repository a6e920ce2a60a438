"""Rows in tables with visible cells: the label among the first cells of a row, its figures and blanks after it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sitegen.extraction.chain import EXACT, SOME, fit, make_candidate
from sitegen.extraction.labels import SHORT, column_texts, key, rows_by_text, variants
from sitegen.extraction.stream import piece
from sitegen.extraction.streams import across_header
from sitegen.model import Grid, Layout, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.extraction.chain import Address, Candidate, Position
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.model import Cell, Column, Document, Place, Row, Section, Table

FIGURES = frozenset({Status.REPORTED, Status.NOT_APPLICABLE, Status.BLANK})
LABELS = 5  # cells before the figures that may hold a label: headings that span rows, item, unit
ABOVE = 8  # rows above a row of figures that may be its header
BEFORE = 400  # characters of text before a table that may hold the header that it has lost


Hit = tuple[int, int, int, "Section", "Row"]  # a row of a grid, the cell in it that is a label of a row of the form
Head = tuple[int, "tuple[Column | None, ...]"]  # a row that names columns, and which at each position


@dataclass(frozen=True, slots=True)
class Prepared:
    """A grid with what every form asks of it: its place, the cells of each row once, read, and their texts as labels.

    ``widths`` has for rows of so many cells, spans counted once, the place after the last cell that any of them prints;
    ``before`` are the texts of the rows that end the grid before it, which may be the header of a table cut in two;
    ``heads`` are the rows without figures, which may be headers, with the text at each position, from the last up.
    ``labels`` has every text that a label in the grid may be, with the row and the cell where it stands, in order;
    ``naming`` keeps the heads that name columns of a section: the next row of it asks for the same.
    """

    block: int
    grid: Grid
    rows: tuple[tuple[Cell, ...], ...]
    pieces: tuple[tuple[Piece, ...], ...]
    texts: tuple[tuple[str, ...], ...]
    widths: Mapping[int, int]
    heads: tuple[tuple[int, tuple[str, ...]], ...]
    labels: Mapping[str, tuple[tuple[int, int, int], ...]]
    before: tuple[tuple[str, ...], ...] = ()
    naming: dict[Section, tuple[Head, ...]] = field(default_factory=dict)


def prepare(document: Document) -> tuple[Prepared, ...]:
    """The grids of a document, prepared."""
    found: list[Prepared] = []
    for block, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            found.append(_prepared(block, grid, found[-1].texts[-ABOVE:] if found else ()))
    return tuple(found)


def _prepared(block: int, grid: Grid, before: tuple[tuple[str, ...], ...]) -> Prepared:
    rows = tuple(distinct(row) for row in grid.rows)
    pieces = tuple(tuple(piece(cell.text, cell.place) for cell in row) for row in rows)
    texts = tuple(tuple(key(cell.text) for cell in row) for row in rows)
    widths: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        widths[len(row)] = max(widths[len(row)], max((i for i, cell in enumerate(row, 1) if cell.text), default=0))
    heads = tuple(
        (number, tuple(key(cell.text) for cell in grid.rows[number]))
        for number in range(len(rows) - 1, -1, -1)
        if all(one.number.status is not Status.REPORTED for one in pieces[number])
    )
    return Prepared(block, grid, rows, pieces, texts, widths, heads, _labels(texts), before)


def _labels(rows: tuple[tuple[str, ...], ...]) -> Mapping[str, tuple[tuple[int, int, int], ...]]:
    """For each text that a label may be: the rows, the cells, and which of the variants of their texts it is."""
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, row in enumerate(rows):
        for i, text in enumerate(row[:LABELS]):
            if text:
                for n, variant in enumerate(variants(text)):
                    found[variant].append((number, i, n))
    return {text: tuple(places) for text, places in found.items()}


def labels_of(prepared: tuple[Prepared, ...]) -> frozenset[str]:
    """Every text that a label in the grids may be."""
    return frozenset[str]().union(*(grid.labels for grid in prepared))


@dataclass(frozen=True, slots=True)
class Loose:
    """A row of figures that has lost its label."""

    start: Position
    cells: tuple[Piece, ...]
    place: Place


def candidates(table: Table, prepared: tuple[Prepared, ...], stream: Stream) -> Iterator[Candidate]:
    """Every row of a grid that may be a row of the table."""
    for grid in prepared:
        if table.layout is Layout.ACROSS:
            for number in range(len(grid.rows)):
                yield from _across(table, grid, number, stream)
        else:
            for hit in _hits(table, grid):
                yield from _row(table, grid, hit)


def distinct(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells of a row, each once however many positions it spans."""
    return tuple([cell for cell, before in zip(cells, (None, *cells), strict=False) if cell is not before])


def loose_rows(prepared: tuple[Prepared, ...]) -> Iterator[Loose]:
    """Rows of grids that hold figures and nothing else."""
    for grid in prepared:
        for number, (row, read) in enumerate(zip(grid.grid.rows, grid.pieces, strict=True)):
            if all(c.number.status in FIGURES for c in read) and any(c.number.status is Status.REPORTED for c in read):
                cells = read if len(read) == len(row) else tuple(piece(cell.text, cell.place) for cell in row)
                yield Loose((grid.block, number), cells, row[0].place)


def _hits(table: Table, prepared: Prepared) -> Iterator[Hit]:
    """The labels of the table in the grid, row by row: of each row of the form the last cell that may be its label."""
    known, here = rows_by_text(table), prepared.labels
    places = [(at, row) for text, rows in known.items() if text in here for at in here[text] for row in rows]
    places.sort(key=itemgetter(0))
    found: dict[tuple[int, int], Hit] = {}
    for (number, i, _), (index, section, row) in places:
        found[number, index] = (number, i, index, section, row)
    yield from found.values()


def _row(table: Table, prepared: Prepared, hit: Hit) -> Iterator[Candidate]:
    number, i, index, section, row = hit
    texts, cells = prepared.texts[number], prepared.rows[number]
    beside = any(texts[:i]), any(cell.text for cell in cells[i + 1 :])
    if len(texts[i]) <= SHORT and beside != (False, True):
        return  # 合计 behind a heading is its subtotal, 总计 with nothing after it a header
    rest = prepared.pieces[number][i + 1 :]
    unit = ""
    if table.layout is Layout.LIST and rest and rest[0].number.status is not Status.REPORTED:
        unit, rest = rest[0].text, rest[1:]
    coded = bool(row.code) and len(rest) > len(section.columns) and key(rest[0].printed).strip("*") == row.code
    if coded:
        rest = rest[1:]
    named = _named(prepared, number, len(cells) - len(rest), section)
    columns, read = _by_header(named, section) or (section.columns, rest)
    if columns is section.columns:
        first = _first_place(named, rest, section)
        width = prepared.widths[len(cells)] if len(section.columns) == _most_columns(table) else 0
        read = window(rest, len(columns), offset=len(cells) - len(rest), width=width, first=first)
    if _is_header(read) or (rest and _is_word(rest[0])):
        return  # the label is the last text before the figures
    yield make_candidate(
        start=(prepared.block, number),
        end=(prepared.block, number + 1),
        index=index,
        section=section,
        addresses=_addresses(row, columns),
        quality=2.0 + (texts[i] in rows_by_text(table)) + _printed(read),
        fit=_fit(read, len(columns)),
        cells=read,
        label=cells[i].text,
        place=cells[i].place,
        unit=unit,
        coded=coded,
    )


@lru_cache(maxsize=4096)
def _addresses(row: Row, columns: tuple[Column, ...]) -> tuple[Address, ...]:
    return tuple((row.id, column.id) for column in columns)


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
    cell: Piece
    place: int
    aligned: bool


def _named(prepared: Prepared, number: int, first: int, section: Section) -> tuple[Named, ...]:
    """The cells of a row, from the one after so many, above which the header names a column, from left to right."""
    above = [(columns, len(columns)) for at, columns in _heads(prepared, section) if at < number]
    if not above:
        return ()
    row, cells = prepared.grid.rows[number], prepared.rows[number]
    read = prepared.pieces[number]
    whole = len(row) == len(cells)
    found = []
    for at in range(first, len(cells)):
        position = at if whole else next(i for i, other in enumerate(row) if other is cells[at])
        for columns, length in above:
            if position < length and (column := columns[position]) is not None:
                found.append(Named(column, read[at], at - first, length == len(row)))
                break
    return tuple(found)


def _heads(prepared: Prepared, section: Section) -> tuple[Head, ...]:
    """The rows that may be headers and name a column of the section, from the last up."""
    if section not in prepared.naming:
        known = _columns_by_text(section)
        named = (
            (at, tuple(map(known.get, texts))) for at, texts in prepared.heads if not known.keys().isdisjoint(texts)
        )
        prepared.naming[section] = tuple(named)
    return prepared.naming[section]


@lru_cache(maxsize=256)
def _columns_by_text(section: Section) -> dict[str, Column]:
    """The column that each text of a header names, the first where several are printed alike."""
    return {text: column for column in reversed(section.columns) for text in column_texts(column)}


def _by_header(named: tuple[Named, ...], section: Section) -> tuple[tuple[Column, ...], tuple[Piece, ...]] | None:
    """The columns in the order in which the header above names them, and their cells; None where it names not all."""
    if len(named) < len(section.columns):
        return None
    first: dict[str, Named] = {}
    for one in named:
        first.setdefault(one.column.id, one)
    if len(first) != len(section.columns):
        return None
    return tuple(one.column for one in first.values()), tuple(one.cell for one in first.values())


def _first_place(named: tuple[Named, ...], cells: tuple[Piece, ...], section: Section) -> int | None:
    """Where the columns begin among too many cells by those that a header names; None where these do not agree."""
    if len(cells) <= len(section.columns):
        return None
    ids = [column.id for column in section.columns]
    names = [one.column.id for one in named]
    found = {n.place - ids.index(n.column.id) for n in named if n.aligned and names.count(n.column.id) == 1}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=256)
def _most_columns(table: Table) -> int:
    return max(len(section.columns) for section in table.sections)


def _across(table: Table, prepared: Prepared, number: int, stream: Stream) -> Iterator[Candidate]:
    """A row with a figure for every cell of the table, under a header that names its results."""
    (section,) = table.sections
    addresses = _all_addresses(section)
    read = prepared.pieces[number][-len(addresses) :]
    if len(read) != len(addresses):
        return
    if any(p.number.status not in FIGURES for p in read) or all(p.number.status is Status.BLANK for p in read):
        return
    above = (*prepared.before, *prepared.texts[:number])[-ABOVE:]
    header = "".join("".join(texts) for texts in above)
    before = stream.before((prepared.block, 0), BEFORE)
    names = [key(text) for row in section.rows for text in (*row.path, row.zh)]
    if across_header(section).search(header) or all(name in before + header for name in names):
        yield make_candidate(
            start=(prepared.block, number),
            end=(prepared.block, number + 1),
            index=0,
            section=section,
            addresses=addresses,
            quality=3.0,
            fit=EXACT,
            cells=read,
            label=header,
            place=read[0].place,
        )


@lru_cache(maxsize=64)
def _all_addresses(section: Section) -> tuple[Address, ...]:
    return tuple((row.id, column.id) for row in section.rows for column in section.columns)
