"""Lines of cells between vertical bars, as scraped tables and Markdown print them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.making import tuples_maker
from sitegen.model import Cell, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


make_cell, make_place = tuples_maker(Cell), tuples_maker(Place)


def is_row(text: str) -> bool:
    """Whether a line is a row of cells; a bar alone is not."""
    return "|" in text and bool(text.replace("|", "").strip())


def is_rule(text: str) -> bool:
    """Whether a line only draws the rule under a header."""
    return "---" in text and not text.strip(" \t\r|:-")


def rows(lines: Sequence[tuple[int, str]]) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a table, given as numbered lines.

    A bar at the beginning or at the end of every line is the table's edge; where only some lines have it, it opens an
    empty cell.
    """
    left = all(text.lstrip().startswith("|") for _, text in lines)
    right = all(text.rstrip().endswith("|") for _, text in lines)
    return tuple(tuple(_cells(text, number, left=left, right=right)) for number, text in lines)


def _cells(text: str, line: int, *, left: bool, right: bool) -> Iterator[Cell]:
    """The cells of a row, each with its characters."""
    parts = text.split("|")
    last = len(parts) - right
    start = 0
    for number, raw in enumerate(parts):
        if left <= number < last:
            printed = raw.strip()
            first = start + len(raw) - len(raw.lstrip())
            place = make_place((line, first, first + len(printed), None, None, None, None, None))
            yield make_cell((printed, place))
        start += len(raw) + 1
