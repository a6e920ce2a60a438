"""Median and quartiles."""

from __future__ import annotations

from decimal import Decimal
from statistics import quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.quartiles import ENOUGH, quartiles

values = st.lists(st.decimals(0, 10_000, places=1), min_size=ENOUGH, max_size=60)


@given(values)
def test_they_are_those_of_the_method_that_is_named(found: list[Decimal]) -> None:
    """Type 7 is what Python's statistics call inclusive."""
    one = quartiles(2020, found)
    assert one
    assert [one.low, one.median, one.high] == quantiles(found, n=4, method="inclusive")
    assert one.count == len(found)


@given(values)
def test_the_order_of_agencies_is_of_no_matter(found: list[Decimal]) -> None:
    """And the three come in order, within what there is."""
    one, other = quartiles(2020, found), quartiles(2020, reversed(found))
    assert one == other
    assert one
    assert min(found) <= one.low <= one.median <= one.high <= max(found)


@pytest.mark.parametrize("count", range(ENOUGH))
def test_of_few_values_there_are_none(count: int) -> None:
    """They would be those of two or three agencies."""
    assert quartiles(2020, [Decimal(7)] * count) is None


def test_numbers_are_plain() -> None:
    """Neither an exponent nor zeros behind the point."""
    one = quartiles(2020, [Decimal(n) for n in (10, 20, 30, 40, 100, 100, 100, 200)])
    assert one
    assert [f"{value:f}" for value in (one.low, one.median, one.high)] == ["27.5", "70", "100"]
