"""The order of dates: a report is signed first and published afterwards."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Attribution, Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Fact, Rule


def findings(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Whether the publication date is on or after the signature date."""
    report = one.report
    published, signed = _date(report.published_on), _date(report.signed_on)
    reason = "" if published and signed else "no_publication_date" if published is None else "no_signature_date"
    outcome = Outcome.NOT_ASSESSABLE
    whose = Attribution.PUBLISHER if report.published_on and report.published_on.place else Attribution.UNDETERMINED
    grounds = "dated" if whose is Attribution.PUBLISHER else "stated"
    difference = None
    if published and signed:
        outcome = Outcome.FAIL if published < signed else Outcome.PASS
        difference = Decimal((published - signed).days)
    fact = report.signed_on or report.published_on
    yield Finding(
        rule=rule.id,
        outcome=outcome,
        severity=rule.severity,
        report=report.id,
        source=report.source.path,
        left=published,
        right=signed,
        difference=difference,
        place=fact.place if fact else None,
        reason=reason,
        attribution=whose if outcome is Outcome.FAIL else None,
        grounds=grounds if outcome is Outcome.FAIL else "",
    )


def _date(fact: Fact | None) -> dt.date | None:
    return dt.date.fromisoformat(fact.value) if fact else None
