"""Values as JSON: decimals with every digit they have, dates as YYYY-MM-DD, None as null; a line for each row.

The encoder written in C does the work. It knows no decimals: these go through it as text behind a character that other
text hardly has, and lose mark and quotes afterwards; where the count of marks tells of such text, it is done by hand.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Json = Any
"""A value of :mod:`sitegen.exports.schema`, or a list or a dict of such values."""

LINES = ",\n"


class Encoded(str):
    """A value that is JSON already, for rows that stand in several files."""

    __slots__ = ()


_MARK, _ESCAPED = "\0", "\\u0000"
_MARKED = re.compile(r'"\\u0000(-?\d+(?:\.\d+)?)"')
_BETWEEN, _BELOW = "],[", "],\n["
_SHORT = 18  # digits that are turned into a number faster than a mark is taken off
_PLAIN: dict[type, Callable[[Json], str]] = {
    str: encode_basestring,
    type(None): lambda _: "null",
    int: str,
    bool: lambda value: "true" if value else "false",
    Decimal: lambda value: f"{value:f}",
    dt.date: lambda value: f'"{value.isoformat()}"',
}


def text(value: Json) -> str:
    """The value as JSON; of a list of lists, or of rows that are JSON already, each has its line."""
    if type(value) in _PLAIN:
        return _PLAIN[type(value)](value)
    if isinstance(value, dict):
        return ",".join([f"{encode_basestring(key)}:{text(item)}" for key, item in value.items()]).join("{}")
    if isinstance(value, list | tuple) and value and isinstance(value[0], list | tuple):
        return f"[\n{rows(value)}]"
    if isinstance(value, list) and value and isinstance(value[0], Encoded):
        return f"[\n{LINES.join(value)}]"
    if isinstance(value, Encoded):
        return value
    return _encode(value)


def rows(values: Sequence[Json]) -> str:
    """The values as JSON, with a comma and a new line between them."""
    inner = _encode(values)[1:-1]
    if set(map(type, values)) <= {list, tuple} and inner.count(_BETWEEN) == len(values) - 1:
        return inner.replace(_BETWEEN, _BELOW)
    return LINES.join(map(text, values))


def each(values: Sequence[Json]) -> list[Encoded]:
    """Each of the values as JSON; none of them may hold lists of lists."""
    return list(map(Encoded, rows(values).split(LINES)))


def _encode(value: Json) -> str:
    """The value as the encoder writes it in one go, or piece by piece where a text might be mistaken for a mark."""
    marked = 0

    def plain(one: object) -> int | str:
        nonlocal marked
        if isinstance(one, Decimal):
            digits = str(one)  # faster than a format, which only an exponent needs
            if "E" in digits:
                digits = f"{one:f}"
            if len(digits) <= _SHORT and digits.isdigit():
                return int(digits)
            marked += 1
            return _MARK + digits
        if isinstance(one, dt.date):
            return one.isoformat()
        message = f"{one!r} cannot be written as JSON"
        raise TypeError(message)

    if isinstance(value, float):
        plain(value)
    encoder = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"), default=plain)
    written = encoder.encode(value)
    if not marked and _ESCAPED not in written:
        return written
    unmarked, count = _MARKED.subn(r"\1", written)
    return unmarked if count == marked == written.count(_ESCAPED) else _by_hand(value)


def _by_hand(value: Json) -> str:
    if type(value) in _PLAIN:
        return _PLAIN[type(value)](value)
    if isinstance(value, str):  # the members of enums that are text
        return encode_basestring(value)
    if isinstance(value, dict):
        return ",".join([f"{encode_basestring(key)}:{_by_hand(item)}" for key, item in value.items()]).join("{}")
    return ",".join(map(_by_hand, value)).join("[]")
