"""The list of indicators by subject, with what there is of each and how the median goes where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.charts import Datum, Track, sparkline
from sitegen.pages.parts.peers import peers
from sitegen.pages.parts.series import all_series, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from sitegen.model import Artifact, Dataset, Indicator
    from sitegen.quartiles import Quartiles
    from sitegen.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator of the list: its unit, how many values there are, over which years, and the median's trend."""

    indicator: Indicator
    unit: str
    count: int
    years: tuple[int, int] | None
    trend: Markup


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one list."""
    entries = []
    for indicator, series in all_series(dataset):
        known = sorted({datum.year for track in series.tracks for datum in track.drawn})
        columns = [column.year for column in series.columns if column.year is not None]
        trend = _trend(peers(indicator, series).band, (columns[0], columns[-1])) if columns else sparkline(Track(()))
        years = (known[0], known[-1]) if known else None
        entries.append(Entry(indicator, unit_name(indicator.unit), series.count, years, trend))
    groups = dict.fromkeys(entry.indicator.group for entry in entries)
    listed = [(group, [entry for entry in entries if entry.indicator.group == group]) for group in groups]
    yield from renderer.pages(
        "indicators/", "pages/indicators.html", groups=listed, count=len(entries), trends=any(e.trend for e in entries)
    )


def _trend(band: Sequence[Quartiles], years: tuple[int, int]) -> Markup:
    """The medians as a sparkline, parted where counting changes."""
    data = tuple(Datum(one.year, one.median) for one in band)
    return sparkline(Track(data, tuple(one.year for one in band if one.broken)), years)
