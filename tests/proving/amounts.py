"""How large the numbers of a report are: mostly zeros, some offices with a few, a few with thousands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random


@dataclass(frozen=True, slots=True)
class Size:
    """The largest usual number, the share of single cells that are not zero, and that of less usual columns."""

    largest: int
    share: float
    others: float


NONE, SMALL, MIDDLE, LARGE = Size(0, 0.0, 0.0), Size(12, 0.3, 0.15), Size(90, 0.5, 0.3), Size(14_000, 0.8, 0.7)


def size_of(rng: Random) -> Size:
    """The size of a report's numbers: one in eight is all zero, one in eight is large."""
    return rng.choice((NONE, SMALL, SMALL, SMALL, SMALL, MIDDLE, MIDDLE, LARGE))


def quantity(rng: Random, size: Size) -> int:
    """A number of that size; small ones are more frequent."""
    return rng.randint(0, rng.randint(0, size.largest))


def distribute(rng: Random, whole: int, names: list[str]) -> dict[str, int]:
    """Parts that add up to the whole."""
    shares = sorted(rng.randint(0, whole) for _ in names[1:])
    edges = [0, *shares, whole]
    return {name: edges[i + 1] - edges[i] for i, name in enumerate(names)}
