"""What prose says against the cells that its concept allows: the alternative that agrees is named, or the nearest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.checks.attribution import doubts_of
from sitegen.checks.expressions import Sum, total
from sitegen.checks.listings import added, judge_listing
from sitegen.checks.ranges import Range, meant
from sitegen.checks.shares import judge_share
from sitegen.model import Attribution, Finding, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Alternative, Claim, Concept, Prose, Report, Rule

ZERO = Decimal(0)
MONEY = {"万元": Decimal(10000), "元": Decimal(1)}
MAY_FAIL = frozenset({"exact", "at_least", "none"})


@dataclass(frozen=True, slots=True)
class _Option:
    """An alternative of a concept with what its cells add up to."""

    alternative: Alternative
    sum: Sum

    def distance(self, claimed: Range) -> Decimal:
        """How far the cells are from what the claim means."""
        return max(claimed.low - self.sum.value, self.sum.value - claimed.high, ZERO)


def findings(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """One finding for each claim of the report that the rule is about."""
    report = one.report
    if not report.claims:
        return
    told = [f for claim in report.claims if (f := _judge(rule, claim, one)) is not None]
    agreeing = {finding.cells[:1] for finding in told if finding.outcome is Outcome.PASS and finding.cells}
    for finding in told:
        # Where another sentence gives the table's figure, or one where there should be none, either may be of a part.
        disputed = finding.cells[:1] in agreeing or (rule.id == "N.NONE" and _is_counted(finding.subject, report))
        hint = finding.severity is Severity.NOTICE
        fails = finding.outcome is Outcome.FAIL
        yield _blamed(replace(finding, outcome=Outcome.UNCERTAIN) if fails and (hint or disputed) else finding, one)


def _blamed(finding: Finding, one: Evidence) -> Finding:
    """The finding of a failure with whose it is; where the reading of its cells is in doubt, it is none."""
    if finding.outcome is not Outcome.FAIL:
        return finding
    if next(iter(doubts_of([(one, one.cells[cell]) for cell in finding.cells])), None):
        return replace(finding, outcome=Outcome.UNCERTAIN, attribution=Attribution.UNDETERMINED)
    return replace(finding, attribution=Attribution.PUBLISHER, grounds="contradicts")


def _is_counted(none: str, report: Report) -> bool:
    """Whether another sentence gives a figure of what this one says there was none of."""
    concept = next(claim.concept for claim in report.claims if claim.id == none)
    return any(claim.concept == concept and claim.qualifier != "none" and claim.value for claim in report.claims)


def _judge(rule: Rule, claim: Claim, one: Evidence) -> Finding | None:
    """What the rule finds of a claim; nothing where it is not about it."""
    report, prose = one.report, one.catalogue.prose
    concept = prose.concept(claim.concept)
    lists = rule.id == "N.SUM" and bool(claim.parts) and claim.value is not None and concept is not None
    share = rule.id == "N.PCT" and claim.concept == "share"
    own = concept is not None and rule.id == ("N.NONE" if claim.qualifier == "none" else concept.rule)
    if not (lists or share or own):
        return None
    blank = Finding(
        rule.id, Outcome.NOT_ASSESSABLE, rule.severity, report.id, report.source.path,
        subject=claim.id, left=claim.value, place=claim.place, details=(("detail", claim.words),),
    )  # fmt: skip
    if lists:
        return judge_listing(blank, claim, _channels(prose))
    if share or concept is None:
        return judge_share(blank, claim, one)
    found = _compare(blank, concept, claim, one)
    return replace(found, outcome=Outcome.UNCERTAIN) if concept.hint and found.outcome is Outcome.FAIL else found


@lru_cache(maxsize=8)
def _channels(prose: Prose) -> re.Pattern[str]:
    return re.compile(dict(prose.words)["channel"])


def _options(concept: Concept, claim: Claim, one: Evidence) -> list[_Option]:
    """The alternatives that the report's tables have; those whose cells cannot be read are left out."""
    forms = set(one.forms.values())
    given = [a for a in concept.equals if not forms.isdisjoint(a.forms) and (claim.value == 0 or not a.only_zero)]
    return [_Option(alternative, found) for alternative in given if (found := total(one.cells, alternative))]


def _compare(blank: Finding, concept: Concept, claim: Claim, one: Evidence) -> Finding:
    if claim.doubt in {"elsewhere", "part"}:
        return replace(blank, reason="claim_elsewhere" if claim.doubt == "elsewhere" else "claim_part")
    options = _options(concept, claim, one)
    if not options:
        return replace(blank, reason="claim_no_cell")
    claimed = _claimed(claim)
    if claim.unit in MONEY:
        options = [replace(option, sum=option.sum.times(_scale(option, one))) for option in options]
    options.sort(key=lambda option: (option.distance(claimed), option.sum.blank))
    nearest = options[0]
    blank = replace(blank, left=claimed.low if claim.value is None and claim.parts else claim.value)
    if nearest.distance(claimed) == 0 and not nearest.sum.empty:
        return _told(blank, Outcome.PASS, nearest)
    if claim.doubt or nearest.sum.empty:
        return replace(blank, reason="claim_unclear" if claim.doubt else "claim_blank", cells=nearest.sum.cells)
    # What is blank may make up a lack, but nothing that is too much already.
    if lacking := [option for option in options if option.sum.blank and claimed.high >= option.sum.value]:
        return replace(_told(blank, Outcome.UNCERTAIN, lacking[0]), reason="claim_blank_part")
    return _told(blank, Outcome.FAIL if claim.qualifier in MAY_FAIL else Outcome.UNCERTAIN, nearest)


def _claimed(claim: Claim) -> Range:
    if claim.value is None and claim.parts:
        return added(claim)
    return meant(claim.value or ZERO, claim.qualifier, MONEY.get(claim.unit, Decimal(1)))


def _scale(option: _Option, one: Evidence) -> Decimal:
    """What one of the cells' unit of money is in 元."""
    units = {one.cells[cell].unit for cell in option.sum.cells}
    return MONEY.get(next(iter(units)), Decimal(1)) if len(units) == 1 else Decimal(1)


def _told(blank: Finding, outcome: Outcome, option: _Option) -> Finding:
    claimed = blank.left if isinstance(blank.left, Decimal) else ZERO
    return replace(
        blank,
        outcome=outcome,
        right=option.sum.value,
        difference=claimed - option.sum.value,
        cells=option.sum.cells,
        details=(*blank.details, ("expected_zh", option.alternative.zh), ("expected_en", option.alternative.en)),
    )
