"""The corrections of a report in a list: what is printed, what it should be, on whose word, since when and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.pages.parts.marks import shown
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.paper import unit as in_words
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Correction, Report
    from sitegen.pages.parts.marks import Shown


@dataclass(frozen=True, slots=True)
class Told:
    """A correction: the cell in words, its anchor, the number with the mark of the correction, and the rest of it."""

    name: Words
    anchor: str
    shown: Shown
    unit: str
    correction: Correction

    @property
    def said_unit(self) -> str:
        """The unit as the interface says it."""
        return in_words(self.unit)


def told(report: Report, catalogue: Catalogue) -> Iterator[Told]:
    """Every correction of the report, in the order of its cells."""
    if not report.corrections:
        return
    forms = dict(report.tables)
    cells = {cell.cell: cell for cell in (*report.observations, *report.local_rows)}
    for correction in report.corrections:
        cell = cells[correction.cell]
        name = in_both(cell_name, catalogue, forms.get(cell.table, cell.form), cell.cell)
        if cell in report.local_rows and cell.provenance:
            label = cell.provenance.row_label
            name = Words(label, label) if label else name
        yield Told(name, cell.cell, shown(cell, correction=correction), cell.unit, correction)
