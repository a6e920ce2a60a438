"""A form in the codebook: its tables with every row and column, their names, units, articles, aliases, indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports import vocabulary
from sitegen.meaning import measures
from sitegen.pages.parts import names, years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.exports.schema import Words
    from sitegen.meaning import Measure
    from sitegen.model import Artifact, Column, Dataset, Heading, Row, Section, Table
    from sitegen.rendering import Renderer

GRADES = {grade.value: grade.label for grade in vocabulary.GRADE}
FEW = 12  # reports that are named on a form's page; of more only the number is told


@dataclass(frozen=True, slots=True)
class RowEntry:
    """A row with its anchor, the headings printed right above it, and the indicators that count it."""

    anchor: str
    row: Row
    headings: tuple[Heading, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a table: its rows and its columns, each with an anchor."""

    section: Section
    rows: tuple[RowEntry, ...]
    columns: tuple[tuple[str, Column], ...]


def address(form_id: str) -> str:
    """The address of a form's page."""
    return f"codebook/{form_id}/"


def row_address(form_id: str, cell: str) -> str:
    """The address of the entry of the row that a cell ``table/row/column`` stands in."""
    return f"{address(form_id)}#{cell.rpartition('/')[0]}"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page a form."""
    catalogue = dataset.catalogue
    reports: dict[str, list[tuple[str, Words, int]]] = {}
    for report in dataset.reports:
        named = report.id, names.agency_name(report, catalogue), years.year_of(report)
        for form_id in dict.fromkeys(form_id for _, form_id in report.tables):
            reports.setdefault(form_id, []).append(named)
    for form in catalogue.forms:
        used = measures(catalogue, form.id)
        yield from renderer.pages(
            address(form.id),
            "pages/form.html",
            form=form,
            tables=[(table, list(_parts(table, used))) for table in form.tables],
            count=sum(len(table.rows) for table in form.tables),
            grades=GRADES,
            rules=[rule for rule in catalogue.rules if form.id in rule.forms],
            reports=reports.get(form.id, []),
            few=FEW,
        )


def _parts(table: Table, used: Mapping[str, tuple[Measure, ...]]) -> Iterator[Part]:
    for section in table.sections:
        rows = tuple(_entry(table, section, row, used) for row in section.rows)
        columns = tuple((f"{table.id}/{section.id}/{column.id}", column) for column in section.columns)
        yield Part(section, rows, columns)


def _entry(table: Table, section: Section, row: Row, used: Mapping[str, tuple[Measure, ...]]) -> RowEntry:
    anchor = f"{table.id}/{row.id}"
    headings = tuple(heading for heading in section.headings if heading.before == row.id)
    return RowEntry(anchor, row, headings, used.get(anchor, ()))
