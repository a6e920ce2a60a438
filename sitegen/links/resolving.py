"""Whether all that is wanted is there: digests of a whole site compared range by range, in little memory."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from sitegen.links.scanning import Linked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TOGETHER = 1 << 18  # digests that are compared at a time
LAST = 1 << 64


def joined(files: Iterable[Linked]) -> Linked:
    """The files as one: what one of them wants and another has is settled and no longer wanted."""
    problems: list[str] = []
    wants: set[int] = set()
    has: set[int] = set()
    for file in files:
        problems += file.problems
        wants.update(file.wants)
        has.update(file.has)
    return Linked(tuple(problems), array("Q", sorted(wants - has)), array("Q", sorted(has)))


def unresolved(wants: Sequence[Sequence[int]], has: Sequence[Sequence[int]]) -> frozenset[int]:
    """The digests that are wanted and nowhere to be had.

    Each sequence is sorted: the arrays of :class:`Linked`, or views of such on disk (``memoryview(…).cast("Q")``).
    """
    lost: set[int] = set()
    for low, high in _ranges(sum(map(len, wants)) + sum(map(len, has))):
        missing: set[int] = set()
        for some in wants:
            missing.update(_between(some, low, high))
        for some in has:
            missing.difference_update(_between(some, low, high))
        lost |= missing
    return frozenset(lost)


def packed(digests: array[int]) -> bytes:
    """Digests to keep on disk, the same on every machine."""
    if sys.byteorder == "big":
        digests = array("Q", digests)
        digests.byteswap()
    return digests.tobytes()


def unpacked(content: bytes) -> array[int]:
    """The digests of :func:`packed`."""
    digests = array("Q", content)
    if sys.byteorder == "big":
        digests.byteswap()
    return digests


def _ranges(count: int) -> Iterator[tuple[int, int]]:
    parts = count // TOGETHER + 1
    for part in range(parts):
        yield LAST * part // parts, LAST * (part + 1) // parts


def _between(digests: Sequence[int], low: int, high: int) -> Sequence[int]:
    return digests[bisect_left(digests, low) : bisect_left(digests, high)]
