"""The findings of reading: what was not there, not certain, or belongs to nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen import recognition
from sitegen.extraction.tables import missing_columns
from sitegen.model import Attribution, Finding, Outcome, Place, Quarantined, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.extraction.cells import Reading
    from sitegen.extraction.leftovers import Leftover
    from sitegen.extraction.resolution import Option
    from sitegen.extraction.tables import Match
    from sitegen.model import Catalogue, Form, Observation, Report, Rule, Source
    from sitegen.readers.sheets import Entry

MOST_CANDIDATES = 6


@dataclass(frozen=True, slots=True)
class About:
    """The report that findings are about."""

    report: str
    source: Source
    catalogue: Catalogue

    def finding(
        self, rule_id: str, subject: str, place: Place | None, cells: tuple[str, ...] = (), **words: str
    ) -> Finding:
        """A finding that leaves something open; ``words`` fill the places of its message."""
        rule = self.catalogue.rule(rule_id)
        details = tuple(words.items())
        return Finding(
            rule.id, Outcome.UNCERTAIN, rule.severity, self.report, self.source.path, subject,
            cells=cells, place=place, details=details,
        )  # fmt: skip


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
        attribution=Attribution.READING,
        grounds="not_read",
    )
    return Quarantined(source, (finding,))


def evidence(facts: recognition.Facts, cells: Iterable[Observation]) -> frozenset[int]:
    """The lines that prove something and are never cut."""
    known = (facts.title, facts.agency_name, facts.year, facts.published_on, facts.composed_on, facts.signed_on)
    lines = {fact.place.line for fact in (*known, facts.lost_date, facts.index_no) if fact and fact.place}
    return frozenset(lines | {cell.provenance.place.line for cell in cells if cell.provenance})


# --- tables ----------------------------------------------------------------------------------------------------------


def about_tables(readings: Iterable[Reading], about: About) -> Iterator[Finding]:
    """Headers that lack a column, rows whose figures leave open which is which."""
    for reading in readings:
        match = reading.match
        for column in missing_columns(match):
            subject, place = f"{match.table.id}/*/{column.id}", match.rows[0].place
            yield about.finding("R.HEADER", subject, place, detail=column.zh, form=match.form.id)
        for at, left in reading.open_rows:
            row = match.rows[at]
            lost = [address for address, piece in zip(row.addresses, left.cells, strict=True) if piece is None]
            yield about.finding(
                "R.SPLIT" if len(left.options) > 1 else "R.COUNT",
                f"{match.table.id}/{row.row_id}",
                row.place,
                tuple(f"{match.table.id}/{row_id}/{column_id}" for row_id, column_id in lost),
                detail=" ".join(piece.printed for piece in row.cells),
                expected=str(len(row.addresses)),
                candidates="; ".join(_in_words(option) for option in left.options[:MOST_CANDIDATES]),
                form=match.form.id,
            )


def _in_words(option: Option) -> str:
    """The cells of an option; one that is lost has the value that the identities imply in brackets."""
    return " ".join(f"{slot.value}" if slot.piece else f"[{slot.value}]" for slot in option)


def about_leftovers(rest: Iterable[tuple[Match, tuple[Leftover, ...]]], about: About) -> Iterator[Finding]:
    """Figures within a table that belong to no row."""
    for match, left in rest:
        for row in left:
            if not row.is_row:
                printed = " ".join(piece.printed for piece in row.cells)
                yield about.finding("R.UNCLAIMED", f"{match.table.id}:{row.place}", row.place, detail=printed)


def about_strangers(entries: Iterable[Entry], about: About) -> Iterator[Finding]:
    """Lines of a keyed sheet whose address no form has."""
    for entry in entries:
        printed = f"{entry.table}/{entry.row}/{entry.column} {entry.value.text}".strip()
        yield about.finding("R.UNCLAIMED", f"line:{entry.value.place.line}", entry.value.place, detail=printed)


# --- cells and facts -------------------------------------------------------------------------------------------------


def about_report(report: Report, facts: recognition.Facts, about: About) -> Iterator[Finding]:
    """Cells that gave no number, amounts without a unit, tables of different forms, facts that are missing, spam."""
    yield from _about_cells(report, about)
    if len({form for _, form in report.tables}) > 1:
        names = "; ".join(f"{table}: {form}" for table, form in report.tables)
        yield about.finding("R.MIXED", "", None, detail=names)
    here = {table for table, _ in report.tables}
    for table in about.catalogue.form(report.form).tables:
        if table.id not in here:
            yield about.finding("R.TABLE", f"{table.id}/*", None, form=report.form)
    if facts.title is None:
        yield about.finding("R.TITLE", "", report.year.place, detail=report.year.printed)
    if lost := facts.lost_date:
        dates = ", ".join(date.isoformat() for date in recognition.readings(lost.value))
        yield about.finding("R.DATE", "", lost.place, detail=lost.value, candidates=dates or "—")
    for cut in report.cuts:
        if cut.reason == "spam":
            yield about.finding("R.SPAM", str(cut.first), Place(cut.first))


def _about_cells(report: Report, about: About) -> Iterator[Finding]:
    money = _money(about.catalogue.forms)
    for cell in report.observations:
        unread = cell.status is Status.UNREADABLE and cell.printed
        bare = not cell.unit and cell.value is not None and (cell.form, cell.table, cell.row, cell.column) in money
        if unread or bare:
            place = cell.provenance.place if cell.provenance else None
            rule = "R.CELL" if unread else "R.UNIT"
            yield about.finding(rule, cell.cell, place, (cell.cell,), detail=cell.printed, form=cell.form)


@lru_cache(maxsize=8)
def _money(forms: tuple[Form, ...]) -> frozenset[tuple[str, str, str, str]]:
    """The cells of all forms that hold amounts of money: form, table, row and column."""
    return frozenset(
        (form.id, table.id, row.id, column.id)
        for form in forms
        for table in form.tables
        for _, row, column in table.cells()
        if column.money
    )
