"""What a table holds besides the rows of its form: rows of its own, kept with their label, and figures of no row.

Every figure between the first and the last row of a table is claimed by a row of the form, kept as a local row, or
reported; none is dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.extraction import grids, streams
from sitegen.extraction.labels import column_texts, key
from sitegen.model import Grid, Layout, Observation, Provenance, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.stream import Piece, Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Document, Place, Section

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
        """Whether it is a whole row with a label, and not mere figures."""
        return bool(CHINESE.search(self.label)) and len(self.cells) == len(self.section.columns)


def leftovers(match: Match, document: Document, stream: Stream) -> tuple[Leftover, ...]:
    """Rows and figures within a table that no row of its form has claimed, in reading order."""
    if match.table.layout is Layout.ACROSS:
        return ()
    return (*_in_grids(match, document), *_in_stream(match, stream))


def _in_grids(match: Match, document: Document) -> Iterator[Leftover]:
    claimed = {row.start for row in match.rows if row.region is None}
    if not claimed:
        return
    for block in range(min(claimed)[0], max(claimed)[0] + 1):
        grid = document.blocks[block]
        if isinstance(grid, Grid) and any(at[0] == block for at in claimed):
            for number, row in enumerate(grid.rows):
                if (block, number) not in claimed and (found := _row(match, (block, number), grids.pieces(row))):
                    yield found


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
    for position, piece in streams.unclaimed(stream, regions):
        if run and position != end:
            yield _run(match, stream, run, end)
            run = []
        run.append(piece)
        end = stream.next_break(position)
    if run:
        yield _run(match, stream, run, end)


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
