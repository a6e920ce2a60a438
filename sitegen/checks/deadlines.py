"""The statutory deadline for publication."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Report, Rule


def findings(rule: Rule, report: Report, catalogue: Catalogue) -> Iterator[Finding]:
    """Whether the report was published by the deadline of its year and kind of agency."""
    if report.agency is None or not report.year.value:
        return
    kind, year = catalogue.agency(report.agency).kind, int(report.year.value)
    for deadline in rule.deadlines:
        if deadline.kind == kind and deadline.first_year <= year <= (deadline.last_year or year):
            yield _judge(rule, report, dt.date(year + 1, deadline.month, deadline.day))


def _judge(rule: Rule, report: Report, last_day: dt.date) -> Finding:
    if report.published_on is None:
        return Finding(
            rule.id, Outcome.NOT_ASSESSABLE, rule.severity, report.id, report.source.path,
            right=last_day, reason="no_publication_date",
        )  # fmt: skip
    published = dt.date.fromisoformat(report.published_on.value)
    late = (published - last_day).days
    return Finding(
        rule=rule.id,
        outcome=Outcome.FAIL if late > 0 else Outcome.PASS,
        severity=rule.severity,
        report=report.id,
        source=report.source.path,
        left=published,
        right=last_day,
        difference=Decimal(late),
        place=report.published_on.place,
    )
