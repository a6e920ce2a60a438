"""An indicator in a report: a value or the reason why there is none, and never one where a cell is in doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Status
from sitegen.series import SMALL_BASE, Standing, percent, point, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.model import Dataset, Observation, Report
    from sitegen.series import Point

    Find = Callable[..., Point]

YEARS = range(2019, 2026)
GRANTED, PARTIAL, CLOSED = (f"requests/{row}/total" for row in ("granted", "partial", "closed_total"))


def changed(report: Report, cells: Mapping[str, object]) -> Report:
    """The report with other figures: a number, or a status without one."""

    def change(one: Observation) -> Observation:
        found = cells.get(one.cell)
        if found is None:
            return one
        if isinstance(found, Status):
            return replace(one, value=None, status=found)
        return replace(one, value=Decimal(str(found)), status=Status.REPORTED)

    return replace(report, observations=tuple(map(change, report.observations)))


@pytest.fixture(scope="module")
def find(dataset: Dataset) -> Find:
    """An indicator in a report of the real dataset, with figures changed."""
    reports = {report.id: report for report in dataset.reports}
    indicators = {indicator.id: indicator for indicator in dataset.catalogue.indicators}

    def found(indicator: str, report: str, cells: Mapping[str, object] | None = None) -> Point:
        return point(indicators[indicator], readings(changed(reports[report], cells or {})))

    return found


def pingtan(find: Find, indicator: str) -> list[Point]:
    """The seven years of one agency, which cross from the form of 2019 to that of 2021."""
    return [find(indicator, f"pingtan-administration-{year}") for year in YEARS]


@pytest.mark.parametrize(
    ("indicator", "values"),
    [
        ("requests_received", [23, 21, 70, 74, 81, 218, 154]),
        ("requests_carried_out", [0, 0, 1, 0, 0, 0, 6]),
    ],
)
def test_a_series_runs_through_from_one_form_to_the_next(find: Find, indicator: str, values: list[int]) -> None:
    """What both forms count alike is the same in all seven years."""
    points = pingtan(find, indicator)
    assert [one.equivalent.grade for one in points if one.equivalent] == ["same"] * len(YEARS)
    assert [one.form for one in points] == ["national-2019"] * 2 + ["national-2021"] * 5
    assert [one.value for one in points] == values


def test_every_value_of_the_seven_years_is_the_sum_of_its_cells(dataset: Dataset, find: Find) -> None:
    """Counted again from the observations, by hand."""
    for indicator in dataset.catalogue.indicators:
        for one in pingtan(find, indicator.id):
            if one.value is None or one.equivalent is None:
                continue
            printed = {o.cell: o.value or 0 for o in one.report.observations}
            whole = sum(printed[cell] for cell in one.equivalent.cells)
            base = sum(printed[cell] for cell in one.equivalent.base)
            if indicator.rate:
                assert abs(one.value - 100 * Decimal(whole) / Decimal(base)) <= Decimal("0.05")
            else:
                assert one.value == whole


@pytest.mark.parametrize("indicator", ["charges_amount", "normative_documents_in_force", "rules_in_force"])
def test_what_two_forms_count_otherwise_is_told_apart(find: Find, indicator: str) -> None:
    """The form of 2019 has items of charges and documents ever disclosed: side by side, not comparable."""
    grades = [one.equivalent.grade for one in pingtan(find, indicator) if one.equivalent]
    assert grades == ["not_comparable"] * 2 + ["same"] * 5


def test_an_amount_never_takes_the_unit_of_a_count(find: Find) -> None:
    """Items of charges are items, in 2019; the amount of 2021 has only the unit that is printed."""
    points = pingtan(find, "charges_amount")
    assert [one.unit for one in points[:2]] == ["项", "项"]
    assert all(one.unit != "项" for one in points[2:])


@pytest.mark.parametrize(
    ("indicator", "with_twin"),
    [
        ("procurement_amount", range(2019, 2021)),
        ("licensing_items", range(2019, 2021)),
        ("normative_documents_repealed", range(2021, 2026)),
        ("other_unpaid_fee", range(2021, 2026)),
        ("staff", range(0)),
        ("received_online", range(0)),
    ],
)
def test_a_form_without_the_item_is_refused_and_not_filled(find: Find, indicator: str, with_twin: range) -> None:
    """No twin, no value: not a zero, and not what a form of another year would have."""
    for year, one in zip(YEARS, pingtan(find, indicator), strict=True):
        assert (one.standing is not Standing.NO_TWIN) == (year in with_twin)
        if year not in with_twin:
            assert (one.value, one.whole, one.equivalent) == (None, None, None)


def test_a_rate_has_numerator_and_denominator_with_their_cells(find: Find) -> None:
    """Of 23 requests closed in 2019 eight were granted in full or in part: 34.8 per cent, of a small base."""
    one = find("disclosure_rate", "pingtan-administration-2019")
    assert one.whole is not None
    assert one.base is not None
    assert (one.value, one.unit) == (Decimal("34.8"), "%")
    assert (one.whole.value, one.base.value) == (Decimal(8), Decimal(23))
    assert [cell for cell, _ in one.whole.cells] == [GRANTED, PARTIAL]
    assert [cell for cell, _ in one.base.cells] == [CLOSED]
    assert one.small


def test_a_base_is_small_below_thirty_and_a_count_has_none(find: Find) -> None:
    """With thirty cases it is no longer marked; what is no rate never is."""
    for base in (SMALL_BASE - 1, SMALL_BASE):
        one = find("disclosure_rate", "pingtan-administration-2019", {CLOSED: base})
        assert one.small == (base < SMALL_BASE)
    assert not find("requests_received", "pingtan-administration-2019").small


@pytest.mark.parametrize(
    ("cells", "standing"),
    [
        ({GRANTED: Status.BLANK}, Standing.BLANK),
        ({CLOSED: Status.BLANK}, Standing.BLANK),
        ({GRANTED: Status.NOT_APPLICABLE, CLOSED: Status.UNREADABLE}, Standing.UNREADABLE),
        ({CLOSED: Status.ABSENT}, Standing.ABSENT),
        ({GRANTED: 0, PARTIAL: 0, CLOSED: 0}, Standing.NO_BASE),
        ({CLOSED: -5}, Standing.NO_BASE),
        ({GRANTED: 20, PARTIAL: 4, CLOSED: 23}, Standing.NO_SHARE),
        ({GRANTED: -1, PARTIAL: 0}, Standing.NO_SHARE),
    ],
)
def test_a_rate_in_doubt_has_no_value_but_a_reason(find: Find, cells: Mapping[str, object], standing: Standing) -> None:
    """A blank is no zero, nothing is divided by zero, and a part is never more than the whole."""
    one = find("disclosure_rate", "pingtan-administration-2019", cells)
    assert (one.value, one.unit, one.standing) == (None, "", standing)
    assert not one.small


def test_the_whole_is_no_more_certain_than_its_parts(dataset: Dataset) -> None:
    """A numerator of which a cell was split off from others makes a rate that is marked so."""
    (rate,) = (one for one in dataset.catalogue.indicators if one.id == "disclosure_rate")
    (report,) = (one for one in dataset.reports if one.id == "pingtan-administration-2019")
    split = tuple(replace(o, status=Status.RESOLVED) if o.cell == GRANTED else o for o in report.observations)
    one = point(rate, readings(replace(report, observations=split)))
    assert (one.value, one.standing) == (Decimal("34.8"), Standing.RESOLVED)


def test_different_units_are_neither_added_nor_compared(dataset: Dataset) -> None:
    """A numerator in another unit than the denominator makes no rate."""
    (rate,) = (one for one in dataset.catalogue.indicators if one.id == "not_held_rate")
    (report,) = (one for one in dataset.reports if one.id == "pingtan-administration-2019")
    other = tuple(replace(o, unit="条") if o.cell == CLOSED else o for o in report.observations)
    assert point(rate, readings(replace(report, observations=other))).standing is Standing.MIXED_UNITS


def test_a_table_that_the_report_does_not_print_is_told_from_an_item_that_the_form_lacks(dataset: Dataset) -> None:
    """Without table 2 there are no charges to see; with a table 2 of the older form there is no such item."""
    by_id = {one.id: one for one in dataset.catalogue.indicators}
    (report,) = (one for one in dataset.reports if one.id == "pingtan-administration-2021")
    without = replace(report, tables=tuple(pair for pair in report.tables if pair[0] != "proactive"))
    older = replace(report, tables=(*without.tables, ("proactive", "national-2019")))
    repealed = by_id["normative_documents_repealed"]
    assert point(repealed, readings(without)).standing is Standing.ABSENT
    assert point(repealed, readings(older)).standing is Standing.NO_TWIN
    assert point(by_id["staff"], readings(without)).standing is Standing.NO_TWIN


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_rounded_once_and_stays_between_none_and_all(part: int, more: int) -> None:
    """One decimal, never further off than half of it, the same for any number of cases."""
    whole = part + more
    share = percent(Decimal(part), Decimal(whole))
    assert share.as_tuple().exponent == -1
    assert 0 <= share <= 100
    assert abs(share * whole - 100 * part) * 20 <= whole


def test_a_value_tells_the_failing_checks_that_its_cells_take_part_in(dataset: Dataset) -> None:
    """Pingtan's total closed in 2020 is not the sum of its outcomes: what is made of either says so."""
    report = next(one for one in dataset.reports if one.id == "pingtan-administration-2020")
    own = [finding for finding in dataset.findings if finding.report == report.id]
    read = readings(report, own)
    by_id = {indicator.id: indicator for indicator in dataset.catalogue.indicators}
    failing = "pingtan-administration-2020:T3.SUM:requests/closed_total/total"
    assert point(by_id["disclosure_rate"], read).failing == (failing,)
    assert point(by_id["granted"], read).failing == (failing,)
    assert point(by_id["requests_received"], read).failing == ()
