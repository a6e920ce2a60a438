"""Rows that several packages have: made once, in the order of each package, with the lines that their files have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen import wording
from sitegen.exports import csvfile, exports, findings, observations, series
from sitegen.exports.shared import Shared

if TYPE_CHECKING:
    import pytest

    from sitegen.model import Catalogue, Dataset, Finding


def test_a_finding_is_put_into_words_once_in_each_language_for_all_files(
    small: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: Counter[tuple[str, str]] = Counter()

    def counted(finding: Finding, catalogue: Catalogue, language: wording.Language) -> str:
        asked[finding.id, language] += 1
        return wording.message(finding, catalogue, language)

    monkeypatch.setattr(findings, "message", counted)
    assert exports(small)
    assert asked == {(finding.id, language): 1 for finding in small.findings for language in ("zh", "en")}


def test_joined_rows_have_the_lines_that_they_would_have_if_written_together(dataset: Dataset) -> None:
    shared, catalogue = Shared(dataset), dataset.catalogue
    some = dataset.reports[::2]
    for rows, fields in (
        (shared.observations(some), observations.fields(catalogue)),
        (shared.series(some), series.fields(catalogue)),
        (shared.findings(report.id for report in some), findings.fields(catalogue)),
        (shared.all_findings, findings.fields(catalogue)),
    ):
        assert rows
        assert rows.lines == csvfile.lines(fields, rows)


def test_all_findings_stand_in_their_order_those_of_agencies_and_of_nobody_among_them(dataset: Dataset) -> None:
    assert [row[0] for row in Shared(dataset).all_findings] == [finding.id for finding in dataset.findings]


def test_what_nobody_has_is_no_rows_and_no_lines(small: Dataset) -> None:
    found = Shared(small).findings(["nobody"])
    assert (found, found.lines) == ((), b"")
