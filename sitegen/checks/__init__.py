"""Checks: one module a kind of rule; each looks at a report and returns findings, and changes nothing.

A check module has ``findings(rule, report, catalogue)``; ``CHECKS`` names the module for each kind that
``data/rules`` may use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks import claims, deadlines, order, sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.model import Catalogue, Finding, Report, Rule

    Check = Callable[[Rule, Report, Catalogue], Iterator[Finding]]

CHECKS: dict[str, Check] = {
    "sum": sums.findings,
    "deadline": deadlines.findings,
    "order": order.findings,
    "claim": claims.findings,
}


def check(report: Report, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Every outcome of every rule on a report, passes included, in the order of the rules."""
    return tuple(
        finding
        for rule in catalogue.rules
        if rule.kind in CHECKS
        for finding in CHECKS[rule.kind](rule, report, catalogue)
    )
