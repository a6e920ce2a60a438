"""The carry-over chain: what a year carries out, the next carries in; each link with what the check says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages.parts.judgement import ORDER
from sitegen.pages.parts.marks import OUTCOME_SIGNS, Shown, shown
from sitegen.pages.parts.names import in_both
from sitegen.pages.parts.years import year_of
from sitegen.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.exports.schema import Words
    from sitegen.model import Finding, Report
    from sitegen.pages.parts.judgement import Judge

RULE = "Y.CARRY"
CELLS = (
    "requests/carried_in/total",
    "requests/received_new/total",
    "requests/closed_total/total",
    "requests/carried_out/total",
)
WHOLE = CELLS[0]


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins a year to the one before: the worst outcome of all its columns, in words, and where it is told."""

    outcome: str
    sign: str
    word: Words
    message: Words
    target: str


@dataclass(frozen=True, slots=True)
class Ring:
    """A year of the chain: carried in, received, closed, carried out; ``tie`` where the year before is held too."""

    year: int
    report: Report
    cells: tuple[tuple[Shown, str], ...]
    tie: Tie | None


def chain(reports: Sequence[Report], findings: Mapping[str, Iterable[Finding]], judge: Judge) -> tuple[Ring, ...]:
    """The years of these reports that have the cells of the chain; nothing of fewer than two."""
    rings = []
    for report in reports:
        cells = judge.observations(report)
        if any(cell in cells for cell in CELLS):
            shows = tuple(
                (shown(cells.get(cell), "", report.correction(cell)), _target(report, cell)) for cell in CELLS
            )
            rings.append(Ring(year_of(report), report, shows, _tie(report, findings.get(report.id, ()), judge)))
    return tuple(rings) if len(rings) > 1 else ()


def _target(report: Report, cell: str) -> str:
    return f"reports/{report.id}/#{cell}"


def _tie(report: Report, findings: Iterable[Finding], judge: Judge) -> Tie | None:
    """The worst of what the rule found in any column; of equals the total's."""
    own = [finding for finding in findings if finding.rule == RULE]
    if not own:
        return None
    worst = min(own, key=lambda finding: (ORDER.index(finding.outcome), finding.subject != WHOLE))
    judged = judge(worst)
    target = judged.address if worst.outcome is not Outcome.PASS else _target(report, WHOLE)
    word = in_both(outcome_name, worst.outcome)
    return Tie(worst.outcome.value, OUTCOME_SIGNS[worst.outcome], word, judged.message, target)
