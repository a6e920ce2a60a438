"""PDF with a text layer: ruled tables as grids, what stands outside of them line by line, page after page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.model import Grid
from sitegen.readers.decoding import UnreadableError
from sitegen.readers.transcript import Raw, Transcript

if TYPE_CHECKING:
    from sitegen.model import Cell, Document, Source
    from sitegen.readers.pdf.tables import Table

MEDIA_TYPE = "application/pdf"
HEAD = 1024  # bytes within which the mark of the format stands


def accepts(head: bytes) -> bool:
    """Whether the mark of the format stands near the beginning."""
    return b"%PDF-" in head[:HEAD]


def read(source: Source, content: bytes) -> Document:
    """The document of a PDF; a scan, an encrypted, a cut off or a broken file is refused with its reason."""
    from sitegen.readers.pdf.file import SCAN, sheets  # noqa: PLC0415  it loads a library that other formats do not need
    from sitegen.readers.pdf.flow import flow  # noqa: PLC0415
    from sitegen.readers.pdf.tables import Table  # noqa: PLC0415

    transcript = Transcript()
    for page, block in flow(sheets(content)):
        if isinstance(block, Table):
            _write_table(block, page, transcript)
        else:
            transcript.paragraph(block.text, page=page)
    if not transcript.lines:  # nothing was printed but the numbers of pages
        raise UnreadableError(SCAN)
    return transcript.document(source)


def _write_table(table: Table, page: int, transcript: Transcript) -> None:
    """Write down a table, each cell with the page it is printed on."""
    boxes = {id(box): box for row in table.rows for box in row}
    raws = {key: Raw(box.text) for key, box in boxes.items()}
    transcript.grid([[raws[id(box)] for box in row] for row in table.rows], page=page)
    grid = transcript.blocks.pop()
    if isinstance(grid, Grid):
        cells: dict[int, Cell] = {}
        for row, written in zip(table.rows, grid.rows, strict=True):
            for box, cell in zip(row, written, strict=True):
                if id(box) not in cells:
                    cells[id(box)] = cell._replace(place=cell.place._replace(page=box.page))
        grid = replace(grid, rows=tuple(tuple(cells[id(box)] for box in row) for row in table.rows))
    transcript.blocks.append(grid)
