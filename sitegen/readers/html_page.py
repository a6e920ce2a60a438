"""A page written down in reading order: paragraphs, and grids where its tables hold short cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from lxml import etree

from sitegen.making import tuples_maker
from sitegen.readers.html_styles import KEPT_BREAK
from sitegen.readers.html_tables import CELLS, table
from sitegen.readers.html_text import Words, collapsed, walk
from sitegen.readers.transcript import Raw

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from sitegen.readers.html_tables import Row
    from sitegen.readers.transcript import Transcript

make_raw = tuples_maker(Raw)
_INNER = etree.XPath("//table//table")
PROSE = 400  # characters; a cell of more holds paragraphs, not a label or a figure


@dataclass(slots=True)
class Page:
    """A sink that writes a page down; ``grids`` are the tables within tables that hold more than one text."""

    transcript: Transcript
    grids: frozenset[Element] = frozenset()
    pieces: list[str] = field(default_factory=list)
    line: int | None = None

    def part(self, line: int | None) -> None:
        """Paragraphs are parted; one is written down when it ends."""
        if self.pieces:
            for text in "".join(self.pieces).split(KEPT_BREAK):
                self.transcript.paragraph(collapsed(text), file_line=self.line)
            self.pieces.clear()
        self.line = line or self.line

    def block(self, element: Element) -> None:
        """What stands in an element, parted from what stands before and after it."""
        self.part(element.sourceline)
        walk(element, self)
        self.part(element.sourceline)

    def table(self, element: Element) -> None:
        """Rows of short cells are a grid; cells of paragraphs or of further tables are read one after the other."""
        self.part(element.sourceline)
        parts = table(element)
        self._outside(parts.before)
        texts: dict[Element, Raw | None] = {}
        written: set[Element] = set()
        for is_layout, group in groupby(parts.rows(), key=lambda row: self._is_layout(row, texts)):
            rows = list(group)
            if is_layout or all(len(row.cells) == 1 for row in rows):
                for cell in dict.fromkeys(cell for row in rows for cell in row.cells):
                    if cell not in written:
                        self.block(cell)
            else:
                self._grid(rows, texts)
            written.update(cell for row in rows for cell in row.cells)
        self._outside(parts.after)

    def _outside(self, items: list[Element | str]) -> None:
        for item in items:
            if isinstance(item, str):
                self.pieces.append(item)
                self.part(None)
            elif item.tag == "table":
                self.table(item)
            else:
                self.block(item)

    def _is_layout(self, row: Row, texts: dict[Element, Raw | None]) -> bool:
        is_layout = False
        for cell in row.cells:
            if cell not in texts:
                texts[cell] = self._raw(cell)
            if texts[cell] is None:
                is_layout = True
        return is_layout

    def _raw(self, cell: Element) -> Raw | None:
        """A cell of a grid; None for what is no such cell."""
        if self.grids and not self.grids.isdisjoint(cell.iter("table")):
            return None
        if len(cell):  # it holds elements
            words = Words()
            walk(cell, words)
            text = words.text()
        else:
            text = collapsed(cell.text or "").strip()
        return make_raw((text, cell.sourceline)) if len(text) <= PROSE or cell.get("rowspan", "1") != "1" else None

    def _grid(self, rows: list[Row], texts: dict[Element, Raw | None]) -> None:
        raws = [[(cell is not None and texts[cell]) or Raw("") for cell in row.positions] for row in rows]
        if any(raw.text for row in raws for raw in row):
            self.transcript.grid(raws)


def grids_within(root: Element) -> frozenset[Element]:
    """The tables within tables that hold more than one text, which makes layout of the tables around them."""
    return frozenset(inner for inner in _INNER(root) if _is_grid(inner))


def _is_grid(inner: Element) -> bool:
    texts = 0
    for cell in inner.iter(*CELLS):
        if cell.find(".//table") is None and any(text.strip() for text in cell.itertext()):
            texts += 1
            if texts > 1:
                return True
    return False
