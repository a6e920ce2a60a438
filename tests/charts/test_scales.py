"""Scales."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sitegen.charts.scales import ceiling, scale


@given(st.decimals(min_value=Decimal("0.1"), max_value=10**9, places=1))
def test_the_top_of_the_axis_is_a_round_number_little_above(value: Decimal) -> None:
    """Never below the value, never twice as high."""
    assert value <= ceiling(value) <= 2 * value


def test_the_last_year_is_named_and_names_do_not_touch() -> None:
    """Others at equal distances before it."""
    at = scale(range(2008, 2026), [Decimal(1)], (20, 20, 380, 160))
    assert at.ticks(32)[-1] == 2025
    assert {later - earlier for earlier, later in zip(at.ticks(32), at.ticks(32)[1:], strict=False)} == {2}
    assert scale([2020], [Decimal(1)], (20, 20, 380, 160)).ticks(32) == (2020,)


def test_what_is_below_zero_has_its_room() -> None:
    """A misprint may be negative."""
    at = scale([2020], [Decimal(-3), Decimal(5)], (0, 0, 10, 100))
    assert at.y(Decimal(5)) < at.y(Decimal(0)) < at.y(Decimal(-3)) <= 100
