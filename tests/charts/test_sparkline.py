"""Sparklines."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from sitegen.charts import Datum, Track, sparkline


def track(*values: int | None) -> Track:
    """A series of years from 2019."""
    return Track(tuple(Datum(2019 + n, None if v is None else Decimal(v)) for n, v in enumerate(values)))


def test_a_gap_parts_the_line() -> None:
    """Two lines, and no dot where every year is joined to another but the last one's."""
    tree = etree.fromstring(sparkline(track(10, 20, None, 30, 40)))
    assert tree.xpath("count(//path)") == 2
    assert tree.xpath("//path/@d")[0].count("M") == 2
    assert tree.xpath("//path/@d")[0].count("L") == 2


def test_a_year_that_nothing_joins_is_a_dot() -> None:
    """Seen, but no trend."""
    tree = etree.fromstring(sparkline(track(10, None, 30)))
    assert tree.xpath("//path/@class") == ["d", "e"]


def test_one_value_is_no_line() -> None:
    """The number alone says it better."""
    assert not sparkline(track(None, 7))


def test_sparklines_of_a_column_share_their_years() -> None:
    """The same year lies at the same place."""
    short = etree.fromstring(sparkline(track(10, 20), (2019, 2025)))
    full = etree.fromstring(sparkline(track(10, 20, 1, 1, 1, 1, 1)))
    assert short.xpath("//path/@d")[0].split("L")[1].split()[0] == full.xpath("//path/@d")[0].split("L")[1].split()[0]
