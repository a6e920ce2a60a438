"""What no schema can say of published tables: a value stands on its status and its print, and units are units.

Everything here reads the cells as anybody else would, and knows nothing of how they were made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen import numerals
from sitegen.claims import words
from sitegen.cleaning import clean
from sitegen.model import VALUED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Cells = Sequence[Sequence[str]]

UNITS = frozenset({*numerals.UNITS, *words.UNITS.split("|"), "%", ""})
PRINTED_UNIT = re.compile(r"[^\W\d_]{1,8}")  # old lists print a unit in each row, and any noun may be one
GUARD = "'"
MOST_KNOWN = 1 << 16  # printed texts with what they say; small numbers are most of them


class Consistency:
    """What is to be looked at in a table with these fields; what was found right once is known."""

    def __init__(self, names: Sequence[str]) -> None:
        """Find the fields that have to agree."""
        place = {name: number for number, name in enumerate(names)}
        pairs = [(name.removesuffix("_status"), name) for name in names if name.endswith("_status")]
        pairs += [("value", "status")] if {"value", "status", "form"} <= set(place) else []
        self._names = names
        self._stand = [(place[value], place[status]) for value, status in pairs if value in place]
        self._proved = [place["value"], place["printed"]] if {"value", "status", "printed"} <= set(place) else []
        self._units = [place[name] for name in names if name == "unit" or name.endswith("_unit")]
        self._lists = place.get("table"), "count" in place, place.get("cells")
        self._known: set[tuple[str, str]] = set()

    def problems(self, columns: Cells) -> Iterator[tuple[int, str]]:
        """What is wrong in some rows, with the place of the row among them."""
        for value, status in self._stand:
            yield from self._standing(columns[value], columns[status], self._names[value], self._names[status])
        if self._proved:
            yield from self._printed(*(columns[place] for place in self._proved))
        for place in self._units:
            yield from self._united(columns, place)

    @staticmethod
    def _standing(values: Sequence[str], stati: Sequence[str], value: str, status: str) -> Iterator[tuple[int, str]]:
        pairs = set(zip(stati, map(bool, values), strict=True))
        pairs = {(said, has) for said, has in pairs if (said in VALUED) != has}
        if pairs:
            for row, cells in enumerate(zip(stati, values, strict=True)):
                if (cells[0], bool(cells[1])) in pairs:
                    yield row, f"{status} is {cells[0]!r} and {value} is {cells[1]!r}"

    def _printed(self, values: Sequence[str], printed: Sequence[str]) -> Iterator[tuple[int, str]]:
        pairs = set(zip(values, printed, strict=True)) - self._known
        wrong = {pair for pair in pairs if pair[0] and _replayed(pair[1]) != pair[0]}
        if len(self._known) < MOST_KNOWN:
            self._known |= pairs - wrong
        if wrong:
            for row, pair in enumerate(zip(values, printed, strict=True)):
                if pair in wrong:
                    said = _replayed(pair[1]) or "no number"
                    yield row, f"{pair[1]!r} is printed, which says {said}, not {pair[0]}"

    def _united(self, columns: Cells, place: int) -> Iterator[tuple[int, str]]:
        if UNITS.issuperset(columns[place]):
            return
        for row, unit in enumerate(columns[place]):
            if unit not in UNITS and not (PRINTED_UNIT.fullmatch(unit) and self._is_list(columns, row)):
                yield row, f"{self._names[place]} is {unit!r}, which is no unit"

    def _is_list(self, columns: Cells, row: int) -> bool:
        """Whether the row is of a list of items, which names its own units."""
        table, counted, cells = self._lists
        return (
            counted
            or (table is not None and columns[table][row] == "statistics")
            or (cells is not None and columns[cells][row].startswith("statistics/"))
        )


def _replayed(printed: str) -> str:
    """The number that a printed text says by the one number grammar, as it is published; empty where it says none."""
    value = numerals.parse(clean(printed.removeprefix(GUARD)).text).value
    return "" if value is None else f"{value:f}"
