"""The official tables on paper: headers of several levels, headings that reach over rows, stacked blocks."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.model import Layout
from tests.proving.paper import Sheet, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model import Column, Row, Section, Table
    from tests.proving.facts import Figure
    from tests.proving.paper import Line

APPLICANTS = "申请人情况"
UNIT = "单位"


def sheet(table: Table, figures: Mapping[str, Figure], *, spread_last: bool = True) -> Sheet:
    """The table of a form with its figures; ``spread_last`` lets the last cell of a short row reach the edge."""
    if table.layout is Layout.MATRIX:
        return _matrix(table, figures)
    if table.layout is Layout.ACROSS:
        return _across(table, figures)
    if table.layout is Layout.LIST:
        return _list(table, figures)
    return _stacked(table, figures, spread_last=spread_last)


def _figure(table: Table, row: str, column: str, figures: Mapping[str, Figure], across: int = 1) -> Spot:
    address = f"{table.id}/{row}/{column}"
    return Spot(figures[address].text, across=across, figure=address)


def _name(column: Column, across: int = 1, down: int = 1) -> Spot:
    """The name of a column; its other names are used where they are long enough to be plain."""
    others = tuple(name for name in column.aliases if len(name) > len("结果"))
    return Spot(column.zh, across, down, column=True, others=others)


def _label(row: Row, across: int = 1) -> Spot:
    return Spot(row.label, across, others=tuple(row.number + name for name in row.aliases))


def _stacked(table: Table, figures: Mapping[str, Figure], *, spread_last: bool) -> Sheet:
    width = max(len(section.columns) for section in table.sections)
    rows: list[Line] = []
    for section in table.sections:
        reach = [1] * len(section.columns)
        if spread_last:
            reach[-1] = width - len(reach) + 1
        names = (_name(c, across=n) for c, n in zip(section.columns, reach, strict=True))
        rows.append((Spot(section.zh, across=width + 1),))
        rows.append((Spot(table.corner), *names))
        for row in section.rows:
            cells = (
                _figure(table, row.id, c.id, figures, across=n) for c, n in zip(section.columns, reach, strict=True)
            )
            rows.append((_label(row), *cells))
    return Sheet(table.id, tuple(rows))


def _matrix(table: Table, figures: Mapping[str, Figure]) -> Sheet:
    (section,) = table.sections
    deepest = max(len(row.path) for row in section.rows) + 1
    levels = max(len(column.path) for column in section.columns) + 1
    corner = Spot(table.corner, across=deepest, down=levels + 1)
    rows: list[Line] = [(corner, Spot(APPLICANTS, across=len(section.columns)))]
    rows += _column_levels(section, levels)
    for index, row in enumerate(section.rows):
        cells = (_figure(table, row.id, column.id, figures) for column in section.columns)
        rows.append((*_row_heads(section.rows, index, deepest), *cells))
    return Sheet(table.id, tuple(rows), head=levels + 1)


def _column_levels(section: Section, levels: int) -> list[Line]:
    """The names of the columns under the names of their groups."""
    lines: list[Line] = []
    for level in range(levels):
        line: list[Spot] = []
        for path, group in groupby(section.columns, key=lambda column: column.path):
            columns = list(group)
            if level < len(path):
                line.append(Spot(path[level], across=len(columns)))
            elif level == len(path):
                line += [_name(column, down=levels - level) for column in columns]
        lines.append(tuple(line))
    return lines


def _row_heads(rows: tuple[Row, ...], index: int, deepest: int) -> list[Spot]:
    """The cells left of a row's figures: headings that begin here, then its label."""
    row = rows[index]
    heads: list[Spot] = []
    for level, name in enumerate(row.path):
        group = row.path[: level + 1]
        if not index or rows[index - 1].path[: level + 1] != group:
            after = (i for i in range(index, len(rows)) if rows[i].path[: level + 1] != group)
            heads.append(Spot(name, down=next(after, len(rows)) - index))
    return [*heads, _label(row, across=deepest - len(row.path))]


def _across(table: Table, figures: Mapping[str, Figure]) -> Sheet:
    (section,) = table.sections
    width = len(section.columns)
    results = [_name(column) for column in section.columns]
    first: list[Spot] = []
    second: list[Spot] = []
    third: list[Spot] = []
    for path, group in groupby(section.rows, key=lambda row: row.path):
        rows = list(group)
        if path:
            first.append(Spot(path[0], across=width * len(rows)))
            second += [Spot(row.zh, across=width) for row in rows]
            third += results * len(rows)
        else:
            first += [Spot(row.zh, across=width) for row in rows]
            second += [replace(spot, down=2) for spot in results] * len(rows)
    cells = tuple(_figure(table, row.id, column.id, figures) for row in section.rows for column in section.columns)
    return Sheet(table.id, (tuple(first), tuple(second), tuple(third), cells), head=3)


def _list(table: Table, figures: Mapping[str, Figure]) -> Sheet:
    rows: list[Line] = []
    for section in table.sections:
        coded = any(row.code for row in section.rows)
        names = map(_name, section.columns)
        rows.append((Spot(table.corner or "统计指标"), Spot(UNIT), *[Spot("代码")] * coded, *names))
        for row in section.rows:
            empty = [Spot("")] * (1 + coded + len(section.columns))
            rows += [(Spot(h.zh), *empty) for h in section.headings if h.before == row.id]
            cells = (_figure(table, row.id, column.id, figures) for column in section.columns)
            rows.append((_label(row), Spot(row.unit), *[Spot(row.code)] * coded, *cells))
    return Sheet(table.id, tuple(rows), head=1)
