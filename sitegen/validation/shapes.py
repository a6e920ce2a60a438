"""Shapes of JSON values: what must be there, what may be, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Shape = Callable[[object], Iterator[str]]
"""Takes a value and yields what is wrong with it, each as the end of a sentence."""


def text(pattern: str = r"(?s:.*)") -> Shape:
    """A string that matches the pattern as a whole."""
    fits = re.compile(pattern).fullmatch

    def check(value: object) -> Iterator[str]:
        if not isinstance(value, str) or not fits(value):
            yield f" is {value!r:.80}, which is not the text that belongs there"

    return check


def whole_number(value: object) -> Iterator[str]:
    """Whole numbers from zero."""
    if type(value) is not int or value < 0:
        yield f" is {value!r:.80}, which is no size"


def exactly(expected: object) -> Shape:
    """That value alone, of that type."""

    def check(value: object) -> Iterator[str]:
        if type(value) is not type(expected) or value != expected:
            yield f" is {value!r:.80}, not {expected!r:.80}"

    return check


def items(shape: Shape, least: int = 0) -> Shape:
    """A list of at least so many values of a shape."""

    def check(value: object) -> Iterator[str]:
        if not isinstance(value, list) or len(value) < least:
            yield f" is {value!r:.80}, which is not the list that belongs there"
            return
        for number, item in enumerate(value):
            yield from (f"/{number}{wrong}" for wrong in shape(item))

    return check


def either(*shapes: Shape) -> Shape:
    """A value of one of the shapes; of one that has none the last says what is wrong."""

    def check(value: object) -> Iterator[str]:
        wrong: list[str] = []
        for shape in shapes:
            wrong = list(shape(value))
            if not wrong:
                return
        yield from wrong

    return check


def mapping(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these keys: what nobody looks at is not published, for it might say anything."""
    shapes = {**required, **(optional or {})}

    def check(value: object) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f" is {value!r:.80}, which is no object"
            return
        yield from (f" has no {key!r}" for key in required if key not in value)
        for key, item in value.items():
            if shape := shapes.get(key):
                yield from (f"/{key}{wrong}" for wrong in shape(item))
            else:
                yield f" has a property {key!r} that means nothing here"

    return check
