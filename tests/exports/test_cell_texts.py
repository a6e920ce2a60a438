"""The cells of a report as text: byte for byte what the columns of CSV and the encoder of JSON make of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.exports import csvfile, jsontext, observations
from sitegen.exports.cell_texts import cell_texts
from sitegen.model import Status

if TYPE_CHECKING:
    from decimal import Decimal

    from sitegen.model import Catalogue, Dataset, Report

FROM, TO = 4, 12  # the columns that the API has, from the table to the place


def compare(catalogue: Catalogue, report: Report) -> None:
    """Hold the texts of a report against what is made column by column."""
    made, rows = cell_texts(catalogue, report), tuple(observations.rows(report))
    assert made.lines == csvfile.lines(observations.fields(catalogue), rows)
    assert [str(row) for row in made.rows] == [jsontext.text(list(row[FROM:TO])) for row in rows]


def test_the_texts_of_every_report_are_those_of_its_rows(dataset: Dataset) -> None:
    for report in dataset.reports:
        compare(dataset.catalogue, report)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
    printed=st.text(max_size=5) | st.sampled_from(["", "=1+1", 'so, and "so"', "\r\n", "\0001", "'", "-3"]),
    unit=st.sampled_from(["", "件", "万元", "a,b"]),
)
def test_whatever_a_cell_says_its_texts_are_those_of_its_row(
    dataset: Dataset, value: Decimal | None, printed: str, unit: str
) -> None:
    report = dataset.reports[0]
    seen = next(one for one in report.observations if one.provenance)
    proof = seen.provenance and replace(seen.provenance, printed=printed)
    status = Status.BLANK if value is None else Status.REPORTED
    cells = tuple(replace(seen, value=value, unit=unit, status=status, provenance=one) for one in (proof, None))
    compare(dataset.catalogue, replace(report, observations=cells))
