"""Large tables in parts: one file up to a number of rows; above, a file for each province and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model import Catalogue, Report

LARGEST = 250_000
"""The most rows that observations.csv and series.csv may have; above, there is a file for each province and year."""


def parts(
    catalogue: Catalogue, reports: Sequence[Report], name: str, rows: int
) -> Iterable[tuple[str, Sequence[Report]]]:
    """The files of a table of so many rows with the reports of each: one, or one for each province and year."""
    if rows <= LARGEST:
        return ((name, reports),)
    found: dict[str, list[Report]] = {}
    for report in reports:
        found.setdefault(f"{name}/{_province(catalogue, report)}-{report.year.value}", []).append(report)
    return sorted(found.items())


def _province(catalogue: Catalogue, report: Report) -> str:
    """The code of the province that the report's agency lies in, by the first two digits of its division."""
    return f"{catalogue.agency(report.agency).division[:2]}0000" if report.agency else "unknown"
