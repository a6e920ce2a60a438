"""When agencies published the reports of a year: by the statutory deadline, after it, on an unknown day, not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages.parts.years import year_of

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from sitegen.model import Agency, Dataset, Report


@dataclass(frozen=True, slots=True)
class Published:
    """A report that was published after the last day: when, and how many days after it."""

    agency: Agency
    report: Report
    day: str
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class PublicationYear:
    """The agencies of a report year by when they published."""

    year: int
    late: tuple[Published, ...]
    in_time: tuple[tuple[Agency, Report], ...]
    undated: tuple[tuple[Agency, Report], ...]
    missing: tuple[Agency, ...]


class Publication:
    """Who published when, from what the checks found; the newest year first."""

    def __init__(self, dataset: Dataset, agencies: tuple[Agency, ...]) -> None:
        """Look through the findings once; ``agencies`` are in the order in which they are listed."""
        kinds = {rule.id: rule.kind for rule in dataset.catalogue.rules}
        judged = {f.report: f for f in dataset.findings if kinds[f.rule] == "deadline" and f.report}
        gaps: dict[str, list[int]] = {}
        for finding in dataset.findings:
            if kinds[finding.rule] == "gap" and finding.agency and finding.year:
                gaps.setdefault(finding.agency, []).append(finding.year)
        by_agency: dict[str, list[Report]] = {}
        for report in dataset.reports:
            by_agency.setdefault(report.agency or "", []).append(report)
        late: dict[int, list[Published]] = {}
        in_time: dict[int, list[tuple[Agency, Report]]] = {}
        undated: dict[int, list[tuple[Agency, Report]]] = {}
        for agency in agencies:
            for report in by_agency.get(agency.id, ()):
                found = judged.get(report.id)
                if found is None:
                    continue
                if found.outcome is Outcome.FAIL:
                    one = Published(agency, report, _day(found.left), found.difference)
                    late.setdefault(year_of(report), []).append(one)
                else:
                    to = in_time if found.outcome is Outcome.PASS else undated
                    to.setdefault(year_of(report), []).append((agency, report))
        missing: dict[int, list[Agency]] = {}
        for agency in agencies:
            for without in gaps.get(agency.id, ()):
                missing.setdefault(without, []).append(agency)
        self.years = tuple(
            PublicationYear(
                year,
                tuple(sorted(late.get(year, ()), key=lambda one: -(one.days or 0))),
                tuple(in_time.get(year, ())),
                tuple(undated.get(year, ())),
                tuple(missing.get(year, ())),
            )
            for year in sorted({*late, *in_time, *undated, *missing}, reverse=True)
        )


def _day(value: Decimal | dt.date | None) -> str:
    return "" if value is None else str(value)
