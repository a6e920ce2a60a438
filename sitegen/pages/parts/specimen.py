"""A specimen for the home page: a row of a real report beside the source lines that its numbers were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Layout
from sitegen.pages.parts import names
from sitegen.pages.parts.evidence import SourceLine, line_target, source_lines
from sitegen.pages.parts.marks import Shown, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sitegen.exports.schema import Words
    from sitegen.model import Column, Dataset, Observation, Report, Row, Section

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


def specimen(dataset: Dataset) -> Specimen | None:
    """The fully printed row of a stacked table with the largest number in it; the first among equals."""
    best: tuple[Decimal, Report, Section, Row, list[Observation]] | None = None
    for report, section, row, cells in _rows(dataset):
        largest = max((one.value for one in cells if one.value is not None and _line(report, one)), default=None)
        if largest is not None and (best is None or largest > best[0]):
            best = largest, report, section, row, cells
    if best is None:
        return None
    size, report, section, row, cells = best
    examples = tuple(
        Example(column, shown(one, correction=report.correction(one.cell)), _line(report, one))
        for column, one in zip(section.columns, cells, strict=True)
    )
    first, last = min(one.line for one in examples), max(one.line for one in examples)
    lines = [line for line in source_lines(report) if line.number <= last and not line.cut]
    before = [line for line in lines if line.number < first]
    excerpt = (*before[-1:], *(line for line in lines if line.number >= first))
    return Specimen(
        report, names.agency_name(report, dataset.catalogue), section, row, examples, excerpt[:LONGEST], size
    )


def _rows(dataset: Dataset) -> Iterator[tuple[Report, Section, Row, list[Observation]]]:
    """Every row of a stacked table with enough columns and a number with a line in each."""
    for report in dataset.reports:
        found = {observation.cell: observation for observation in report.observations}
        tables = [dataset.catalogue.form(form).table(table) for table, form in report.tables]
        for table in tables:
            if table is None or table.layout is not Layout.STACKED:
                continue
            for section in table.sections:
                for row in section.rows:
                    cells = [found.get(f"{table.id}/{row.id}/{column.id}") for column in section.columns]
                    whole = [one for one in cells if one and one.value is not None and _line(report, one)]
                    if TELLING <= len(whole) == len(section.columns):
                        yield report, section, row, whole


def _line(report: Report, observation: Observation) -> int:
    """The line of a number, 0 where it has none that is shown."""
    place = observation.provenance.place if observation.provenance else None
    return place.line if place and line_target(report, place) else 0
