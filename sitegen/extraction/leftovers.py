"""What a table holds besides the rows of its form: rows of its own, kept with their label, and figures of no row.

Every figure between the first and the last row of a table is claimed by a row of the form, kept as a local row, or
reported; none is dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.extraction import grids, streams
from sitegen.extraction.labels import SHORT, column_texts, key, row_label
from sitegen.model import Observation, Provenance, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.cells import Reading
    from sitegen.extraction.chain import Candidate
    from sitegen.extraction.grids import Prepared
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Place, Section, Table

LONGEST_LABEL = 120
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Leftover:
    """A row that the form does not have: its printed label, empty where it has none, and its figures."""

    label: str
    place: Place
    section: Section
    cells: tuple[Piece, ...]

    @property
    def is_row(self) -> bool:
        """Whether it is a whole row with a label, and not mere figures, or figures that are not certain."""
        certain = all(cell.number.status is not Status.UNREADABLE for cell in self.cells)
        return certain and bool(CHINESE.search(self.label)) and len(self.cells) == len(self.section.columns)


def leftovers(reading: Reading, prepared: tuple[Prepared, ...], stream: Stream) -> tuple[Leftover, ...]:
    """Rows and figures within a table that no cell of its form has claimed, in reading order."""
    match = reading.match
    return (*_in_grids(match, prepared), *_in_stream(match, stream), *_left_out(reading))


def _in_grids(match: Match, prepared: tuple[Prepared, ...]) -> Iterator[Leftover]:
    claimed = {row.start: row for row in match.rows if row.region is None}
    here = {block for block, _ in claimed}
    for grid in prepared:
        if grid.block in here:
            for number, cells in enumerate(grid.pieces):
                mine = claimed.get((grid.block, number))
                if found := _beside(match.table, mine, cells) if mine else _row(match, (grid.block, number), cells):
                    yield found


def _beside(table: Table, row: Candidate, cells: tuple[Piece, ...]) -> Leftover | None:
    """Figures of a row behind its label that none of its columns has taken."""
    behind = next((at for at, cell in enumerate(cells, 1) if cell.place == row.place), 0)
    if cells[behind:] == row.cells:
        return None
    code = next(form_row.code for _, form_row in table.rows if form_row.id == row.row_id)
    taken = {cell.place for cell in row.cells}
    figures = tuple(
        cell
        for cell in cells[behind:]
        if cell.number.status is Status.REPORTED
        and cell.place not in taken
        and not (code and key(cell.text).strip("*") == code)
    )
    return Leftover("", figures[0].place, row.section, figures) if figures else None


def _row(match: Match, at: tuple[int, int], cells: tuple[Piece, ...]) -> Leftover | None:
    section = next((row.section for row in reversed(match.rows) if row.start < at), match.rows[0].section)
    first = next((i for i, cell in enumerate(cells) if i and cell.number.status is not Status.UNREADABLE), None)
    start = 0 if cells[0].number.status is Status.REPORTED else first
    if start is None or not any(cell.number.status is Status.REPORTED for cell in cells[start:]):
        return None
    labels = [cell for cell in cells[:start] if cell.text]
    label = labels[-1] if labels else cells[start]
    figures = grids.window(cells[start:], len(section.columns))
    return Leftover(label.printed if labels else "", label.place, section, figures)


def _in_stream(match: Match, stream: Stream) -> Iterator[Leftover]:
    regions = [row.region for row in match.rows if row.region]
    run: list[Piece] = []
    end = -1
    for start, past in streams.unclaimed(stream, _extent(match, stream), regions, _labels(match.table)):
        if run and start != end:
            yield _run(match, stream, run, end)
            run = []
        run.append(stream.piece(start, past))
        end = past
    if run:
        yield _run(match, stream, run, end)


def _extent(match: Match, stream: Stream) -> tuple[int, int]:
    """From the header above the first row of a table, or this row, to its last row, as positions of the stream."""
    spans = [row.region or (stream.position((row.start[0], 0)),) * 2 for row in match.rows]
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    row, header = match.rows[0], match.headers[0]
    texts = [text for column in row.section.columns for text in column_texts(column) if len(text) > SHORT]
    named = [at for text in texts if (at := header.rfind(text)) >= 0]
    start = stream.text.rfind(header, 0, first) if named else -1
    return (start + min(named) if start >= 0 else first), last


@lru_cache(maxsize=256)
def _labels(table: Table) -> frozenset[str]:
    return frozenset(text for _, row in table.rows for text in row_label(row).texts)


def _left_out(reading: Reading) -> Iterator[Leftover]:
    """Figures of a row that were left out so that the others fill its cells."""
    told = {at for at, _ in reading.open_rows}
    if all(len(row.cells) <= len(row.addresses) for row in reading.match.rows):
        return
    taken: dict[int, set[Place]] = {}
    for at, piece, _ in reading.cells.values():
        taken.setdefault(at, set()).add(piece.place if piece else reading.match.rows[at].place)
    for at, row in enumerate(reading.match.rows):
        if at not in told and len(row.cells) > len(row.addresses):
            for cell in row.cells:
                if cell.place not in taken[at] and cell.number.status is Status.REPORTED:
                    yield Leftover("", cell.place, row.section, (cell,))


def _run(match: Match, stream: Stream, run: list[Piece], end: int) -> Leftover:
    """A run of figures, with the text between it and what was claimed before as its label."""
    length = sum(len(key(piece.printed)) for piece in run)
    start = end - length
    before = max((row.region[1] for row in match.rows if row.region and row.region[1] <= start), default=0)
    section = next(
        (row.section for row in reversed(match.rows) if row.region and row.region[1] <= start), match.rows[0].section
    )
    label = stream.text[max(before, start - LONGEST_LABEL) : start]
    for column in section.columns:
        for text in column_texts(column):
            label = label.rpartition(text)[2]
    return Leftover(label, run[0].place, section, tuple(run))


def local_rows(left: tuple[Leftover, ...], match: Match, report: str, sha256: str) -> Iterator[Observation]:
    """The cells of the rows that the form does not have, numbered in reading order: ``local_1`` and so on."""
    rows = (row for row in left if row.is_row)
    for number, row in enumerate(rows, 1):
        for column, piece in zip(row.section.columns, row.cells, strict=True):
            yield Observation(
                report=report,
                form=match.form.id,
                table=match.table.id,
                row=f"local_{number}",
                column=column.id,
                value=piece.number.value,
                unit=piece.number.unit,
                status=piece.number.status,
                provenance=Provenance(sha256, piece.place, piece.printed, piece.steps, row.label, column.zh),
                note=piece.number.note,
            )
