"""Agencies among their peers: median and quartiles by year, of all and by level and kind; nobody has a rank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.interface import msg, said
from sitegen.pages.parts import names
from sitegen.quartiles import quartiles

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from sitegen.charts import Track
    from sitegen.model import Agency, Indicator
    from sitegen.pages.parts.marks import Speech
    from sitegen.pages.parts.series import Series
    from sitegen.quartiles import Quartiles


@dataclass(frozen=True, slots=True)
class PeerCell:
    """How many agencies have a value in a year, and their quartiles where there are enough of them."""

    count: int
    quartiles: Quartiles | None


@dataclass(frozen=True, slots=True)
class PeerRow:
    """A group of agencies in each year of the table."""

    name: Speech
    cells: tuple[PeerCell, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """The groups that have quartiles in any year, all agencies first; ``years`` are those in which all have them."""

    years: tuple[tuple[int, bool], ...]
    rows: tuple[PeerRow, ...]

    @property
    def band(self) -> tuple[Quartiles, ...]:
        """The quartiles of all agencies by year."""
        return tuple(cell.quartiles for cell in self.rows[0].cells if cell.quartiles) if self.rows else ()


def peers(indicator: Indicator, series: Series) -> Peers:
    """The peers in the table of an indicator."""
    breaks = _breaks(series)
    every = _by_year(indicator, series.tracks, breaks)
    years = [year for year, cell in every.items() if cell.quartiles]
    groups: dict[str, tuple[Speech, list[Track]]] = {}
    for (agency, _), track in zip(series.rows, series.tracks, strict=True):
        for key, name in _groups(agency):
            groups.setdefault(key, (name, []))[1].append(track)
    rows = [PeerRow(msg("全部"), tuple(every[year] for year in years))] if years else []
    for _, (name, tracks) in sorted(groups.items(), key=lambda group: _place(group[0])):
        found = _by_year(indicator, tracks, breaks)
        cells = tuple(found.get(year, PeerCell(0, None)) for year in years)
        if any(cell.quartiles for cell in cells) and len(tracks) < len(series.tracks):
            rows.append(PeerRow(name, cells))
    return Peers(tuple((year, breaks.get(year, False)) for year in years), tuple(rows))


def _breaks(series: Series) -> dict[int, bool]:
    return {column.year: column.broken for column in series.columns if column.year is not None}


def _groups(agency: Agency) -> tuple[tuple[str, Speech], ...]:
    """The level of an agency and what kind it is, each with its name."""
    kind = names.special_kind(agency) or names.general_kind(agency)
    return (f"level:{agency.level}", said(names.level(agency))), (f"kind:{kind}", said(kind))


def _place(key: str) -> tuple[int, str]:
    """Levels from the highest down, then kinds."""
    levels = [f"level:{level}" for level in names.LEVELS]
    return (levels.index(key), "") if key in levels else (len(levels), key)


def _by_year(indicator: Indicator, tracks: Sequence[Track], breaks: dict[int, bool]) -> dict[int, PeerCell]:
    """Year by year the values that may be put in order: comparable ones, and of rates those with a base."""
    rate = indicator.rate
    values: dict[int, list[Decimal]] = {}
    for track in tracks:
        for datum in track.data:
            if datum.value is not None and not (rate and datum.small):
                values.setdefault(datum.year, []).append(datum.value)
    return {
        year: PeerCell(len(found), quartiles(year, found, broken=breaks.get(year, False)))
        for year, found in sorted(values.items())
    }
