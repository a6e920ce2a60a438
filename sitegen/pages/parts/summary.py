"""What the page of an indicator tells the list of all, which need not look at the values of every agency again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.charts import Datum, Track, sparkline
from sitegen.gathering import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.pages.parts.series import Series
    from sitegen.quartiles import Quartiles


@dataclass(frozen=True, slots=True)
class Summary:
    """How many values of an indicator there are, over which years, and the median's trend."""

    count: int
    years: tuple[int, int] | None
    trend: Markup

    @classmethod
    def of(cls, series: Series, band: Sequence[Quartiles]) -> Summary:
        """That of the tracks of all agencies, with the quartiles of all by year."""
        known = sorted({datum.year for track in series.tracks for datum in track.drawn})
        columns = [column.year for column in series.columns if column.year is not None]
        trend = _trend(band, (columns[0], columns[-1])) if columns else Markup()
        count = sum(datum.counted for track in series.tracks for datum in track.data)
        return cls(count, (known[0], known[-1]) if known else None, trend)

    def told(self) -> Told:
        """It, for the list."""
        return Told(json.dumps([self.count, self.years, self.trend]).encode())

    @classmethod
    def taken(cls, told: bytes) -> Summary:
        """That which was told."""
        count, years, trend = json.loads(told)
        return cls(count, tuple(years) if years else None, Markup(trend))  # noqa: S704  our own drawing


def _trend(medians: Sequence[Quartiles], years: tuple[int, int]) -> Markup:
    """The medians as a sparkline, parted where counting changes."""
    data = tuple(Datum(one.year, one.median) for one in medians)
    return sparkline(Track(data, tuple(one.year for one in medians if one.broken)), years)
