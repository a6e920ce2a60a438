"""Which table of which form stands in a document, and what its cells say.

Tables are recognised one by one, by their own rows: each form's version of a table is aligned with the whole document,
and the version that fits best is taken. The year plays no part.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.extraction import grids, streams
from sitegen.extraction.chain import best_chain
from sitegen.extraction.labels import column_texts, key
from sitegen.extraction.stream import stream
from sitegen.model import Grid, Layout, Observation, Provenance, Status
from sitegen.numerals import Number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.chain import Candidate
    from sitegen.extraction.stream import Stream
    from sitegen.model import Column, Document, Form, Table

SHARE = 0.3  # of a table's rows must be there for the table to be recognised
HEADER = 400  # characters above a row that may belong to its header
STATED_UNIT = re.compile(r"金额\(?(?:单位[::]?|计量单位[::]?)?(亿元|万元|元)")


@dataclass(frozen=True, slots=True)
class Match:
    """A table found in a document: the form it was recognised by, and its rows there in order."""

    form: Form
    table: Table
    rows: tuple[Candidate, ...]
    headers: tuple[str, ...]
    score: float
    sha256: str


def find_tables(document: Document, forms: tuple[Form, ...]) -> tuple[Match, ...]:
    """The tables of a document, each by the form that fits it best, in the order of the forms."""
    text = stream(document)
    matches = [m for form in forms for table in form.tables if (m := _match(form, table, document, text))]
    overall = {form.id: sum(m.score for m in matches if m.form is form) for form in forms}
    best: dict[str, Match] = {}
    for match in matches:
        other = best.get(match.table.id)
        if other is None or (match.score, overall[match.form.id]) > (other.score, overall[other.form.id]):
            best[match.table.id] = match
    return tuple(
        best[table_id] for table_id in dict.fromkeys(t.id for form in forms for t in form.tables) if table_id in best
    )


def _match(form: Form, table: Table, document: Document, text: Stream) -> Match | None:
    found = [*streams.candidates(table, text), *grids.candidates(table, document)]
    rows = best_chain(found)
    total = sum(len(section.rows) for section in table.sections)
    exact = [row for row in rows if row.is_exact]
    if len(exact) < max(min(2, total), math.ceil(total * SHARE)):
        return None
    headers = tuple(_headers(rows, document, text))
    known = sum(
        any(label in header for label in column_texts(column))
        for row, header in zip(rows, headers, strict=True)
        for column in row.section.columns
        if header
    )
    score = sum(row.score for row in rows) + known - (total - len(exact))
    return Match(form, table, rows, headers, score, document.source.sha256)


def _headers(rows: tuple[Candidate, ...], document: Document, text: Stream) -> Iterator[str]:
    """For each row the squashed text between it and the figures before it."""
    before = (-1, 0)
    for row in rows:
        yield _between(before, row.start, document, text)[-HEADER:]
        before = row.end


def _between(start: tuple[int, int], end: tuple[int, int], document: Document, text: Stream) -> str:
    pieces: list[str] = []
    for i in range(text.part_of(start[0]), text.part_of(end[0] + 1)):
        block, _, _, kept = text.parts[i]
        first = start[1] if block == start[0] else 0
        last = end[1] if block == end[0] else len(kept)
        pieces.append(text.text[text.starts[i] + first : text.starts[i] + last])
    for block in range(max(start[0], 0), min(end[0] + 1, len(document.blocks))):
        grid = document.blocks[block]
        if isinstance(grid, Grid):
            first = start[1] if block == start[0] else 0
            last = end[1] if block == end[0] else len(grid.rows)
            pieces += [key(cell.text) for row in grid.rows[first:last] for cell in grids.distinct(row)]
    return "".join(pieces)


# --- from rows to observations ---------------------------------------------------------------------------------------


def observations(match: Match, report: str) -> Iterator[Observation]:
    """One observation for each cell that the form's table has, in the order of the paper."""
    found = {row.row.id: at for at, row in enumerate(match.rows)}
    for section in match.table.sections:
        for row in section.rows:
            for index, column in enumerate(section.columns):
                blank = Observation(
                    report=report,
                    form=match.form.id,
                    table=match.table.id,
                    row=row.id,
                    column=column.id,
                    value=None,
                    unit="" if column.money else row.unit or column.unit,
                    status=Status.ABSENT,
                )
                yield _observed(blank, match, found[row.id], index, column) if row.id in found else blank


def _observed(blank: Observation, match: Match, at: int, index: int, column: Column) -> Observation:
    """The observation of a cell whose row is there; no value where the number of figures leaves open which is which."""
    row = match.rows[at]
    printed = row.cells[index] if row.is_exact else None
    number = printed.number if printed else Number(Status.UNREADABLE)
    return replace(
        blank,
        value=number.value,
        unit=number.unit or row.unit or blank.unit or (_stated_unit(match.headers[at]) if column.money else ""),
        status=number.status,
        provenance=Provenance(
            sha256=match.sha256,
            place=printed.place if printed else row.place,
            printed=printed.printed if printed else "",
            steps=printed.steps if printed else (),
            row_label=row.label,
            column_label=_printed_column(match.headers[: at + 1], column),
        ),
        note=number.note,
    )


def _stated_unit(header: str) -> str:
    stated = STATED_UNIT.search(header)
    return stated[1] if stated else ""


def _printed_column(headers: tuple[str, ...], column: Column) -> str:
    """The column's label as the nearest header above prints it, empty where none does."""
    labels = column_texts(column)
    return next((label for header in reversed(headers) for label in labels if label in header), "")


def missing_columns(match: Match) -> tuple[Column, ...]:
    """Columns that the header of a table does not print, where it prints most of the others."""
    missing: list[Column] = []
    if match.table.layout is Layout.ACROSS or not match.rows:
        return ()
    columns = match.rows[0].section.columns
    header = match.headers[0]
    lost = [column for column in columns if not any(label in header for label in column_texts(column))]
    if lost and len(lost) * 2 < len(columns):
        missing += lost
    return tuple(missing)
