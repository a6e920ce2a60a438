"""Many small records held as bytes, for what is known of each file of evidence: there may be very many.

As objects they would take several times as much, and that in each process: whoever looks at an object writes to it, so
that what processes share when they are forked becomes a copy of each.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections.abc import ItemsView, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

T = TypeVar("T")

VERSION = 2  # of the format, which has no references: a record stands for itself


class Compact(Sequence[T]):
    """Records in order; each is made of its values, plain ones, whenever it is asked for."""

    __slots__ = ("_content", "_ends", "_make")

    def __init__(self, make: Callable[..., T], rows: Iterable[tuple[Any, ...]] = ()) -> None:
        """Hold the values of each record; ``make`` is called with them."""
        self._make, self._content, self._ends = make, bytearray(), array("Q", [0])
        for row in rows:
            self.append(row)

    def append(self, row: tuple[Any, ...]) -> None:
        """One record more."""
        self._content += marshal.dumps(tuple(row), VERSION)
        self._ends.append(len(self._content))

    def row(self, number: int) -> Any:  # noqa: ANN401  a tuple of what was given
        """The values of a record."""
        return marshal.loads(memoryview(self._content)[self._ends[number] : self._ends[number + 1]])  # noqa: S302  ours

    def __len__(self) -> int:
        """How many there are."""
        return len(self._ends) - 1

    @overload
    def __getitem__(self, number: int) -> T: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[T, ...]: ...
    def __getitem__(self, number: int | slice) -> T | tuple[T, ...]:
        """The record of that number, or some."""
        numbers = range(len(self))[number]
        return self._make(*self.row(numbers)) if isinstance(numbers, int) else tuple(self[one] for one in numbers)

    def __iter__(self) -> Iterator[T]:
        """All of them."""
        return (self._make(*self.row(number)) for number in range(len(self)))


class ByName(Mapping[str, T]):
    """Records by their first value, a name, which they are in the order of."""

    __slots__ = ("_next", "_rows")

    def __init__(self, rows: Compact[T]) -> None:
        """Look them up there."""
        self._rows, self._next = rows, 0

    def __getitem__(self, name: str) -> T:
        """The record of that name; quickly, where they are asked for in order."""
        number = self._next
        if number >= len(self._rows) or self._name(number) != name:
            number = bisect_left(range(len(self._rows)), name, key=self._name)
            if number == len(self._rows) or self._name(number) != name:
                raise KeyError(name)
        self._next = number + 1
        return self._rows[number]

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return map(self._name, range(len(self._rows)))

    @property
    def records(self) -> Compact[T]:
        """The records in their order."""
        return self._rows

    def items(self) -> ItemsView[str, T]:
        """The records with their names, in order."""
        return _Items(self)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    def _name(self, number: int) -> str:
        name: str = self._rows.row(number)[0]
        return name


class _Items(ItemsView[str, T]):
    """Names and records, each looked at once."""

    __slots__ = ()
    _mapping: ByName[T]

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return zip(self._mapping, self._mapping.records, strict=True)
