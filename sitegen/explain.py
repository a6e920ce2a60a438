"""The whole life of one number: where it is printed, what was done to it, what it says, which checks it stands in."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from sitegen.cleaning import replay
from sitegen.numerals import parse
from sitegen.wording import cell_name, message, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Dataset, Observation, Place, Report


class UnknownAddressError(LookupError):
    """There is no such report or cell; the message names the nearest."""

    def __str__(self) -> str:
        """The message itself, without the quotation marks that lookups put around it."""
        return str(self.args[0])


def explain(dataset: Dataset, report_id: str, address: str) -> tuple[str, ...]:
    """The lines to show for a cell of a report."""
    report = next((r for r in dataset.reports if r.id == report_id), None)
    if report is None:
        raise UnknownAddressError(_unknown("report", report_id, [r.id for r in dataset.reports]))
    cell = next((c for c in report.observations if c.cell == address), None)
    if cell is None:
        raise UnknownAddressError(_unknown("cell", address, [c.cell for c in report.observations]))
    return tuple(_lines(dataset, report, cell))


def _unknown(kind: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=3)
    return f"there is no {kind} {name!r}" + (f"; did you mean {', '.join(near)}?" if near else "")


def _where(place: Place) -> Iterator[str]:
    """A place in words: page, line of the text as read, place in the tables of the file, line of the file itself."""
    if place.page is not None:
        yield f"page {place.page}"
    span = f", characters {place.start + 1} to {place.end}" if place.end > place.start else ""
    yield f"line {place.line}{span}"
    if place.table is not None:
        yield f"table {place.table}, row {place.row}, column {place.column}"
    if place.file_line is not None:
        yield f"line {place.file_line} of the file"


def _lines(dataset: Dataset, report: Report, cell: Observation) -> Iterator[str]:
    catalogue = dataset.catalogue
    yield f"{report.id} {cell.cell}"
    yield f"  form     {cell.form}: {cell_name(catalogue, cell.form, cell.cell, 'zh')}"
    yield f"  value    {plain(cell.value) or '(none)'} {cell.unit}".rstrip() + (f" ({cell.note})" if cell.note else "")
    yield f"  status   {cell.status}"
    yield f"  file     {report.source.path}"
    yield f"  sha256   {report.source.sha256}"
    yield f"  address  {report.source.url or 'not known'}"
    if provenance := cell.provenance:
        yield f"  place    {', '.join(_where(provenance.place))}"
        yield f"  line     {report.lines[provenance.place.line - 1].strip()}"
        yield f"  label    {provenance.row_label}"
        yield f"  header   {provenance.column_label or '(not printed)'}"
        yield f"  printed  {provenance.printed!r}"
        text = provenance.printed
        for step in provenance.steps:
            text = replay(text, (step,))
            yield f"  step     {step}: {text!r}"
        yield f"  number   {plain(parse(text).value) or parse(text).status}"
        if provenance.decided_by:
            yield f"  by       {' '.join(provenance.decided_by)}"
    if correction := report.correction(cell.cell):
        should = f"{plain(correction.value)} {correction.unit}".rstrip()
        source = f" ({correction.source})" if correction.source else ""
        yield f"  correct  {should}, {correction.status} on {correction.date}: {correction.reason_zh}{source}"
    elsewhere = f"{report.id}:{cell.cell}"
    for finding in dataset.findings:
        if (finding.report == report.id and cell.cell in finding.cells) or elsewhere in finding.cells:
            yield f"  check    {finding.rule} {finding.outcome}: {message(finding, catalogue, 'zh')}"
