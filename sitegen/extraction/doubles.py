"""Rows whose label several rows of the form share: which of them a row is, where not all of them are there."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.extraction.labels import key, rows_by_text, variants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.extraction.chain import Candidate
    from sitegen.model import Table


def without_doubles(table: Table, rows: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The rows without those whose label several rows of the form share, where not all of these are there.

    Such a row may be any of them; it stays where it stands with others like it between the rows before and after them
    in the form, or where it follows the row before it with nothing between.
    """
    shared = _shared(table)
    if not any(row.index in shared for row in rows):
        return rows
    here = {row.index for row in rows}
    sure = [row.index not in shared or _alike(table, row) <= here for row in rows]
    behind = _reached(rows, sure)
    before = _reached(rows[::-1], sure[::-1])[::-1]
    kept = list(sure)
    for at, (one, other) in enumerate(pairwise(rows), 1):
        adjoins = behind[at] and kept[at - 1] and one.end == other.start
        kept[at] = kept[at] or adjoins or (behind[at] and before[at])
    return tuple(row for row, stays in zip(rows, kept, strict=True) if stays)


@lru_cache(maxsize=256)
def _shared(table: Table) -> frozenset[int]:
    """The places in the form of the rows that share a label with others."""
    return frozenset(index for rows in rows_by_text(table).values() if len(rows) > 1 for index, _, _ in rows)


def _reached(rows: Sequence[Candidate], sure: Sequence[bool]) -> list[bool]:
    """Whether rows that follow one another in the form lead from one that is sure to each row."""
    reached = [False] * len(rows)
    for at in range(1, len(rows)):
        reached[at] = abs(rows[at].index - rows[at - 1].index) == 1 and (sure[at - 1] or reached[at - 1])
    return reached


def _alike(table: Table, row: Candidate) -> set[int]:
    """The places in the form of the rows that a row may be by its label."""
    by_text = rows_by_text(table)
    for text in variants(key(row.label)):
        indexes = {index for index, _, _ in by_text.get(text, ())}
        if row.index in indexes:
            return indexes
    return {row.index}
