"""From the rows of a table to observations: what each cell says, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.extraction.labels import column_texts
from sitegen.extraction.resolution import Resolved, confirmed, resolve, sums_of
from sitegen.model import VALUED, Layout, Observation, Provenance, Status
from sitegen.numerals import Number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.chain import Address, Candidate
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Column, Rule

STATED_UNIT = re.compile(r"金额\(?(?:单位[::]?|计量单位[::]?)?(亿元|万元|元)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says: for each address the row it stands in, its figure and status, and what was left open."""

    match: Match
    cells: dict[Address, tuple[int, Piece | None, Status]]
    open_rows: tuple[tuple[int, Resolved], ...]


def read_cells(match: Match, rules: tuple[Rule, ...], stream: Stream) -> Reading:
    """Read every row of a table; the identities of the form decide where the text leaves it open."""
    identities = sums_of(rules, match.table, match.form.id)
    certain = {
        address: cell.number.value
        for row in match.rows
        if row.is_exact and not row.assumed
        for address, cell in zip(row.addresses, row.cells, strict=True)
    }
    resolved = resolve(match.rows, identities, stream, certain)
    values = certain | {
        address: piece.number.value if piece else None
        for at, left in resolved.items()
        for address, piece in zip(match.rows[at].addresses, left.cells, strict=True)
    }
    cells: dict[Address, tuple[int, Piece | None, Status]] = {}
    still_open: list[tuple[int, Resolved]] = []
    for at, row in enumerate(match.rows):
        left = resolved.get(at)
        if left and row.assumed and not confirmed(row, identities, values):
            left = Resolved((None,) * len(row.addresses), ())
        cells |= {address: (at, *found) for address, found in _statuses(row, left)}
        if left and None in left.cells:
            still_open.append((at, left))
    return Reading(match, cells, tuple(still_open))


def _statuses(row: Candidate, left: Resolved | None) -> Iterator[tuple[Address, tuple[Piece | None, Status]]]:
    """Each address of a row with its figure and status."""
    if left is None:
        yield from ((a, (cell, cell.number.status)) for a, cell in zip(row.addresses, row.cells, strict=True))
    else:
        for address, piece in zip(row.addresses, left.cells, strict=True):
            reported = piece is not None and piece.number.status is Status.REPORTED
            status = Status.RESOLVED if reported else piece.number.status if piece else Status.UNREADABLE
            yield address, (piece, status)


def observations(reading: Reading, report: str, sha256: str) -> Iterator[Observation]:
    """One observation for each cell that the form's table has, in the order of the paper."""
    match = reading.match
    columns = (column for section in match.table.sections for column in section.columns)
    across = match.table.layout is Layout.ACROSS  # there the header is what its row is found by
    above = tuple(row.label for row in match.rows) if across else match.headers
    labels = {column: tuple(_printed(column, above)) for column in columns}
    for _, row, column in match.table.cells():
        found = reading.cells.get((row.id, column.id))
        implied = "" if column.money else row.unit or column.unit
        at, printed, status = found or (-1, None, Status.ABSENT)
        value, unit, note, provenance = None, implied, "", None
        if found:
            candidate = match.rows[at]
            number = printed.number if printed else Number(status)
            value = number.value if status in VALUED else None
            stated = _stated_unit(match.headers[at]) if column.money else ""
            unit, note = number.unit or candidate.unit or implied or stated, number.note
            label = row.label if across else candidate.label
            provenance = Provenance(
                sha256,
                printed.place if printed else candidate.place,
                printed.printed if printed else "",
                printed.steps if printed else (),
                label,
                labels[column][at],
            )
        yield Observation(
            report, match.form.id, match.table.id, row.id, column.id, value, unit, status, provenance, note
        )


def _stated_unit(header: str) -> str:
    stated = STATED_UNIT.search(header)
    return stated[1] if stated else ""


def _printed(column: Column, headers: tuple[str, ...]) -> Iterator[str]:
    """For each row the column's label as the nearest header above prints it, empty where none does."""
    nearest = ""
    for header in headers:
        if header:
            nearest = next((label for label in column_texts(column) if label in header), nearest)
        yield nearest
