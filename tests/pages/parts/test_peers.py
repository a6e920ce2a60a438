"""Agencies among their peers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.charts import Datum, Track
from sitegen.interface import said
from sitegen.pages.parts.peers import peers
from sitegen.pages.parts.series import Series, YearColumn

if TYPE_CHECKING:
    from sitegen.model import Catalogue


def series(catalogue: Catalogue, *tracks: Track, levels: tuple[str, ...] = ("county",)) -> Series:
    """So many agencies, with these levels in turn."""
    one = catalogue.agencies[0]
    rows = [
        (replace(one, id=f"invented-{n}", level=levels[n % len(levels)]), ()) for n in range(len(tracks))
    ]  # fmt: skip
    return Series((YearColumn(2020, broken=False), YearColumn(2021, broken=True)), tuple(rows), frozenset(), tracks)


def track(value: int, *, small: bool = False) -> Track:
    """A year with that value, and one without."""
    return Track((Datum(2020, Decimal(value), small=small), Datum(2021, None)))


def test_a_year_with_too_few_values_has_no_quartiles(catalogue: Catalogue) -> None:
    """Blanks are not counted among them."""
    counts = catalogue.indicators[0]
    assert not peers(counts, series(catalogue, *map(track, range(7)))).rows
    found = peers(counts, series(catalogue, *map(track, range(9))))
    assert [year for year, _ in found.years] == [2020]
    assert [(one.count, one.median) for one in found.band] == [(9, Decimal(4))]


def test_rates_of_few_cases_are_not_put_in_order(catalogue: Catalogue) -> None:
    """A small count is a count all the same; a rate of three cases is hardly a rate."""
    tracks = [*(track(n) for n in range(6)), *(track(n, small=True) for n in range(3))]
    for indicator in catalogue.indicators:
        found = peers(indicator, series(catalogue, *tracks))
        assert [one.count for one in found.band] == ([] if indicator.rate else [9]), indicator.id


def test_a_group_is_told_where_it_has_enough_and_is_not_everybody(catalogue: Catalogue) -> None:
    """The higher level first; how many have a figure is told either way."""
    found = peers(catalogue.indicators[0], series(catalogue, *map(track, range(16)), levels=("county", "province")))
    assert [row.cells[0].count for row in found.rows] == [16, 8, 8]
    assert [row.name for row in found.rows[1:]] == [said("省级"), said("县级")]
