"""The tables of one report, each number leading to the line that it was read from: the form's rows, then its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.interface import Printed, msg
from sitegen.model import Outcome
from sitegen.pages.parts.evidence import line_target, whereabouts
from sitegen.pages.parts.judgement import anchor
from sitegen.pages.parts.marks import Shown, shown
from sitegen.pages.parts.paper import Head, Line, Paper, Slot, lay_out, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.interface import Said
    from sitegen.model import Catalogue, Column, Finding, Observation, Report, Row, Table

LOCAL = msg("表外行")
LABEL = msg("印出的行标题")
NO_LABEL = msg("（没有印出行标题）")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in its official layout, and the rows that it prints besides those of the form."""

    paper: Paper
    local: Paper | None = None


def flags(findings: Iterable[Finding]) -> dict[str, str]:
    """The cells that a failing check is about before all others, each with the anchor of its finding."""
    return {f.cells[0]: anchor(f) for f in findings if f.outcome is Outcome.FAIL and f.cells and ":" not in f.cells[0]}


def sheets(report: Report, catalogue: Catalogue, flagged: Mapping[str, str], elsewhere: str = "") -> Iterator[Sheet]:
    """Every table of the report in its official layout, with the rows of its own.

    On the report's own page numbers lead to their lines; on another page, to their cells at the address ``elsewhere``.
    """
    cells = {observation.cell: observation for observation in report.observations}

    def slot_of(cell: str, observation: Observation | None, label: str = "") -> Slot:
        place = observation.provenance.place if observation and observation.provenance else None
        mark = shown(observation, label, report.correction(cell))
        if elsewhere:
            return Slot(mark, f"{elsewhere}#{cell}", flag=flagged.get(cell, ""))
        return Slot(_placed(mark, whereabouts(place)), line_target(report, place), cell, flagged.get(cell, ""))

    for table_id, form_id in report.tables:
        table = catalogue.form(form_id).table(table_id)
        if table is None:
            continue

        def slot(row: Row, column: Column, table_id: str = table_id) -> Slot:
            cell = f"{table_id}/{row.id}/{column.id}"
            return slot_of(cell, cells.get(cell), column.zh)

        own = [cell for cell in report.local_rows if cell.table == table_id]
        local = _local(table, [(cell, slot_of(cell.cell, cell)) for cell in own]) if own else None
        yield Sheet(lay_out(table, slot), local)


def _placed(mark: Shown, where: tuple[Said, ...]) -> Shown:
    """The mark with a tip that tells its page and the like as well."""
    return replace(mark, tip=(mark.tip, *where)) if where else mark


def _local(table: Table, cells: Iterable[tuple[Observation, Slot]]) -> Paper:
    """The rows of a table that its form does not have, with their printed labels, below heads of their columns."""
    names = {column.id: words(column) for column in table.columns}
    rows = [tuple(row) for _, row in groupby(cells, key=lambda pair: pair[0].row)]
    width = max(map(len, rows))
    bodies = []
    for columns, alike in groupby(rows, key=lambda row: tuple(cell.column for cell, _ in row)):
        rest = width - len(columns) + 1  # the last column spans what these rows do not use
        *heads, last = (Head(names.get(column, Printed(column))) for column in columns)
        lines = [Line((Head(LABEL), *heads, replace(last, columns=rest)))]
        for row in alike:
            label = next((cell.provenance.row_label for cell, _ in row if cell.provenance), "")
            *slots, wide = (slot for _, slot in row)
            lines.append(
                Line((Head(Printed(label) if label else NO_LABEL, "row"),), (*slots, replace(wide, columns=rest)))
            )
        bodies.append(tuple(lines))
    return Paper("local", LOCAL, "", 1, (), tuple(bodies))
