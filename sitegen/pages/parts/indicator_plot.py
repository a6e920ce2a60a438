"""The chart of an indicator: its peers where there are enough of them, else the few agencies that there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts import line
from sitegen.charts.line import SERIES
from sitegen.interface import said
from sitegen.pages.parts.plots import Plot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Agency, Indicator
    from sitegen.pages.parts.series import Series
    from sitegen.quartiles import Quartiles

FILE = "chart.svg"


def plot(indicator: Indicator, table: Series, band: Sequence[Quartiles], page: str) -> Plot | None:
    """The median within the quartiles of every year; without any, a line for each agency with several years."""
    unit = "%" if indicator.rate else ""
    if band:
        title = said("%(indicator)s：各年的中位数和四分位数", indicator=indicator)
        drawing = line([], band=band, unit=unit)
        return Plot(drawing, title, page, FILE) if drawing else None
    coloured = _coloured(table)
    tracks = {agency.id: track for (agency, _), track in zip(table.rows, table.tracks, strict=True)}
    first = [tracks.pop(agency.id) for agency in coloured]
    drawing = line(first, others=tuple(tracks.values()), unit=unit) if first else None
    title = said("%(indicator)s：各机关各年度", indicator=indicator)
    return Plot(drawing, title, page, FILE, coloured) if drawing else None


def _coloured(table: Series) -> tuple[Agency, ...]:
    """The agencies with a line of their own: of those with several years the ones with most."""
    known = [(len(track.drawn), agency) for (agency, _), track in zip(table.rows, table.tracks, strict=True)]
    several = sorted((one for one in known if one[0] > 1), key=lambda one: -one[0])
    return tuple(agency for _, agency in several[:SERIES])
