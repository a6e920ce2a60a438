"""What a figure in prose may mean: 15 is 15, 160余 is 160 to 169, 近200 somewhat less than 200."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

ROUGHLY = Decimal("0.1")  # of the figure
VAST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest number that may be meant."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Range) -> Range:
        """The range of a sum."""
        return Range(self.low + other.low, self.high + other.high)

    def meets(self, other: Range) -> bool:
        """Whether both may mean the same number."""
        return self.low <= other.high and other.low <= self.high


def meant(value: Decimal, qualifier: str, scale: Decimal | None = None) -> Range:
    """What a figure means by the words around it; ``scale`` turns it into the smaller unit."""
    found = _range(value, qualifier)
    return Range(found.low * scale, found.high * scale) if scale else found


def _range(value: Decimal, qualifier: str) -> Range:
    if qualifier == "at_least":
        return Range(value, value + _room(value) - 1)
    if qualifier == "about":
        return Range(value * (1 - ROUGHLY), value * (1 + ROUGHLY))
    if qualifier == "over":
        return Range(value, VAST)
    return Range(value, value)


def _room(value: Decimal) -> Decimal:
    """How much 余 may hide: as much as the zeros at the end of the figure stand for, ten at least."""
    digits = f"{value:f}"
    zeros = len(digits) - len(digits.rstrip("0")) if value == value.to_integral_value() else 0
    return Decimal(10) ** max(zeros, 1)
