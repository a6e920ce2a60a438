"""The text of a file as it is read: what readers of other formats than plain text write down, line by line.

A paragraph is a line, a row of a table is a line with bars between its cells; the blocks of the document refer to these
lines, so that every value can be shown where it stands. ``file_line`` keeps the line of the file itself where the
format has lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sitegen.making import tuples_maker
from sitegen.model import Cell, Document, Grid, Paragraph, Place
from sitegen.readers.decoding import TOO_LARGE, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Block, Source

BAR = " | "
make_cell, make_paragraph, make_place = tuples_maker(Cell), tuples_maker(Paragraph), tuples_maker(Place)
MOST_TABLES = 200
MOST_CELLS = 20_000  # of one table, a merged cell counted wherever it spans
_BREAKS = re.compile(r"[\t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")


class Raw(NamedTuple):
    """A cell as the format gives it; the same object at every position that it spans, and not at any other."""

    text: str
    file_line: int | None = None


@dataclass(slots=True)
class Transcript:
    """Lines and blocks as they are written down."""

    lines: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    tables: int = 0

    def paragraph(self, text: str, *, page: int | None = None, file_line: int | None = None) -> None:
        """Write down a paragraph: one line, breaks within it as spaces; nothing for an empty one."""
        text = one_line(text)
        if text:
            self.lines.append(text)
            place = Place(len(self.lines), 0, len(text), page=page, file_line=file_line)
            self.blocks.append(make_paragraph((text, place)))

    def grid(self, rows: Sequence[Sequence[Raw]], *, page: int | None = None) -> None:
        """Write down a table: a line a row; a merged cell is written where it begins, and is one wherever it spans."""
        self.tables += 1
        refuse_excess(self.tables, rows)
        written: dict[int, Cell] = {}
        grid = tuple(self._row(row, number, written, page) for number, row in enumerate(rows, 1) if row)
        if grid:
            self.blocks.append(Grid(grid, Place(grid[0][0].place.line, page=page, table=self.tables)))

    def _row(self, row: Sequence[Raw], number: int, written: dict[int, Cell], page: int | None) -> tuple[Cell, ...]:
        line, start, table = len(self.lines) + 1, 0, self.tables
        texts: list[str] = []
        cells: list[Cell] = []
        for column, raw in enumerate(row, 1):
            cell = written.get(id(raw))
            if cell is None:
                content = one_line(raw.text)
                end = start + len(content)
                place = make_place((line, start, end, page, table, number, column, raw.file_line))
                cell = written[id(raw)] = make_cell((content, place))
                texts.append(content)
                start = end + len(BAR)
            cells.append(cell)
        self.lines.append(BAR.join(texts))
        return tuple(cells)

    def document(self, source: Source) -> Document:
        """The document of what was written down."""
        return Document(source, tuple(self.lines), tuple(self.blocks))


def refuse_excess(tables: int, rows: Sequence[Sequence[object]]) -> None:
    """Refuse a file at its table of that number and with those rows, where it has more than any report does."""
    if tables > MOST_TABLES or sum(map(len, rows)) > MOST_CELLS:
        raise UnreadableError(TOO_LARGE)


def one_line(text: str) -> str:
    """A text in one line: breaks become spaces, none stands at either end."""
    if text.isprintable():
        return text.strip()
    return _BREAKS.sub(" ", text).strip()
