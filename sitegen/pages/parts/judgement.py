"""Findings as they are shown: worded, with their arithmetic and links to the cells and lines that they are about."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.model import Outcome, Part
from sitegen.pages.parts.evidence import line_target, place_name
from sitegen.pages.parts.marks import OUTCOME_SIGNS, Shown, shown
from sitegen.pages.parts.names import in_both
from sitegen.wording import because, cell_name, message, outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.interface import Said
    from sitegen.model import Catalogue, Dataset, Finding, Observation, Report, Rule

ORDER = (Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE, Outcome.PASS)
TOLD = (Outcome.FAIL, Outcome.UNCERTAIN)
"""What the page of a report tells one by one; the rest is counted there."""
WHITE = re.compile(r"\s")
SILENT = frozenset({"zero", "blank"})  # terms of a sum that need not be written out


@dataclass(frozen=True, slots=True)
class Term:
    """A cell that a finding is about: its name, its value as shown, and the address of the cell."""

    name: Words
    shown: Shown
    target: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A finding ready to be shown at its ``address``; ``left`` and ``right`` are the two sides of a sum."""

    anchor: str
    address: str
    outcome: str
    sign: str
    word: Words
    rule: Rule
    message: Words
    because: Words | None = None
    left: tuple[Term, ...] = ()
    right: tuple[Term, ...] = ()
    cells: tuple[Term, ...] = ()
    place: Said | str = ""
    line_target: str = ""


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings of a rule have each outcome, in the usual order."""

    rule: Rule
    counts: tuple[tuple[Outcome, int], ...]


class Judge:
    """Turns findings of a dataset into judgements."""

    def __init__(self, dataset: Dataset) -> None:
        """Prepare to look up reports and their cells."""
        self.catalogue = dataset.catalogue
        self.reports = {report.id: report for report in (*dataset.beside, *dataset.reports)}
        self._cells: dict[str, dict[str, Observation]] = {}

    def __call__(self, finding: Finding) -> Judgement:
        """The finding as it is shown."""
        report = self.reports.get(finding.report or "")
        rule = self.catalogue.rule(finding.rule)
        terms = dict(self._terms(finding, report))
        left, right = _sides(rule, tuple(terms))
        target = line_target(report, finding.place) if report else ""
        return Judgement(
            anchor=anchor(finding),
            address=self._address(report, finding) if report else "",
            outcome=finding.outcome.value,
            sign=OUTCOME_SIGNS[finding.outcome],
            word=in_both(outcome_name, finding.outcome),
            rule=rule,
            message=in_both(message, finding, self.catalogue),
            because=grounds if (grounds := in_both(because, finding, self.catalogue)).zh else None,
            left=tuple(terms[cell] for cell in left),
            right=tuple(terms[cell] for cell in right if terms[cell].shown.kind not in SILENT),
            cells=tuple(terms.values()),
            place=place_name(finding.place),
            line_target=f"reports/{report.id}/{target}" if report and target else "",
        )

    def _address(self, report: Report, finding: Finding) -> str:
        """Where it is told by itself, which a report's page does of what is wrong or in doubt."""
        site = self.catalogue.site
        told = finding.outcome in TOLD or Part.LEDGERS not in site.leave_out
        return site.findings_of(report.id, anchor(finding) if told else "")

    def _terms(self, finding: Finding, report: Report | None) -> Iterator[tuple[str, Term]]:
        """The cells of a finding; an id and a colon before an address are another report's, whose year is told."""
        for cell in finding.cells:
            other, _, address = cell.rpartition(":")
            of = self.reports.get(other) if other else report
            if of:
                form = dict(of.tables).get(address.partition("/")[0], of.form)
                name = in_both(cell_name, self.catalogue, form, address)
                if of is not report:
                    name = Words(f"{of.year.value} 年{name.zh}", f"{of.year.value}: {name.en}")
                yield cell, Term(name, shown(self.observations(of).get(address)), f"reports/{of.id}/#{address}")

    def observations(self, report: Report) -> dict[str, Observation]:
        """The cells of a report by their addresses."""
        if report.id not in self._cells:
            self._cells[report.id] = {observation.cell: observation for observation in report.observations}
        return self._cells[report.id]


def anchor(finding: Finding) -> str:
    """The finding's id as a fragment."""
    return anchor_of(finding.id)


def anchor_of(finding: str) -> str:
    """The id of a finding as a fragment; an id of HTML holds no white space."""
    return WHITE.sub("_", finding)


def sorted_by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Failures first, then what is uncertain, then what cannot be assessed, passes last; else as they come."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.outcome))


def count_by_rule(findings: Iterable[Finding], catalogue: Catalogue) -> tuple[RuleCount, ...]:
    """For each rule with findings, in the order of the rules, how many have each outcome."""
    counts = Counter((finding.rule, finding.outcome) for finding in findings)
    rules = [rule for rule in catalogue.rules if any(counts[rule.id, outcome] for outcome in ORDER)]
    return tuple(RuleCount(rule, tuple((o, counts[rule.id, o]) for o in ORDER)) for rule in rules)


def _sides(rule: Rule, cells: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The cells on either side of the identity that they are all of; nothing where there is no such identity."""
    for identity in rule.identities:
        left, right = _cells_of(identity.left, rule, cells), _cells_of(identity.right, rule, cells)
        if len(left) == len(identity.left) and set(left + right) == set(cells):
            return left, right
    return [], []


def _cells_of(terms: tuple[str, ...], rule: Rule, cells: tuple[str, ...]) -> list[str]:
    part = 2 if rule.each == "row" else 1
    return [cell for term in terms for cell in cells if cell.split("/")[part] == term]
