"""Tables over a page break: what goes on, and which cells or rows the break has cut in two.

Halves are put together only where there is no doubt that they are halves; else they stay apart as they are printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from sitegen.readers.pdf import lines as pdf_lines
from sitegen.readers.pdf.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.readers.pdf.tables import Box

Row = tuple["Box", ...]

NEAR = 5.0  # points by which the edges of columns may move from one page to the next
HEADER = 6  # rows that a header has at most
MARK = re.compile(r"(?<!\s)\s*[(\uff08]?(?:[一二三四五六七八九十]{1,3}|(?P<number>\d{1,2}))[)\uff09、.\uff0e,\uff0c]")
LABEL = re.compile(r"[\u3400-\u9fffA-Za-z]")
WHOLE = re.compile(r"\s*(?:[总合小共]\s*计|其[中他它])\s*[:\uff1a]?\s*")  # a label of its own, not the rest of another


class Pair(NamedTuple):
    """Cells of the same columns above and below the break."""

    above: Box
    below: Box


def continued(one: Table, other: Table) -> Table | None:
    """The table that two make, the second on the page after the first; None where their columns do not agree."""
    if columns := _places(other.columns, one.columns):
        upper, lower = list(one.rows), _spread(other, columns)
    elif columns := _places(one.columns, other.columns):
        upper, lower = _spread(one, columns), list(other.rows)
    else:
        return None
    head = _repeated(upper, lower)
    if head < len(lower):
        _mend(upper, lower, head)
    return Table(one.top, max(one.columns, other.columns, key=len), (*upper, *lower))


def _places(few: Sequence[float], many: Sequence[float]) -> list[int] | None:
    """Which of many edges each of the few is; None where one of them is none of these, or the outer ones differ."""
    found = [min((abs(place - edge), i) for i, place in enumerate(many))[1] for edge in few]
    agree = all(abs(many[i] - edge) <= NEAR for i, edge in zip(found, few, strict=True))
    distinct = all(a < b for a, b in pairwise(found))
    return found if agree and distinct and found[0] == 0 and found[-1] == len(many) - 1 else None


def _spread(table: Table, places: list[int]) -> list[Row]:
    """The rows of a table over more columns than it draws itself."""
    return [tuple(row[bisect_right(places, column) - 1] for column in range(places[-1])) for row in table.rows]


def _repeated(upper: list[Row], lower: list[Row]) -> int:
    """How many rows of the header the second part repeats."""
    same = 0
    for above, below in zip(upper[:HEADER], lower, strict=False):
        texts = [box.text for box in below]
        if texts != [box.text for box in above] or not any(texts) or any(t and not LABEL.search(t) for t in texts):
            break
        same += 1
    return same


# --- cells and rows in two halves ------------------------------------------------------------------------------------


def _mend(upper: list[Row], lower: list[Row], head: int) -> None:
    """Put together what the break has cut, in place."""
    pairs = _pairs(upper[-1], lower[head])
    after = lower[head + 1] if head + 1 < len(lower) else ()
    before = upper[-2] if len(upper) > 1 else ()
    own = [pair for pair in pairs if pair.above not in before and pair.below not in after]
    whole = len({id(box) for box in lower[head]}) == len(pairs) == len({id(box) for box in upper[-1]})
    if whole and _are_halves(own, [pair for pair in pairs if pair not in own], after):
        for pair in pairs:
            _append(pair)
        gone = {id(pair.below): pair.above for pair in pairs}
        lower[head:] = [_replaced(row, gone) for row in lower[head + 1 :]]
        return
    gone = {}
    for pair, following in pairwise(pairs):
        spans = pair.above in before or pair.below in after
        if spans and _goes_on(pair, following):
            _append(pair)
            gone[id(pair.below)] = pair.above
    lower[head:] = [_replaced(row, gone) for row in lower[head:]]


def _pairs(above: Row, below: Row) -> list[Pair]:
    """The cells of two rows that take up the same columns, from left to right."""
    places: dict[tuple[int, int], list[int]] = {}
    for column, pair in enumerate(zip(above, below, strict=True)):
        places.setdefault((id(pair[0]), id(pair[1])), []).append(column)
    return [
        Pair(above[columns[0]], below[columns[0]])
        for columns in places.values()
        if len(columns) == above.count(above[columns[0]]) == below.count(below[columns[0]])
    ]


def _are_halves(own: list[Pair], spanning: list[Pair], after: Row) -> bool:
    """Whether two rows are one: only one of them has figures, and a label goes on or stands in the first alone."""
    labels = [pair for pair in own if LABEL.search(pair.above.text + pair.below.text)]
    figures = [pair for pair in own if pair not in labels]
    filled_above = any(pair.above.text for pair in figures)
    filled_below = any(pair.below.text for pair in figures)
    headed = all(not pair.below.text or _is_rest(pair) for pair in spanning)
    if filled_above == filled_below or not labels or not headed:
        return False
    if not any(pair.below.text for pair in labels):
        return filled_below and all(pair.above.text for pair in labels)
    return any(MARK.match(box.text) for box in after) and all(map(_is_rest, labels))


def _is_rest(pair: Pair) -> bool:
    """Whether a label without an item mark is the rest of one that has one."""
    above, below = pair.above.text, pair.below.text
    return bool(MARK.match(above)) and not MARK.match(below) and not WHOLE.fullmatch(below)


def _goes_on(pair: Pair, following: Pair) -> bool:
    """Whether a heading that spans rows goes on below: nothing more is printed, or its rest before the next item."""
    if not LABEL.search(pair.above.text) or not LABEL.search(following.below.text):
        return False
    if not pair.below.text:
        return True
    above, below = MARK.match(following.above.text), MARK.match(following.below.text)
    if not (above and below and above["number"] and below["number"]):
        return False
    return int(below["number"]) == int(above["number"]) + 1 and bool(LABEL.search(pair.below.text)) and _is_rest(pair)


def _append(pair: Pair) -> None:
    if not pair.above.text:
        pair.above.page = pair.below.page
    pair.above.text = pdf_lines.joined(pair.above.text, pair.below.text)


def _replaced(row: Row, gone: dict[int, Box]) -> Row:
    return tuple(gone.get(id(box), box) for box in row)
