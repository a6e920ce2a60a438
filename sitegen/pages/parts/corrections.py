"""The corrections of a report in a list: what is printed, what it should be, on whose word, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.pages.parts.marks import shown
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Correction, Report
    from sitegen.pages.parts.marks import Shown


@dataclass(frozen=True, slots=True)
class Told:
    """A correction: the cell in words, its anchor, the number with the mark of the correction, and the rest of it."""

    name: str
    anchor: str
    shown: Shown
    unit: str
    correction: Correction


def told(report: Report, catalogue: Catalogue) -> Iterator[Told]:
    """Every correction of the report, in the order of its cells."""
    forms = dict(report.tables)
    cells = {cell.cell: cell for cell in (*report.observations, *report.local_rows)}
    for correction in report.corrections:
        cell = cells[correction.cell]
        name = cell_name(catalogue, forms.get(cell.table, cell.form), cell.cell, "zh")
        if cell in report.local_rows and cell.provenance:
            name = cell.provenance.row_label or name
        yield Told(name, cell.cell, shown(cell, correction=correction), cell.unit, correction)
