"""Lists of agencies' packages cut by division: one for each province, and where that has many, one for each part of it.

So a list stays small however many agencies there are, and a changed report makes one of them anew.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports import parts
from sitegen.exports.discovery.times import modified
from sitegen.exports.given import divisions
from sitegen.exports.schema import Words
from sitegen.model import Part

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sitegen.model import Catalogue, Dataset, Division, Report

NOWHERE = Words("没有登记的机关", "Agencies not registered")
ABOUT = re.compile(r"data/(?:regions/([^/]+)/.*|[a-z_]+/([a-z0-9]+)(?:-[a-z0-9]+)?\.csv(?:-metadata\.json)?)")
"""The files that are about a place: those of a region, and the parts of tables, which are about provinces."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A list of its own: of a division and of those ``within`` it, by their codes, but for the shards ``below``.

    That of files about no registered division has none.
    """

    code: str
    division: Division | None
    within: frozenset[str]
    below: tuple[Shard, ...] = ()

    @property
    def name(self) -> Words:
        """What it is called by."""
        if self.division:
            return Words(self.division.zh, self.division.en)
        return NOWHERE if self.code == parts.UNKNOWN else Words(self.code, self.code)

    @property
    def covered(self) -> frozenset[str]:
        """The codes of the divisions within it, those of the shards below included."""
        return self.within.union(*(one.covered for one in self.below))

    @property
    def address(self) -> str:
        """The page that lists it."""
        return f"downloads/{self.code}/"


def shards(catalogue: Catalogue, having: Collection[str], cut: Iterable[str] = ()) -> tuple[Shard, ...]:
    """The lists of the provinces, of which some have others below; none where one list will do for all.

    ``having`` are the agencies that have reports, ``cut`` the provinces that parts of tables are about. Where packages
    are left out, there are few that could be listed.
    """
    if len(having) <= parts.MOST or {Part.AGENCIES, Part.REGIONS} <= set(catalogue.site.leave_out):
        return ()
    counts: Counter[str] = Counter()
    of_agencies = divisions(catalogue)
    for agency in having:
        code: str | None = of_agencies.get(agency)
        while code:
            counts[code] += 1
            code = catalogue.by_division[code].parent
    below: dict[str | None, list[str]] = {}
    for code in sorted({*counts, *(set(cut) & catalogue.by_division.keys())}):
        below.setdefault(catalogue.by_division[code].parent, []).append(code)
    found = [_shard(catalogue, code, counts, below) for code in below.get(None, ())]
    others = sorted(set(cut) - catalogue.by_division.keys())
    return (*found, *(Shard(code, None, frozenset({code})) for code in others))


def each(of: Iterable[Shard]) -> Iterator[Shard]:
    """These, each before those below it."""
    for one in of:
        yield one
        yield from each(one.below)


def by_division(dataset: Dataset) -> dict[str, list[Report]]:
    """The reports by the division of their agency."""
    known = divisions(dataset.catalogue)
    found: dict[str, list[Report]] = {}
    for report in dataset.reports:
        found.setdefault(known.get(report.agency or "", parts.UNKNOWN), []).append(report)
    return found


def about(shard: Shard, reports: Mapping[str, Sequence[Report]]) -> tuple[tuple[Report, ...], str]:
    """The reports that a shard covers, and all that it tells of them as text: by division how many and when."""
    some = {code: reports[code] for code in sorted(shard.covered & reports.keys())}
    told = [(code, len(own), _period(own)) for code, own in some.items()]
    return tuple(report for own in some.values() for report in own), repr(told)


def _period(reports: Sequence[Report]) -> tuple[list[str], dt.date | None]:
    """Their years, and the last day that is known of them."""
    years = sorted({report.year.value for report in reports})
    return years, max((day for report in reports if (day := modified(report))), default=None)


def place(path: str) -> str:
    """The code of the division that a file of the site is about; empty for one that is about all."""
    found = ABOUT.fullmatch(path)
    return (found[1] or found[2]) if found else ""


def _shard(catalogue: Catalogue, code: str, counts: Counter[str], below: dict[str | None, list[str]]) -> Shard:
    division = catalogue.by_division[code]
    if counts[code] <= parts.MOST or code not in below:
        return Shard(code, division, frozenset(_within(code, below)))
    return Shard(code, division, frozenset({code}), tuple(_shard(catalogue, one, counts, below) for one in below[code]))


def _within(code: str, below: dict[str | None, list[str]]) -> Iterator[str]:
    yield code
    for one in below.get(code, ()):
        yield from _within(one, below)
