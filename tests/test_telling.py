"""What a worker tells can be sorted by its first line, and is read only if that line is true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.codec import CodecError
from sitegen.model import Quarantined, Report
from sitegen.telling import LINE, SUMMARY, Summary, result, summary, tell

if TYPE_CHECKING:
    from sitegen.model import Dataset


def test_a_report_is_told_with_what_it_is_about(dataset: Dataset) -> None:
    for report in dataset.reports:
        answer = tell(report)
        source = report.source
        assert summary(answer) == Summary(source.path, source.sha256, report.id, report.agency, report.year.value)
        assert result(answer) == report


def test_a_file_that_is_set_aside_is_told_as_one(dataset: Dataset) -> None:
    aside = Quarantined(replace(dataset.reports[0].source, path="a\nb/报告.txt"), ())
    answer = tell(aside)
    assert summary(answer) == Summary("a\nb/报告.txt", aside.source.sha256, None, None, "")
    assert result(answer) == aside


def test_the_first_line_is_read_without_the_rest(dataset: Dataset) -> None:
    answer = tell(dataset.reports[0])
    head = answer[: answer.index(LINE) + 1]
    assert summary(head) == summary(answer)
    with pytest.raises(CodecError):
        result(head)


@pytest.mark.parametrize("field", ["path", "sha256", "report", "agency", "year"])
def test_an_answer_that_pretends_to_be_about_something_else_is_refused(dataset: Dataset, field: str) -> None:
    answer = tell(dataset.reports[0])
    _, _, rest = answer.partition(LINE)
    feigned = SUMMARY.encode(replace(summary(answer), **{field: "other"}))
    with pytest.raises(CodecError):
        result(feigned + LINE + rest)


@pytest.mark.parametrize("answer", [b"", LINE, b"[]", b"[]\n[]", b"null\n", b"\x00\n\x00", b"{}"])
def test_what_is_no_answer_is_refused(answer: bytes) -> None:
    with pytest.raises(CodecError):
        summary(answer)
    with pytest.raises(CodecError):
        result(answer)


def test_no_byte_can_be_lost_unnoticed(dataset: Dataset) -> None:
    answer = tell(Quarantined(dataset.reports[0].source, ()))
    for end in range(len(answer)):
        with pytest.raises(CodecError):
            result(answer[:end])


def test_reports_are_told_apart_from_files_set_aside(dataset: Dataset) -> None:
    report = dataset.reports[0]
    assert isinstance(result(tell(report)), Report)
    assert isinstance(result(tell(Quarantined(report.source, ()))), Quarantined)
