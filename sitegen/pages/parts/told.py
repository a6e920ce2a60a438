"""What reports say in prose, against their tables: by year, with the outcome of each figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.pages.parts.judgement import ORDER, Judgement, sorted_by_weight
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.years import year_of
from sitegen.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.exports.schema import Words
    from sitegen.model import Finding, Report
    from sitegen.pages.parts.judgement import Judge

KIND = "claim"


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in prose: the words that are printed, and what the check finds."""

    words: str
    judged: Judgement


@dataclass(frozen=True, slots=True)
class SaidInYear:
    """The figures of a year's prose, what does not agree first; the counts have sign, word and number."""

    year: int
    report: Report
    figures: tuple[Said, ...]
    counts: tuple[tuple[str, str, Words, int], ...]


def told(reports: Iterable[Report], findings: Mapping[str, Iterable[Finding]], judge: Judge) -> tuple[SaidInYear, ...]:
    """The years whose prose has figures that were checked, the newest first."""
    found = []
    for report in reports:
        own = sorted_by_weight(f for f in findings.get(report.id, ()) if judge.catalogue.rule(f.rule).kind == KIND)
        if own:
            figures = tuple(Said(dict(finding.details).get("detail", ""), judge(finding)) for finding in own)
            counts = Counter(finding.outcome for finding in own)
            words = tuple(
                (outcome.value, OUTCOME_SIGNS[outcome], in_both(outcome_name, outcome), counts[outcome])
                for outcome in ORDER
                if counts[outcome]
            )
            found.append(SaidInYear(year_of(report), report, figures, words))
    return tuple(reversed(found))
