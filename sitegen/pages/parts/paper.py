"""The official tables as they stand on paper: headers of several levels, row headings that span rows, sections."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import count, groupby
from typing import TYPE_CHECKING, NamedTuple

from sitegen.cutting import Cut, Hole, as_markup, escaped
from sitegen.exports.schema import Words
from sitegen.interface import Printed, msg
from sitegen.model import Layout
from sitegen.pages.parts.evidence import told_beyond
from sitegen.pages.parts.marks import PLAIN
from sitegen.pages.parts.marks import TEMPLATE as MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markupsafe import Markup

    from sitegen.cutting import Cuts
    from sitegen.model import Column, Place, Row, Section, Table
    from sitegen.pages.parts.marks import Shown, Speech

APPLICANTS = msg("申请人情况")  # stands above the columns of a matrix on the official form
UNIT = msg("单位")
UNITS = {
    "条": msg("条"),
    "件": msg("件"),
    "篇": msg("篇"),
    "项": msg("项"),
    "次": msg("次"),
    "人": msg("人"),
    "人次": msg("人次"),
    "个": msg("个"),
    "元": msg("元"),
    "万元": msg("万元"),
}
TEMPLATE = "parts/paper.html"
Path = tuple["Speech", ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A heading cell. ``level`` counts the columns of row headings before it; ``broken`` draws a double rule there."""

    text: Speech | Hole
    scope: str = "col"
    columns: int = 1
    rows: int = 1
    level: int = 0
    depth: int = 0
    broken: bool = False

    @property
    def printed(self) -> bool:
        """Whether it is what the report prints, in whatever language the page is."""
        return isinstance(self.text, Printed | Hole)


class Slot(NamedTuple):
    """A cell of values: what it shows, where it leads, its own anchor, and the address of what flags it.

    Its tip tells of the ``place`` what the line that it leads to does not.
    """

    shown: Shown
    target: str = ""
    anchor: str = ""
    flag: str = ""
    columns: int = 1
    broken: bool = False
    place: Place | None = None

    def tip(self, cuts: Cuts) -> str:
        """What it says to a mouse, as it may stand in markup."""
        own, where = self.shown.tip, told_beyond(self.place, cuts)
        return cuts.several([one for one in (escaped(cuts.say(own)), where) if one]) if own else where

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """The cell."""
        shown, tip = self.shown, as_markup(self.tip(cuts))
        if shown.kind == "rule":
            return cuts(MARKS, "rule_of", self.broken)()
        there = bool(self.anchor), bool(self.target), bool(tip), bool(self.flag)
        cut = cuts(MARKS, "cell_of", shown.kind, shown.text == "‹0›", self.broken, self.columns, *there)
        target, flag = way(self.target, url), way(self.flag, url)
        return cut(self.anchor, target, tip, flag, shown.draw(cuts))

    def plainly(self, cell: Cut, tip: str, url: Callable[[str], str]) -> str:
        """The cell, if it is what most are: a number that leads to where it is from, with that tip; else nothing."""
        text, kind, _, own, corrected = self.shown
        target = self.target
        if kind not in PLAIN or not target or own or self.flag or corrected or not text.isascii():
            return ""
        return cell.fill((kind, escaped(way(target, url)), text if text.isalnum() else escaped(text), tip))


def _cell(anchor: str, broken: bool, columns: int, tipped: bool, cuts: Cuts) -> str:  # noqa: FBT001  of its shape
    """A cell of a plain number, with holes for its kind, where it leads, the number, and the tip."""
    shape = False, broken, columns, bool(anchor), True, tipped, False
    return cuts.macro(MARKS, "cell_of")(Hole(0), *shape, anchor, Hole(1), Hole(3), "", Hole(2))


def way(target: str, url: Callable[[str], str]) -> str:
    """The link to an address; what is on the page itself has none before its anchor."""
    return url(target) if target and not target.startswith("#") else target


class Blank(NamedTuple):
    """A place for what a report has in a cell, beside that label; ``of`` tells which of several reports."""

    cell: str
    label: str = ""
    of: int = 0
    columns: int = 1
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: headings, a unit where the layout prints one, then places for values, or what is fixed."""

    heads: tuple[Head, ...]
    slots: tuple[Blank | Slot, ...] = ()
    unit: Speech | None = None

    @property
    def heading(self) -> bool:
        """Whether it has no values."""
        return all(isinstance(slot, Slot) and slot.shown.kind == "rule" for slot in self.slots[:1])


@dataclass(frozen=True, eq=False)
class Paper:
    """A table without its values. ``heading_columns`` is how many columns of row headings stand at the left."""

    layout: str
    caption: Speech
    corner: Speech
    heading_columns: int
    header: tuple[tuple[Head, ...], ...]
    bodies: tuple[tuple[Line, ...], ...]

    @cached_property
    def blanks(self) -> tuple[Blank, ...]:
        """The places for values, in their order."""
        slots = (slot for body in self.bodies for line in body for slot in line.slots)
        return tuple(slot for slot in slots if isinstance(slot, Blank))

    def cells(self, cuts: Cuts, *, anchored: bool, tipped: bool) -> tuple[Cut, ...]:
        """The places for values, each with the holes of a plain number."""
        shapes = ((blank.cell if anchored else "", blank.broken, blank.columns, tipped) for blank in self.blanks)
        return tuple(cuts.keep((Blank, *shape), partial(_cell, *shape)) for shape in shapes)

    def render(self, cuts: Cuts) -> str:
        """The table with a hole for each heading and each value that differs from report to report."""
        numbers = count(sum(isinstance(head.text, Hole) for row in self.header for head in row))
        bodies = [
            [
                (
                    line,
                    [Hole(next(numbers)) if isinstance(slot, Blank) else slot.draw(cuts, str) for slot in line.slots],
                )
                for line in body
            ]
            for body in self.bodies
        ]
        return cuts.macro(TEMPLATE, "paper")(self, bodies)


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its values, in the order of their places; ``names`` are the headings that are not the form's.

    What is ``known`` is the table of many reports, and is cut once for all of them. The anchors of all cells are their
    addresses, or there are none.
    """

    paper: Paper
    slots: tuple[Slot, ...]
    names: tuple[str, ...] = ()
    known: bool = True

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """The table."""
        paper = self.paper
        if not self.known:
            return as_markup(Cut(paper.render(cuts)).fill(tuple(slot.draw(cuts, url) for slot in self.slots)))
        tips = [told_beyond(slot.place, cuts) if slot.place else "" for slot in self.slots]
        anchored, tipped = any(slot.anchor for slot in self.slots[:1]), any(tips)
        plain = cuts.keep_all((paper, anchored, tipped), partial(paper.cells, anchored=anchored, tipped=tipped))
        cells = [
            (bool(tip) is tipped and slot.plainly(cell, tip, url)) or slot.draw(cuts, url)
            for slot, cell, tip in zip(self.slots, plain, tips, strict=True)
        ]
        return as_markup(cuts.keep(paper, paper.render).fill((*map(escaped, self.names), *cells)))


@lru_cache(maxsize=1 << 8)
def lay_out(table: Table) -> Paper:
    """The table in its own layout."""
    draw = {
        Layout.STACKED: _stacked,
        Layout.MATRIX: _matrix,
        Layout.ACROSS: _across,
        Layout.LIST: _list,
    }
    return draw[table.layout](table)


def _blank(table: Table, row: Row, column: Column) -> Blank:
    return Blank(f"{table.id}/{row.id}/{column.id}", column.zh)


def words(named: Table | Section | Column) -> Words:
    """What a part of a form is called in each language."""
    return Words(named.zh, named.en)


def label(row: Row) -> Words:
    """The heading of a row, with the item mark that the form prints in Chinese."""
    return Words(row.label, row.en)


def above(term: Row | Column) -> tuple[Words, ...]:
    """The headings above a row or a column."""
    return tuple(Words(zh, en) for zh, en in zip(term.path, term.path_en, strict=True))


def corner(table: Table) -> Words:
    """What stands in the corner between the headings."""
    return Words(table.corner, table.corner_en)


def unit(printed: str) -> str:
    """A unit as the interface says it; one that it does not know stays as it is."""
    return UNITS.get(printed) or Printed(printed)


def headers(paths: Sequence[Path]) -> tuple[tuple[Head, ...], ...]:
    """Column headings over several levels: equal neighbours merge, a short path reaches down to the bottom."""
    depth = max(map(len, paths))
    levels = []
    for level in range(depth):
        heads = []
        for prefix, run in groupby(paths, key=lambda path: path[: level + 1]):
            count = len(tuple(run))
            if len(prefix) > level:
                leaf = any(path == prefix for path in paths)
                heads.append(Head(prefix[level], columns=count, rows=depth - level if leaf else 1))
        levels.append(tuple(heads))
    return tuple(levels)


def row_headings(paths: Sequence[Path]) -> tuple[tuple[Head, ...], ...]:
    """For each row the headings that begin there: a group's spans its rows, a short path reaches to the right."""
    depth = max(map(len, paths))
    found: list[tuple[Head, ...]] = []
    for place, path in enumerate(paths):
        heads = []
        for level, text in enumerate(path):
            prefix = path[: level + 1]
            if level == len(path) - 1:
                heads.append(Head(text, "row", columns=depth - level, level=level))
            elif place == 0 or not _below(paths[place - 1], prefix):
                run = next((n for n, p in enumerate(paths[place:]) if not _below(p, prefix)), len(paths) - place)
                heads.append(Head(text, "row", rows=run, level=level))
        found.append(tuple(heads))
    return tuple(found)


def _below(path: Path, group: Path) -> bool:
    return len(path) > len(group) and path[: len(group)] == group


def _stacked(table: Table) -> Paper:
    width = max(len(section.columns) for section in table.sections)
    bodies = []
    for section in table.sections:
        rest = width - len(section.columns) + 1  # the last column spans what this section does not use
        last = section.columns[-1]
        heads = [Head(words(column), columns=rest if column is last else 1) for column in section.columns]
        lines = [
            Line((Head(words(section), "rowgroup", columns=width + 1),)),
            Line((Head(corner(table)), *heads)),
        ]
        for row in section.rows:
            *slots, wide = (_blank(table, row, column) for column in section.columns)
            lines.append(Line((Head(label(row), "row"),), (*slots, wide._replace(columns=rest))))
        bodies.append(tuple(lines))
    return Paper(table.layout, words(table), "", 1, (), tuple(bodies))


def _matrix(table: Table) -> Paper:
    (section,) = table.sections
    paths = [(*above(row), label(row)) for row in section.rows]
    lines = tuple(
        Line(heads, tuple(_blank(table, row, column) for column in section.columns))
        for row, heads in zip(section.rows, row_headings(paths), strict=True)
    )
    header = headers([(APPLICANTS, *above(column), words(column)) for column in section.columns])
    return Paper(table.layout, words(table), corner(table), max(map(len, paths)), header, (lines,))


def _across(table: Table) -> Paper:
    cells = list(table.cells())
    header = headers([(*above(row), label(row), words(column)) for _, row, column in cells])
    line = Line((), tuple(_blank(table, row, column) for _, row, column in cells))
    return Paper(table.layout, words(table), "", 0, header, ((line,),))


def _list(table: Table) -> Paper:
    (section,) = table.sections
    header = (Head(corner(table)), Head(UNIT), *(Head(words(column)) for column in section.columns))
    lines: list[Line] = []
    for row in section.rows:
        lines += headings_before(section, row, len(header))
        slots = tuple(_blank(table, row, column) for column in section.columns)
        lines.append(Line((Head(label(row), "row", depth=row.depth),), slots, unit(row.unit)))
    return Paper(table.layout, words(table), "", 1, (header,), (tuple(lines),))


def kinds(*tables: Filled) -> frozenset[str]:
    """The kinds of marks that the values of the tables use."""
    marks = [slot.shown for table in tables for slot in table.slots]
    return frozenset(mark.kind for mark in marks) | {mark.corrected.kind for mark in marks if mark.corrected}


def headings_before(section: Section, row: Row, columns: int) -> list[Line]:
    """The lines without numbers that stand before a row."""
    return [
        Line((Head(Words(heading.zh, heading.en), "row", columns=columns, depth=heading.depth),))
        for heading in section.headings
        if heading.before == row.id
    ]
