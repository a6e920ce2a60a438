"""Coverage: years of which an agency of the registry has no report while it has others."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sitegen.model import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sitegen.model import Catalogue, Rule


def findings(rule: Rule, known: Mapping[str, Collection[int]], catalogue: Catalogue) -> Iterator[Finding]:
    """One finding a year between an agency's reports that has none, and one for the latest year of the dataset.

    ``known`` are the years with a report by agency. The report may exist and not have been collected: the finding is a
    question, not a reproach.
    """
    latest = max(chain.from_iterable(known.values()), default=0)
    for agency, years in known.items():
        ended = _ended(agency, catalogue)
        for year in range(min(years) + 1, latest + 1):
            if year not in years and (year < max(years) or year == latest) and (ended is None or year < ended):
                yield _finding(rule, agency, year, years)


def _ended(agency: str, catalogue: Catalogue) -> int | None:
    """The first year of which no report of an agency is expected."""
    return min((e.year for e in catalogue.events if e.agency == agency and e.kind == "abolished"), default=None)


def _finding(rule: Rule, agency: str, year: int, years: Collection[int]) -> Finding:
    last = max(known for known in years if known < year)
    return Finding(
        rule.id,
        Outcome.UNCERTAIN,
        rule.severity,
        None,
        "",
        str(year),
        reason="gap" if year < max(years) else "not_yet",
        details=(("detail", str(last)),),
        agency=agency,
        year=year,
    )
