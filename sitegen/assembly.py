"""Evidence and knowledge become one dataset: every file is read or set aside with a reason, every report is checked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.catalogue import CORRECTIONS, KnowledgeError, load
from sitegen.checks import check_agency, check_among, missing_years
from sitegen.checks.parts import parts_of
from sitegen.corrections import correct, unknown_report
from sitegen.duplicates import one_each
from sitegen.gathering import named_beside
from sitegen.model import Dataset, Place, Quarantined, Report
from sitegen.reading import evidence, outlined, read_file, read_files
from sitegen.redaction import redacted, redacted_aside, redacted_finding
from sitegen.settling import settle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.model import Catalogue, Finding, Outlined

__all__ = ["AccountingError", "account", "assemble", "read_file"]


class AccountingError(Exception):
    """Files were lost, or counted twice, on the way to the dataset: our own fault, nothing is published."""


def assemble(data: Path, *, jobs: int | None = None) -> Dataset:
    """Knowledge and evidence of a folder as one dataset, checked, what is private hidden; ``jobs`` read.

    All of it is held in memory: a build goes agency by agency instead, with the same outcome.
    """
    catalogue = load(data)
    files = tuple(evidence(data / "reports", catalogue))
    results = tuple(read_files(files, catalogue, jobs=jobs))
    outlines = tuple(map(outlined, results))
    refuse_unknown(catalogue, (outline.report for outline in outlines), data)
    by_name = {result.source.path: result for result in results}
    plans = planned(outlines, catalogue)
    lost = (result for result in results if isinstance(result, Quarantined))
    unread = tuple(redacted_aside(item, catalogue.redaction) for item in lost)
    parts = [
        slice_of([by_name[name] for name in plan.files], [by_name[name] for name in plan.others], plan, catalogue, data)
        for plan in plans
    ]
    others = (item for part in parts for item in part.quarantined)
    aside = tuple(sorted((*unread, *others), key=lambda item: item.source.path))
    reports = tuple(sorted((r for part in parts for r in part.reports), key=lambda report: report.id))
    account([file.name for file in files], reports, aside)
    findings = [finding for part in parts for finding in part.findings] + told_of_files(aside)
    return Dataset(catalogue, reports, tuple(sorted(findings, key=order)), aside)


@dataclass(frozen=True, slots=True)
class Planned:
    """The slice of an agency before it is made: its files, those of agencies that are parts of it, years without any.

    ``files`` and ``others`` are names of files of evidence.
    """

    agency: str
    files: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    missing: tuple[Finding, ...] = ()


def planned(outlines: Iterable[Outlined], catalogue: Catalogue) -> tuple[Planned, ...]:
    """The slice of every agency of the registry, in order of id, from what is known of the files."""
    own: dict[str, list[Outlined]] = {agency.id: [] for agency in catalogue.agencies}
    for outline in outlines:
        if outline.report:
            own.setdefault(outline.agency, []).append(outline)
    years = {agency: frozenset(one.year for one in some if one.year) for agency, some in own.items() if some}
    missing: dict[str, list[Finding]] = {}
    for finding in missing_years(years, catalogue):
        missing.setdefault(finding.agency or "", []).append(finding)
    parts = parts_of(((one.agency, one.year) for some in own.values() for one in some if one.whole), own, catalogue)
    return tuple(
        Planned(
            agency,
            tuple(one.name for one in some),
            tuple(one.name for part in sorted(parts.get(agency, ())) for one in own[part]),
            tuple(missing.get(agency, ())),
        )
        for agency, some in sorted(own.items())
    )


def slice_of(
    results: Iterable[Report | Quarantined],
    others: Iterable[Report | Quarantined],
    plan: Planned,
    catalogue: Catalogue,
    data: Path,
) -> Dataset:
    """The slice of an agency, checked, what is private hidden; ``others`` are what its parts' files gave."""
    reports, aside = _settled(results, catalogue)
    known = {report.id for report in reports}
    corrections = (correction for correction in catalogue.corrections if correction.report in known)
    reports = correct(reports, corrections, data / CORRECTIONS)
    findings = [finding for report in reports for finding in report.findings]
    findings += check_agency(reports, catalogue)
    around: tuple[Report, ...] = ()
    if plan.others:
        around, _ = _settled(others, catalogue)
        findings += (f for f in check_among((*reports, *around), catalogue) if f.report in known)
    findings += plan.missing
    hide = catalogue.redaction
    named = set(named_beside(findings, known))
    return Dataset(
        catalogue,
        tuple(redacted(report, hide) for report in reports),
        tuple(sorted((redacted_finding(finding, hide) for finding in findings), key=order)),
        tuple(redacted_aside(item, hide) for item in aside),
        tuple(redacted(report, hide) for report in around if report.id in named),
    )


def _settled(
    results: Iterable[Report | Quarantined], catalogue: Catalogue
) -> tuple[tuple[Report, ...], tuple[Quarantined, ...]]:
    """One report of each agency and year, and the files that give the same ones."""
    return one_each((item for item in results if isinstance(item, Report)), catalogue, settle)


def told_of_files(aside: Iterable[Quarantined]) -> list[Finding]:
    """What was found about files that are set aside."""
    return [finding for item in aside for finding in item.findings]


def refuse_unknown(catalogue: Catalogue, reports: Iterable[str], data: Path) -> None:
    """Refuse a correction of a report that there is not; whether the others hold shows with their reports."""
    known = dict.fromkeys(report for report in reports if report)
    for correction in catalogue.corrections:
        if correction.report not in known:
            raise KnowledgeError(data / CORRECTIONS, correction.line, unknown_report(correction, known))


def account(names: Iterable[str], reports: Iterable[Report], aside: Iterable[Quarantined]) -> None:
    """Refuse to go on unless inputs = published + quarantined + duplicates: each file once, with a finding if aside."""
    found = Counter(names)
    kept = Counter([*(r.source.path for r in reports), *(item.source.path for item in aside if item.findings)])
    if kept != found:
        lost, more = sorted((found - kept).elements()), sorted((kept - found).elements())
        message = f"files were lost: {', '.join(lost) or 'none'}; counted twice or unknown: {', '.join(more) or 'none'}"
        raise AccountingError(message)


def order(finding: Finding) -> tuple[str, str, str, str, str, Place]:
    """Where a finding stands among others: by report, those about files and agencies last."""
    about = (finding.report or "~", finding.source, finding.rule, finding.subject)
    return (*about, finding.agency or "", finding.place or Place(0))
