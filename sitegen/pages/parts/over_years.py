"""An agency's official tables with years as columns; where the form changes, the break is marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.cutting import Hole
from sitegen.exports.schema import Words
from sitegen.interface import Printed
from sitegen.model import Layout
from sitegen.pages.parts.marks import NO_SUCH_CELL, RULE, shown
from sitegen.pages.parts.paper import (
    UNIT,
    Blank,
    Filled,
    Head,
    Line,
    Paper,
    Slot,
    above,
    corner,
    headings_before,
    label,
    unit,
    words,
)
from sitegen.pages.parts.years import year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model import Form, Report, Table
    from sitegen.pages.parts.judgement import Judge

TOTAL = "total"


Columns = tuple[tuple["Table", bool], ...]
"""Of each year the table of its form, and whether that form is another than the year before."""


@dataclass(frozen=True, slots=True)
class Year:
    """A column: a report, the form of its table, and whether that form is another than the year before."""

    report: Report
    form: Form
    table: Table
    broken: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table: the headings above it and its own, the cell it follows, what it shares with its kin."""

    path: tuple[Words, ...]
    cell: str
    kin: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class OverYears:
    """One official table over several years, with the forms in use; of a matrix only the totals are shown."""

    paper: Filled
    years: tuple[Year, ...]
    only_totals: bool

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in use, in order of year."""
        return tuple({year.form.id: year.form for year in self.years}.values())


def over_years(reports: Iterable[Report], judge: Judge) -> Iterator[OverYears]:
    """Each official table of these reports, which come in order of year."""
    catalogue = judge.catalogue
    groups: dict[tuple[str, str], list[Year]] = {}
    for report in reports:
        for table_id, form_id in report.tables:
            form = catalogue.form(form_id)
            if table := form.table(table_id):
                # Lists are local forms: rows of one name need not mean the same, so each form stands alone.
                group = groups.setdefault((table_id, form_id if table.layout is Layout.LIST else ""), [])
                broken = bool(group) and group[-1].form.id != form_id
                group.append(Year(report, form, table, broken))
    for years in sorted(groups.values(), key=lambda years: -year_of(years[-1].report)):
        paper = lay_out(tuple((year.table, year.broken) for year in years))
        names = tuple(str(year_of(year.report)) for year in years)
        yield OverYears(
            Filled(paper, tuple(_slots(paper, years, judge)), names),
            tuple(years),
            years[-1].table.layout is Layout.MATRIX,
        )


def _slots(paper: Paper, years: Sequence[Year], judge: Judge) -> Iterator[Slot]:
    """What the reports have in the cells of the table."""
    reports = [year.report for year in years]
    cells = [judge.observations(report) for report in reports]
    corrections = [{one.cell: one for one in report.corrections} for report in reports]
    pages = [f"reports/{report.id}/#" for report in reports]
    for blank in paper.blanks:
        at, cell = blank.of, blank.cell
        mark = shown(cells[at].get(cell), blank.label, corrections[at].get(cell))
        yield Slot(mark, pages[at] + cell, broken=blank.broken)


@lru_cache(maxsize=1 << 7)
def lay_out(years: Columns) -> Paper:
    """The table over years of these forms."""
    newest, _ = years[-1]
    return _list(years) if newest.layout is Layout.LIST else _tree(years)


def _heads(years: Columns) -> tuple[Head, ...]:
    """The headings of the years, which differ from agency to agency."""
    return tuple(Head(Hole(at), broken=broken) for at, (_, broken) in enumerate(years))


def _places(years: Columns, cell: str, label: str = "") -> tuple[Blank | Slot, ...]:
    """The places for a cell, beside that label, in the years whose form has it."""
    return tuple(
        Blank(cell, label, at, broken=broken) if cell in _cells(table) else Slot(NO_SUCH_CELL, broken=broken)
        for at, (table, broken) in enumerate(years)
    )


@lru_cache(maxsize=1 << 8)
def _cells(table: Table) -> frozenset[str]:
    return frozenset(f"{table.id}/{row.id}/{column.id}" for _, row, column in table.cells())


def _list(years: Columns) -> Paper:
    """A list: label, unit, one column a year."""
    table, _ = years[-1]
    (section,) = table.sections
    header = (Head(corner(table)), Head(UNIT), *_heads(years))
    lines: list[Line] = []
    for row in section.rows:
        lines += headings_before(section, row, len(header))
        slots = _places(years, f"{table.id}/{row.id}/{section.columns[0].id}")
        lines.append(Line((Head(label(row), "row", depth=row.depth),), slots, unit(row.unit)))
    return Paper("list", words(table), "", 1, (header,), (tuple(lines),))


def _tree(years: Columns) -> Paper:
    """Any other table: one line a cell, indented below the headings that it shares with others."""
    tables = dict.fromkeys(table for table, _ in reversed(years))
    entries: list[Entry] = []
    for table in tables:  # the newest form sets the order
        entries = _merged(entries, _entries(table))
    return Paper("years", words(years[-1][0]), Printed(" "), 1, (_heads(years),), (tuple(_lines(entries, years)),))


def _lines(entries: list[Entry], years: Columns) -> Iterator[Line]:
    """The entries, each group below a heading of its own; one that is alone in its group stands beside its heading."""
    before: list[str] = []
    size = Counter(_printed(entry.path[:-1]) for entry in entries)
    for entry in entries:
        *groups, own = entry.path
        if groups and size[_printed(groups)] == 1:
            group = groups.pop()
            own = Words(f"{group.zh}·{own.zh}", f"{group.en}: {own.en}")
        for depth, group in enumerate(groups):
            if before[: depth + 1] != list(_printed(groups[: depth + 1])):
                rules = tuple(Slot(RULE, broken=broken) for _, broken in years)
                yield Line((Head(group, "row", depth=depth),), rules)
        before = list(_printed((*groups, own)))
        yield Line((Head(own, "row", depth=len(groups)),), _places(years, entry.cell, own.zh))


def _printed(path: Iterable[Words]) -> tuple[str, ...]:
    """The headings as the forms print them: what is one in print may have two translations."""
    return tuple(one.zh for one in path)


def _entries(table: Table) -> list[Entry]:
    found = []
    for section, row, column in table.cells():
        cell = f"{table.id}/{row.id}/{column.id}"
        if table.layout is Layout.MATRIX:
            if column.id == TOTAL:
                found.append(Entry((*above(row), label(row)), cell))
        else:
            group = (words(section),) if section.zh else above(row)
            found.append(Entry((*group, label(row), words(column)), cell, (*group, label(row))))
    return found


def _merged(newer: list[Entry], older: list[Entry]) -> list[Entry]:
    """The newer form's lines, with those that only the older one has beside their kin."""
    merged = list(newer)
    known = {entry.cell for entry in newer}
    last = -1
    for entry in older:
        if entry.cell in known:
            last = next(n for n, other in enumerate(merged) if other.cell == entry.cell)
        last = max(
            [n for n, other in enumerate(merged) if entry.kin and _printed(other.kin) == _printed(entry.kin)],
            default=last,
        )
        if entry.cell not in known:
            last += 1
            merged.insert(last, entry)
    return merged
