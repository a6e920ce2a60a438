"""The statutory deadline for publication."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Attribution, Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Report, Rule


def findings(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Whether the report was published by the deadline of its year and kind of agency."""
    report, year = one.report, one.year
    if one.agency is None or year is None:
        return
    kind = one.agency.kind
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
    printed = report.published_on.place is not None
    whose = Attribution.PUBLISHER if printed else Attribution.UNDETERMINED
    grounds = "dated" if printed else "stated"
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
        attribution=whose if late > 0 else None,
        grounds=grounds if late > 0 else "",
    )
