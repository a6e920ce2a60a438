"""The indicators in the reports of a slice: each point and its cell found once, for lists and for the agency's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts.series import print_of
from sitegen.pages.parts.series_rows import Cells
from sitegen.series import point, readings

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Dataset, Indicator, Observation, Report
    from sitegen.pages.parts.series_rows import Drawn
    from sitegen.rendering import Renderer
    from sitegen.series import Point, Readings


class Found:
    """What every indicator is in each report of a dataset, and the cell that tells it, looked for when asked for."""

    def __init__(self, dataset: Dataset, renderer: Renderer) -> None:
        """Nothing is found before it is asked for."""
        self.cells = Cells(dataset.catalogue, renderer)
        self._findings = dataset.findings_by_report()
        self._reads: dict[str, tuple[Readings, Callable[[Observation | None], str]]] = {}
        self._drawn: dict[tuple[str, str], Drawn] = {}

    def point(self, indicator: Indicator, report: Report) -> Point:
        """The indicator in that report."""
        return point(indicator, self.read(report))

    def drawn(self, indicator: Indicator, report: Report) -> Drawn:
        """The cell of a table that tells it."""
        key = indicator.id, report.id
        if key not in self._drawn:
            self._drawn[key] = self.cells(self.point(indicator, report), self._read(report)[1])
        return self._drawn[key]

    def read(self, report: Report) -> Readings:
        """The report with its cells at hand."""
        return self._read(report)[0]

    def _read(self, report: Report) -> tuple[Readings, Callable[[Observation | None], str]]:
        if report.id not in self._reads:
            self._reads[report.id] = readings(report, self._findings.get(report.id, ())), _printed()
        return self._reads[report.id]


def _printed() -> Callable[[Observation | None], str]:
    """What the cells of a report show, each looked at once."""
    known: dict[int, str] = {id(None): print_of(None)}

    def told(found: Observation | None) -> str:
        if (text := known.get(id(found))) is None:
            text = known[id(found)] = print_of(found)
        return text

    return told
