"""Scales: where a year and a value lie in a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

STEPS = tuple(map(Decimal, ("1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10")))


@lru_cache(maxsize=1 << 12)
def ceiling(value: Decimal) -> Decimal:
    """The next round number that is not smaller; one for nothing at all."""
    if value <= 0:
        return Decimal(1)
    size = Decimal(10) ** value.adjusted()
    return next(step * size for step in STEPS if step * size >= value)


def digits(value: float | Decimal) -> str:
    """A coordinate to a tenth of a unit, as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True, slots=True)
class Scale:
    """Years from left to right and values from the bottom up, within a frame."""

    first: int
    last: int
    low: Decimal
    high: Decimal
    left: float
    right: float
    top: float
    bottom: float

    def x(self, year: float) -> float:
        """Where the year lies; half a year lies between two; a single year is in the middle."""
        if self.first == self.last:
            return (self.left + self.right) / 2 + (year - self.first) * (self.right - self.left)
        return self.left + (self.right - self.left) * (year - self.first) / (self.last - self.first)

    def y(self, value: Decimal) -> float:
        """Where the value lies."""
        return self.bottom - (self.bottom - self.top) * float((value - self.low) / (self.high - self.low))

    def ticks(self, width: float) -> tuple[int, ...]:
        """The years to be named where a name takes that width: the last, and others at equal distances before it."""
        step = 1
        while self.first != self.last and (self.x(self.first + step) - self.left) < width:
            step += 1
        return tuple(sorted(range(self.last, self.first - 1, -step)))


def scale(years: Iterable[int], values: Iterable[Decimal], box: tuple[float, float, float, float]) -> Scale:
    """The scale of these years and values in a box of left, top, right and bottom; values begin at zero."""
    known, sizes = sorted(years), [*values, Decimal(0)]
    low = min(sizes)
    left, top, right, bottom = box
    return Scale(known[0], known[-1], -ceiling(-low) if low < 0 else low, ceiling(max(sizes)), left, right, top, bottom)
