"""From the rows of a table to observations: what each cell says, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.extraction.identities import sums_of
from sitegen.extraction.labels import column_texts
from sitegen.extraction.resolution import Resolved, confirmed, resolve
from sitegen.making import maker
from sitegen.model import VALUED, Layout, Observation, OpenSplit, Provenance, Status
from sitegen.numerals import Number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.chain import Address, Candidate
    from sitegen.extraction.narrowing import Group
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Column, Row, Rule, Table

Found = tuple[int, "Piece | None", Status]  # the row by its place, the figure, what it is
NOT_FOUND: Found = (-1, None, Status.ABSENT)
make_cell, make_provenance = maker(Observation), maker(Provenance)
STATED_UNIT = re.compile(r"金额\(?(?:单位[::]?|计量单位[::]?)?(亿元|万元|元)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a table says: for each address the row it stands in, its figure and status, and what was left open.

    ``groups`` are the open rows that an identity ties together, with every way to read each group.
    """

    match: Match
    cells: dict[Address, Found]
    open_rows: tuple[tuple[int, Resolved], ...]
    groups: tuple[Group, ...] = ()


def read_cells(match: Match, rules: tuple[Rule, ...], stream: Stream) -> Reading:
    """Read every row of a table; the identities of the form decide where the text leaves it open."""
    identities = sums_of(rules, match.table, match.form.id)
    if all(row.is_exact and not row.assumed for row in match.rows):  # as most are
        return Reading(match, _certain(match.rows), ())
    certain = {
        address: cell.number.value
        for row in match.rows
        if row.is_exact and not row.assumed
        for address, cell in zip(row.addresses, row.cells, strict=True)
    }
    resolution = resolve(match.rows, identities, stream, certain)
    resolved = resolution.rows
    values = certain | {
        address: piece.number.value if piece else None
        for at, left in resolved.items()
        for address, piece in zip(match.rows[at].addresses, left.cells, strict=True)
    }
    cells: dict[Address, Found] = {}
    still_open: list[tuple[int, Resolved]] = []
    for at, row in enumerate(match.rows):
        left = resolved.get(at)
        if left and row.assumed and not confirmed(row, identities, values):
            left = Resolved((None,) * len(row.addresses), ())
        for address, piece, status in _statuses(row, left):
            cells[address] = (at, piece, status)
        if left and None in left.cells:
            still_open.append((at, left))
    return Reading(match, cells, tuple(still_open), resolution.groups)


def _certain(rows: tuple[Candidate, ...]) -> dict[Address, Found]:
    """What stands in the cells of rows that are certain."""
    return {
        address: (at, cell, cell.number.status)
        for at, row in enumerate(rows)
        for address, cell in zip(row.addresses, row.cells, strict=True)
    }


def _statuses(row: Candidate, left: Resolved | None) -> Iterator[tuple[Address, Piece | None, Status]]:
    """Each address of a row with its figure and status."""
    if left is None:
        for address, cell in zip(row.addresses, row.cells, strict=True):
            yield address, cell, cell.number.status
    else:
        for address, piece in zip(row.addresses, left.cells, strict=True):
            reported = piece is not None and piece.number.status is Status.REPORTED
            status = Status.RESOLVED if reported else piece.number.status if piece else Status.UNREADABLE
            yield address, piece, status


def observations(reading: Reading, report: str, sha256: str) -> Iterator[Observation]:
    """One observation for each cell that the form's table has, in the order of the paper."""
    write, cells = _Writer(reading.match, report, sha256).observation, reading.cells
    for address, row, column in _addressed(reading.match.table):
        yield write(row, column, cells.get(address, NOT_FOUND))


@lru_cache(maxsize=256)
def _addressed(table: Table) -> tuple[tuple[Address, Row, Column], ...]:
    """The cells of a table in the order of the paper, each with its address."""
    return tuple(((row.id, column.id), row, column) for _, row, column in table.cells())


def open_splits(reading: Reading, report: str, sha256: str) -> Iterator[OpenSplit]:
    """The cells that several splits leave open, with what each split would put into them."""
    if not reading.groups:
        return
    match, writer = reading.match, _Writer(reading.match, report, sha256)
    names = {(row.id, column.id): (row, column) for _, row, column in match.table.cells()}
    for group, ways in reading.groups:
        places = [(at, address) for at in group for address in match.rows[at].addresses]
        still_open = [n for n, (_, address) in enumerate(places) if reading.cells[address][1] is None]
        cells = tuple("/".join((match.table.id, *places[n][1])) for n in still_open)
        candidates = []
        for way in ways:
            pieces = [slot.piece for option in way for slot in option]
            found = [(names[places[n][1]], (places[n][0], pieces[n], Status.RESOLVED)) for n in still_open]
            candidates.append(tuple(writer.observation(*cell, one) for cell, one in found))
        if still_open:
            yield OpenSplit(match.table.id, cells, tuple(candidates))


class _Writer:
    """Writes down the cells of a table that was found."""

    def __init__(self, match: Match, report: str, sha256: str) -> None:
        """Look up once what the headers print of each column."""
        self.match, self.report, self.sha256 = match, report, sha256
        self.form, self.table = match.form.id, match.table.id
        self.across = match.table.layout is Layout.ACROSS  # there the header is what its row is found by
        above = tuple(row.label for row in match.rows) if self.across else match.headers
        columns = (column for section in match.table.sections for column in section.columns)
        self.labels = {column: tuple(_printed(column, above)) for column in columns}

    def observation(self, row: Row, column: Column, found: Found) -> Observation:
        """What stands in a cell of the table."""
        match, form, table = self.match, self.form, self.table
        implied = "" if column.money else row.unit or column.unit
        at, piece, status = found
        if at < 0:
            return make_cell(self.report, form, table, row.id, column.id, None, implied, status)
        candidate, label = match.rows[at], self.labels[column][at]
        row_label = row.label if self.across else candidate.label
        if piece is None:
            number, provenance = Number(status), make_provenance(self.sha256, candidate.place, "", (), row_label, label)
        else:
            printed, place, _, number, steps = piece
            provenance = make_provenance(self.sha256, place, printed, steps, row_label, label)
        unit = number.unit or candidate.unit or implied or (_stated_unit(match.headers[at]) if column.money else "")
        value = number.value if status in VALUED else None
        return make_cell(self.report, form, table, row.id, column.id, value, unit, status, provenance, number.note)


def _stated_unit(header: str) -> str:
    stated = STATED_UNIT.search(header)
    return stated[1] if stated else ""


def _printed(column: Column, headers: tuple[str, ...]) -> Iterator[str]:
    """For each row the column's label as the nearest header above prints it, empty where none does."""
    nearest, texts = "", column_texts(column)
    for header in headers:
        if header:
            for label in texts:
                if label in header:
                    nearest = label
                    break
        yield nearest
