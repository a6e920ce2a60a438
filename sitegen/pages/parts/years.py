"""Years as columns: every year that something is known of, short gaps in full, long gaps as one narrow column."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Dataset, Report

LONG_GAP = 3


def year_of(report: Report) -> int:
    """The report year."""
    return int(report.year.value)


def columns(years: Iterable[int]) -> tuple[int | None, ...]:
    """The years from first to last; ``None`` stands for three or more years in a row of which nothing is known."""
    known = sorted(set(years))
    found: list[int | None] = []
    for year in known:
        before = found[-1] if found else None
        if before is not None and year - before > LONG_GAP:
            found.append(None)
        elif before is not None:
            found += range(before + 1, year)
        found.append(year)
    return tuple(found)


def span(years: Iterable[int]) -> str:
    """``2013–2023``, or the one year."""
    known = sorted(set(years))
    return f"{known[0]}–{known[-1]}" if len(known) > 1 else "".join(map(str, known))


def by_agency(dataset: Dataset) -> dict[str, dict[int, Report]]:
    """The reports of each agency by year."""
    found: dict[str, dict[int, Report]] = {agency.id: {} for agency in dataset.catalogue.agencies}
    for report in dataset.reports:
        if report.agency in found:
            found[report.agency][year_of(report)] = report
    return found
