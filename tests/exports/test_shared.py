"""Rows that several packages have: made once, in the order of each package, with the lines that their files have."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen import wording
from sitegen.exports import claims, csvfile, exports, findings, observations, series, whole
from sitegen.exports.shared import Shared, forget, shared_by

if TYPE_CHECKING:
    import pytest

    from sitegen.model import Catalogue, Dataset, Finding


def test_no_finding_is_put_into_words_twice_in_a_language_for_all_files(
    small: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[tuple[str, str]] = Counter()

    def counted(finding: Finding, catalogue: Catalogue, language: wording.Language) -> str:
        asked[finding.id, language] += 1
        return wording.message(finding, catalogue, language)

    monkeypatch.setattr(findings, "message", counted)
    assert exports(small)
    assert asked
    assert set(asked.values()) == {1}


def test_joined_rows_have_the_lines_that_they_would_have_if_written_together(dataset: Dataset) -> None:
    shared, catalogue = Shared(dataset), dataset.catalogue
    some = dataset.reports[::2]
    for rows, fields in (
        (shared.observations(some), observations.fields(catalogue)),
        (shared.series(some), series.fields(catalogue)),
        (shared.findings(report.id for report in some), findings.fields(catalogue)),
    ):
        assert rows
        assert rows.lines == csvfile.lines(fields, rows)


def test_all_findings_are_listed_those_about_no_report_last(dataset: Dataset) -> None:
    (file,) = (artifact for artifact in whole.artifacts(dataset) if artifact.path == "data/findings.csv")
    text = io.StringIO(file.content.decode("utf-8-sig"), newline="")
    listed = [row["finding"] for row in csv.DictReader(text)]
    known = {report.id for report in dataset.reports}
    of_reports = [csvfile.harmless(finding.id) for finding in dataset.findings if finding.report in known]
    others = [csvfile.harmless(finding.id) for finding in dataset.findings if finding.report not in known]
    assert others
    assert listed == [*of_reports, *others]


def test_rows_that_were_read_back_are_the_same(dataset: Dataset) -> None:
    shared, catalogue = Shared(dataset), dataset.catalogue
    for rows, fields in (
        (shared.observations(dataset.reports), observations.fields(catalogue)),
        (shared.claims(dataset.reports), claims.fields(catalogue)),
        (shared.findings(report.id for report in dataset.reports), findings.fields(catalogue)),
    ):
        read = tuple(csvfile.read(fields, rows.lines))
        assert [tuple(map(csvfile.plain, row)) for row in read] == [tuple(map(csvfile.plain, row)) for row in rows]


def test_a_dataset_asked_for_again_has_the_rows_that_were_made(dataset: Dataset) -> None:
    assert shared_by(dataset) is shared_by(dataset)
    assert shared_by(replace(dataset)) is not shared_by(dataset)


def test_rows_that_are_let_go_of_are_made_anew(dataset: Dataset) -> None:
    before = shared_by(dataset)
    forget()
    assert shared_by(dataset) is not before


def test_what_nobody_has_is_no_rows_and_no_lines(small: Dataset) -> None:
    found = Shared(small).findings(["nobody"])
    assert (found.rows, found.lines) == ((), b"")
    assert not found
