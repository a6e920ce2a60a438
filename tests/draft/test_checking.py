"""A draft is checked as what is published is: the same numbers, the same findings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import AMONG, BETWEEN, MISSING, check
from sitegen.draft.checking import Given, check_draft, media_type
from sitegen.model import Outcome, Quarantined, Report
from sitegen.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue, Dataset, Finding
    from tests.proving.generator import Generated

DEADLINE = "M.DEADLINE"


def in_order(findings: tuple[Finding, ...] | list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: (finding.id, repr(finding)))


def test_the_seeds_as_drafts_have_the_findings_of_the_site(
    seed_files: tuple[Path, ...], dataset: Dataset, catalogue: Catalogue
) -> None:
    """All of them, but what only shows beside other reports."""
    beside = {rule.id for rule in catalogue.rules if rule.kind in {*BETWEEN, *AMONG, *MISSING} and rule.kind != "comparison"}
    assert len(seed_files) == 5
    for file in seed_files:
        published = next(report for report in dataset.reports if report.source.path == file.name)
        checked = check_draft(file.name, file.read_bytes(), catalogue)
        assert isinstance(checked.draft, Report)
        assert checked.draft.observations == published.observations
        of_site = [f for f in dataset.findings if f.report == published.id and f.rule not in beside]
        assert in_order(checked.findings) == in_order(of_site)


def test_invented_drafts_have_the_findings_of_the_pipeline(
    invented: tuple[Generated, ...], catalogue: Catalogue, tmp_path: Path
) -> None:
    """Whatever their layout and damage."""
    read = 0
    for made in invented:
        file = tmp_path / made.name
        file.write_bytes(made.content)
        checked = check_draft(made.name, made.content, catalogue)
        expected = read_file(file, made.name, catalogue, registry=False)
        assert checked.draft == expected, made.name
        findings = (*expected.findings, *check(expected, catalogue)) if isinstance(expected, Report) else ()
        assert checked.findings == (findings or expected.findings), made.name
        read += isinstance(expected, Report)
    assert read > len(invented) / 2


def test_a_deadline_is_checked_once_kind_and_day_are_given(
    invented: tuple[Generated, ...], catalogue: Catalogue
) -> None:
    """An agency that no registry knows has the deadline of its kind."""
    made = next(one for one in invented if one.layout == "blank-lines" and one.facts.year >= 2019)
    plain = check_draft(made.name, made.content, catalogue)
    assert DEADLINE not in {finding.rule for finding in plain.findings}
    year = made.facts.year
    for kind, day, outcome in (
        ("department", dt.date(year + 1, 1, 31), Outcome.PASS),
        ("department", dt.date(year + 1, 3, 31), Outcome.FAIL),
        ("government", dt.date(year + 1, 3, 31), Outcome.PASS),
    ):
        checked = check_draft(made.name, made.content, catalogue, Given(kind=kind, published_on=day))
        assert [finding.outcome for finding in checked.findings if finding.rule == DEADLINE] == [outcome]


def test_the_year_is_the_authors_where_the_draft_has_none(seed_files: tuple[Path, ...], catalogue: Catalogue) -> None:
    """A pasted table says no year."""
    text = seed_files[0].read_text(encoding="utf-8")
    table = text[text.index("二、主动公开政府信息情况") :]
    checked = check_draft("pasted", table.encode(), catalogue, Given(year=2019))
    assert isinstance(checked.draft, Report)
    assert (checked.draft.year.value, checked.draft.year.how) == ("2019", "sidecar")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"%PDF-1.7\n", "application/pdf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
     (b"<!doctype html>\n<p>a", "text/html"), ("年报".encode(), "text/plain")],
)  # fmt: skip
def test_the_format_is_told_by_the_first_bytes(content: bytes, kind: str) -> None:
    """A file's name says nothing."""
    assert media_type(content) == kind


def test_a_draft_without_tables_is_no_report(catalogue: Catalogue) -> None:
    """It is said so; nothing is checked."""
    checked = check_draft("a.txt", "只有一句话。".encode(), catalogue)
    assert isinstance(checked.draft, Quarantined)
    assert [finding.rule for finding in checked.findings] == ["R.NO_FORM"]
