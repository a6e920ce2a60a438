"""What follows from the catalogue alone: made once, although every agency asks for it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sitegen.model import Catalogue

Rest = ParamSpec("Rest")
Result = TypeVar("Result")


def once(make: Callable[Concatenate[Catalogue, Rest], Result]) -> Callable[Concatenate[Catalogue, Rest], Result]:
    """The function, which keeps what it made of the catalogue that it was asked about last.

    A catalogue is known by being the same object: it is never changed, and to compare two would take as long as to
    make things anew.
    """
    last: list[Catalogue] = []
    found: dict[Hashable, Result] = {}

    @wraps(make)
    def kept(catalogue: Catalogue, /, *rest: Rest.args, **named: Rest.kwargs) -> Result:
        if not last or last[0] is not catalogue:
            last[:] = [catalogue]
            found.clear()
        key = (rest, *named.items())
        if key not in found:
            found[key] = make(catalogue, *rest, **named)
        return found[key]

    return kept
