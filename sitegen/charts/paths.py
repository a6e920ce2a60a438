"""Paths: lines and markers as SVG writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.charts.scales import digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Spot = tuple[float, float]
RADIUS = 3.0


def run(spots: Iterable[Spot]) -> str:
    """A line through these spots."""
    return "".join(f"{'L' if at else 'M'}{digits(x)} {digits(y)}" for at, (x, y) in enumerate(spots))


def chained(pairs: Iterable[Sequence[Spot]]) -> list[list[Spot]]:
    """Pairs of spots as lines: where one ends as the next begins, it is one line, whose dashes go on."""
    lines: list[list[Spot]] = []
    for start, end in pairs:
        if lines and lines[-1][-1] == start:
            lines[-1].append(end)
        else:
            lines.append([start, end])
    return lines


def marker(x: float, y: float, shape: int) -> str:
    """The marker of a series: circle, square, triangle, diamond."""
    r = RADIUS
    if shape == 0:
        return f"M{digits(x - r)} {digits(y)}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0Z"
    corners = {
        1: ((-r, -r), (r, -r), (r, r), (-r, r)),
        2: ((0, -r - 0.8), (r + 0.6, r), (-r - 0.6, r)),
        3: ((0, -r - 1), (r + 1, 0), (0, r + 1), (-r - 1, 0)),
    }
    return run((x + right, y + down) for right, down in corners[shape]) + "Z"
