"""Keyed sheets: every line gives the address of a cell and what is printed there, so nothing has to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.extraction.stream import piece
from sitegen.model import Observation, Provenance, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Form, Table
    from sitegen.readers.sheets import Entry


def tables(entries: tuple[Entry, ...], forms: tuple[Form, ...]) -> tuple[tuple[Table, Form], ...]:
    """The tables that a sheet has, each by the form that has most of its addresses; in the order of the forms."""
    known = {
        (form.id, table.id): sum((table.id, e.row, e.column) in addresses for e in entries if e.table == table.id)
        for form in forms
        for table in form.tables
        for addresses in [{(table.id, row.id, column.id) for _, row, column in table.cells()}]
    }
    overall = {form.id: sum(known[form.id, table.id] for table in form.tables) for form in forms}
    best: dict[str, tuple[Table, Form]] = {}
    for form in sorted(forms, key=lambda form: overall[form.id]):  # tables alike in two forms go with the others
        for table in form.tables:
            other = best.get(table.id)
            if known[form.id, table.id] >= max(known[other[1].id, table.id] if other else 0, 1):
                best[table.id] = (table, form)
    return tuple(best.values())


def observations(
    found: tuple[tuple[Table, Form], ...], entries: tuple[Entry, ...], report: str, sha256: str
) -> Iterator[Observation]:
    """An observation for each cell of the tables; one that is keyed twice with different figures has no value."""
    by_address: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in entries:
        by_address.setdefault((entry.table, entry.row, entry.column), []).append(entry)
    for table, form in found:
        for _, row, column in table.cells():
            keyed = by_address.get((table.id, row.id, column.id), [])
            implied = "" if column.money else row.unit or column.unit
            if not keyed:
                yield Observation(report, form.id, table.id, row.id, column.id, None, implied, Status.ABSENT)
                continue
            cell = piece(keyed[0].value.text, keyed[0].value.place)
            same = len({entry.value.text for entry in keyed}) == 1
            yield Observation(
                report=report,
                form=form.id,
                table=table.id,
                row=row.id,
                column=column.id,
                value=cell.number.value if same else None,
                unit=cell.number.unit or keyed[0].unit.text or implied,
                status=cell.number.status if same else Status.UNREADABLE,
                provenance=Provenance(sha256, cell.place, cell.printed, cell.steps, row.label, column.zh),
                note=cell.number.note,
            )


def strangers(found: tuple[tuple[Table, Form], ...], entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Entries whose address no table of the sheet has."""
    known = {(table.id, row.id, column.id) for table, _ in found for _, row, column in table.cells()}
    return tuple(entry for entry in entries if (entry.table, entry.row, entry.column) not in known)
