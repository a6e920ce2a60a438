"""The findings of each rule in a list: what does not pass, the weightiest first, in pages that stay small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.model import Outcome
from sitegen.pages.parts import names
from sitegen.pages.parts.judgement import ORDER
from sitegen.pages.parts.request import request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Dataset, Finding, Rule
    from sitegen.pages.parts.judgement import Judge, Judgement
    from sitegen.pages.parts.request import Request

LENGTH = 40
"""So many findings a page has; the script that filters them counts on it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with whose it is and of which year, where that leads to, and the request to put it right."""

    judgement: Judgement
    agency: Words
    year: str
    target: str
    request: Request | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The findings of a rule that do not pass, in the order of their pages."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def pages(self) -> int:
        """How many pages it has: one at least, so that its address lasts."""
        return max(1, -(-len(self.findings) // LENGTH))

    def page(self, number: int) -> tuple[Finding, ...]:
        """The findings of a page, which are counted from 1."""
        return self.findings[(number - 1) * LENGTH : number * LENGTH]

    def address(self, number: int = 1) -> str:
        """The address of a page."""
        return f"findings/rules/{self.rule.id}/" + (f"{number}/" if number > 1 else "")

    def first(self, outcome: Outcome) -> str:
        """Where the findings of that outcome begin."""
        place = next((n for n, finding in enumerate(self.findings) if finding.outcome is outcome), 0)
        return f"{self.address(place // LENGTH + 1)}#{outcome}"


class Listings:
    """The lists of a dataset."""

    def __init__(self, dataset: Dataset, judge: Judge, base: str | None) -> None:
        """Sort the findings; ``base`` is the site's own address, where it is known."""
        self._judge, self._base = judge, base
        self.agencies = {agency.id: agency for agency in dataset.catalogue.agencies}
        found: dict[str, list[Finding]] = {rule.id: [] for rule in dataset.catalogue.rules}
        for finding in dataset.findings:
            if finding.outcome is not Outcome.PASS and self.lists(finding):
                found[finding.rule].append(finding)
        self.all = tuple(
            Listing(rule, tuple(sorted(found[rule.id], key=self._weight))) for rule in dataset.catalogue.rules
        )

    def lists(self, finding: Finding) -> bool:
        """Whether the finding is about a report of the site, or about one that an agency lacks."""
        return finding.report in self._judge.reports if finding.report else finding.agency in self.agencies

    def _weight(self, finding: Finding) -> tuple[int, tuple[int, str], str]:
        """Failures first, then the latest year, then by report."""
        return ORDER.index(finding.outcome), self.key(finding), finding.id

    def key(self, finding: Finding) -> tuple[int, str]:
        """What report it is about: the year, with a minus so that the latest comes first, and the report or agency."""
        return -int(self.year(finding) or 0), finding.report or finding.agency or ""

    def year(self, finding: Finding) -> str:
        """The year of the report that is there, or is not."""
        report = self._judge.reports.get(finding.report or "")
        return report.year.value if report else str(finding.year or "")

    def address(self, about: str) -> str:
        """What a report, or an agency that lacks one, is found by in the index of agencies."""
        report = self._judge.reports.get(about)
        if report is None:
            return f"agencies/{about}/"
        return f"agencies/{report.agency}/" if report.agency in self.agencies else f"reports/{report.id}/"

    def entries(self, findings: tuple[Finding, ...]) -> Iterator[Entry]:
        """The findings as they are shown."""
        for finding in findings:
            one, year = self._judge(finding), self.year(finding)
            if report := self._judge.reports.get(finding.report or ""):
                agency = names.agency_name(report, self._judge.catalogue)
                wrong = finding.outcome is not Outcome.NOT_ASSESSABLE
                asked = request(one, agency, year, self._base) if wrong else None
                yield Entry(one, agency, year, f"reports/{report.id}/", asked)
            else:
                missing = self.agencies[finding.agency or ""]
                yield Entry(one, Words(missing.zh, missing.en), year, f"agencies/{missing.id}/", None)
