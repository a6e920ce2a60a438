"""Rows of official tables as lines whose columns are chosen late, when all reports of a package are known.

Whether a column has units or corrections beside it depends on every report of the package. So a report gives of each
row all that might stand there, written as in the file, and what is wanted of it is put together for each package.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.exports import columns
from sitegen.exports.csvfile import cell, plain, quoted
from sitegen.exports.known import once
from sitegen.exports.official_fields import AGENCY_NAME, GROUP, LABEL, LABEL_EN, group

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen import model

Chosen = tuple[frozenset[str], frozenset[str]]
"""The columns that have their units beside them, and those that have corrections."""
EMPTY, STATUSES, FIRST = 0, 1, 2
"""Where in a row of what is given an empty text stands, the statuses of all cells, and the first value."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A table of one report: its cells, and what the agency itself corrected."""

    agency: str
    year: int
    cells: dict[tuple[str, str], model.Observation]
    corrections: Mapping[tuple[str, str], model.Correction]


@dataclass(frozen=True, slots=True)
class Given:
    """A table of a report: the columns with units or corrections of their own, and its rows.

    A row has an empty text, the statuses, the value and the unit of each column of the table, then the corrected value
    and its unit of each column that is ``mended``, all as they stand in a line.
    """

    year: int
    odd: tuple[str, ...]
    mended: tuple[str, ...]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the form says of a table: its columns, and of each row its own columns, its key and its labels as text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, frozenset[str], str, str], ...]
    units: dict[tuple[str, str], str]
    money: frozenset[str]


def given(catalogue: model.Catalogue, form: str, table: str, leaf: Leaf) -> Given:
    """All that may stand in the rows of a table of a report."""
    plan = _plan(catalogue, form, table)
    cells, right = leaf.cells, leaf.corrections
    usual = plan.units
    odd = plan.money | {
        o.column for o in cells.values() if o.value is not None and o.unit != usual.get((o.row, o.column), "")
    }
    mended = tuple(one for one in plan.columns if any(column == one for _, column in right))
    made = []
    for row, own, _, _ in plan.rows:
        texts, statuses = ["", ""], []
        for column in plan.columns:
            if column not in own:
                texts += ("", "")
                statuses.append("")
            elif o := cells.get((row, column)):
                texts += ("" if o.value is None else plain(o.value), unit(o.unit))
                statuses.append(o.status)
            else:
                texts += ("", "")
                statuses.append("absent")
        for column in mended:
            correction = right.get((row, column))
            texts += (plain(correction.value), unit(correction.unit)) if correction else ("", "")
        texts[STATUSES] = ",".join(statuses)
        made.append(texts)
    return Given(leaf.year, tuple(one for one in plan.columns if one in odd), mended, made)


def chosen(given: Iterable[Given]) -> Chosen:
    """The columns that need units or corrections beside them in a file of all of these."""
    given = list(given)
    return frozenset(one for own in given for one in own.odd), frozenset(one for own in given for one in own.mended)


def lines(  # noqa: PLR0913, PLR0917  which table, of whom, and what of it
    catalogue: model.Catalogue,
    form: str,
    table: str,
    one: Given,
    chosen: Chosen,
    agency: tuple[str, str] | None = None,
) -> bytes:
    """The rows as lines; of an agency, given by id and name, where there are several."""
    plan = _plan(catalogue, form, table)
    take = _taker(plan.columns, one.mended, *chosen)
    front, name = f"{one.year},", ""
    if agency:
        front, name = f"{agency[0]},{front}", f",{cell(AGENCY_NAME, agency[1])}"
    made = [
        f"{front}{key}{name}{labels},{','.join(take(texts))}\r\n"
        for (_, _, key, labels), texts in zip(plan.rows, one.rows, strict=True)
    ]
    return "".join(made).encode()


def packed(given: Iterable[Given]) -> bytes:
    """What an agency gives of a table, as bytes."""
    plain_ = [(one.year, one.odd, one.mended, one.rows) for one in given]
    return json.dumps(plain_, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(content: bytes) -> list[Given]:
    """What an agency gave of a table."""
    return [Given(year, tuple(odd), tuple(mended), rows) for year, odd, mended, rows in json.loads(content)]


@lru_cache(maxsize=4096)
def unit(text: str) -> str:
    """A unit as it stands in a line: there are few, and each cell has one."""
    return cell(columns.UNIT, text) if text else ""


@lru_cache(maxsize=4096)
def _taker(
    every: tuple[str, ...], own: tuple[str, ...], odd: frozenset[str], mended: frozenset[str]
) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """What takes the texts of a line from a row: of every column the value, then what is chosen; last the statuses."""
    places: list[int] = []
    for at, column in enumerate(every):
        value = FIRST + 2 * at
        places.append(value)
        if column in odd:
            places.append(value + 1)
        if column in mended:
            right = FIRST + 2 * len(every) + 2 * own.index(column) if column in own else None
            places += (EMPTY, EMPTY) if right is None else (right, right + 1)
    return itemgetter(*places, STATUSES)


@once
def _plan(catalogue: model.Catalogue, form: str, table: str) -> _Plan:
    found = next(one for one in catalogue.form(form).tables if one.id == table)
    several, rows = len(found.sections) > 1, [row for _, row in found.rows]
    law, units = any(row.law for row in rows), any(row.unit for row in rows)
    usual = {row.id: row.unit for row in rows}
    made = []
    for section in found.sections:
        own = frozenset(column.id for column in section.columns)
        for row in section.rows:
            labels = [cell(GROUP, group(section, row)), cell(LABEL, row.label)]
            labels.append(cell(LABEL_EN, row.en))
            labels += [cell(columns.LAW, row.law or None)] if law else []
            labels += [cell(columns.UNIT, row.unit or None)] if units else []
            key = f"{quoted(section.id)},{row.id}" if several else row.id
            made.append((row.id, own, key, "".join(f",{label}" for label in labels)))
    return _Plan(
        tuple(column.id for column in found.columns),
        tuple(made),
        {(row, column.id): column.unit or unit for row, unit in usual.items() for column in found.columns},
        frozenset(column.id for column in found.columns if column.money),
    )
