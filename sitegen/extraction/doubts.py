"""Rows of flattened text with as many figures as columns, one of which may yet be a stranger: the number of a page.

The count of figures proves a row only where nothing else puts it in doubt. Where many rows of the table lack a figure
without a trace, and where its last figure is set apart as hardly any other is, its own sum must hold.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.extraction.chain import SOME
from sitegen.extraction.identities import holds, sums_of
from sitegen.extraction.resolution import MANY_ROWS, with_one_lost
from sitegen.model import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.extraction.chain import Candidate
    from sitegen.extraction.identities import Sum
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Rule

LONGEST = 3  # digits of the number of a page
MOST_ROWS = 0.8  # of the rows of a document make its way of setting figures
LEAST_ROWS = 5  # that a way can be told from


def with_doubts(matches: tuple[Match, ...], rules: tuple[Rule, ...], stream: Stream) -> tuple[Match, ...]:
    """The tables of a document; without certain figures in rows where these may not be the row's own."""
    gaps = sorted(_gap(row, stream) for match in matches for row in match.rows if row.region and row.cells)
    return tuple(_with_doubts(match, rules, stream, gaps) for match in matches) if gaps else matches


def _with_doubts(match: Match, rules: tuple[Rule, ...], stream: Stream, gaps: list[int]) -> Match:
    identities = sums_of(rules, match.table, match.form.id)
    flat = [row for row in match.rows if row.region]
    if match.table.layout is Layout.ACROSS:
        doubtful = {id(row) for row in flat if _is_shifted(row, identities)}
    else:
        hides = _hides_blanks(flat)
        doubtful = {id(row) for row in flat if _is_doubtful(row, identities, stream, gaps, hides=hides)}
    if not doubtful:
        return match
    rows = (replace(row, fit=SOME, doubtful=True) if id(row) in doubtful else row for row in match.rows)
    return replace(match, rows=tuple(rows))


def _hides_blanks(rows: Sequence[Candidate]) -> bool:
    """Whether many rows lack one figure, and that because a blank leaves no trace: one prints too few digits."""
    short = [row for row in rows if len(row.cells) == len(row.addresses) - 1]
    blank = any(0 < sum(len(cell.text) for cell in row.cells) < len(row.addresses) for row in short)
    return blank and len(short) > len(rows) * MANY_ROWS


def _is_doubtful(row: Candidate, identities: Sequence[Sum], stream: Stream, gaps: list[int], *, hides: bool) -> bool:
    if not row.is_exact or row.assumed or not _may_be_page(row.cells[-1]):
        return False
    closer = bisect_left(gaps, _gap(row, stream))
    is_apart = closer >= LEAST_ROWS and closer > len(gaps) * MOST_ROWS
    if not is_apart and not hides:
        return False
    found = _sums(row, identities)
    return not (found and all(found)) if is_apart else False in found


def _is_shifted(row: Candidate, identities: Sequence[Sum]) -> bool:
    """Whether the only row of a table, whose sums fail, has them hold without the figure at an end and with a blank."""
    if not row.is_exact or False not in _sums(row, identities):
        return False
    within = [s for s in identities if set(row.addresses) >= {*s[0], *s[1]}]
    ends = (row.cells[0], row.cells[1:]), (row.cells[-1], row.cells[:-1])
    return any(
        _may_be_page(end) and end.text != "0" and any(with_one_lost(replace(row, cells=rest), within))
        for end, rest in ends
    )


def _may_be_page(cell: Piece) -> bool:
    return cell.text.isdecimal() and len(cell.text) <= LONGEST


def _sums(row: Candidate, identities: Sequence[Sum]) -> list[bool | None]:
    """Whether each identity within a row holds."""
    values = {address: cell.number.value for address, cell in zip(row.addresses, row.cells, strict=True)}
    return [holds(s, values) for s in identities if values.keys() >= {*s[0], *s[1]}]


def _gap(row: Candidate, stream: Stream) -> int:
    """What parts the last figure of a row from what stands before it: nothing, a space, or a new line."""
    start = (row.region or (0, 0))[1] - len(row.cells[-1].text)
    return 2 if stream.is_line_end(start) else int(stream.is_break(start))
