"""An agency's official tables with years as columns; where the form changes, the break is marked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.exports.schema import Words
from sitegen.interface import Printed
from sitegen.model import Layout
from sitegen.pages.parts.marks import NO_SUCH_CELL, RULE, shown
from sitegen.pages.parts.paper import UNIT, Head, Line, Paper, Slot, above, corner, headings_before, label, unit, words
from sitegen.pages.parts.years import year_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Catalogue, Form, Observation, Report, Table

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Year:
    """A column: a report, the form of its table, and whether that form is another than the year before."""

    report: Report
    form: Form
    table: Table
    cells: frozenset[str]
    observations: dict[str, Observation]
    broken: bool

    def slot(self, cell: str, label: str = "") -> Slot:
        """What the report has in that cell, beside that label."""
        if cell not in self.cells:
            return Slot(NO_SUCH_CELL, broken=self.broken)
        mark = shown(self.observations.get(cell), label, self.report.correction(cell))
        return Slot(mark, f"reports/{self.report.id}/#{cell}", broken=self.broken)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table: the headings above it and its own, the cell it follows, what it shares with its kin."""

    path: tuple[Words, ...]
    cell: str
    kin: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class OverYears:
    """One official table over several years, with the forms in use; of a matrix only the totals are shown."""

    paper: Paper
    years: tuple[Year, ...]
    only_totals: bool

    @property
    def forms(self) -> tuple[Form, ...]:
        """The forms in use, in order of year."""
        return tuple({year.form.id: year.form for year in self.years}.values())


def over_years(reports: Iterable[Report], catalogue: Catalogue) -> Iterator[OverYears]:
    """Each official table of these reports, which come in order of year."""
    groups: dict[tuple[str, str], list[Year]] = {}
    for report in reports:
        for table_id, form_id in report.tables:
            form = catalogue.form(form_id)
            if table := form.table(table_id):
                # Lists are local forms: rows of one name need not mean the same, so each form stands alone.
                group = groups.setdefault((table_id, form_id if table.layout is Layout.LIST else ""), [])
                broken = bool(group) and group[-1].form.id != form_id
                group.append(_year(report, form, table, broken=broken))
    for years in sorted(groups.values(), key=lambda years: -year_of(years[-1].report)):
        newest = years[-1].table
        draw = _list if newest.layout is Layout.LIST else _tree
        yield OverYears(draw(tuple(years)), tuple(years), newest.layout is Layout.MATRIX)


def _year(report: Report, form: Form, table: Table, *, broken: bool) -> Year:
    cells = frozenset(f"{table.id}/{row.id}/{column.id}" for _, row, column in table.cells())
    return Year(report, form, table, cells, {o.cell: o for o in report.observations}, broken)


def _heads(years: tuple[Year, ...]) -> tuple[Head, ...]:
    return tuple(Head(Printed(str(year_of(year.report))), broken=year.broken) for year in years)


def _list(years: tuple[Year, ...]) -> Paper:
    """A list: label, unit, one column a year."""
    table = years[-1].table
    (section,) = table.sections
    header = (Head(corner(table)), Head(UNIT), *_heads(years))
    lines: list[Line] = []
    for row in section.rows:
        lines += headings_before(section, row, len(header))
        slots = tuple(year.slot(f"{table.id}/{row.id}/{section.columns[0].id}") for year in years)
        lines.append(Line((Head(label(row), "row", depth=row.depth),), slots, unit(row.unit)))
    return Paper("list", words(table), "", 1, (header,), (tuple(lines),))


def _tree(years: tuple[Year, ...]) -> Paper:
    """Any other table: one line a cell, indented below the headings that it shares with others."""
    tables = {year.form.id: year.table for year in reversed(years)}
    entries: list[Entry] = []
    for table in tables.values():  # the newest form sets the order
        entries = _merged(entries, _entries(table))
    return Paper("years", words(years[-1].table), Printed(" "), 1, (_heads(years),), (tuple(_lines(entries, years)),))


def _lines(entries: list[Entry], years: tuple[Year, ...]) -> Iterator[Line]:
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
                slots = tuple(Slot(RULE, broken=year.broken) for year in years)
                yield Line((Head(group, "row", depth=depth),), slots)
        before = list(_printed((*groups, own)))
        slots = tuple(year.slot(entry.cell, own.zh) for year in years)
        yield Line((Head(own, "row", depth=len(groups)),), slots)


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
