"""Keys: combinations of values that may not occur twice in a table, told apart without keeping them all."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from itertools import islice
from operator import lt, ne
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Key = str | tuple[str, ...]
    Columns = Sequence[Sequence[str]]

SMALL = 1 << 16  # hashes that are compared at once
PARTS = 16  # of the hashes of a large table, compared one after another


def combine(columns: Columns) -> Sequence[Key]:
    """The key of each row; of one column it is the cell."""
    return columns[0] if len(columns) == 1 else tuple(zip(*columns, strict=True))


def nothing(width: int) -> Key:
    """The key of a row that has none of so many cells."""
    return "" if width == 1 else ("",) * width


def filled(columns: Columns) -> Columns:
    """The rows that have all of the key: what is left empty is the same as nothing."""
    if any("" in column for column in columns):
        rows = [cells for cells in zip(*columns, strict=True) if all(cells)]
        return tuple(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return columns


class Distinct:
    """Whether the keys of a table are seen to be all different from the order in which they come.

    Keys of one field rise. Those of several come in groups that agree in one of the fields, such as the cells of a
    report, so that only the group that is not over has to be kept. ``clear`` is false where the order does not tell.
    """

    def __init__(self, width: int) -> None:
        """No keys yet, of so many fields."""
        self.clear = True
        self._first: Columns | None = None
        self._begun = False
        self._highest = ""
        self._groups = {place: _Groups() for place in range(width)}

    def add(self, columns: Columns) -> None:
        """Take in the keys of some rows, which follow those before."""
        if not self.clear or not columns[0]:
            return
        keys = combine(columns)
        if len(set(keys)) < len(keys):
            self.clear = False
        elif self._begun:
            self.clear = self._ordered(columns, keys)
        elif self._first is None:
            self._first = columns  # where it is the only part, there is no more to look at
        else:
            self._begun = True
            self.clear = self._ordered(self._first, combine(self._first)) and self._ordered(columns, keys)

    def _ordered(self, columns: Columns, keys: Sequence[Key]) -> bool:
        if len(columns) == 1:
            cells, highest = columns[0], self._highest
            self._highest = cells[-1]
            return highest < cells[0] and all(map(lt, cells, islice(cells, 1, None)))
        self._groups = {place: groups for place, groups in self._groups.items() if groups.go_on(columns[place], keys)}
        return bool(self._groups)


@dataclass(slots=True)
class _Groups:
    """Groups of rows that agree in a field: the values so far, the last of them, and the keys that go with it."""

    values: set[str] = field(default_factory=set)
    last: str | None = None
    keys: set[Key] = field(default_factory=set)

    def go_on(self, column: Sequence[str], keys: Sequence[Key]) -> bool:
        """Whether equal values follow one another in these rows, too, and no key comes again in a group."""
        found = set(column)
        if sum(map(ne, column, islice(column, 1, None))) + 1 > len(found):
            return False
        new = found - {self.last} if column[0] == self.last else found
        if not self.values.isdisjoint(new):
            return False
        if len(new) < len(found):
            same = len(column) if not new else next(n for n, value in enumerate(column) if value != self.last)
            if not self.keys.isdisjoint(keys[:same]):
                return False
        if new:
            self.keys = set()
        self.keys.update(keys[column.index(column[-1]) :])
        self.values |= new
        self.last = column[-1]
        return True


class Hashes:
    """Which keys of a table may occur twice, with eight bytes a key: those whose hashes do."""

    def __init__(self) -> None:
        """No keys yet."""
        self._hashes = array("q")

    def add(self, keys: Iterable[Key]) -> None:
        """Take in the keys of some rows."""
        self._hashes.extend(map(hash, keys))

    def twice(self) -> set[int]:
        """The hashes that occur more than once."""
        parts = PARTS if len(self._hashes) > SMALL else 1
        found: set[int] = set()
        for part in range(parts):
            seen: set[int] = set()
            for one in self._hashes:
                if one % parts == part:
                    if one in seen:
                        found.add(one)
                    seen.add(one)
        return found
