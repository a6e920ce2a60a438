"""Stacked bars."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sitegen.charts import Stack, StackedChart, stacked

parts = st.lists(st.integers(0, 300).map(Decimal), min_size=3, max_size=3).map(tuple)


def heights(chart: StackedChart) -> list[float]:
    """The heights of all parts."""
    return [float(one) for one in etree.fromstring(chart.svg("题", "述", ["甲", "乙", "丙"])).xpath("//rect/@height")]


@given(parts)
def test_a_bar_is_as_high_as_its_parts_together(found: tuple[Decimal, ...]) -> None:
    """Each part to scale."""
    chart = stacked([Stack(2020, found)])
    assert chart
    whole = chart.scale.y(Decimal(0)) - chart.scale.y(sum(found, Decimal(0)))
    assert abs(sum(heights(chart)) - whole) < 0.02
    assert len(heights(chart)) == sum(1 for one in found if one)


def test_a_year_with_a_missing_part_has_no_bar() -> None:
    """A bar without it would be too short, and say so to nobody."""
    chart = stacked([Stack(2020, (Decimal(1), None)), Stack(2021, (Decimal(1), Decimal(2)))])
    assert chart
    assert chart.gaps == (2020,)
    assert [stack.year for stack in chart.drawn] == [2021]
    titles = etree.fromstring(chart.svg("题", "述", ["甲", "乙"])).xpath("//rect/title/text()")
    assert titles == ["甲 2021: 1", "乙 2021: 2"]
    assert stacked([Stack(2020, (None, Decimal(1)))]) is None


def test_a_change_of_forms_is_marked() -> None:
    """As in charts of lines."""
    chart = stacked([Stack(2020, (Decimal(1),)), Stack(2021, (Decimal(2),), broken=True)])
    assert chart
    assert etree.fromstring(chart.svg("题", "述")).xpath("count(//path[@class='break'])") == 1
