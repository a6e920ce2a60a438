"""Rows of tables without ruled lines: what stands side by side, though on lines of its own, is one row.

A label on several lines has its figures between them when text is read from top to bottom. What overlaps in height
stands side by side; what follows at the distance of the lines in a cell, which is less than that of rows, belongs to
the same label. Where the distances do not tell, the lines stay as they are.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.readers.pdf.rows import CLOSE, Row, line, pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.readers.pdf.lines import Line, Word
    from sitegen.readers.pdf.rows import Piece

SAME = 1.05  # times the least distance of lines; what is further off is of another row
ROWS = 1.1  # times that distance; rows that are closer cannot be told from the lines of a label
SHARED = 2  # figures in the same columns that two rows of a table have at least
HEADS = 3  # pieces of a line that can only be heads of columns
NEIGHBOURS = 4  # lines that may overlap one another
MARK = re.compile(r"[(\uff08]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)\uff09、.\uff0e,\uff0c]")


def gathered(lines: Iterable[list[Word]]) -> Iterator[Line]:
    """Lines of words from top to bottom, what stands side by side as one."""
    rows = [Row(pieces(words)) for words in lines if words]
    _gather_beside(rows)
    _gather_next(rows)
    _gather_heads([row for row in rows if row.pieces])
    _gather_figures([row for row in rows if row.pieces])
    for row in rows:
        if row.pieces:
            yield line(row)


# --- which pieces stand side by side ---------------------------------------------------------------------------------


def _gather_beside(rows: list[Row]) -> None:
    """Give each line that overlaps just one row in height, and no column of it there, to that row.

    A row is a line with label and figures, or with figures alone that stand beside no such line.
    """
    merged = True
    while merged:
        merged = False
        standing = [row for row in rows if row.pieces]
        beside = _beside(standing)
        for row in standing:
            near = [other for other in beside[id(row)] if other.pieces]
            homes = [other for other in near if _is_home(other, beside[id(other)])]
            if not row.pieces or row.is_whole or _is_home(row, near):
                continue
            if len(homes) == 1:
                homes[0].pieces += row.pieces
                row.pieces = []
                merged = True
            elif homes == near and all(beside[id(other)] == [row] and not other.is_whole for other in homes):
                for other in homes:  # a label whose figures are on several lines
                    row.pieces += other.pieces
                    other.pieces = []
                    merged = True


def _beside(rows: list[Row]) -> dict[int, list[Row]]:
    """For each row those that it overlaps in height and in no column."""
    found: dict[int, list[Row]] = {id(row): [] for row in rows}
    for index, row in enumerate(rows):
        for other in rows[index + 1 : index + NEIGHBOURS]:
            if _stand_beside(row, other):
                found[id(row)].append(other)
                found[id(other)].append(row)
    return found


def _is_home(row: Row, beside: list[Row]) -> bool:
    return row.is_whole or (bool(row.figures) and not any(other.is_whole for other in beside))


def _stand_beside(row: Row, other: Row) -> bool:
    pairs = [(one, another) for one in row.pieces for another in other.pieces if one.is_beside(another)]
    return bool(pairs) and not any(one.is_over(another) for one, another in pairs)


def _gather_figures(rows: list[Row]) -> None:
    """Put lines of figures without any label into the row that they overlap in height, as no two rows do.

    Likewise those whose figures all stand as close over or under its own as halves of wrapped ones, the nearer first.
    """
    pairs = list(pairwise(row for row in rows if row.figures))
    for one, other in sorted(pairs, key=lambda pair: pair[1].base - pair[0].base):
        if not one.pieces or not other.pieces:
            continue
        bare = next((row for row in (one, other) if all(piece.figure for piece in row.pieces)), None)
        whole = one if bare is other else other
        if bare and (_overlap(bare, whole) or all(any(map(p.is_half_of, whole.figures)) for p in bare.pieces)):
            whole.pieces += bare.pieces
            bare.pieces = []


def _overlap(row: Row, other: Row) -> bool:
    return any(one.is_beside(another) for one in row.figures for another in other.figures)


# --- which lines belong to a label -----------------------------------------------------------------------------------


def _gather_next(rows: list[Row]) -> None:
    """Give a line between two rows of a table to the one whose label is as close to it as lines of labels are."""
    standing = [row for row in rows if row.pieces]
    figured = [row for row in standing if row.figures]
    for row in figured:
        left = min(piece.left for piece in row.figures)
        labels = [piece for piece in row.pieces if not piece.figure and piece.right <= left]
        if labels:
            nearest = max(labels, key=lambda piece: piece.right)
            row.label = [piece for piece in labels if piece.is_over(nearest)]
    least = min(_distances([piece for row in standing for piece in (row.label or row.pieces)]), default=0.0)
    apart = min((other.base - one.base for one, other in pairwise(figured)), default=0.0)
    for one, other in pairwise(figured):
        if one.label and other.label and apart >= ROWS * least and _share_columns(one, other):
            between = standing[standing.index(one) + 1 : standing.index(other)]
            for loose in between:
                _take_if_next(loose, one, below=True, most=SAME * least)
            for loose in reversed(between):
                _take_if_next(loose, other, below=False, most=SAME * least)


def _share_columns(one: Row, other: Row) -> bool:
    """Whether the figures of two rows stand in the same columns, some of which may be blank in one of them."""
    fewer, more = sorted((one.figures, other.figures), key=len)
    return len(fewer) >= SHARED and all(any(figure.is_over(another) for another in more) for figure in fewer)


def _take_if_next(loose: Row, row: Row, *, below: bool, most: float) -> None:
    """Give the last piece of a line to the label of a row if it goes on there; an item mark begins another label."""
    if not loose.pieces:
        return
    piece = loose.pieces[-1]
    ends = sorted(row.label, key=lambda part: part.base)
    part = ends[-1] if below else ends[0]
    distance = (piece.base - part.base) * (1 if below else -1)
    if 0 < distance <= most and piece.is_over(part) and not MARK.match((piece if below else part).text):
        row.label.append(piece)
        row.pieces.append(piece)
        loose.pieces.remove(piece)


def _distances(found: list[Piece]) -> Iterator[float]:
    """How far lines of the same column are apart."""
    found = sorted(found, key=lambda piece: piece.base)
    for index, piece in enumerate(found):
        for other in found[index + 1 : index + NEIGHBOURS]:
            if piece.is_over(other) and not piece.is_beside(other):
                yield other.base - piece.base


# --- heads of columns ------------------------------------------------------------------------------------------------


def _gather_heads(rows: list[Row]) -> None:
    """Put together the lines that the heads of several columns are wrapped over."""
    before: Row | None = None
    for row in rows:
        if row.figures:
            before = None
        elif before and (_stand_beside_heads(before, row) or _go_on(before, row)):
            before.pieces += row.pieces
            row.pieces = []
        else:
            before = row


def _stand_beside_heads(row: Row, other: Row) -> bool:
    return max(len(row.pieces), len(other.pieces)) >= HEADS and _stand_beside(row, other)


def _go_on(upper: Row, lower: Row) -> bool:
    """Whether each piece of a line stands below a piece of its own, as close as lines of a cell."""
    above = [[piece for piece in upper.pieces if piece.is_over(other)] for other in lower.pieces]
    columns = {id(pieces[0]) for pieces in above if len(pieces) == 1}
    close = all(
        other.base - piece.base <= CLOSE * piece.words[0].size for piece in upper.pieces for other in lower.pieces
    )
    return close and len(columns) == len(lower.pieces) >= HEADS
