"""Whose a break is: the publisher's arithmetic where every cell is printed and read without doubt, else open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.making import maker
from sitegen.model import Attribution, Finding, Outcome, Severity, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.checks.arithmetic import Verdict
    from sitegen.checks.evidence import Evidence
    from sitegen.model import Observation, Rule

    Involved = Sequence[tuple[Evidence, Observation]]

# What a notice makes of a verdict: it hints at breaks and at nothing else.
HINTED = {
    Outcome.PASS: Outcome.PASS,
    Outcome.FAIL: Outcome.UNCERTAIN,
    Outcome.UNCERTAIN: Outcome.NOT_ASSESSABLE,
    Outcome.NOT_ASSESSABLE: Outcome.NOT_ASSESSABLE,
}
make_finding = maker(Finding)
RESOLVED, LOCAL = "resolved", "local_rows"  # doubts that are no findings; keys of the reasons


def conclude(  # noqa: PLR0913  a finding has many sides, and all are named
    rule: Rule,
    verdict: Verdict,
    involved: Involved,
    now: Evidence,
    *,
    subject: str,
    words: tuple[tuple[str, str], ...] = (),
    doubts: Iterable[str] = (),
    cells: tuple[str, ...] | None = None,
) -> Finding:
    """The finding of a verdict on cells of one report or two: a notice blames nobody, and doubt keeps from blaming.

    ``cells`` are the addresses of what is involved, where these are known already.
    """
    outcome, reason, attribution, grounds = verdict.outcome, verdict.reason, None, ""
    words = (*words, *verdict.words) if verdict.words else words
    if rule.severity is Severity.NOTICE:
        outcome = HINTED[outcome]
    elif outcome is Outcome.FAIL:
        found = [*dict.fromkeys((*doubts, *doubts_of(involved)))]
        attribution, grounds = _whose(involved)
        if found:
            outcome, attribution, grounds = Outcome.UNCERTAIN, Attribution.UNDETERMINED, ""
            reason = "doubtful"
            words = (*words, ("doubts", " ".join(found)))
    elif outcome is Outcome.UNCERTAIN and reason == "unread":
        attribution = Attribution.READING
    report = now.report
    if cells is None:
        cells = tuple([cell.cell if one is now else f"{one.report.id}:{cell.cell}" for one, cell in involved])
    return make_finding(
        rule.id,
        outcome,
        rule.severity,
        report.id,
        report.source.path,
        subject,
        verdict.left,
        verdict.right,
        verdict.difference,
        cells,
        next((cell.provenance.place for one, cell in involved if one is now and cell.provenance), None),
        reason,
        words,
        attribution,
        grounds,
    )


def _whose(involved: Involved) -> tuple[Attribution, str]:
    """Whose a break without doubt is, and why."""
    reports = {id(one): one for one, _ in involved}.values()
    if any(one.keyed for one in reports):
        grounds = "keyed"
        return Attribution.UNDETERMINED, grounds
    grounds = "printed" if len(reports) == 1 else "printed_twice"
    return Attribution.PUBLISHER, grounds


def doubts_of(involved: Involved) -> Iterable[str]:
    """What leaves open whether the cells were read as they are printed."""
    for one, cell in involved:
        yield from one.doubts.get(cell.table, ())
        if cell.status is Status.RESOLVED:
            yield RESOLVED
