"""The list of indicators by subject, with what there is of each and how the median goes where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sitegen.charts import Datum, Track, sparkline
from sitegen.gathering import Aggregate, Task, together
from sitegen.pages import indicator
from sitegen.pages.parts.peers import band
from sitegen.pages.parts.series import unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from sitegen.gathering import Sections
    from sitegen.model import Artifact, Dataset, Indicator
    from sitegen.pages.parts.series import Series
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


def tasks(dataset: Dataset, renderer: Renderer, sections: Sections) -> Iterator[Task]:
    """The list, which needs the values of every indicator, and the pages of each."""
    found = indicator.Layout(dataset)
    given = f"{[found.columns(one) for one in dataset.catalogue.indicators]}"
    needs = tuple(indicator.tracks_of(one) for one in dataset.catalogue.indicators)
    yield Task("indicators", needs, partial(_list, found, renderer), given=given)
    yield from indicator.tasks(dataset, renderer, sections)


AGGREGATE = Aggregate("indicators", indicator.gather, tasks)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The list and the pages of all indicators."""
    return together(AGGREGATE, dataset, renderer)


def _list(found: indicator.Layout, renderer: Renderer, sections: Sections) -> Iterator[Artifact]:
    """The one list."""
    entries = [_entry(one, found.series(one, sections)) for one in found.catalogue.indicators]
    groups = dict.fromkeys(entry.indicator.group for entry in entries)
    listed = [(group, [entry for entry in entries if entry.indicator.group == group]) for group in groups]
    yield from renderer.pages(
        "indicators/", "pages/indicators.html", groups=listed, count=len(entries), trends=any(e.trend for e in entries)
    )


def _entry(one: Indicator, series: Series) -> Entry:
    known = sorted({datum.year for track in series.tracks for datum in track.drawn})
    columns = [column.year for column in series.columns if column.year is not None]
    trend = _trend(band(one, series), (columns[0], columns[-1])) if columns else sparkline(Track(()))
    count = sum(datum.counted for track in series.tracks for datum in track.data)
    return Entry(one, unit_name(one.unit), count, (known[0], known[-1]) if known else None, trend)


def _trend(medians: Sequence[Quartiles], years: tuple[int, int]) -> Markup:
    """The medians as a sparkline, parted where counting changes."""
    data = tuple(Datum(one.year, one.median) for one in medians)
    return sparkline(Track(data, tuple(one.year for one in medians if one.broken)), years)
