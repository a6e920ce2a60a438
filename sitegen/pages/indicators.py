"""The list of indicators by subject, with what there is of each and how the median goes where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sitegen.gathering import Aggregate, Task, together
from sitegen.pages import indicator
from sitegen.pages.parts.series import unit_name
from sitegen.pages.parts.summary import Summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.gathering import Sections
    from sitegen.model import Artifact, Catalogue, Dataset, Indicator
    from sitegen.rendering import Renderer


@dataclass(frozen=True, slots=True)
class Entry:
    """An indicator of the list: its unit, and what there is of it."""

    indicator: Indicator
    unit: str
    known: Summary


def tasks(dataset: Dataset, renderer: Renderer, sections: Sections) -> Iterator[Task]:
    """The pages of each indicator, and the list, which shows what these tell."""
    yield from indicator.tasks(dataset, renderer, sections)
    after = tuple(indicator.tracks_of(one) for one in dataset.catalogue.indicators)
    yield Task("indicators", (), partial(_list, dataset.catalogue, renderer), after=after)


AGGREGATE = Aggregate("indicators", indicator.gather, tasks)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The list and the pages of all indicators."""
    return together(AGGREGATE, dataset, renderer)


def _list(catalogue: Catalogue, renderer: Renderer, sections: Sections) -> Iterator[Artifact]:
    """The one list."""
    entries = [
        Entry(one, unit_name(one.unit), Summary.taken(sections.told(indicator.tracks_of(one))))
        for one in catalogue.indicators
    ]
    groups = dict.fromkeys(entry.indicator.group for entry in entries)
    listed = [(group, [entry for entry in entries if entry.indicator.group == group]) for group in groups]
    yield from renderer.pages(
        "indicators/",
        "pages/indicators.html",
        groups=listed,
        count=len(entries),
        trends=any(e.known.trend for e in entries),
    )
