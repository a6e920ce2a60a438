"""Whose a break is: the publisher's where all is printed and read without doubt; doubt makes it uncertain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check
from sitegen.model import (
    Attribution,
    Finding,
    Observation,
    Outcome,
    Place,
    Provenance,
    Quarantined,
    Severity,
    Status,
)
from sitegen.wording import because, message
from tests.checks.invented import invented

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset, Report

C, AGENCY = "national-2021", "quzhou-commerce"
ROW = "requests/granted/total"


def broken(catalogue: Catalogue) -> Report:
    """A row whose total is one too large."""
    return invented(catalogue, AGENCY, 2022, C, {ROW: 1})


def judged(report: Report, catalogue: Catalogue, rule: str = "T3.ROW", subject: str = ROW) -> Finding:
    (finding,) = (f for f in check(report, catalogue) if f.rule == rule and f.subject == subject)
    return finding


def doubting(rule: str, subject: str) -> Finding:
    return Finding(rule, Outcome.UNCERTAIN, Severity.NOTICE, f"{AGENCY}-2022", "a.txt", subject)


def test_printed_cells_without_doubt_are_the_publishers(catalogue: Catalogue) -> None:
    finding = judged(broken(catalogue), catalogue)
    assert (finding.outcome, finding.attribution) == (Outcome.FAIL, Attribution.PUBLISHER)
    assert "报告本身" in because(finding, catalogue, "zh")
    assert "the report itself" in because(finding, catalogue, "en")


@pytest.mark.parametrize(
    ("rule", "subject"),
    [
        ("R.HEADER", "requests/*/natural_person"),
        ("R.COUNT", "requests/partial"),
        ("R.SPLIT", "requests/partial"),
        ("R.UNCLAIMED", "requests:75:1-5"),
    ],
)
def test_doubt_about_the_reading_of_a_table_makes_a_break_uncertain(
    catalogue: Catalogue, rule: str, subject: str
) -> None:
    report = replace(broken(catalogue), findings=(doubting(rule, subject),))
    finding = judged(report, catalogue)
    assert (finding.outcome, finding.reason) == (Outcome.UNCERTAIN, "doubtful")
    assert finding.attribution is Attribution.UNDETERMINED
    assert catalogue.rule(rule).zh in message(finding, catalogue, "zh")
    assert catalogue.rule(rule).en in message(finding, catalogue, "en")
    kept = judged(replace(invented(catalogue, AGENCY, 2022, C), findings=report.findings), catalogue)
    assert (kept.outcome, kept.attribution) == (Outcome.PASS, None)


@pytest.mark.parametrize("rule", ["R.HEADER", "R.UNIT"])
def test_doubt_elsewhere_is_no_doubt_here(catalogue: Catalogue, rule: str) -> None:
    """Another table's header, or an amount without a unit."""
    subject = "proactive/*/issued" if rule == "R.HEADER" else "requests/granted/total"
    report = replace(broken(catalogue), findings=(doubting(rule, subject),))
    assert judged(report, catalogue).outcome is Outcome.FAIL


def test_figures_split_by_the_identities_blame_nobody(catalogue: Catalogue) -> None:
    report = broken(catalogue)
    cells = tuple(replace(c, status=Status.RESOLVED) if c.cell == ROW else c for c in report.observations)
    finding = judged(replace(report, observations=cells), catalogue)
    assert (finding.outcome, finding.attribution) == (Outcome.UNCERTAIN, Attribution.UNDETERMINED)
    assert "数字连印" in message(finding, catalogue, "zh")


def test_a_cell_that_was_not_read_is_our_own_doing(catalogue: Catalogue) -> None:
    report = invented(catalogue, AGENCY, 2022, C, {ROW: Status.UNREADABLE})
    finding = judged(report, catalogue)
    assert (finding.outcome, finding.attribution) == (Outcome.UNCERTAIN, Attribution.READING)


def test_keyed_figures_may_be_keyed_wrong(catalogue: Catalogue) -> None:
    report = broken(catalogue)
    keyed = replace(report, source=replace(report.source, media_type="text/csv"))
    finding = judged(keyed, catalogue)
    assert (finding.outcome, finding.attribution) == (Outcome.FAIL, Attribution.UNDETERMINED)
    assert "人工逐格录入" in because(finding, catalogue, "zh")


def local(report: Report) -> Observation:
    """A cell of a row that the form does not have."""
    granted = next(c for c in report.observations if c.cell == ROW)
    return replace(granted, row="local_1", provenance=Provenance("0" * 64, Place(900), "1", row_label="其中:网上"))


def test_a_row_of_its_own_may_be_what_a_total_counts_more(catalogue: Catalogue) -> None:
    """The total closed is one more than its outcomes, and the table has another row of one."""
    report = invented(catalogue, AGENCY, 2022, C, {"requests/closed_total/total": 1, "requests/received_new/total": 1})
    broken_sum = judged(report, catalogue, "T3.SUM", "requests/closed_total/total")
    assert broken_sum.outcome is Outcome.FAIL
    one = replace(local(report), value=broken_sum.difference)
    finding = judged(replace(report, local_rows=(one,)), catalogue, "T3.SUM", "requests/closed_total/total")
    assert (finding.outcome, finding.reason) == (Outcome.UNCERTAIN, "doubtful")
    assert "自行增列" in message(finding, catalogue, "zh")


def test_every_failure_says_whose_it_is_and_why(dataset: Dataset) -> None:
    for finding in dataset.findings:
        failed = finding.outcome is Outcome.FAIL
        assert not failed or (finding.attribution and because(finding, dataset.catalogue, "zh")), finding.id
        if finding.outcome in {Outcome.PASS, Outcome.NOT_ASSESSABLE}:
            assert (finding.attribution, finding.grounds) == (None, "")


def test_a_notice_never_fails_and_blames_nobody(dataset: Dataset) -> None:
    for finding in dataset.findings:
        if finding.severity is Severity.NOTICE and finding.report:
            assert finding.outcome is not Outcome.FAIL
            assert dataset.catalogue.rule(finding.rule).kind == "reading" or finding.attribution is None


def test_a_file_that_gave_no_report_is_about_reading(dataset: Dataset) -> None:
    from sitegen.extraction import quarantined  # noqa: PLC0415  the only use

    aside = quarantined(dataset.reports[0].source, dataset.catalogue.rule("R.NO_FORM"))
    assert isinstance(aside, Quarantined)
    assert aside.findings[0].attribution is Attribution.READING
