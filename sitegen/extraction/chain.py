"""Candidates for the rows of a table, and the one chain of them that fits the order of the form best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.extraction.stream import Piece
    from sitegen.model import Place, Row, Section

EXACT = 4  # as many figures as the form has columns
SOME = 1  # another number of figures


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the document that may be a row of the form.

    ``start`` and ``end`` are reading-order positions (block, character) of its label and of what follows its cells;
    ``index`` is the row's place in the form; ``header`` the squashed text that stands between it and what came before.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    index: int
    section: Section
    row: Row
    score: float
    cells: tuple[Piece, ...]
    label: str
    place: Place
    unit: str = ""
    fused: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether there is one figure, or visible blank, for each column."""
        return len(self.cells) == len(self.section.columns) and not self.fused


def best_chain(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, in reading order and in the order of the form, whose scores add up to most."""
    ordered = sorted((c for c in candidates if c.score > 0), key=lambda c: (c.start, c.index))
    best: list[float] = []
    previous: list[int] = []
    for i, candidate in enumerate(ordered):
        value, link = 0.0, -1
        for j in range(i):
            earlier = ordered[j]
            if best[j] > value and earlier.index < candidate.index and earlier.end <= candidate.start:
                value, link = best[j], j
        best.append(value + candidate.score)
        previous.append(link)
    if not best:
        return ()
    at = max(range(len(best)), key=best.__getitem__)
    chain = []
    while at >= 0:
        chain.append(ordered[at])
        at = previous[at]
    return tuple(reversed(chain))
