"""Growth that the prose tells (同比增长 p%), computed again from the tables of the report and of the year before.

Nothing is said against anybody: the base may be another one than ours.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sitegen.checks.expressions import total
from sitegen.checks.shares import HUNDRED, agrees
from sitegen.model import Finding, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence, Years
    from sitegen.model import Alternative, Claim, Rule


def findings(rule: Rule, years: Years) -> Iterator[Finding]:
    """One finding for each claim of growth in the later of two years."""
    now, before = years.now, years.before
    for claim in now.report.claims:
        if claim.concept == "growth":
            found = _judge(rule, claim, now, before)
            yield replace(found, outcome=Outcome.NOT_ASSESSABLE, reason="claim_unclear") if years.event else found


def _judge(rule: Rule, claim: Claim, now: Evidence, before: Evidence) -> Finding:
    report = now.report
    blank = Finding(
        rule.id, Outcome.NOT_ASSESSABLE, rule.severity, report.id, report.source.path,
        subject=claim.id, left=claim.value, place=claim.place, details=(("detail", claim.words),),
    )  # fmt: skip
    grown = next((other for other in report.claims if other.id == claim.of), None)
    concept = now.catalogue.prose.concept(grown.concept) if grown else None
    if claim.doubt or concept is None or claim.value is None:
        return replace(blank, reason="claim_unclear")
    told = [found for a in concept.equals if (found := _computed(blank, a, claim.value, now, before))]
    if not told:
        return replace(blank, reason="claim_no_cell")
    return min(told, key=lambda found: (found.outcome is not Outcome.PASS, abs(found.difference or 0)))


def _computed(
    blank: Finding, alternative: Alternative, stated: Decimal, now: Evidence, before: Evidence
) -> Finding | None:
    """The growth of the cells of one alternative; nothing where either year has no whole sum, or none to grow from."""
    if any(set(one.forms.values()).isdisjoint(alternative.forms) for one in (now, before)):
        return None
    own, then = total(now.cells, alternative), total(before.cells, alternative)
    if own is None or then is None or own.blank or then.blank or not then.value:
        return None
    growth = (own.value - then.value) / then.value * HUNDRED
    short = growth.quantize(Decimal("0.001"), ROUND_HALF_UP)
    return replace(
        blank,
        outcome=Outcome.PASS if agrees(stated, growth) else Outcome.UNCERTAIN,
        right=short,
        difference=stated - short,
        cells=(*own.cells, *(f"{before.report.id}:{cell}" for cell in then.cells)),
        details=(*blank.details, ("expected_zh", alternative.zh), ("expected_en", alternative.en)),
    )
