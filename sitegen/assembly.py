"""Evidence and knowledge become one dataset: every file is read or set aside with a reason, every report is checked."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.catalogue import CORRECTIONS, load
from sitegen.checks import check_all
from sitegen.corrections import correct
from sitegen.duplicates import one_each
from sitegen.model import Dataset, Place, Quarantined, Report
from sitegen.reading import evidence, read_file, read_files
from sitegen.redaction import redacted, redacted_finding
from sitegen.settling import settle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.model import Finding

__all__ = ["AccountingError", "account", "assemble", "read_file"]


class AccountingError(Exception):
    """Files were lost, or counted twice, on the way to the dataset: our own fault, nothing is published."""


def assemble(data: Path, *, jobs: int | None = None) -> Dataset:
    """Knowledge and evidence of a folder as one dataset, checked, what is private hidden; ``jobs`` read."""
    catalogue = load(data)
    files = tuple(evidence(data / "reports", catalogue))
    results = tuple(read_files(files, catalogue, jobs=jobs))
    reports, duplicates = one_each((item for item in results if isinstance(item, Report)), catalogue, settle)
    unread = (item for item in results if isinstance(item, Quarantined))
    aside = tuple(sorted((*unread, *duplicates), key=lambda item: item.source.path))
    account([file.name for file in files], reports, aside)
    reports = correct(reports, catalogue.corrections, data / CORRECTIONS)
    findings = [f for report in reports for f in report.findings]
    findings += check_all(reports, catalogue)
    findings += [f for item in aside for f in item.findings]
    hide = catalogue.redaction
    reports = tuple(redacted(report, hide) for report in reports)
    findings = [redacted_finding(finding, hide) for finding in findings]
    return Dataset(catalogue, reports, tuple(sorted(findings, key=_order)), aside)


def account(names: Iterable[str], reports: Iterable[Report], aside: Iterable[Quarantined]) -> None:
    """Refuse to go on unless inputs = published + quarantined + duplicates: each file once, with a finding if aside."""
    found = Counter(names)
    kept = Counter([*(r.source.path for r in reports), *(item.source.path for item in aside if item.findings)])
    if kept != found:
        lost, more = sorted((found - kept).elements()), sorted((kept - found).elements())
        message = f"files were lost: {', '.join(lost) or 'none'}; counted twice or unknown: {', '.join(more) or 'none'}"
        raise AccountingError(message)


def _order(finding: Finding) -> tuple[str, str, str, str, str, Place]:
    about = (finding.report or "~", finding.source, finding.rule, finding.subject)
    return (*about, finding.agency or "", finding.place or Place(0))
