"""Checks: one module a family of rule; each looks at reports and returns findings, and changes nothing.

A kind of rule looks at one report, at two years of one agency, or across agencies. ``WITHIN``, ``BETWEEN``,
``AMONG`` and ``MISSING`` (reports that are not there) name what is called for each kind that ``data/rules`` may use; a
kind may look at reports in several ways.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.checks import (
    agreement,
    amounts,
    claims,
    comparisons,
    deadlines,
    echoes,
    gaps,
    growth,
    history,
    order,
    parts,
    subtotals,
    sums,
)
from sitegen.checks.evidence import evidence, following

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from sitegen.checks.evidence import Evidence, Years
    from sitegen.model import Catalogue, Finding, Report, Rule

    Within = Callable[[Rule, Evidence], Iterator[Finding]]

WITHIN: dict[str, Within] = {
    "sum": sums.findings,
    "comparison": comparisons.findings,
    "whole": amounts.whole,
    "amount": amounts.amounts,
    "subtotal": subtotals.findings,
    "echo": echoes.findings,
    "deadline": deadlines.findings,
    "order": order.findings,
    "years": agreement.years,
    "names": agreement.names,
    "chapters": agreement.chapters,
    "claim": claims.findings,
}
BETWEEN: dict[str, Callable[[Rule, Years], Iterator[Finding]]] = {
    "comparison": comparisons.between,
    "jump": history.jumps,
    "copy": history.copies,
    "growth": growth.findings,
}
AMONG: dict[str, Callable[[Rule, Sequence[Evidence]], Iterator[Finding]]] = {
    "part": parts.each,
    "parts": parts.together,
}
MISSING: dict[str, Callable[[Rule, Mapping[str, Collection[int]], Catalogue], Iterator[Finding]]] = {
    "gap": gaps.findings,
}


def check(report: Report, catalogue: Catalogue) -> tuple[Finding, ...]:
    """Every outcome of every rule on a report alone, passes included, in the order of the rules."""
    return _within(evidence(report, catalogue), catalogue)


def check_agency(reports: Iterable[Report], catalogue: Catalogue) -> tuple[Finding, ...]:
    """The same for all reports of one agency, each alone and with that of the year before."""
    return _agency(tuple(evidence(report, catalogue) for report in reports), catalogue)


def check_all(reports: Iterable[Report], catalogue: Catalogue) -> tuple[Finding, ...]:
    """The same for all reports, agency by agency, and what only shows across them: parts of a whole, missing years."""
    reports = tuple(reports)
    agencies: dict[str | None, list[Report]] = defaultdict(list)
    years: dict[str, list[int]] = defaultdict(list)
    for report in reports:
        agencies[report.agency].append(report)
        if report.agency and report.year.value:
            years[report.agency].append(int(report.year.value))
    found = [finding for group in agencies.values() for finding in check_agency(group, catalogue)]
    return (*found, *check_among(reports, catalogue), *missing_years(years, catalogue))


def check_among(reports: Iterable[Report], catalogue: Catalogue) -> tuple[Finding, ...]:
    """What shows across agencies alone: parts of a whole."""
    rules = [(rule, AMONG[rule.kind]) for rule in catalogue.rules if rule.kind in AMONG]
    everyone = tuple(evidence(report, catalogue) for report in reports) if rules else ()
    return tuple(finding for rule, look in rules for finding in look(rule, everyone))


def missing_years(years: Mapping[str, Collection[int]], catalogue: Catalogue) -> tuple[Finding, ...]:
    """What is found about reports that are not there; ``years`` are those with a report, by agency."""
    rules = ((rule, MISSING[rule.kind]) for rule in catalogue.rules if rule.kind in MISSING)
    return tuple(finding for rule, look in rules for finding in look(rule, years, catalogue))


def _within(one: Evidence, catalogue: Catalogue) -> tuple[Finding, ...]:
    rules = _rules_within(catalogue.rules, tuple(one.forms.values()))
    return tuple(finding for rule, look in rules for finding in look(rule, one))


@lru_cache(maxsize=64)
def _rules_within(rules: tuple[Rule, ...], forms: tuple[str, ...]) -> tuple[tuple[Rule, Within], ...]:
    """The rules that may say something of a report whose tables are of these forms; most are about one form alone."""
    here = (rule for rule in rules if not rule.forms or not set(forms).isdisjoint(rule.forms))
    return tuple((rule, WITHIN[rule.kind]) for rule in here if rule.kind in WITHIN)


def _agency(reports: Sequence[Evidence], catalogue: Catalogue) -> tuple[Finding, ...]:
    within = [finding for one in reports for finding in _within(one, catalogue)]
    rules = [(rule, BETWEEN[rule.kind]) for rule in catalogue.rules if rule.kind in BETWEEN]
    known = [one for one in reports if one.report.agency]
    between = [f for years in following(known) for rule, look in rules for f in look(rule, years)]
    return (*within, *between)
