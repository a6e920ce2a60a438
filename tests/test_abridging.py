"""The abridged dataset: all reports without what they print, the findings that lists tell, and how much there was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.abridging import ABRIDGED, abridge, reunited, united
from sitegen.gathering import slices
from sitegen.model import Finding, Outcome, Quarantined, Severity, Source
from sitegen.standing import NEW, Standing

if TYPE_CHECKING:
    from sitegen.model import Dataset, Report


def abridged(dataset: Dataset) -> Dataset:
    """As a build makes it: agency by agency, written down and read again."""
    parts = [ABRIDGED.decode(ABRIDGED.encode(abridge(own))) for _, own in slices(dataset)]
    return reunited(parts, dataset.catalogue, dataset.unread)


def test_agencies_may_be_written_down_together(dataset: Dataset) -> None:
    parts = [abridge(own) for _, own in slices(dataset)]
    whole = ABRIDGED.decode(ABRIDGED.encode(united(parts)))
    some = [united(parts[:2]), united(parts[2:])]
    assert len(parts) > 2
    assert reunited([whole], dataset.catalogue, dataset.unread) == abridged(dataset)
    assert reunited(some, dataset.catalogue, dataset.unread) == abridged(dataset)


def test_how_a_collection_stands_is_what_it_was(dataset: Dataset) -> None:
    assert Standing.of(abridged(dataset)) == Standing.of(dataset)
    assert abridged(dataset).totals == dataset.totals


def test_reports_are_who_and_when_and_nothing_that_they_print(dataset: Dataset) -> None:
    there = abridged(dataset)

    def told(report: Report) -> tuple[object, ...]:
        said = (fact and (fact.value, fact.how) for fact in (report.year, report.title, report.published_on))
        return (report.id, report.agency, report.form, *said, report.tables, report.corrections)

    assert list(map(told, there.reports)) == list(map(told, dataset.reports))
    assert not any(r.lines or r.observations or r.local_rows or r.claims or r.findings for r in there.reports)
    assert not any(r.year.printed or r.year.place or (r.title and r.title.printed) for r in there.reports)


def test_what_files_that_are_set_aside_tell_of_private_people_is_hidden(dataset: Dataset) -> None:
    told = (("detail", "联系人电话13912345678"),)
    finding = Finding("R.AGENCY", Outcome.FAIL, Severity.WARNING, None, "a.txt", details=told)
    aside = Quarantined(Source("a.txt", "text/plain", "0" * 64, 1), (finding,))
    there = reunited((), dataset.catalogue, [aside])
    assert there.findings == there.quarantined[0].findings != ()
    assert "13912345678" not in str((there.findings, there.quarantined))


def test_findings_are_failures_days_of_publication_and_what_no_report_has(dataset: Dataset) -> None:
    deadlines = {rule.id for rule in dataset.catalogue.rules if rule.kind == "deadline"}
    kept = [
        finding
        for finding in dataset.findings
        if finding.outcome is Outcome.FAIL or not finding.report or finding.rule in deadlines | NEW
    ]
    assert abridged(dataset).findings == tuple(kept)
    assert 0 < len(kept) < len(dataset.findings)
