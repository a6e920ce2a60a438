"""What pages about many agencies need of every report: who and when, not what; a small part of all that is known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sitegen.assembly import order, told_of_files
from sitegen.codec import Codec
from sitegen.model import Catalogue, Dataset, Fact, Finding, Outcome, Place, Quarantined, Report, Totals
from sitegen.redaction import redacted_aside
from sitegen.standing import NEW

if TYPE_CHECKING:
    from collections.abc import Iterable

MISSING = "gap"
LISTED = "deadline"
"""The kind of rule whose findings are kept whatever their outcome: pages list when each report was published."""
FACTS = ("year", "agency_name", "title", "published_on", "signed_on", "composed_on", "index_no", "scope")
"""What a report says of itself; where it says so its own page shows."""


@dataclass(frozen=True, slots=True)
class Abridged:
    """What is kept of an agency's slice: reports without cells, lines and places; failures, and how much there was."""

    reports: tuple[Report, ...]
    findings: tuple[Finding, ...]
    quarantined: tuple[Quarantined, ...]
    totals: Totals


ABRIDGED: Codec[Abridged] = Codec(Abridged, interned=True, once=(Fact, Place, tuple[tuple[str, str], ...]))


def abridge(own: Dataset) -> Abridged:
    """What is kept of an agency's slice; what was found about files that yielded no report is kept with these."""
    kinds = {rule.id: rule.kind for rule in own.catalogue.rules}
    mine = tuple(f for f in own.findings if f.report or kinds[f.rule] == MISSING)
    return Abridged(
        tuple(map(_thin, own.reports)),
        tuple(f for f in mine if f.outcome is Outcome.FAIL or not f.report or kinds[f.rule] == LISTED or f.rule in NEW),
        own.quarantined,
        replace(own, findings=mine).totals,
    )


def unjudged(part: Abridged) -> Abridged:
    """The same without what was found and counted."""
    return replace(part, findings=(), totals=Totals(0, 0, ()))


def united(parts: Iterable[Abridged]) -> Abridged:
    """What is kept of several slices, as one: what is written down together is read in a third of the time."""
    every = tuple(parts)
    counts: Counter[tuple[str, Outcome]] = Counter()
    for part in every:
        for rule, outcome, count in part.totals.findings:
            counts[rule, outcome] += count
    return Abridged(
        tuple(report for part in every for report in part.reports),
        tuple(finding for part in every for finding in part.findings),
        tuple(item for part in every for item in part.quarantined),
        Totals(sum(part.totals.cells for part in every), sum(part.totals.values for part in every), _counted(counts)),
    )


def reunited(parts: Iterable[Abridged], catalogue: Catalogue, unread: Iterable[Quarantined]) -> Dataset:
    """The abridged dataset of all agencies; ``unread`` are the files that yielded no report, with what is private."""
    every = united(parts)
    aside = [*every.quarantined, *(redacted_aside(item, catalogue.redaction) for item in unread)]
    of_files = told_of_files(aside)
    counts = Counter({(rule, outcome): count for rule, outcome, count in every.totals.findings})
    counts.update((finding.rule, finding.outcome) for finding in of_files)
    return Dataset(
        catalogue,
        tuple(sorted(every.reports, key=lambda report: report.id)),
        tuple(sorted((*every.findings, *of_files), key=order)),
        tuple(sorted(aside, key=lambda item: item.source.path)),
        abridged=replace(every.totals, findings=_counted(counts)),
    )


def _counted(counts: Counter[tuple[str, Outcome]]) -> tuple[tuple[str, Outcome, int], ...]:
    """How often each rule had each outcome, in order."""
    return tuple((rule, outcome, count) for (rule, outcome), count in sorted(counts.items()))


def _thin(report: Report) -> Report:
    facts: dict[str, Any] = {
        name: Fact(fact.value, "", None, fact.how) for name in FACTS if (fact := getattr(report, name))
    }
    return replace(report, lines=(), observations=(), local_rows=(), claims=(), findings=(), open_splits=(), cuts=(),
                   years=(), names=(), chapters=(), source=replace(report.source, sha256="", size=0),
                   **facts)  # fmt: skip
