"""Values of the model as JSON and back, exactly: what a worker may tell, checked against the types on arrival.

A codec is made from the type hints of the frozen dataclasses and named tuples. Values are written in columns (all rows
of a table's cells, then all their columns ...), which is compact, and lets a column be checked and converted at once.
"""

from __future__ import annotations

import datetime as dt
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import accumulate, chain, pairwise
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NAMES = {"dt": dt, "Decimal": Decimal}  # what the model imports for its type hints only

T = TypeVar("T")
Json = Any  # of any shape, until it is checked
Hint = Any  # a union of types is no type


class CodecError(ValueError):
    """What arrived is not what the types say."""


class Codec(Generic[T]):
    """Writes values of a type, and reads nothing else."""

    def __init__(self, type_: Hint) -> None:
        """Prepare for a type: a dataclass, or a union of dataclasses; TypeError where it holds what JSON cannot."""
        self._kind = _kind(type_)

    def encode(self, value: T) -> bytes:
        """The value as JSON."""
        text = json.dumps(self._kind.pack([value]), ensure_ascii=False, separators=(",", ":"), check_circular=False)
        return text.encode("utf-8", "surrogatepass")

    def decode(self, content: bytes) -> T:
        """The value of a JSON text; CodecError where it is not of the type."""
        try:
            values = self._kind.unpack(json.loads(content))
        except (ValueError, RecursionError) as error:
            raise CodecError(str(error)) from error
        _require(len(values) == 1, "one value")
        value: T = values[0]
        return value


class Kind(ABC):
    """How the values of a type are written: always many at once, as a column."""

    @abstractmethod
    def pack(self, values: list[Any]) -> Json:
        """The values as plain JSON values."""

    @abstractmethod
    def unpack(self, data: Json) -> list[Any]:
        """The values, checked."""


@dataclass(frozen=True, slots=True)
class Atom(Kind):
    """What JSON writes as one value: a text, a number, a date."""

    json: type
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None
    optional: bool = False

    def pack(self, values: list[Any]) -> list[Any]:
        """Each value as it is, or as a text."""
        return values if self.write is None else [None if v is None else self.write(v) for v in values]

    def unpack(self, data: Json) -> list[Any]:
        """Each value, if all are of the type."""
        items = _list(data)
        allowed = {self.json, NoneType} if self.optional else {self.json}
        _require(set(map(type, items)) <= allowed, self.json.__name__)
        return items if self.read is None else [None if item is None else self.read(item) for item in items]


@dataclass(frozen=True, slots=True)
class Record(Kind):
    """A dataclass or a named tuple: a column for each field."""

    cls: type
    columns: tuple[tuple[str, Kind], ...]

    def pack(self, values: list[Any]) -> list[Any]:
        """The columns in the order of the fields."""
        return [kind.pack(list(map(attrgetter(name), values))) for name, kind in self.columns]

    def unpack(self, data: Json) -> list[Any]:
        """The objects; their own invariants hold."""
        return list(map(self.cls, *_together(data, [kind for _, kind in self.columns])))


@dataclass(frozen=True, slots=True)
class Pair(Kind):
    """A tuple of a fixed length: a column for each place."""

    columns: tuple[Kind, ...]

    def pack(self, values: list[Any]) -> list[Any]:
        """The columns in their order."""
        return [kind.pack([value[n] for value in values]) for n, kind in enumerate(self.columns)]

    def unpack(self, data: Json) -> list[Any]:
        """The tuples."""
        return list(zip(*_together(data, list(self.columns)), strict=True))


@dataclass(frozen=True, slots=True)
class Many(Kind):
    """A tuple of any length: the lengths, then all items in one column."""

    item: Kind

    def pack(self, values: list[Any]) -> list[Any]:
        """Lengths and items."""
        return [list(map(len, values)), self.item.pack(list(chain.from_iterable(values)))]

    def unpack(self, data: Json) -> list[Any]:
        """The tuples."""
        lengths, items = _list(data, 2)
        lengths, items = INTEGER.unpack(lengths), self.item.unpack(items)
        _require(min(lengths, default=0) >= 0 and sum(lengths) == len(items), "the items that the lengths say")
        return [tuple(items[start:end]) for start, end in pairwise(accumulate(lengths, initial=0))]


@dataclass(frozen=True, slots=True)
class Either(Kind):
    """One of several types, or none: which of them each value is of, then a column for each type."""

    members: tuple[tuple[type, Kind], ...]
    optional: bool

    def pack(self, values: list[Any]) -> list[Any]:
        """The number of each value's type, -1 for none, and the columns."""
        numbers = {cls: n for n, (cls, _) in enumerate(self.members)} | {NoneType: -1}
        return [
            [numbers[type(value)] for value in values],
            [kind.pack([value for value in values if type(value) is cls]) for cls, kind in self.members],
        ]

    def unpack(self, data: Json) -> list[Any]:
        """The values in their order."""
        numbers, columns = _list(data, 2)
        numbers, columns = INTEGER.unpack(numbers), _list(columns, len(self.members))
        values = [kind.unpack(column) for (_, kind), column in zip(self.members, columns, strict=True)]
        counts = [numbers.count(n) for n in range(len(self.members))]
        none = numbers.count(-1) if self.optional else 0
        _require(counts == list(map(len, values)) and sum(counts) + none == len(numbers), "a value of a known type")
        remaining = [iter(column) for column in values]
        return [None if n == -1 else next(remaining[n]) for n in numbers]


INTEGER = Atom(int)


def _kind(hint: Hint) -> Kind:  # noqa: PLR0911  one return a kind of type
    """How values of a type hint are written."""
    if hint in {str, int, bool}:
        return Atom(hint)
    if hint is Decimal:
        return Atom(str, str, _decimal)
    if hint is dt.date:
        return Atom(str, dt.date.isoformat, _date)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Atom(str, None, hint)
    if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields")):
        hints = get_type_hints(hint, localns=NAMES)
        return Record(hint, tuple((name, _kind(hints[name])) for name in _fields(hint)))
    origin: Hint = get_origin(hint)
    if origin is tuple:
        first, *rest = get_args(hint)
        return Many(_kind(first)) if rest == [...] else Pair(tuple(map(_kind, (first, *rest))))
    if origin in {UnionType, Union}:
        return _either([t for t in get_args(hint) if t is not NoneType], optional=NoneType in get_args(hint))
    message = f"there is no way to write {hint}"
    raise TypeError(message)


def _fields(cls: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass or of a named tuple."""
    return tuple(f.name for f in fields(cls)) if is_dataclass(cls) else cls._fields  # type: ignore[attr-defined]


def _either(types: list[Hint], *, optional: bool) -> Kind:
    kinds = [_kind(t) for t in types]
    if len(kinds) == 1 and isinstance(kinds[0], Atom):
        return Atom(kinds[0].json, kinds[0].write, kinds[0].read, optional=optional)
    return Either(tuple(zip(map(_class, types), kinds, strict=True)), optional)


def _class(hint: Hint) -> type:
    """What the values of a type hint are instances of."""
    origin: Hint = get_origin(hint)
    found: type = hint if origin is None else origin
    return found


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise CodecError(text) from None
    _require(value.is_finite() and str(value) == text, "a decimal as it is written")
    return value


def _date(text: str) -> dt.date:
    value = dt.date.fromisoformat(text)
    _require(value.isoformat() == text, "a date as it is written")
    return value


def _together(data: Json, kinds: list[Kind]) -> Iterable[list[Any]]:
    """Columns of one length."""
    columns = [kind.unpack(column) for kind, column in zip(kinds, _list(data, len(kinds)), strict=True)]
    _require(len(set(map(len, columns))) == 1, "columns of one length")
    return columns


def _list(data: Json, length: int | None = None) -> list[Any]:
    _require(type(data) is list and length in {None, len(data)}, f"a list of {length or 'values'}")
    items: list[Any] = data
    return items


def _require(condition: bool, wanted: str) -> None:  # noqa: FBT001  the condition is what it is about
    if not condition:
        message = f"expected {wanted}"
        raise CodecError(message)
