"""The official tables of one report, each number leading to the line that it was read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages.parts.evidence import line_target
from sitegen.pages.parts.judgement import anchor
from sitegen.pages.parts.marks import shown
from sitegen.pages.parts.paper import Paper, Slot, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model import Catalogue, Column, Finding, Report, Row


def flags(findings: Iterable[Finding]) -> dict[str, str]:
    """The cells that a failing check is about before all others, each with the anchor of its finding."""
    return {f.cells[0]: anchor(f) for f in findings if f.outcome is Outcome.FAIL and f.cells and ":" not in f.cells[0]}


def official_tables(
    report: Report, catalogue: Catalogue, flagged: Mapping[str, str], elsewhere: str = ""
) -> Iterator[Paper]:
    """Every table of the report in its official layout.

    On the report's own page numbers lead to their lines; on another page, to their cells at the address ``elsewhere``.
    """
    cells = {observation.cell: observation for observation in report.observations}
    for table_id, form_id in report.tables:
        table = catalogue.form(form_id).table(table_id)
        if table is None:
            continue

        def slot(row: Row, column: Column, table_id: str = table_id) -> Slot:
            cell = f"{table_id}/{row.id}/{column.id}"
            observation = cells.get(cell)
            place = observation.provenance.place if observation and observation.provenance else None
            target = f"{elsewhere}#{cell}" if elsewhere else line_target(report, place)
            return Slot(shown(observation), target, "" if elsewhere else cell, flagged.get(cell, ""))

        yield lay_out(table, slot)
