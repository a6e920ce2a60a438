"""Corrections are laid beside the numbers that they correct; one that no longer fits what is printed is refused."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import KnowledgeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from sitegen.model import Correction, Observation, Report


def correct(reports: Iterable[Report], corrections: Iterable[Correction], path: Path) -> tuple[Report, ...]:
    """The reports with their corrections, in the order of their cells; observations stay as they are.

    ``path`` is the file of the corrections: an error names it with the line of the correction that does not hold.
    """
    known = {report.id: report for report in reports}
    held: dict[str, dict[str, Correction]] = {}
    for correction in corrections:
        try:
            found = _held(known, correction)
        except LookupError as error:
            raise KnowledgeError(path, correction.line, str(error.args[0])) from None
        held.setdefault(correction.report, {})[correction.cell] = found
    return tuple(replace(report, corrections=_in_order(report, held.get(report.id))) for report in known.values())


def _in_order(report: Report, held: Mapping[str, Correction] | None) -> tuple[Correction, ...]:
    return tuple(held[cell] for cell in _cells(report) if cell in held) if held else ()


def _cells(report: Report) -> dict[str, Observation]:
    return {cell.cell: cell for cell in (*report.observations, *report.local_rows)}


def _held(reports: Mapping[str, Report], correction: Correction) -> Correction:
    """The correction with the unit that its number has; LookupError where it does not hold."""
    if correction.report not in reports:
        raise LookupError(unknown_report(correction, reports))
    cells = _cells(reports[correction.report])
    where = f"{correction.report} {correction.cell}"
    if correction.cell not in cells:
        message = f"{correction.report} has no cell {correction.cell!r}{_near(correction.cell, cells)}"
        raise LookupError(message)
    cell = cells[correction.cell]
    if cell.printed != correction.expect:
        now = f"it prints {cell.printed!r}" if cell.printed else "nothing is printed there"
        message = f"{where} is expected to print {correction.expect!r}, but {now}"
        raise LookupError(message)
    unit = correction.unit or cell.unit
    if (correction.value, unit) == (cell.value, cell.unit):
        message = f"{where} says so already"
        raise LookupError(message)
    return replace(correction, unit=unit)


def unknown_report(correction: Correction, known: Iterable[str]) -> str:
    """What is wrong with the correction of a report that is not among the known ones."""
    return f"there is no report {correction.report!r}{_near(correction.report, known)}"


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=3)
    return f"; did you mean {', '.join(near)}?" if near else ""
