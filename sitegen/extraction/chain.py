"""Candidates for the rows of a table, and the one chain of them that fits the order of the form best."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.extraction.stream import NOTE_MARK
from sitegen.making import maker
from sitegen.model import Status

if TYPE_CHECKING:
    from sitegen.extraction.stream import Piece
    from sitegen.model import Place, Section

Position = tuple[int, int]  # in reading order: block, and character or row within it
Address = tuple[str, str]  # row and column

# How well what follows a label fits the columns of the form.
EXACT = 4.0  # a figure, or a visible blank, for each column
FUSED = 3.0  # figures that have lost the borders between them, and can be split into as many
NEARLY = 2.0  # one figure too many or too few
SOME = 1.0  # another number of figures
EMPTY = 0.5  # nothing at all before the next label
NOTED = re.compile(rf"[+\-−–]?\d[\d,.]*(?:{NOTE_MARK.pattern})")  # one cell, though no number


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A place in the document that may be a row of the form, or several rows side by side.

    ``cells`` are the figures and visible blanks after the label, as the breaks part them; ``region`` are the characters
    of the stream that hold them, where they come from flattened text. ``coded`` says that a code of the form, printed
    before the figures, has been taken off; ``doubtful`` that its figures may not be whole, however many they are.
    """

    start: Position
    end: Position
    index: int
    section: Section
    addresses: tuple[Address, ...]
    quality: float
    fit: float
    cells: tuple[Piece, ...]
    label: str
    place: Place
    unit: str = ""
    region: tuple[int, int] | None = None
    assumed: bool = False
    coded: bool = False
    doubtful: bool = False

    @property
    def score(self) -> float:
        """What the candidate adds to a chain; being sure of a label counts only where its figures nearly fit."""
        return self.quality + self.fit if self.fit >= NEARLY else self.fit

    @property
    def row_id(self) -> str:
        """The row of the form, the first of several side by side."""
        return self.addresses[0][0]

    @property
    def is_exact(self) -> bool:
        """Whether there is one readable figure, or visible blank, for each column."""
        return self.fit == EXACT


make_candidate = maker(Candidate)


def fit(cells: tuple[Piece, ...], columns: int) -> float:
    """How well figures, parted by breaks, fit a number of columns."""
    if not cells:
        return EMPTY
    whole = all(map(_is_whole, cells))
    if len(cells) == columns and whole:
        return EXACT
    digits = sum(character.isdigit() for cell in cells for character in cell.text)
    if len(cells) <= columns <= digits and not (whole and len(cells) == columns - 1):
        return FUSED
    return NEARLY if abs(len(cells) - columns) == 1 else SOME


def _is_whole(cell: Piece) -> bool:
    """Whether a cell is one figure, or a visible blank, and not several that have run together."""
    return cell.number.status is not Status.UNREADABLE or NOTED.fullmatch(cell.text) is not None


def best_chain(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, in reading order and in the order of the form, whose scores add up to most."""
    scored = ((candidate, candidate.score) for candidate in candidates)
    ordered = sorted(scored, key=lambda pair: (pair[0].start, pair[0].index))
    best: list[float] = []
    before: list[tuple[int, Position]] = []  # of each candidate the place in the form, and where it ends
    previous: list[int] = []
    top = -1  # the first of the best so far: where it can go on, no other needs to be looked at
    for at, (candidate, score) in enumerate(ordered):
        value, link, index, start = 0.0, -1, candidate.index, candidate.start
        if top >= 0 and before[top][0] < index and before[top][1] <= start:
            value, link = best[top], top
        else:
            for j, worth in enumerate(best):
                if worth > value and before[j][0] < index and before[j][1] <= start:
                    value, link = worth, j
        best.append(value + score)
        if top < 0 or best[at] > best[top]:
            top = at
        before.append((index, candidate.end))
        previous.append(link)
    if not best:
        return ()
    at, chain = top, []
    while at >= 0:
        chain.append(ordered[at][0])
        at = previous[at]
    return tuple(reversed(chain))
