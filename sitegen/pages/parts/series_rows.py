"""The rows of the table of an indicator: what an agency gives to it, and what becomes of that among the others."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from markupsafe import Markup

from sitegen.charts import Datum, Track, sparkline
from sitegen.charts.tracks import track_of
from sitegen.pages.parts.series import (
    GRADE_SIGNS,
    GRADES,
    NOT_THERE,
    SMALL,
    SMALL_WORDS,
    Texts,
    print_of,
    texts,
    value_of,
)
from sitegen.series import Standing
from sitegen.stencils import Stencil, hole, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.model import Agency, Catalogue, Indicator, Observation
    from sitegen.pages.parts.series import Value, YearColumn
    from sitegen.rendering import Renderer
    from sitegen.series import Point

TEMPLATE = "fragments/value.html"
BROKEN = Markup("<broken>")
"""In a cell, where it is said that its column is broken, before that is known."""
IN_FLAG = re.compile(r"[A-Za-z0-9._~:/*+,;=@!$()-]*")
"""What of the id of a finding stands in an address as it is."""
DIGIT = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A value as a cell of the table by base language, and the kinds of marks that it uses."""

    html: Mapping[str, str]
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Row:
    """An agency in the table: its name and its cells by base language, and its trend."""

    agency: Agency
    head: Mapping[str, str]
    cells: Mapping[str, str]
    trend: Markup


@dataclass(frozen=True, slots=True)
class Rows:
    """A table, or a part of one: its columns, its rows, the kinds of marks that they use."""

    columns: tuple[YearColumn, ...]
    rows: tuple[Row, ...] = ()
    signs: frozenset[str] = frozenset()

    def of(self, agencies: Iterable[Agency]) -> Rows:
        """The rows of these agencies alone."""
        ids = {agency.id for agency in agencies}
        return replace(self, rows=tuple(row for row in self.rows if row.agency.id in ids))

    @property
    def trends(self) -> bool:
        """Whether any of its rows has a trend."""
        return any(row.trend for row in self.rows)


class Cells:
    """Makes cells of values; those that differ only in numbers and ids are rendered once."""

    def __init__(self, catalogue: Catalogue, renderer: Renderer) -> None:
        """Take what the cells made before have left with the renderer."""
        self._catalogue, self._renderer = catalogue, renderer
        self._known: dict[object, tuple[Mapping[str, Stencil], frozenset[str]]] = renderer.kept(Cells)

    def __call__(self, one: Point, printed: Callable[[Observation | None], str] = print_of) -> Drawn:
        """The cell of a point; ``printed`` is what a cell of the report shows."""
        told = texts(one, printed)
        if one.report.corrections or one.standing is Standing.RESOLVED or not _plain(told):
            value = value_of(one, self._catalogue, told)
            return Drawn(self._render(value), frozenset(value.signs))
        key = _likeness(one, told)
        if key not in self._known:
            value = value_of(one, self._catalogue, _masked(told))
            cut = {base: Stencil(text) for base, text in self._render(value).items()}
            self._known[key] = cut, frozenset(value.signs)
        stencils, signs = self._known[key]
        fills = (told.report, told.value, told.flag[len(told.report) + 1 :], *told.cells, *told.sides)
        return Drawn({base: stencil.fill(fills) for base, stencil in stencils.items()}, signs)

    def head(self, agency: Agency) -> Mapping[str, str]:
        """What a row begins with, which is the same in the tables of all indicators."""
        known = self._renderer.kept(Row)
        if agency.id not in known:
            known[agency.id] = self._renderer.fragments("fragments/row_head.html", agency=agency)
        return cast("Mapping[str, str]", known[agency.id])

    def over(
        self, columns: Iterable[YearColumn], drawn: Mapping[int, Drawn]
    ) -> tuple[Mapping[str, str], frozenset[str]]:
        """The cells of one agency over these columns, by base language, and the marks of years without a report."""
        row, signs = [], frozenset[str]()
        for column in columns:
            if column.year is None:
                row.append((self.gap(), ""))
            elif column.year in drawn:
                row.append((drawn[column.year].html, " broken" if column.broken else ""))
            else:
                row.append((self.absent(), " broken" if column.broken else ""))
                signs = frozenset(NOT_THERE.signs)
        bases = row[0][0] if row else ()
        return {base: "".join([html[base].replace(BROKEN, broken, 1) for html, broken in row]) for base in bases}, signs

    def absent(self) -> Mapping[str, str]:
        """The cell of a year without a report."""
        return self._render(NOT_THERE)

    def gap(self) -> Mapping[str, str]:
        """The cell of years that are left out."""
        return self._render(None)

    def _render(self, value: Value | None) -> Mapping[str, str]:
        return self._renderer.fragments(
            TEMPLATE, value=value, broken=BROKEN, grade_signs=GRADE_SIGNS, grades=GRADES, small=(SMALL, SMALL_WORDS)
        )


def _plain(told: Texts) -> bool:
    """Whether all that varies can be filled in as it is; a cell without a number has its sign, which does not vary."""
    if not is_plain("".join(told.cells)) and any(not is_plain(text) and DIGIT.search(text) for text in told.cells):
        return False
    if not is_plain(told.report):
        return False
    return not told.flag or (told.flag.startswith(f"{told.report}:") and IN_FLAG.fullmatch(told.flag) is not None)


def _likeness(one: Point, told: Texts) -> object:
    """What a value has in common with all those that are shown alike but for what varies."""
    equivalent, whole, base = one.equivalent, one.whole, one.base
    if equivalent is None or whole is None:
        return one.standing
    return (
        equivalent.cells,
        equivalent.base,
        one.indicator.unit,
        one.form,
        equivalent.grade,
        one.standing,
        one.value == 0,
        one.small,
        one.unit,
        bool(told.flag),
        whole.standing,
        base.standing if base else None,
        tuple(text and (is_plain(text) or text) for text in told.cells),
        None if one.value is not None else sum(f is not None and f.value is not None for _, f in whole.cells),
    )


def _masked(told: Texts) -> Texts:
    """The texts with marks in the place of what varies, numbered in their order."""
    first = 3 + len(told.cells)
    return Texts(
        hole(0),
        hole(1),
        f"{hole(0)}:{hole(2)}" if told.flag else "",
        tuple(hole(n) if text and is_plain(text) else text for n, text in enumerate(told.cells, 3)),
        tuple(hole(n) for n, _ in enumerate(told.sides, first)),
    )


def track_section(found: Track) -> bytes:
    """What an agency gives to the page of an indicator: its values by year."""
    return _written([_row_of(datum) for datum in found.data])


def row_section(found: Track, cells: Sequence[Drawn]) -> bytes:
    """What an agency gives to the table of an indicator: its values by year, each as a cell, and the marks in use."""
    bases = cells[0].html
    return _written(
        [
            [_row_of(datum) for datum in found.data],
            {base: [cell.html[base] for cell in cells] for base in bases},
            sorted(frozenset[str]().union(*(cell.signs for cell in cells))),
        ]
    )


def read_track(indicator: Indicator, section: bytes) -> Track:
    """The track of a section."""
    return _track(indicator, json.loads(section))


def _track(indicator: Indicator, rows: Sequence[list[Any]]) -> Track:
    for row in rows:
        if row[1] is not None:
            row[1] = Decimal(row[1])
    return track_of(indicator, tuple(map(Datum._make, rows)))


def _row_of(datum: Datum) -> list[object]:
    year, value, *rest = datum
    return [year, None if value is None else str(value), *rest]


def _written(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


class Reader:
    """Reads rows for the table of an indicator, whose columns all agencies share."""

    def __init__(self, indicator: Indicator, columns: tuple[YearColumn, ...], cells: Cells) -> None:
        """Take the columns of the whole table."""
        self._indicator, self.columns, self._head = indicator, columns, cells.head
        self._absent, self._gap = cells.absent(), cells.gap()
        years = [column.year for column in columns if column.year is not None]
        self._span = (years[0], years[-1]) if years else None

    def rows(self, found: Iterable[tuple[Agency, bytes]]) -> Rows:
        """The rows of these agencies, each with its section."""
        rows, used = [], set[str]()
        for agency, section in found:
            data, cells, signs = json.loads(section)
            track = _track(self._indicator, data)
            at = {datum.year: place for place, datum in enumerate(track.data)}
            html = {base: self._joined(base, at, own) for base, own in cells.items()}
            rows.append(Row(agency, self._head(agency), html, sparkline(track, self._span)))
            used.update(signs)
        return Rows(self.columns, tuple(rows), frozenset(used))

    def _joined(self, base: str, at: Mapping[int, int], own: Sequence[str]) -> str:
        absent, gap = self._absent[base], self._gap[base]
        row = []
        for column in self.columns:
            place = at.get(column.year) if column.year is not None else None
            cell = own[place] if place is not None else gap if column.year is None else absent
            row.append(cell.replace(BROKEN, " broken", 1) if column.broken else cell)
        return "".join(row).replace(BROKEN, "")
