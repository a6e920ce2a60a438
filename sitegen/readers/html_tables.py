"""Tables of HTML as browsers lay them out: rows of cells, each at every position that it spans."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sitegen.readers.decoding import UnreadableError
from sitegen.readers.html_parsing import LIMITS
from sitegen.readers.transcript import MOST_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

WIDEST = 100  # columns that a cell may span
CELLS = frozenset({"td", "th"})
GROUPS = frozenset({"thead", "tbody", "tfoot"})
OUTSIDE = GROUPS | {"table"}  # what cells should not stand in directly
ONE = (1, 1)
COLUMNS = frozenset({"col", "colgroup"})

_SPANNING = etree.XPath(".//@colspan/.. | .//@rowspan/..")
_NUMBER = re.compile(r"[ \t\n\r\f]*\+?(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands at each position of a row, and its cells, each once.

    Nothing stands where a short row leaves a gap before a cell that spans down into it.
    """

    positions: tuple[Element | None, ...]
    cells: tuple[Element, ...]


@dataclass(slots=True)
class Table:
    """The parts of a table: rows of cells by section, and what stands in it outside of cells.

    Browsers move text and captions before the table, and take a table that begins between rows for the end of it.
    ``spanning`` has the cells that may span more than one position.
    """

    spanning: frozenset[Element]
    sections: list[list[list[Element]]] = field(default_factory=list)
    before: list[Element | str] = field(default_factory=list)
    after: list[Element | str] = field(default_factory=list)

    def outside(self, item: Element | str) -> None:
        """Note what stands outside of cells."""
        (self.after or self.before).append(item)

    def rows(self) -> Iterator[Row]:
        """The rows as they are laid out; those in which no cell begins are left out."""
        room = MOST_CELLS
        for section in self.sections:
            for row in _laid_out(section, room, self.spanning):
                room -= len(row.positions)
                yield row


def table(element: Element) -> Table:
    """Take a table apart."""
    found = Table(frozenset(_SPANNING(element)))
    loose: list[list[Element]] = []
    feet: list[list[list[Element]]] = []
    for child in _children(element, found):
        if child.tag in GROUPS:
            if loose:
                found.sections.append(loose)
                loose = []
            rows: list[list[Element]] = []
            _gather(child, rows, found)
            (feet if child.tag == "tfoot" else found.sections).append(rows)
        else:
            _take(child, loose, found)
    found.sections += [loose, *feet]
    return found


def _children(element: Element, found: Table) -> Iterator[Element]:
    """The elements in a part of a table; text between them goes before the table."""
    if (text := element.text) and not text.isspace():
        found.outside(text)
    for child in element:
        yield child
        if (text := child.tail) and not text.isspace():
            found.outside(text)


def _gather(element: Element, rows: list[list[Element]], found: Table) -> None:
    for child in _children(element, found):
        _take(child, rows, found)


def _gather_row(element: Element, rows: list[list[Element]], found: Table) -> None:
    """The same for a row, in which nearly all are cells."""
    for child in _children(element, found):
        if child.tag in CELLS:
            rows[-1].append(child)
        else:
            _take(child, rows, found)


def _take(child: Element, rows: list[list[Element]], found: Table) -> None:
    """Sort a child of a table, section or row: rows and cells with or without them; forms around them do not matter."""
    tag = child.tag
    if tag in CELLS:
        if not rows or _begins_row(child):
            rows.append([])
        rows[-1].append(child)
    elif tag == "tr":
        rows.append([])
        _gather_row(child, rows, found)
    elif tag == "table":
        found.after.append(child)
    elif tag not in COLUMNS:
        if _holds_rows(child):
            _gather(child, rows, found)
        else:
            found.outside(child)


def _begins_row(cell: Element) -> bool:
    """Whether a cell outside of rows is the first of a row that the page forgot to begin."""
    parent = cell.getparent()
    if parent is None or parent.tag not in OUTSIDE:
        return False
    previous = cell.getprevious()
    return previous is None or previous.tag not in CELLS


def _holds_rows(element: Element) -> bool:
    """Whether rows or cells of this very table stand within an element that should not be between them."""
    owner = next(element.iterancestors("table"))
    return any(next(part.iterancestors("table")) is owner for part in element.iter("tr", "td", "th"))


def _laid_out(section: list[list[Element]], room: int, spanning: frozenset[Element]) -> Iterator[Row]:
    """Cells go to the first free position of their row and keep it for the rows that they span within the section."""
    taken: list[dict[int, Element]] = [{} for _ in section]
    for number, cells in enumerate(section):
        row = taken[number]
        if row or not spanning.isdisjoint(cells):
            room = _lay(cells, taken, number, room, spanning)
            if cells:
                yield Row(tuple(map(row.get, range(max(row) + 1))), tuple(dict.fromkeys(row.values())))
        elif cells:  # each at its own position
            room -= len(cells)
            if room < 0:
                raise UnreadableError(LIMITS)
            yield Row(tuple(cells), tuple(cells))


def _lay(
    cells: list[Element], rows: list[dict[int, Element]], number: int, room: int, spanning: frozenset[Element]
) -> int:
    """Lay cells out in the row of that number and in those below that they span into; how much room is left."""
    row, column = rows[number], 0
    for cell in cells:
        while column in row:
            column += 1
        width, height = (_span(cell, "colspan"), _span(cell, "rowspan")) if cell in spanning else ONE
        if width == height == 1:
            row[column] = cell
            room -= 1
        else:
            width, height = min(max(width, 1), WIDEST), min(height or len(rows), len(rows) - number)
            room -= width * height
            # A cell from above in the way ends the span, so that no cell is torn or covered.
            width = next((n for n in range(width) if column + n in row), width)
            for below in rows[number : number + height]:
                below.update(dict.fromkeys(range(column, column + width), cell))
        column += width
        if room < 0:
            raise UnreadableError(LIMITS)
    return room


def _span(cell: Element, name: str) -> int:
    """A span as browsers read it; 1 for what is no number."""
    value = cell.get(name)
    match = _NUMBER.match(value) if value else None
    return int(match[1]) if match else 1
