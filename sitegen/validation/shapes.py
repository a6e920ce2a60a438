"""Shapes of JSON values: what must be there, what may be, and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Shape = Callable[[object], Sequence[str]]
"""Takes a value and returns what is wrong with it, each as the end of a sentence; mostly that is nothing."""
FINE: tuple[str, ...] = ()


def anything(_: object) -> Sequence[str]:
    """Whatever it is, somebody else looks at it."""
    return FINE


def text(pattern: str = r"(?s:.*)") -> Shape:
    """A string that matches the pattern as a whole."""
    fits = re.compile(pattern).fullmatch

    def check(value: object) -> Sequence[str]:
        if isinstance(value, str) and fits(value):
            return FINE
        return (f" is {value!r:.80}, which is not the text that belongs there",)

    return check


def whole_number(value: object) -> Sequence[str]:
    """Whole numbers from zero."""
    return (f" is {value!r:.80}, which is no size",) if type(value) is not int or value < 0 else FINE


def exactly(expected: object) -> Shape:
    """That value alone, of that type."""

    def check(value: object) -> Sequence[str]:
        same = type(value) is type(expected) and value == expected
        return FINE if same else (f" is {value!r:.80}, not {expected!r:.80}",)

    return check


def items(shape: Shape, least: int = 0) -> Shape:
    """A list of at least so many values of a shape."""

    def check(value: object) -> Sequence[str]:
        if not isinstance(value, list) or len(value) < least:
            return (f" is {value!r:.80}, which is not the list that belongs there",)
        return [f"/{number}{wrong}" for number, item in enumerate(value) for wrong in shape(item)]

    return check


def either(*shapes: Shape) -> Shape:
    """A value of one of the shapes; of one that has none the last says what is wrong."""

    def check(value: object) -> Sequence[str]:
        wrong: Sequence[str] = FINE
        for shape in shapes:
            if not (wrong := shape(value)):
                return FINE
        return wrong

    return check


def mapping(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """An object with these keys: what nobody looks at is not published, for it might say anything."""
    shapes = {**required, **(optional or {})}
    needed = required.keys()

    def check(value: object) -> Sequence[str]:
        if not isinstance(value, dict):
            return (f" is {value!r:.80}, which is no object",)
        found = [] if needed <= value.keys() else [f" has no {key!r}" for key in required if key not in value]
        for key, item in value.items():
            if shape := shapes.get(key):
                found += [f"/{key}{wrong}" for wrong in shape(item)]
            else:
                found.append(f" has a property {key!r} that means nothing here")
        return found

    return check
