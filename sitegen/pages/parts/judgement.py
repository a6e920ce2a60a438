"""Findings as they are shown: worded, with their arithmetic and links to the cells and lines that they are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sitegen.cutting import as_markup
from sitegen.model import Outcome, Part
from sitegen.pages.parts.evidence import Evidence, place_name
from sitegen.pages.parts.marks import OUTCOME_SIGNS, Shown, shown
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.paper import way
from sitegen.wording import because, cell_name, message, outcome_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markupsafe import Markup

    from sitegen.cutting import Cuts
    from sitegen.exports.schema import Words
    from sitegen.interface import Said
    from sitegen.model import Catalogue, Dataset, Finding, Observation, Report, Rule
    from sitegen.wording import Language

TEMPLATE = "parts/findings.html"
ORDER = (Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE, Outcome.PASS)
TOLD = (Outcome.FAIL, Outcome.UNCERTAIN)
"""What the page of a report tells one by one; the rest is counted there."""
SILENT = frozenset({"zero", "blank"})  # terms of a sum that need not be written out
CODES = tuple(outcome.value for outcome in ORDER)
WEIGHTS = {outcome: weight for weight, outcome in enumerate(ORDER)}
OUTCOME_WORDS = {outcome: in_both(outcome_name, outcome) for outcome in ORDER}
KEPT, FEW = 1 << 13, 1 << 6
"""So many judgements are kept, more than an agency has; and the cells of so many reports."""
SPACE = re.compile(r"\s")


class Term(NamedTuple):
    """A cell that a finding is about: its name, its value as shown, and the address of the cell."""

    name: Words
    shown: Shown
    target: str

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """What the cell shows, with its name for those who ask."""
        return cuts(TEMPLATE, "term_of")(way(self.target, url), cuts.word(self.name), self.shown.draw(cuts))


class Judgement:
    """A finding ready to be shown at its ``address``; ``left`` and ``right`` are the two sides of a sum.

    Only what a page asks for is put into words, and only once.
    """

    def __init__(self, judge: Judge, finding: Finding, report: Report | None) -> None:
        """Of a report that the judge knows, or of none."""
        self._judge, self._finding, self._report = judge, finding, report
        self.rule = judge.catalogue.rule(finding.rule)
        self.outcome = finding.outcome.value
        self.anchor = anchor(finding)
        grounds = in_both(because, finding, judge.catalogue) if finding.grounds else None
        self.because = grounds if grounds and grounds.zh else None

    @property
    def sign(self) -> str:
        """The sign of its outcome."""
        return OUTCOME_SIGNS[self._finding.outcome]

    @property
    def word(self) -> Words:
        """Its outcome in a word."""
        return OUTCOME_WORDS[self._finding.outcome]

    @cached_property
    def message(self) -> Words:
        """What was found, in a sentence."""
        return in_both(message, self._finding, self._judge.catalogue)

    @cached_property
    def address(self) -> str:
        """Where it is told by itself; nowhere where there is no report."""
        report = self._report
        return self._judge.address(report, self._finding.outcome, self.anchor) if report else ""

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """The finding in a list."""
        because, cells = self.because, self.cells
        summed = self.outcome == Outcome.FAIL and bool(self.left)
        celled, lined = len(cells) == 1, bool(self.line_target)
        told = bool(self.address) and self._judge.ledgers
        return cuts(TEMPLATE, "finding_of", self.outcome, bool(because), summed, celled, lined, told)(
            self.anchor,
            self.signed(cuts),
            self.said(cuts),
            cuts.word(because) if because else "",
            self.side(self.left, cuts, url) if summed else "",
            self.side(self.right, cuts, url) if summed else "",
            url(f"codebook/rules/#{self.rule.id}"),
            cuts.name(self.rule),
            way(cells[0].target, url) if celled else "",
            way(self.line_target, url),
            cuts.say(self.place),
            url(self.address) if told else "",
        )

    def signed(self, cuts: Cuts) -> Markup:
        """Its mark."""
        return cuts.keep((Judgement, self.outcome), self._sign)()

    def _sign(self, cuts: Cuts) -> str:
        return cuts.macro(TEMPLATE, "sign_of")(self.outcome, self.sign, cuts.word(self.word))

    def said(self, cuts: Cuts) -> Markup:
        """Its sentence."""
        return cuts.unbroken(cuts.set(message(self._finding, self._judge.catalogue, cuts.language)))

    @staticmethod
    def side(terms: tuple[Term, ...], cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """A side of its sum."""
        return as_markup(" + ".join([term.draw(cuts, url) for term in terms]) or "0")

    @property
    def cells(self) -> tuple[Term, ...]:
        """The cells that it is about."""
        return tuple(self._terms.values())

    @cached_property
    def left(self) -> tuple[Term, ...]:
        """The cells on the left of a sum."""
        return tuple(self._terms[cell] for cell in self._sides[0])

    @cached_property
    def right(self) -> tuple[Term, ...]:
        """The cells on its right that need to be written out."""
        terms = (self._terms[cell] for cell in self._sides[1])
        return tuple(term for term in terms if term.shown.kind not in SILENT)

    @property
    def place(self) -> Said | str:
        """Where in the source it is, in words."""
        return place_name(self._finding.place)

    @cached_property
    def line_target(self) -> str:
        """The address of that line; nothing where it is not shown."""
        if self._report is None or self._finding.place is None:
            return ""
        target = self._judge.evidence(self._report).target(self._finding.place)
        return self._judge.way(self._report, target) if target else ""

    @cached_property
    def _terms(self) -> dict[str, Term]:
        return dict(self._judge.terms(self._finding, self._report))

    @cached_property
    def _sides(self) -> tuple[list[str], list[str]]:
        return _sides(self.rule, tuple(self._terms))


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How many findings of a rule have each outcome, in the usual order."""

    rule: Rule
    counts: tuple[tuple[str, int], ...]

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """The line of a table."""
        return cuts(TEMPLATE, "count_of", self.counts)(url(f"codebook/rules/#{self.rule.id}"), cuts.name(self.rule))


class Judge:
    """Turns findings of a dataset into judgements, and keeps the last of them: a finding is shown on several pages."""

    def __init__(self, dataset: Dataset) -> None:
        """Prepare to look up reports and their cells; ``findings`` are those of each report, or agency."""
        self.catalogue = dataset.catalogue
        self.reports = {report.id: report for report in (*dataset.beside, *dataset.reports)}
        self.findings = dataset.findings_by_report()
        self._folder = self.catalogue.site.findings_folder
        self.ledgers = Part.LEDGERS not in self.catalogue.site.leave_out
        self._judged: dict[int, tuple[Finding, Judgement]] = {}
        self._cells: dict[str, dict[str, Observation]] = {}
        self._evidence: dict[str, Evidence] = {}

    def __call__(self, finding: Finding) -> Judgement:
        """The finding as it is shown."""
        known = self._judged.get(id(finding))
        if known is None:
            if len(self._judged) >= KEPT:
                self._judged.clear()
            known = finding, Judgement(self, finding, self.reports.get(finding.report or ""))
            self._judged[id(finding)] = known  # with the finding, so that its id is not given to another one
        return known[1]

    def address(self, report: Report, outcome: Outcome, own: str) -> str:
        """Where a finding is told by itself, which a report's page does of what is wrong or in doubt."""
        if outcome in TOLD or self.ledgers:
            return f"{self._folder}/{report.id}/#{own}"
        return self.catalogue.site.findings_of(report.id)

    def terms(self, finding: Finding, report: Report | None) -> Iterator[tuple[str, Term]]:
        """The cells of a finding; an id and a colon before an address are another report's, whose year is told."""
        for cell in finding.cells:
            other, _, address = cell.rpartition(":")
            of = self.reports.get(other) if other else report
            if of:
                name = in_both(cell_name, self.catalogue, form_of(of, address), address)
                if of is not report:
                    name = in_both(_of_year, of.year.value, name)
                yield cell, Term(name, shown(self.observations(of).get(address)), self.way(of, f"#{address}"))

    def way(self, report: Report, fragment: str) -> str:
        """The address of a place on the page of a report."""
        return f"reports/{report.id}/{fragment}"

    def observations(self, report: Report) -> dict[str, Observation]:
        """The cells of a report by their addresses."""
        if report.id not in self._cells:
            if len(self._cells) >= FEW:
                self._cells.clear()
            self._cells[report.id] = {observation.cell: observation for observation in report.observations}
        return self._cells[report.id]

    def evidence(self, report: Report) -> Evidence:
        """The source of a report, looked through."""
        if report.id not in self._evidence:
            if len(self._evidence) >= FEW:
                self._evidence.clear()
            self._evidence[report.id] = Evidence(report)
        return self._evidence[report.id]


def judge_of(dataset: Dataset, _: object) -> Judge:
    """The judge that all pages of a dataset share."""
    return Judge(dataset)


def form_of(report: Report, cell: str) -> str:
    """The form that the table of a cell of the report goes by."""
    table = cell.partition("/")[0]
    for known, form in report.tables:
        if known == table:
            return form
    return report.form


def _of_year(year: str, name: Words, language: Language) -> str:
    """The name of a cell of another year."""
    return f"{year} 年{name.zh}" if language == "zh" else f"{year}: {name.en}"


def anchor(finding: Finding) -> str:
    """The finding's id as a fragment."""
    return anchor_of(finding.id)


def anchor_of(finding: str) -> str:
    """The id of a finding as a fragment; an id of HTML holds no white space."""
    return SPACE.sub("_", finding) if SPACE.search(finding) else finding


def sorted_by_weight(findings: Iterable[Finding]) -> list[Finding]:
    """Failures first, then what is uncertain, then what cannot be assessed, passes last; else as they come."""
    return sorted(findings, key=lambda finding: WEIGHTS[finding.outcome])


def count_by_rule(findings: Iterable[Finding], catalogue: Catalogue) -> tuple[RuleCount, ...]:
    """For each rule with findings, in the order of the rules, how many have each outcome."""
    counts: dict[str, list[int]] = {}
    for finding in findings:
        counts.setdefault(finding.rule, [0] * len(ORDER))[WEIGHTS[finding.outcome]] += 1
    rules = [rule for rule in catalogue.rules if rule.id in counts]
    return tuple(RuleCount(rule, tuple(zip(CODES, counts[rule.id], strict=True))) for rule in rules)


def _sides(rule: Rule, cells: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The cells on either side of the identity that they are all of; nothing where there is no such identity."""
    for identity in rule.identities:
        left, right = _cells_of(identity.left, rule, cells), _cells_of(identity.right, rule, cells)
        if len(left) == len(identity.left) and set(left + right) == set(cells):
            return left, right
    return [], []


def _cells_of(terms: tuple[str, ...], rule: Rule, cells: tuple[str, ...]) -> list[str]:
    part = 2 if rule.each == "row" else 1
    named = [(cell.split("/")[part], cell) for cell in cells]
    return [cell for term in terms for name, cell in named if name == term]
