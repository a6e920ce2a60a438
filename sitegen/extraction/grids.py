"""Rows in tables with visible cells: the label among the first cells of a row, its figures and blanks after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sitegen.extraction.chain import EXACT, SOME, fit, make_candidate
from sitegen.extraction.labels import SHORT, column_texts, key, labelling, rows_by_text
from sitegen.extraction.stream import make_piece, piece, read
from sitegen.extraction.streams import across_header
from sitegen.model import Grid, Layout, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.extraction.chain import Address, Candidate, Position
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.model import Cell, Column, Document, Form, Place, Row, Section, Table

FIGURES = frozenset({Status.REPORTED, Status.NOT_APPLICABLE, Status.BLANK})
LABELS = 5  # cells before the figures that may hold a label: headings that span rows, item, unit
ABOVE = 8  # rows above a row of figures that may be its header
BEFORE = 400  # characters of text before a table that may hold the header that it has lost


Hit = tuple[int, int, int, "Section", "Row"]  # a row of a grid, the cell in it that is a label of a row of the form
Texts = tuple[int, tuple[str, ...]]  # a row, and the text at each position
Head = tuple[int, "tuple[Column | None, ...]"]  # a row that names columns, and which at each position
Labelling = Callable[[str], tuple[tuple[int, str], ...]]
Shape = tuple["Section", int, int, int, "Sequence[int]"]  # see _naming


@dataclass(frozen=True, slots=True)
class Prepared:
    """A grid with what every form asks of it: its place, the cells of each row once, read, and their texts as labels.

    ``widths`` has for rows of so many cells, spans counted once, the place after the last cell that any of them prints;
    ``before`` are the texts of the rows that end the grid before it, which may be the header of a table cut in two;
    ``heads`` are the rows without figures, which may be headers, with the text at each position, from the last up.
    ``labels`` has every text that a label of any form in the grid may be, with the row and the cell where it stands, in
    order; ``naming`` keeps the heads that name columns of a section, and ``named`` the cells that they name in rows of
    one shape: the next row of it asks for the same.
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
    named: dict[Shape, Naming] = field(default_factory=dict)


def prepare(document: Document, forms: tuple[Form, ...]) -> tuple[Prepared, ...]:
    """The grids of a document, prepared."""
    found: list[Prepared] = []
    labels = labelling(forms)
    for block, grid in enumerate(document.blocks):
        if isinstance(grid, Grid):
            found.append(_prepared(block, grid, labels, found[-1].texts[-ABOVE:] if found else ()))
    return tuple(found)


def _prepared(block: int, grid: Grid, labels: Labelling, before: tuple[tuple[str, ...], ...]) -> Prepared:
    rows = tuple([distinct(row) for row in grid.rows])
    pieces: list[tuple[Piece, ...]] = []
    texts: list[tuple[str, ...]] = []
    heads: list[Texts] = []
    found: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    widths: defaultdict[int, int] = defaultdict(int)
    for number, row in enumerate(rows):
        told = [read(cell[0]) for cell in row]
        pieces.append(
            tuple(
                [
                    make_piece((printed, place, text, figure, steps))
                    for (printed, place), (text, figure, steps, _) in zip(row, told, strict=True)
                ]
            )
        )
        keys = tuple([one[3] for one in told])
        texts.append(keys)
        for i, text in enumerate(keys[:LABELS]):
            for n, variant in labels(text):
                found[variant].append((number, i, n))
        widths[len(row)] = max([widths[len(row)], *(at for at, cell in enumerate(row, 1) if cell[0])])
        if Status.REPORTED not in [one[1].status for one in told]:
            whole = grid.rows[number]
            heads.append((number, keys if len(whole) == len(row) else tuple([key(cell.text) for cell in whole])))
    places = {text: tuple(at) for text, at in found.items()}
    return Prepared(block, grid, rows, tuple(pieces), tuple(texts), widths, tuple(reversed(heads)), places, before)


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
        for number, (row, figures) in enumerate(zip(grid.grid.rows, grid.pieces, strict=True)):
            statuses = {one.number.status for one in figures}
            if statuses <= FIGURES and Status.REPORTED in statuses:
                cells = figures if len(figures) == len(row) else tuple(piece(cell.text, cell.place) for cell in row)
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
    if len(texts[i]) <= SHORT and (any(texts[:i]) or not any(cell.text for cell in cells[i + 1 :])):
        return  # 合计 behind a heading is its subtotal, 总计 with nothing after it a header
    rest = prepared.pieces[number][i + 1 :]
    unit = ""
    if table.layout is Layout.LIST and rest and rest[0].number.status is not Status.REPORTED:
        unit, rest = rest[0].text, rest[1:]
    coded = bool(row.code) and len(rest) > len(section.columns) and key(rest[0].printed).strip("*") == row.code
    if coded:
        rest = rest[1:]
    first = len(cells) - len(rest)
    naming = _naming(prepared, number, first, section)
    if naming.columns:
        columns, figures = naming.columns, tuple([prepared.pieces[number][at] for at in naming.places])
    else:
        columns = section.columns
        width = prepared.widths[len(cells)] if len(columns) == _most_columns(table) else 0
        figures = window(rest, len(columns), offset=first, width=width, first=naming.first)
    if _is_header(figures) or (rest and _is_word(rest[0])):
        return  # the label is the last text before the figures
    yield make_candidate(
        start=(prepared.block, number),
        end=(prepared.block, number + 1),
        index=index,
        section=section,
        addresses=_addresses(row, columns),
        quality=2.0 + (texts[i] in rows_by_text(table)) + _printed(figures),
        fit=_fit(figures, len(columns)),
        cells=figures,
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
    for cell in cells:
        if cell.number.status is Status.REPORTED:
            return False
    return any(map(_is_word, cells))


def _is_word(cell: Piece) -> bool:
    return cell.number.status is Status.UNREADABLE and not any(map(str.isdigit, cell.text))


def _fit(cells: tuple[Piece, ...], columns: int) -> float:
    """As in flattened text; but visible cells are certain borders, so what cannot be read is that cell's own matter."""
    if len(cells) == columns:
        return EXACT
    return min(fit(cells, columns), SOME)


def _printed(cells: tuple[Piece, ...]) -> float:
    """The share of figures among the cells: between two readings, the one with fewer blanks is the better."""
    return sum([c.number.status is not Status.BLANK for c in cells]) / len(cells) if cells else 0.0


def window(
    cells: tuple[Piece, ...], columns: int, *, offset: int = 0, width: int = 0, first: int | None = None
) -> tuple[Piece, ...]:
    """The cells of the form's columns among cells that empty ones pad; all of them where that cannot be told.

    ``offset`` is the place of the first cell in its row, ``width`` the last place that any row as long prints: where
    padding stands on both sides, and the row reaches just so far, its figures are at its end. ``first`` is the place at
    which they begin by the columns that a header names.
    """
    spare = len(cells) - columns
    if spare <= 0:
        return cells
    blank = [cell.number.status is Status.BLANK for cell in cells]
    fitting = [start for start in range(spare + 1) if all(blank[:start]) and all(blank[start + columns :])]
    fitting = [start for start in fitting if first in {None, start}]
    if len(fitting) > 1 and not all(blank):
        fitting = [start for start in fitting if offset + start + columns == width == offset + len(cells)]
    return cells[fitting[0] : fitting[0] + columns] if fitting else cells


class Named(NamedTuple):
    """The column that a header names above a cell, the cell's place in its row and behind the label, if it is aligned.

    Cells stand below one another for certain only where their rows are of the same length.
    """

    column: Column
    at: int
    place: int
    aligned: bool


class Naming(NamedTuple):
    """What a header says of a row: the columns in the order in which it names them, with the places of their cells.

    Where it names not all of them there are none; ``first`` is then the place at which they begin among too many cells,
    behind the label, by those that it names, where these agree.
    """

    columns: tuple[Column, ...]
    places: tuple[int, ...]
    first: int | None


UNNAMED = Naming((), (), None)


def _naming(prepared: Prepared, number: int, first: int, section: Section) -> Naming:
    """What the header above a row says of its cells from the one after so many.

    It is the same for all rows that have as many heads above them, as many cells before their figures, and the same
    positions of cells.
    """
    heads = _heads(prepared, section)
    above = len(heads) if not heads or heads[0][0] < number else sum([at < number for at, _ in heads])
    if not above:
        return UNNAMED
    row, cells = prepared.grid.rows[number], prepared.rows[number]
    positions = range(len(row)) if len(row) == len(cells) else _positions(row, cells)
    shape = (section, above, first, len(row), positions)
    known = prepared.named.get(shape)
    if known is None:
        named = _named(heads[len(heads) - above :], positions, first, len(row))
        columns, at = _by_header(named, section)
        known = Naming(columns, at, None if columns else _first_place(named, section))
        prepared.named[shape] = known
    return known


def _positions(row: tuple[Cell, ...], cells: tuple[Cell, ...]) -> tuple[int, ...]:
    """Where each of the cells of a row first stands in it."""
    return tuple(next(at for at, other in enumerate(row) if other is cell) for cell in cells)


def _named(above: tuple[Head, ...], positions: Sequence[int], first: int, length: int) -> tuple[Named, ...]:
    """The cells of a row, from the one after so many, above which a header names a column, from left to right."""
    found = []
    for at in range(first, len(positions)):
        for _, columns in above:
            if positions[at] < len(columns) and (column := columns[positions[at]]) is not None:
                found.append(Named(column, at, at - first, len(columns) == length))
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


def _by_header(named: tuple[Named, ...], section: Section) -> tuple[tuple[Column, ...], tuple[int, ...]]:
    """The columns in the order in which the header above names them, with their cells; none where it names not all."""
    first: dict[str, Named] = {}
    for one in named:
        first.setdefault(one.column.id, one)
    if len(first) != len(section.columns):
        return (), ()
    return tuple(one.column for one in first.values()), tuple(one.at for one in first.values())


def _first_place(named: tuple[Named, ...], section: Section) -> int | None:
    """Where the columns begin among too many cells by those that a header names; None where these do not agree."""
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
    figures = prepared.pieces[number][-len(addresses) :]
    if len(figures) != len(addresses):
        return
    statuses = {one.number.status for one in figures}
    if not statuses <= FIGURES or statuses == {Status.BLANK}:
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
            cells=figures,
            label=header,
            place=figures[0].place,
        )


@lru_cache(maxsize=64)
def _all_addresses(section: Section) -> tuple[Address, ...]:
    return tuple((row.id, column.id) for row in section.rows for column in section.columns)
