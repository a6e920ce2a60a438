"""Years as columns."""

from __future__ import annotations

from sitegen.pages.parts.years import columns, span


def test_short_gaps_are_shown_in_full_and_long_ones_as_one_column() -> None:
    """A missing year is seen as missing; five in a row do not fill the screen."""
    assert columns([2020, 2013, 2019, 2023]) == (2013, None, 2019, 2020, 2021, 2022, 2023)
    assert columns([2020, 2020]) == (2020,)
    assert columns([]) == ()


def test_a_span_of_one_year_is_that_year() -> None:
    """And of none is nothing."""
    assert [span([2013, 2023, 2019]), span([2019]), span([])] == ["2013–2023", "2019", ""]
