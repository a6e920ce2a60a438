"""Charts of lines: nothing is drawn that is not there, and no line where years are not comparable."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sitegen.charts import Datum, LineChart, Track, line
from sitegen.quartiles import Quartiles

SEGMENT = re.compile(r"M([\d.]+) ([\d.]+)((?:L[\d.]+ [\d.]+)+)")
data = st.builds(
    Datum,
    st.integers(2008, 2025),
    st.none() | st.integers(0, 5000).map(Decimal),
    st.sampled_from(["national-2014", "national-2019", "national-2021"]),
    st.sampled_from(["same", "approximate"]),
    st.booleans(),
)
tracks = st.builds(
    lambda found, breaks: Track(tuple(sorted(found, key=lambda one: one.year)), tuple(breaks)),
    st.lists(data, min_size=1, max_size=14, unique_by=lambda one: one.year),
    st.sets(st.integers(2009, 2025), max_size=2).map(sorted),
)


def drawn(track: Track) -> LineChart:
    """The chart of a series that has a value."""
    chart = line([track])
    assert chart
    return chart


def root(chart: LineChart) -> etree._Element:
    """The chart as a tree."""
    return etree.fromstring(chart.svg("题", "述"))


def years_joined(chart: LineChart) -> set[tuple[int, int]]:
    """The pairs of years that lines of the drawing join, told from their coordinates."""
    at = {f"{chart.scale.x(year):.1f}": year for year in range(2008, 2026)}
    joined = set()
    for d in root(chart).xpath("//path[contains(@class, 'run')]/@d"):
        for match in SEGMENT.finditer(d):
            spots = [(match[1], match[2]), *re.findall(r"L([\d.]+) ([\d.]+)", match[3])]
            years = [at[f"{float(x):.1f}"] for x, _ in spots]
            joined |= set(pairwise(years))
    return joined


@given(tracks)
def test_every_value_has_its_dot_and_nothing_else_has(track: Track) -> None:
    """A blank is a gap: neither a dot at zero nor anywhere else."""
    values = [one for one in track.data if one.value is not None]
    if not values:
        assert line([track]) is None
        return
    titles = root(drawn(track)).xpath("//path[contains(@class, 'dot')]/title/text()")
    assert titles == [f"{one.year}: {one.value}" for one in values]


@given(tracks)
def test_lines_join_comparable_neighbours_alone(track: Track) -> None:
    """No line over a gap, over a change of counting, or to a value of few cases."""
    if not track.drawn:
        return
    chart = drawn(track)
    by_year = {one.year: one for one in track.data}
    allowed = set()
    for year, one in by_year.items():
        after = by_year.get(year + 1)
        if after is None or one.value is None or after.value is None or one.small or after.small:
            continue
        alike = one.form == after.form or (one.grade == "same" and after.grade == "same")
        if alike and year + 1 not in track.breaks:
            allowed.add((year, year + 1))
    assert years_joined(chart) == allowed


@given(tracks)
def test_zero_is_on_the_axis_and_everything_is_within_the_frame(track: Track) -> None:
    """The axis begins at zero, whatever the values: heights can be compared."""
    if not track.drawn:
        return
    chart = drawn(track)
    assert chart.scale.y(Decimal(0)) == chart.scale.bottom
    for one in track.drawn:
        assert one.value is not None
        assert 0 <= chart.scale.x(one.year) <= chart.width
        assert chart.scale.top <= chart.scale.y(one.value) <= chart.scale.bottom


@given(tracks)
def test_no_label_lies_over_another(track: Track) -> None:
    """What has no room is left out; the last value is always told."""
    if track.drawn:
        labels = drawn(track).labels
        assert labels[0].text == track.text(track.drawn[-1])
        assert not any(a.covers(b) for n, a in enumerate(labels) for b in labels[:n])


def test_a_change_of_forms_is_marked_between_the_years() -> None:
    """Also where years are missing between: the mark stands before the first year of the other way of counting."""
    track = Track((Datum(2013, Decimal(5), "zhejiang-2013", "approximate"), Datum(2019, Decimal(9), "national-2019")))
    assert drawn(track).breaks == (2019,)
    assert len(root(drawn(track)).xpath("//path[@class='break']")) == 1
    assert not drawn(Track((Datum(2019, Decimal(5), "a"), Datum(2021, Decimal(9), "b")))).breaks


def test_what_is_not_comparable_is_told_and_not_drawn() -> None:
    """It stands in the table, beside the rest."""
    track = Track((Datum(2019, None, aside=True), Datum(2020, None), Datum(2021, Decimal(7))))
    sentences = [one.chinese % one.values for one in drawn(track).said]
    assert sentences == ["2021 年 7", "2020 年没有数字，留空", "2019 年的数字不可比，不画"]


def test_the_band_joins_neighbouring_years_that_are_counted_alike() -> None:
    """A year by itself is a bar; after a break a new piece begins, with the mark before it."""

    def year(of: int, *, broken: bool = False) -> Quartiles:
        return Quartiles(of, 9, Decimal(2), Decimal(3), Decimal(4), broken)

    chart = line([], band=[year(2018), year(2019, broken=True), year(2020), year(2022)])
    assert chart
    assert [[one.year for one in piece] for piece in chart.band] == [[2018], [2019, 2020], [2022]]
    assert chart.breaks == (2019,)
    assert len(root(chart).xpath("//path[@class='band']")) == len(root(chart).xpath("//path[@class='median']")) == 3


def test_of_many_series_four_have_colours() -> None:
    """The others are dots in grey behind them."""
    many = [Track((Datum(2020, Decimal(n)),)) for n in range(6)]
    chart = line(many)
    assert chart
    assert (len(chart.tracks), len(chart.others)) == (4, 2)
    assert len(root(chart).xpath("//path[contains(@class, 'other')]")) == 2


def test_the_drawing_needs_no_style_of_its_own_and_says_what_it_shows() -> None:
    """The policy of the pages forbids inline style; words from outside are escaped."""
    tree = etree.fromstring(drawn(Track((Datum(2020, Decimal(1)),))).svg("<b>题", "述 & 言"))
    assert not tree.xpath("//@style | //style")
    assert tree.xpath("string(/svg/title)") == "<b>题"
    assert tree.xpath("string(/svg/desc)") == "述 & 言"
    assert tree.get("role") == "img"
