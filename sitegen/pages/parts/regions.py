"""Regions: which agencies lie in which division, looked up once for all pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Agency, Catalogue, Division

HIGHEST = 2
"""So many levels of divisions have pages: provinces and prefectures; counties are parts of their prefecture's page."""


@dataclass(frozen=True, slots=True)
class Region:
    """A division with all agencies in it, those of the divisions below included, and the divisions right below."""

    division: Division
    agencies: tuple[Agency, ...]
    own: tuple[Agency, ...]
    below: tuple[Region, ...]
    level: int

    @property
    def address(self) -> str:
        """The address of its page; empty where it has none."""
        return f"coverage/{self.division.code}/" if self.level <= HIGHEST else ""


class Regions:
    """The divisions of the catalogue that have agencies, as a tree; whatever is asked of them is at hand."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Look through the registry once."""
        self._divisions = {division.code: division for division in catalogue.divisions}
        self._chains: dict[str, tuple[Division, ...]] = {}
        agencies = sorted(catalogue.agencies, key=lambda agency: (agency.division, agency.id))
        own: dict[str, list[Agency]] = {}
        for agency in agencies:
            own.setdefault(agency.division, []).append(agency)
        children: dict[str | None, dict[str, Division]] = {}
        for code in own:
            above: str | None = None
            for division in self.chain(code):
                children.setdefault(above, {})[division.code] = division
                above = division.code
        self.highest = tuple(_region(one, own, children, 1) for one in _sorted(children.get(None, {})))
        self.with_pages = tuple(_with_pages(self.highest))

    def chain(self, code: str) -> tuple[Division, ...]:
        """The division of that code and those above it, the highest first."""
        if code not in self._chains:
            division = self._divisions[code]
            self._chains[code] = (*(self.chain(division.parent) if division.parent else ()), division)
        return self._chains[code]


def _sorted(divisions: dict[str, Division]) -> list[Division]:
    return [divisions[code] for code in sorted(divisions)]


def _region(
    division: Division, own: dict[str, list[Agency]], children: dict[str | None, dict[str, Division]], level: int
) -> Region:
    below = tuple(_region(one, own, children, level + 1) for one in _sorted(children.get(division.code, {})))
    mine = tuple(own.get(division.code, ()))
    return Region(division, (*mine, *(agency for region in below for agency in region.agencies)), mine, below, level)


def _with_pages(regions: Iterable[Region]) -> Iterator[Region]:
    for region in regions:
        if region.address:
            yield region
            yield from _with_pages(region.below)
