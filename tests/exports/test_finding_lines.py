"""Lines of findings that are put into words once: byte for byte those that each cell by itself gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.exports import csvfile, findings
from sitegen.exports.finding_lines import lines
from sitegen.wording import message

if TYPE_CHECKING:
    from sitegen.model import Dataset, Finding, Report

Side = Decimal | dt.date | None
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)
SIDES: st.SearchStrategy[Side] = st.none() | NUMBERS | st.dates() | st.just(Decimal("-0.50"))
ODD = st.sampled_from(["=1+1", "%s", "100%", 'so, and "so"', "\0", "\0left\0", "第一行\n第二行", "-3", "'", "件", ""])


def made(dataset: Dataset, some: list[Finding], report: Report | None) -> bytes:
    """The lines as they are made."""
    return lines(dataset.catalogue, some, report, lambda one: findings.row(dataset.catalogue, one, report))


def cell_by_cell(dataset: Dataset, some: list[Finding], report: Report | None) -> bytes:
    """The lines, each made of its row."""
    fields = findings.fields(dataset.catalogue)
    return csvfile.lines(fields, tuple(findings.rows(dataset.catalogue, some, report))) if some else b""


def test_the_lines_of_every_report_are_those_of_its_rows(dataset: Dataset) -> None:
    found = dataset.findings_by_report()
    for report in dataset.reports:
        some = found[report.id]
        assert made(dataset, some, report) == cell_by_cell(dataset, some, report)
    others = [finding for finding in dataset.findings if not finding.report]
    assert made(dataset, others, None) == cell_by_cell(dataset, others, None)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, 10_000), sides=st.tuples(SIDES, SIDES), year=st.integers(), odd=ODD,
    difference=st.none() | NUMBERS,
)  # fmt: skip
def test_whatever_stands_in_a_finding_its_line_is_that_of_its_row(  # noqa: PLR0913, PLR0917  what may be otherwise
    dataset: Dataset, place: int, sides: tuple[Side, Side], year: int, odd: str, difference: Decimal | None
) -> None:
    found = [finding for finding in dataset.findings if finding.report]
    one = found[place % len(found)]
    report = next(report for report in dataset.reports if report.id == one.report)
    changed = replace(one, left=sides[0], right=sides[1], difference=difference)
    some = [one, changed, replace(changed, subject=odd), replace(one, agency="a", year=year)]
    if "detail" in dict(one.details):
        some.append(replace(one, details=tuple((n, odd if n == "detail" else v) for n, v in one.details)))
    some = [finding for finding in some if _has_words(dataset, finding)]
    assert made(dataset, some, report) == cell_by_cell(dataset, some, report)


def _has_words(dataset: Dataset, finding: Finding) -> bool:
    """Whether it makes sense to those who put it into words."""
    try:
        message(finding, dataset.catalogue, "zh")
    except (KeyError, ValueError, IndexError):
        return False
    return True


def test_a_report_whose_id_needs_quotes_has_them(dataset: Dataset) -> None:
    report = replace(dataset.reports[0], id='of "2020", again')
    some = [replace(finding, report=report.id) for finding in dataset.findings_by_report()[dataset.reports[0].id]]
    assert made(dataset, some, report) == cell_by_cell(dataset, some, report)


def test_a_number_of_more_digits_than_are_calculated_with_stands_as_it_is(dataset: Dataset) -> None:
    one = next(finding for finding in dataset.findings if finding.report and finding.difference)
    report = next(report for report in dataset.reports if report.id == one.report)
    some = [replace(one, difference=Decimal(f"-{'123456789' * 5}"))]
    assert made(dataset, some, report) == cell_by_cell(dataset, some, report)
