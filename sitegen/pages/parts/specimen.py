"""A specimen for the home page: a row of a real report beside the source lines that its numbers were read from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.model import Layout
from sitegen.pages.parts import names
from sitegen.pages.parts.evidence import SourceLine, source_lines
from sitegen.pages.parts.marks import Shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from sitegen.exports.schema import Words
    from sitegen.model import Column, Observation, Report, Row, Section, Table
    from sitegen.pages.parts.judgement import Judge

LONGEST = 8  # lines of an excerpt
TELLING = 3  # numbers that a row must have to make a good specimen


@dataclass(frozen=True, slots=True)
class Example:
    """A cell of the specimen: its column, what it shows, its line."""

    column: Column
    shown: Shown
    line: int


@dataclass(frozen=True, slots=True)
class Specimen:
    """A row of a report's table with its cells, and the lines of the source from its label to its last number.

    ``size`` is the largest number in it: the larger, the better a specimen.
    """

    report: Report
    agency: Words
    section: Section
    row: Row
    examples: tuple[Example, ...]
    excerpt: tuple[SourceLine, ...]
    size: Decimal


def specimen(judge: Judge, reports: Iterable[Report]) -> Specimen | None:
    """The fully printed row of a stacked table with the largest number in it; the first among equals."""
    best: tuple[Decimal, Report, Section, Row, list[Observation]] | None = None
    for report in reports:
        for section, row, cells in _rows(report, judge):
            largest = max(one.value for one in cells if one.value is not None)
            if (best is None or largest > best[0]) and all(_line(report, one, judge) for one in cells):
                best = largest, report, section, row, cells
    if best is None:
        return None
    size, report, section, row, cells = best
    examples = tuple(
        Example(column, shown(one, correction=report.correction(one.cell)), _line(report, one, judge))
        for column, one in zip(section.columns, cells, strict=True)
    )
    first, last = min(one.line for one in examples), max(one.line for one in examples)
    lines = source_lines(report, evidence=judge.evidence(report))
    told = [line for line in lines if line.number <= last and not line.cut]
    before = [line for line in told if line.number < first]
    excerpt = (*before[-1:], *(line for line in told if line.number >= first))
    return Specimen(report, names.agency_name(report, judge.catalogue), section, row, examples, excerpt[:LONGEST], size)


def _rows(report: Report, judge: Judge) -> Iterator[tuple[Section, Row, list[Observation]]]:
    """Every row of a stacked table with enough columns and a number in each."""
    found = judge.observations(report)
    for table, form in report.tables:
        for section, row, addresses in _addresses(judge.catalogue.form(form).table(table)):
            cells = [one for address in addresses if (one := found.get(address)) and one.value is not None]
            if len(cells) == len(addresses):
                yield section, row, cells


@lru_cache(maxsize=1 << 8)
def _addresses(table: Table | None) -> tuple[tuple[Section, Row, tuple[str, ...]], ...]:
    """Every row of a stacked table with enough columns, with the addresses of its cells; of other tables none."""
    if table is None or table.layout is not Layout.STACKED:
        return ()
    return tuple(
        (section, row, tuple(f"{table.id}/{row.id}/{column.id}" for column in section.columns))
        for section in table.sections
        if len(section.columns) >= TELLING
        for row in section.rows
    )


def _line(report: Report, observation: Observation, judge: Judge) -> int:
    """The line of a number, 0 where it has none that is shown."""
    place = observation.provenance.place if observation.provenance else None
    return place.line if place and judge.evidence(report).target(place) else 0
