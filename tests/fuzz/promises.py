"""What holds of whatever a reader gives, however damaged the file: places are true, nothing is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.cleaning import clean, replay
from sitegen.model import Cell, Grid, Status
from sitegen.numerals import parse

if TYPE_CHECKING:
    from sitegen.model import Document, Report


class BrokenPromiseError(Exception):
    """Something came out that never may."""

    def __init__(self, what: str, about: tuple[object, ...]) -> None:
        """``what`` should have held, and what it is about."""
        super().__init__(f"{what}: {', '.join(repr(one)[:300] for one in about)}")


def promise(holds: object, what: str, *about: object) -> None:
    """Raise :class:`BrokenPromiseError` unless it holds."""
    if not holds:
        raise BrokenPromiseError(what, about)


def of_document(document: Document) -> None:
    """Every text stands where its place says, every cell is one piece, and the whole can be written down."""
    promise(document.lines, "a document has lines")
    "\n".join(document.lines).encode()
    for block in document.blocks:
        if isinstance(block, Grid):
            promise(block.rows and all(block.rows), "a grid has rows of cells", block.place)
            for cell in {id(cell): cell for row in block.rows for cell in row}.values():
                _stands(document, cell.text, cell)
            _is_of_one_piece(block)
        else:
            _stands(document, block.text, block)


def _stands(document: Document, text: str, cell: object) -> None:
    place = getattr(cell, "place", None)
    promise(place and 1 <= place.line <= len(document.lines), "a place names a line", cell)
    line = document.lines[place.line - 1] if place else ""
    promise(place and line[place.start : place.end] == text, "a text stands where its place says", cell, line)


def _is_of_one_piece(grid: Grid) -> None:
    """A cell spans columns side by side, and rows one below the other."""
    spans: dict[int, list[tuple[int, int]]] = {}
    cells: dict[int, Cell] = {}
    for y, row in enumerate(grid.rows):
        for x, cell in enumerate(row):
            spans.setdefault(id(cell), []).append((y, x))
            cells[id(cell)] = cell
    for key, positions in spans.items():
        down, across = {y for y, _ in positions}, {x for _, x in positions}
        promise(max(down) - min(down) < len(down), "a cell spans rows one below the other", cells[key], positions)
        promise(max(across) - min(across) < len(across), "a cell spans columns side by side", cells[key], positions)


def of_report(report: Report) -> None:
    """Every value is what its printed text says after the steps it names; a blank and a doubt have none."""
    for cell in report.observations:
        promise((cell.value is not None) == (cell.status in {Status.REPORTED, Status.RESOLVED}), "status", cell)
        evidence = cell.provenance
        if cell.value is None or evidence is None:
            promise(cell.value is None, "a value has evidence", cell)
            continue
        text = replay(evidence.printed, evidence.steps)
        promise(text == clean(evidence.printed).text, "the steps of a value can be replayed", cell)
        promise(text.strip(), "no value comes from a blank", cell)
        if cell.status is Status.REPORTED:
            promise(parse(text).value == cell.value, "a value is what is printed", cell)
        place = evidence.place
        promise(1 <= place.line <= len(report.lines), "a value stands on a line", cell)
