"""Values of the model as JSON and back, exactly: what a worker may tell, checked against the types on arrival.

A codec is made from the type hints of the frozen dataclasses and named tuples. Values are written in columns (all rows
of a table's cells, then all their columns ...), which is compact, and lets a column be checked and converted at once.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache, partial
from itertools import accumulate, chain, pairwise, repeat
from operator import attrgetter
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from sitegen.making import columns_maker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

OF, AT = "of", "at"
KEYS = {OF, AT}
REPEATED = 2  # times at least that values come on average before they are told apart from their places
SIGNS = "".join(map(chr, range(0x23, 0x800))).replace("\\", "")  # none that JSON writes as more than one character
MOST = 65_536  # places that are only counted: a few bytes must not become millions of values
KNOWN = 1 << 14  # values that are there once
NAMES = {"dt": dt, "Decimal": Decimal}  # what the model imports for its type hints only

T = TypeVar("T")
Json = Any  # of any shape, until it is checked
Hint = Any  # a union of types is no type


class CodecError(ValueError):
    """What arrived is not what the types say."""


class Codec(Generic[T]):
    """Writes values of a type, and reads nothing else."""

    def __init__(self, type_: Hint, *, interned: bool = False, once: Iterable[Hint] = ()) -> None:
        """Prepare for a type: a dataclass, or a union of dataclasses; TypeError where it holds what JSON cannot.

        Where many values are held that say the same again and again, each text is ``interned``: it is there once. So
        are values of the types ``once``, as far as equal ones are the same in every respect.
        """
        self._kind = _kind(type_, _Way(Atom(str, None, sys.intern) if interned else Atom(str), frozenset(once)))

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
    """How the values of a type are written: always many at once, as a column; none as an empty list."""

    __slots__ = ()

    def pack(self, values: Sequence[Any]) -> Json:
        """The values as plain JSON values."""
        return self.packed(values) if values else []

    def unpack(self, data: Json) -> list[Any]:
        """The values, checked."""
        return self.unpacked(data) if data != [] else []

    @abstractmethod
    def packed(self, values: Sequence[Any]) -> Json:
        """The same for at least one value."""

    @abstractmethod
    def unpacked(self, data: Json) -> list[Any]:
        """The same for what is not empty."""


@dataclass(frozen=True, slots=True)
class Atom(Kind):
    """What JSON writes as one value: a text, a number, a date.

    A column in which values come again and again is written as an object: the different ones under ``of``, and under
    ``at`` a character for each place that says which of them stands there, or how many places there are if all have
    the same.
    """

    json: type
    write: Callable[[Any], Any] | None = None
    read: Callable[[Any], Any] | None = None
    optional: bool = False
    allowed: frozenset[type] = field(init=False)

    def __post_init__(self) -> None:
        """Note which types of JSON values there may be."""
        object.__setattr__(self, "allowed", frozenset({self.json, NoneType} if self.optional else {self.json}))

    def pack(self, values: Sequence[Any]) -> Json:
        """Each value as it is, or as a text."""
        items = values if self.write is None else [None if v is None else self.write(v) for v in values]
        return items if len(items) < REPEATED else self.packed(items)

    def packed(self, values: Sequence[Any]) -> Json:
        """The different ones and their places, where that is less."""
        items = values
        different = dict.fromkeys(items)
        if len(different) == 1 and len(items) <= MOST:
            return {OF: list(different), AT: len(items)}
        if len(different) * REPEATED > len(items) or len(different) > len(SIGNS):
            return items
        signs = dict(zip(different, SIGNS, strict=False))
        return {OF: list(different), AT: "".join(map(signs.__getitem__, items))}

    def unpack(self, data: Json) -> list[Any]:
        """Each value, if all are of the type."""
        return self._read(data) if type(data) is list else self.unpacked(data)

    def unpacked(self, data: Json) -> list[Any]:
        """The values of different ones and their places."""
        if type(data) is not dict or data.keys() != KEYS:
            raise CodecError(KEYS)
        different, at = self._read(_list(data[OF])), data[AT]
        if type(at) is int and len(different) == 1 and 0 <= at <= MOST:
            return different * at
        if type(at) is not str or len(different) > len(SIGNS):
            raise CodecError(AT)
        try:
            return list(map(dict(zip(SIGNS, different, strict=False)).__getitem__, at))
        except KeyError:
            raise CodecError(AT) from None

    def _read(self, items: list[Any]) -> list[Any]:
        if not self.allowed.issuperset(map(type, items)):
            raise CodecError(self.json)
        return items if self.read is None else [None if item is None else self.read(item) for item in items]


@dataclass(frozen=True, slots=True)
class Record(Kind):
    """A dataclass or a named tuple: a column for each field."""

    columns: tuple[Kind, ...]
    make: Callable[..., list[Any]]
    take: Callable[[Any], tuple[Any, ...]] | None  # None where a value is itself the tuple of its fields

    def packed(self, values: Sequence[Any]) -> list[Any]:
        """The columns in the order of the fields."""
        columns = zip(*(values if self.take is None else map(self.take, values)), strict=True)
        return [kind.pack(column) for kind, column in zip(self.columns, columns, strict=True)]

    def unpacked(self, data: Json) -> list[Any]:
        """The objects; their own invariants hold."""
        return self.make(*_together(data, self.columns))


@dataclass(frozen=True, slots=True)
class Pair(Kind):
    """A tuple of a fixed length: a column for each place."""

    columns: tuple[Kind, ...]

    def packed(self, values: Sequence[Any]) -> list[Any]:
        """The columns in their order."""
        columns = zip(*values, strict=True)
        return [kind.pack(column) for kind, column in zip(self.columns, columns, strict=True)]

    def unpacked(self, data: Json) -> list[Any]:
        """The tuples."""
        return list(zip(*_together(data, self.columns), strict=True))


@dataclass(frozen=True, slots=True)
class Many(Kind):
    """A tuple of any length: the lengths, then all items in one column."""

    item: Kind

    def packed(self, values: Sequence[Any]) -> list[Any]:
        """Lengths and items."""
        return [INTEGER.pack(list(map(len, values))), self.item.pack(list(chain.from_iterable(values)))]

    def unpacked(self, data: Json) -> list[Any]:
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
    numbers: dict[type, int] = field(init=False)

    def __post_init__(self) -> None:
        """Number the types."""
        numbers = {cls: n for n, (cls, _) in enumerate(self.members)} | {NoneType: -1}
        object.__setattr__(self, "numbers", numbers)

    def packed(self, values: Sequence[Any]) -> list[Any]:
        """The number of each value's type, -1 for none, and the columns."""
        numbers = list(map(self.numbers.__getitem__, map(type, values)))
        if numbers.count(0) == len(numbers):  # all of the first type, as most are
            columns: list[Sequence[Any]] = [values, *[()] * (len(self.members) - 1)]
        else:
            columns = [[value for value in values if type(value) is cls] for cls, _ in self.members]
        return [INTEGER.pack(numbers), [kind.pack(some) for (_, kind), some in zip(self.members, columns, strict=True)]]

    def unpacked(self, data: Json) -> list[Any]:
        """The values in their order."""
        numbers, columns = _list(data, 2)
        numbers, columns = INTEGER.unpack(numbers), _list(columns, len(self.members))
        values = [kind.unpack(column) for (_, kind), column in zip(self.members, columns, strict=True)]
        counts = [numbers.count(n) for n in range(len(self.members))]
        none = numbers.count(-1) if self.optional else 0
        _require(counts == list(map(len, values)) and sum(counts) + none == len(numbers), "a value of a known type")
        if len(numbers) in counts:  # all of one type
            return values[counts.index(len(numbers))]
        remaining = [iter(column) for column in values]
        return [None if n == -1 else next(remaining[n]) for n in numbers]


@dataclass(frozen=True, slots=True)
class Once(Kind):
    """Values that are there once, however often they are read; the last different ones are known."""

    kind: Kind
    known: dict[Any, Any] = field(default_factory=dict)

    def packed(self, values: Sequence[Any]) -> Json:
        """The values as they are of their kind."""
        return self.kind.packed(values)

    def unpacked(self, data: Json) -> list[Any]:
        """The values, those that are known in the place of such as are equal."""
        if len(self.known) > KNOWN:
            self.known.clear()
        known = self.known.setdefault
        return [known(value, value) for value in self.kind.unpacked(data)]


class _Way(NamedTuple):
    """How texts are read, and of which types equal values are there once."""

    text: Atom
    once: frozenset[Hint]


INTEGER = Atom(int)


def _kind(hint: Hint, way: _Way) -> Kind:
    """How values of a type hint are written, and in which way they are read."""
    return Once(_plain_kind(hint, way)) if hint in way.once else _plain_kind(hint, way)


def _plain_kind(hint: Hint, way: _Way) -> Kind:  # noqa: PLR0911  one return a kind of type
    if hint is str:
        return way.text
    if hint in {int, bool}:
        return Atom(hint)
    if hint is Decimal:
        return Atom(str, str, _decimal)
    if hint is dt.date:
        return Atom(str, dt.date.isoformat, _date)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Atom(str, None, hint)
    if isinstance(hint, type) and (is_dataclass(hint) or hasattr(hint, "_fields")):
        return _record(hint, way)
    origin: Hint = get_origin(hint)
    if origin is tuple:
        first, *rest = get_args(hint)
        return Many(_kind(first, way)) if rest == [...] else Pair(tuple(_kind(one, way) for one in (first, *rest)))
    if origin in {UnionType, Union}:
        return _either([t for t in get_args(hint) if t is not NoneType], way, optional=NoneType in get_args(hint))
    message = f"there is no way to write {hint}"
    raise TypeError(message)


@cache
def _record(cls: type, way: _Way) -> Record:
    """How the values of a dataclass or of a named tuple are written: found out once for all codecs that have it."""
    hints = get_type_hints(cls, localns=NAMES)
    names = _fields(cls)
    columns = tuple(_kind(hints[name], way) for name in names)
    if is_dataclass(cls):
        return Record(columns, columns_maker(cls), _taker(names))
    return Record(columns, partial(_tuples, cls), None)


def _fields(cls: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass or of a named tuple."""
    return tuple(f.name for f in fields(cls)) if is_dataclass(cls) else cls._fields  # type: ignore[attr-defined]


def _taker(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the fields of an object as a tuple, even if there is only one."""
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


def _tuples(cls: type[tuple[Any, ...]], *columns: Iterable[Any]) -> list[Any]:
    """Named tuples of columns."""
    return list(map(tuple.__new__, repeat(cls), zip(*columns, strict=True)))


def _either(types: list[Hint], way: _Way, *, optional: bool) -> Kind:
    kinds = [_kind(t, way) for t in types]
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


def _together(data: Json, kinds: Sequence[Kind]) -> Iterable[list[Any]]:
    """Columns of one length."""
    columns = [kind.unpack(column) for kind, column in zip(kinds, _list(data, len(kinds)), strict=True)]
    _require(len(set(map(len, columns))) == 1, "columns of one length")
    return columns


def _list(data: Json, length: int | None = None) -> list[Any]:
    if type(data) is not list or (length is not None and len(data) != length):
        message = f"expected a list of {length or 'values'}"
        raise CodecError(message)
    return data


def _require(condition: bool, wanted: str) -> None:  # noqa: FBT001  the condition is what it is about
    if not condition:
        message = f"expected {wanted}"
        raise CodecError(message)
