"""The official tables of all agencies in one: those of each agency below each other, the agency in front."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import columns, official

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.exports.schema import Field, Table, Values
    from sitegen.model import Dataset, Report


def official_tables(dataset: Dataset) -> Iterator[Table]:
    """Each table of each form that any agency has, in the order of the forms."""
    by_agency: dict[str, list[Report]] = {}
    for report in dataset.reports:
        if report.agency:
            by_agency.setdefault(report.agency, []).append(report)
    found: dict[str, list[tuple[str, Table]]] = {}
    for agency in sorted(by_agency):
        for table in official.tables(dataset.catalogue, by_agency[agency]):
            found.setdefault(table.name, []).append((agency, table))
    order = [f"{form.id}-{table.id}" for form in dataset.catalogue.forms for table in form.tables]
    for name in sorted(found, key=order.index):
        yield stack(found[name])


def stack(parts: Sequence[tuple[str, Table]]) -> Table:
    """One table of all, with the fields that any of them has; where one has not, nothing stands."""
    fields: list[Field] = []
    for _, table in parts:
        at = 0
        for field in table.fields:
            place = next((n for n, known in enumerate(fields) if known.name == field.name), None)
            if place is None:
                fields.insert(at, field)
                place = at
            at = place + 1
    first = parts[0][1]
    return replace(
        first,
        fields=(columns.AGENCY, *fields),
        rows=tuple(row for agency, table in parts for row in _rows(agency, table, fields)),
        key=("agency", *first.key),
    )


def _rows(agency: str, table: Table, fields: Sequence[Field]) -> Iterator[Values]:
    names = [field.name for field in table.fields]
    if len(names) == len(fields):
        yield from ((agency, *row) for row in table.rows)
        return
    places = [names.index(field.name) if field.name in names else None for field in fields]
    for row in table.rows:
        yield (agency, *(None if place is None else row[place] for place in places))
