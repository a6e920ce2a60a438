"""Extraction: a document and the forms give a report, its observations, and the findings of reading it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen import recognition
from sitegen.extraction.furniture import cuts
from sitegen.extraction.tables import Match, find_tables, missing_columns, observations
from sitegen.model import Fact, Finding, Outcome, Place, Quarantined, Report, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Document, Observation, Rule, Source

MAIN_TABLES = ("requests", "statistics", "proactive", "remedies")


def extract(document: Document, catalogue: Catalogue, *, registry: bool = True) -> Report | Quarantined:
    """Read a document; without ``registry`` an agency that is not listed or a year not told is no obstacle."""
    source = document.source
    matches = find_tables(document, catalogue.forms)
    facts = recognition.recognise(document, catalogue.agencies)
    if not matches:
        return quarantined(source, catalogue.rule("R.NO_FORM"))
    if registry and facts.agency is None:
        name = facts.agency_name.value if facts.agency_name else "—"
        return quarantined(source, catalogue.rule("R.AGENCY"), detail=name)
    if registry and facts.year is None:
        return quarantined(source, catalogue.rule("R.YEAR"))
    year = facts.year or Fact("", "", None, "none")
    report_id = f"{facts.agency.id}-{year.value}" if facts.agency else source.path
    cells = tuple(cell for match in matches for cell in observations(match, report_id))
    removed = cuts(document.lines, _evidence(facts, cells), _line(facts.title), catalogue.unwanted)
    main = min(matches, key=lambda m: MAIN_TABLES.index(m.table.id))
    report = Report(
        id=report_id,
        source=source,
        lines=document.lines,
        agency=facts.agency.id if facts.agency else None,
        form=main.form.id,
        year=year,
        agency_name=facts.agency_name,
        title=facts.title,
        published_on=facts.published_on,
        signed_on=facts.signed_on,
        composed_on=facts.composed_on,
        index_no=facts.index_no,
        tables=tuple((match.table.id, match.form.id) for match in matches),
        observations=cells,
        cuts=removed,
    )
    return _with_findings(report, matches, facts, catalogue)


def quarantined(
    source: Source, rule: Rule, *, reason: str = "", place: Place | None = None, **words: str
) -> Quarantined:
    """A file set aside, with the finding that says why; ``words`` fill the places of its message."""
    finding = Finding(
        rule=rule.id,
        outcome=Outcome.FAIL,
        severity=rule.severity,
        report=None,
        source=source.path,
        place=place,
        reason=reason,
        details=tuple(words.items()),
    )
    return Quarantined(source, (finding,))


def _line(fact: Fact | None) -> int | None:
    return fact.place.line if fact and fact.place else None


def _evidence(facts: recognition.Facts, cells: tuple[Observation, ...]) -> frozenset[int]:
    """The lines that prove something and are never cut."""
    known = (facts.title, facts.agency_name, facts.year, facts.published_on, facts.composed_on, facts.signed_on)
    lines = {_line(fact) for fact in (*known, facts.lost_date, facts.index_no)}
    lines |= {cell.provenance.place.line for cell in cells if cell.provenance}
    return frozenset(line for line in lines if line)


def _with_findings(
    report: Report, matches: tuple[Match, ...], facts: recognition.Facts, catalogue: Catalogue
) -> Report:
    found = (
        *_about_cells(report, catalogue),
        *_about_tables(report, matches, catalogue),
        *_about_facts(report, facts, catalogue),
    )
    return replace(report, findings=found)


def _finding(
    report: Report, rule: Rule, subject: str, place: Place | None, cells: tuple[str, ...] = (), **words: str
) -> Finding:
    return Finding(
        rule=rule.id,
        outcome=Outcome.UNCERTAIN,
        severity=rule.severity,
        report=report.id,
        source=report.source.path,
        subject=subject,
        cells=cells,
        place=place,
        details=tuple(words.items()),
    )


def _about_cells(report: Report, catalogue: Catalogue) -> Iterator[Finding]:
    """Cells that gave no number, and amounts without a unit."""
    money = {
        (form.id, table.id, row.id, column.id)
        for form in catalogue.forms
        for table in form.tables
        for _, row, column in table.cells()
        if column.money
    }
    for cell in report.observations:
        if cell.status is Status.UNREADABLE:
            yield _about_cell(report, catalogue.rule("R.CELL"), cell)
        elif cell.value is not None and not cell.unit and (cell.form, cell.table, cell.row, cell.column) in money:
            yield _about_cell(report, catalogue.rule("R.UNIT"), cell)


def _about_cell(report: Report, rule: Rule, cell: Observation) -> Finding:
    place = cell.provenance.place if cell.provenance else None
    return _finding(report, rule, cell.cell, place, (cell.cell,), detail=cell.printed, form=cell.form)


def _about_tables(report: Report, matches: tuple[Match, ...], catalogue: Catalogue) -> Iterator[Finding]:
    """Headers that lack a column, rows with another number of figures, tables of different forms."""
    for match in matches:
        for column in missing_columns(match):
            subject = f"{match.table.id}/*/{column.id}"
            rule, place = catalogue.rule("R.HEADER"), match.rows[0].place
            yield _finding(report, rule, subject, place, detail=column.zh, form=match.form.id)
        for row in match.rows:
            if not row.is_exact:
                columns = row.section.columns
                yield _finding(
                    report,
                    catalogue.rule("R.COUNT"),
                    f"{match.table.id}/{row.row.id}",
                    row.place,
                    tuple(f"{match.table.id}/{row.row.id}/{column.id}" for column in columns),
                    detail=" ".join(piece.printed for piece in row.cells),
                    expected=str(len(columns)),
                    form=match.form.id,
                )
    if len({form for _, form in report.tables}) > 1:
        names = "; ".join(f"{table}: {form}" for table, form in report.tables)
        yield _finding(report, catalogue.rule("R.MIXED"), "", None, detail=names)


def _about_facts(report: Report, facts: recognition.Facts, catalogue: Catalogue) -> Iterator[Finding]:
    """A missing title, a signature date that lost its characters, spam on the page."""
    if facts.title is None:
        yield _finding(report, catalogue.rule("R.TITLE"), "", report.year.place, detail=report.year.printed)
    if lost := facts.lost_date:
        dates = ", ".join(date.isoformat() for date in recognition.readings(lost.value))
        yield _finding(report, catalogue.rule("R.DATE"), "", lost.place, detail=lost.value, candidates=dates or "—")
    for cut in report.cuts:
        if cut.reason == "spam":
            yield _finding(report, catalogue.rule("R.SPAM"), str(cut.first), Place(cut.first))
