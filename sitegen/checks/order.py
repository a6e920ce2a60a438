"""The order of dates: a report is signed first and published afterwards."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Fact, Report, Rule


def findings(rule: Rule, report: Report, catalogue: Catalogue) -> Iterator[Finding]:  # noqa: ARG001  every check has these
    """Whether the publication date is on or after the signature date."""
    published, signed = _date(report.published_on), _date(report.signed_on)
    reason = "" if published and signed else "no_publication_date" if published is None else "no_signature_date"
    outcome = Outcome.NOT_ASSESSABLE
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
    )


def _date(fact: Fact | None) -> dt.date | None:
    return dt.date.fromisoformat(fact.value) if fact else None
