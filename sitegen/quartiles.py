"""Median and quartiles of many agencies: what is usual among peers, without a rank for anyone.

The quantile is that of type 7 after Hyndman and Fan (1996): linear interpolation between the values on either side of
the place ``(n − 1) p``, counted from nought. Spreadsheets know it as QUARTILE.INC; R and NumPy take it by default.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENOUGH = 8
"""Of fewer values quartiles are those of two or three agencies, and are not told."""
QUARTER, HALF = Decimal("0.25"), Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The quartiles of ``count`` values of a year; ``broken`` where they do not continue those of the year before."""

    year: int
    count: int
    low: Decimal
    median: Decimal
    high: Decimal
    broken: bool = False


def quantile(ordered: Sequence[Decimal], share: Decimal) -> Decimal:
    """The value below which that share of the values lies; they come in order, and there is one at least."""
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    between = ordered[below] + (ordered[above] - ordered[below]) * (place - below)
    return between.to_integral_value() if between == between.to_integral_value() else between.normalize()


def quartiles(year: int, values: Iterable[Decimal], *, broken: bool = False) -> Quartiles | None:
    """The quartiles of these values, where there are enough."""
    ordered = sorted(values)
    if len(ordered) < ENOUGH:
        return None
    low, median, high = (quantile(ordered, share) for share in (QUARTER, HALF, 1 - QUARTER))
    return Quartiles(year, len(ordered), low, median, high, broken)
