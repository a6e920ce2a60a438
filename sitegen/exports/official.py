"""The official tables as the forms lay them out: one row a form row, one column a form column, years stacked.

In a package of several agencies their rows follow one another, each with the agency in front.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.exports import csvfile, official_lines
from sitegen.exports.official_fields import group, head
from sitegen.exports.official_lines import Leaf
from sitegen.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen import model
    from sitegen.exports.official_lines import Chosen, Given
    from sitegen.exports.schema import Table, Value, Values


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a form with what the reports of an agency hold of it: the cells, and what may stand in lines."""

    form: model.Form
    table: model.Table
    leaves: tuple[Leaf, ...]
    given: tuple[Given, ...]


def found(catalogue: model.Catalogue, reports: Iterable[model.Report]) -> tuple[Found, ...]:
    """Each table of each form that an agency's reports hold cells of; by year."""
    return tuple(
        Found(form, table, leaves, tuple(official_lines.given(catalogue, form.id, table.id, leaf) for leaf in leaves))
        for form, table, leaves in _found(catalogue, reports)
    )


def tables(catalogue: model.Catalogue, some: Iterable[Found]) -> Iterator[Table]:
    """The tables of an agency; rows by year, then in the order of the paper.

    There are columns for units and corrections where any of the reports has such.
    """
    for one in some:
        chosen = official_lines.chosen(one.given)
        rows = csvfile.Written(partial(_rows_of, one, chosen), partial(_lines_of, catalogue, one, chosen))
        yield replace(head(catalogue, one.form.id, one.table.id, *chosen), rows=rows)


def given(some: Iterable[Found]) -> Iterator[tuple[str, bytes]]:
    """What an agency gives to tables of several, by the name of each table."""
    for one in some:
        yield f"{one.form.id}-{one.table.id}", official_lines.packed(one.given)


def taken(
    catalogue: model.Catalogue, form: str, table: str, contents: Iterable[tuple[str, bytes]]
) -> tuple[Table, bytes]:
    """A table of several agencies, without its rows, and its file; ``contents`` are what each gives, by its id."""
    names = {agency.id: agency.zh for agency in catalogue.agencies}
    given = [(agency, one) for agency, content in contents for one in official_lines.unpacked(content)]
    chosen = official_lines.chosen([one for _, one in given])
    made = head(catalogue, form, table, *chosen, several=True)
    lines = [
        official_lines.lines(catalogue, form, table, one, chosen, (agency, names[agency])) for agency, one in given
    ]
    return made, csvfile.head(made.fields) + b"".join(lines)


def _found(
    catalogue: model.Catalogue, reports: Iterable[model.Report]
) -> Iterator[tuple[model.Form, model.Table, tuple[Leaf, ...]]]:
    """Each table of each form that the reports hold cells of, with these."""
    found: dict[tuple[str, str], dict[str, Leaf]] = {}
    for report in sorted(reports, key=lambda r: (r.agency or "", int(r.year.value))):
        confirmed: dict[str, dict[tuple[str, str], model.Correction]] = {}
        for correction in report.corrections:
            if correction.confirmed:
                table, row, column = correction.cell.split("/")
                confirmed.setdefault(table, {})[row, column] = correction
        year = int(report.year.value)
        for (form_id, table_id), cells in groupby(report.observations, key=lambda o: (o.form, o.table)):
            leaves = found.setdefault((form_id, table_id), {})
            leaf = leaves.get(report.id)
            if leaf is None:
                leaf = leaves[report.id] = Leaf(report.agency or "", year, {}, confirmed.get(table_id, {}))
            leaf.cells.update(((o.row, o.column), o) for o in cells)
    for form in catalogue.forms:
        for layout in form.tables:
            if own := found.get((form.id, layout.id)):
                yield form, layout, tuple(own.values())


def _lines_of(catalogue: model.Catalogue, one: Found, chosen: Chosen, _: object) -> bytes:
    return b"".join([official_lines.lines(catalogue, one.form.id, one.table.id, own, chosen) for own in one.given])


def _rows_of(one: Found, chosen: Chosen) -> Iterator[Values]:
    return (row for leaf in one.leaves for row in _rows(one.table, leaf, *chosen))


def _rows(table: model.Table, leaf: Leaf, odd: frozenset[str], mended: frozenset[str]) -> Iterator[Values]:
    law, unit = (any(getattr(row, name) for _, row in table.rows) for name in ("law", "unit"))
    for section in table.sections:
        own = {column.id for column in section.columns}
        for row in section.rows:
            values: list[Value] = [leaf.year, *([section.id] if len(table.sections) > 1 else []), row.id]
            values += [group(section, row), row.label, row.en]
            values += [row.law or None] if law else []
            values += [row.unit or None] if unit else []
            statuses: list[Value] = []
            for column in table.columns:
                o = leaf.cells.get((row.id, column.id)) if column.id in own else None
                values.append(o.value if o else None)
                if column.id in odd:
                    values.append((o.unit or None) if o else None)
                if column.id in mended:
                    right = leaf.corrections.get((row.id, column.id))
                    values += (right.value, right.unit or None) if right else (None, None)
                statuses.append(o.status if o else Status.ABSENT if column.id in own else None)
            yield (*values, *statuses)
