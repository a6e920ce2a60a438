"""Numbers beside the dots, none over another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDE, TALL = 7.0, 12.0
"""The room that a digit takes."""
ASIDE = 2.0


@dataclass(frozen=True, slots=True)
class Label:
    """A text centred at ``x`` upon the line ``y``."""

    x: float
    y: float
    text: str

    @property
    def half(self) -> float:
        """Half its width."""
        return len(self.text) * WIDE / 2

    def covers(self, other: Label) -> bool:
        """Whether the two would be printed over one another."""
        return abs(self.x - other.x) < self.half + other.half + ASIDE and abs(self.y - other.y) < TALL


def placed(wanted: Iterable[Label], width: float) -> tuple[Label, ...]:
    """The labels for which there is room, those named first before the others, moved inside at the edges."""
    found: list[Label] = []
    for label in wanted:
        inside = replace(label, x=min(max(label.x, label.half + 1), width - label.half - 1))
        if not any(inside.covers(other) for other in found):
            found.append(inside)
    return tuple(found)
