"""An indicator over agencies and years."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sitegen.corrections import correct
from sitegen.model import Correction, CorrectionStatus, Status
from sitegen.pages.parts.series import forms_used, print_of, texts, value_of, with_breaks
from sitegen.pages.parts.years import columns, year_of
from sitegen.series import point, readings

if TYPE_CHECKING:
    from sitegen.model import Dataset, Indicator, Observation, Report
    from sitegen.pages.parts.series import Value


def indicator_of(dataset: Dataset, name: str) -> Indicator:
    """The indicator of that id."""
    return next(one for one in dataset.catalogue.indicators if one.id == name)


def value_in(report: Report, dataset: Dataset, name: str) -> Value:
    """What tables show of the indicator in that report."""
    one = point(indicator_of(dataset, name), readings(report))
    return value_of(one, dataset.catalogue, texts(one, print_of))


def test_a_sum_with_a_figure_that_was_split_off_is_marked_as_such(dataset: Dataset) -> None:
    """Eight grounds of refusal, one of them resolved: the sum is no better than that."""

    def split(one: Observation) -> Observation:
        return replace(one, status=Status.RESOLVED) if one.cell == "requests/refused_deliberative/total" else one

    guangzhou = next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")
    changed = replace(guangzhou, observations=tuple(map(split, guangzhou.observations)))
    mark = value_in(changed, dataset, "refused").slot.shown
    assert (mark.text, mark.kind) == ("‹3›", "resolved")


def test_a_series_tells_which_forms_its_values_come_from(dataset: Dataset) -> None:
    """Only what they say of themselves belongs below the table."""
    reads = [readings(report) for report in dataset.reports]
    forms = {dict(report.tables).get("requests") or dict(report.tables)["statistics"] for report in dataset.reports}
    used = forms_used(indicator_of(dataset, "requests_received"), reads)
    assert used == forms == {"national-2019", "national-2021", "zhejiang-2013"}


YEARS = {
    2013: "zhejiang-2013", 2016: "national-2014", 2018: "national-2014", 2020: "national-2019", 2022: "national-2021",
    2023: "national-2021", 2025: "national-2021",
}  # fmt: skip
"""Years with a report each, none of them the very year of a break, and the form of each."""


@pytest.mark.parametrize(
    ("indicator", "years"),
    [
        ("requests_received", [2016, 2020]),
        ("disclosure_rate", [2016, 2020]),
        ("received_natural_person", []),
        ("received_in_person", [2016]),
        ("meetings", [2016]),
        ("normative_documents_issued", [2020, 2022]),
        ("litigation_upheld", [2016, 2020, 2025]),
        ("litigation_direct", [2025]),
        ("licensing_decisions", []),
        ("procurement_amount", []),
    ],
)
def test_a_break_is_drawn_before_the_first_report_after_it(dataset: Dataset, indicator: str, years: list[int]) -> None:
    """Also where the year itself has no report, and where the forms of both sides count alike but the law does not."""
    made = dataset.reports[0]
    reports = tuple(
        replace(
            made,
            id=f"{made.agency}-{year}",
            year=replace(made.year, value=str(year)),
            form=form,
            tables=tuple((table.id, form) for table in dataset.catalogue.form(form).tables),
            observations=(),
        )
        for year, form in YEARS.items()
    )
    reads = [readings(report) for report in reports]
    found = with_breaks(indicator_of(dataset, indicator), columns(map(year_of, reports)), reads)
    assert [column.year for column in found if column.broken] == years


@pytest.mark.parametrize(
    ("blank", "expected"),
    [((), ("3", "→5")), (("deliberative",), ("·", "→5")), (("deliberative", "law_prohibits"), ("·", None))],
)
def test_a_sum_is_corrected_only_where_every_cell_has_a_number(
    dataset: Dataset, blank: tuple[str, ...], expected: tuple[str, str | None]
) -> None:
    """A correction may fill the one gap of a sum; with another gap there is still no sum."""

    def emptied(one: Observation) -> Observation:
        empty = one.cell in {f"requests/refused_{row}/total" for row in blank}
        return replace(one, value=None, status=Status.BLANK, provenance=None) if empty else one

    guangzhou = next(report for report in dataset.reports if report.id == "guangzhou-commerce-2020")
    changed = replace(guangzhou, observations=tuple(map(emptied, guangzhou.observations)))
    right = Correction(
        changed.id, "requests/refused_deliberative/total", "" if blank else "3", Decimal(5), "", "更正", "Erratum",
        dt.date(2021, 3, 1), CorrectionStatus.CONFIRMED, "https://example.org/", 1,
    )  # fmt: skip
    (report,) = correct((changed,), (right,), Path())
    value = value_in(report, dataset, "refused")
    mark = value.slot.shown
    assert (mark.text, mark.corrected.text if mark.corrected else None) == expected
    assert ("corrected" in value.signs) == bool(expected[1])
