"""The tables of one report, each number leading to the line that it was read from: the form's rows, then its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.interface import Printed, msg
from sitegen.model import Outcome
from sitegen.pages.parts.judgement import anchor
from sitegen.pages.parts.marks import shown
from sitegen.pages.parts.paper import Blank, Filled, Head, Line, Paper, Slot, lay_out, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model import Finding, Observation, Report, Table
    from sitegen.pages.parts.judgement import Judge

LOCAL = msg("表外行")
LABEL = msg("印出的行标题")
NO_LABEL = msg("（没有印出行标题）")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in its official layout, and the rows that it prints besides those of the form."""

    paper: Filled
    local: Filled | None = None


def flags(findings: Iterable[Finding]) -> dict[str, str]:
    """The cells that a failing check is about before all others, each with the anchor of its finding."""
    return {f.cells[0]: anchor(f) for f in findings if f.outcome is Outcome.FAIL and f.cells and ":" not in f.cells[0]}


def sheets(report: Report, judge: Judge, flagged: Mapping[str, str], *, here: bool = True) -> Iterator[Sheet]:
    """Every table of the report in its official layout, with the rows of its own.

    On the report's own page numbers lead to their lines and flags to findings; on another page, to the report's cells
    and to where findings are told.
    """
    cells, evidence = judge.observations(report), judge.evidence(report)
    target = evidence.target
    corrections = {correction.cell: correction for correction in report.corrections}
    site, elsewhere = judge.catalogue.site, f"reports/{report.id}/"

    def slot(observation: Observation | None, blank: Blank) -> Slot:
        cell = blank.cell
        mark = shown(observation, blank.label, corrections.get(cell))
        flag = flagged.get(cell, "")
        if not here:
            flag = flag and site.findings_of(report.id, flag)
            return Slot(mark, f"{elsewhere}#{cell}", "", flag, blank.columns)
        place = observation.provenance.place if observation and observation.provenance else None
        return Slot(mark, target(place), cell, flag and f"#{flag}", blank.columns, False, place)  # noqa: FBT003  no break

    for table_id, form_id in report.tables:
        if table := judge.catalogue.form(form_id).table(table_id):
            paper = lay_out(table)
            own = [cell for cell in report.local_rows if cell.table == table_id]
            filled = Filled(paper, tuple(slot(cells.get(blank.cell), blank) for blank in paper.blanks))
            local = _local(table, own) if own else None
            yield Sheet(filled, Filled(local, tuple(map(slot, own, local.blanks)), known=False) if local else None)


def _local(table: Table, cells: Iterable[Observation]) -> Paper:
    """The rows of a table that its form does not have, with their printed labels, below heads of their columns."""
    names = {column.id: words(column) for column in table.columns}
    rows = [tuple(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
    width = max(map(len, rows))
    bodies = []
    for columns, alike in groupby(rows, key=lambda row: tuple(cell.column for cell in row)):
        rest = width - len(columns) + 1  # the last column spans what these rows do not use
        *heads, last = (Head(names.get(column, Printed(column))) for column in columns)
        lines = [Line((Head(LABEL), *heads, replace(last, columns=rest)))]
        for row in alike:
            label = next((cell.provenance.row_label for cell in row if cell.provenance), "")
            *blanks, wide = (Blank(cell.cell) for cell in row)
            lines.append(
                Line((Head(Printed(label) if label else NO_LABEL, "row"),), (*blanks, wide._replace(columns=rest)))
            )
        bodies.append(tuple(lines))
    return Paper("local", LOCAL, "", 1, (), tuple(bodies))
