"""Which table of which form stands in a document, and where its rows are.

Tables are recognised one by one, by their own rows: each form's version of a table is aligned with the whole document,
and the version that fits best is taken. The year plays no part.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.extraction import grids, streams
from sitegen.extraction.chain import EXACT, FUSED, NEARLY, SOME, Candidate, best_chain
from sitegen.extraction.doubles import without_doubles
from sitegen.extraction.headers import above, foreign_columns, headers_of, named
from sitegen.extraction.labels import Label, column_texts, row_labels
from sitegen.model import Layout, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.extraction.grids import Loose, Prepared
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.model import Column, Form, Row, Section, Table

CODE_STEP = 3  # codes of rows that follow one another differ by little, even where a row is missing
ADJACENT = 75  # characters at most between rows that follow one another, headings included
NEARLY_AS_GOOD = 0.95
SHARE = 0.3  # of a table's rows must be there with their figures for the table to be recognised
LABELLED = 0.6  # or of its labels in order, whatever figures follow them


@dataclass(frozen=True, slots=True)
class Match:
    """A table found in a document: the form it was recognised by, its rows in reading order, the text above each."""

    form: Form
    table: Table
    rows: tuple[Candidate, ...]
    headers: tuple[str, ...]
    score: float


def find_tables(prepared: tuple[Prepared, ...], text: Stream, forms: tuple[Form, ...]) -> tuple[Match, ...]:
    """The tables in the grids and the text of a document, each by the form that fits it best, in order of the forms."""
    printed, here = grids.labels_of(prepared), dict[Label, bool]()
    loose = tuple(grids.loose_rows(prepared))
    matches = []
    for form in forms:
        for table in form.tables:
            if table.layout is not Layout.ACROSS and not _may_be_here(table, printed, text, here):
                continue
            rows = _rows(table, prepared, text, loose)
            if rows and (match := _match(form, table, rows, headers_of(rows, prepared, text), forms)):
                matches.append(match)
    overall = {form.id: sum(m.score for m in matches if m.form is form) for form in forms}
    best: dict[str, Match] = {}
    for match in matches:
        other = best.get(match.table.id)
        if other is None or (match.score, overall[match.form.id]) > (other.score, overall[other.form.id]):
            best[match.table.id] = match
    order = dict.fromkeys(table.id for form in forms for table in form.tables)
    return tuple(best[table_id] for table_id in order if table_id in best)


def _rows(
    table: Table, prepared: tuple[Prepared, ...], text: Stream, loose: tuple[Loose, ...]
) -> tuple[Candidate, ...]:
    """The rows of a table in a document, in reading order; none where too few are there."""
    found = [*streams.candidates(table, text), *grids.candidates(table, prepared, text)]
    rows = _best_instance(found) if table.layout is Layout.MATRIX else best_chain(found)
    if table.layout is Layout.STACKED:
        rows = _with_other_sections(table, rows, found)
    rows = _without_codes(table, rows)
    if not _enough(table, rows):
        return ()
    rows = _with_loose(table, without_doubles(table, rows), loose)
    return rows if table.layout is Layout.ACROSS else _with_unread(table, rows, text)


def _best_instance(found: list[Candidate]) -> tuple[Candidate, ...]:
    """The best chain of rows of one instance of the table: where its first row comes again, another one begins.

    The first instance is preferred unless it is much the poorer.
    """
    begins = sorted({c.start for c in found if c.index == 0 and c.fit >= FUSED and c.quality > 1})
    if not begins:
        return best_chain(found)
    instances: defaultdict[int, list[Candidate]] = defaultdict(list)
    for candidate in found:
        instances[bisect_right(begins[1:], candidate.start)].append(candidate)
    chains = [best_chain(instances[n]) for n in sorted(instances)]
    scores = [sum(row.score for row in chain) for chain in chains]
    return next(chain for chain, score in zip(chains, scores, strict=True) if score >= NEARLY_AS_GOOD * max(scores))


def _with_unread(table: Table, rows: tuple[Candidate, ...], text: Stream) -> tuple[Candidate, ...]:
    """The rows, and those whose labels stand between them with something behind that is not read as figures."""
    form_rows = streams.form_rows(table)
    added = [
        unread
        for one, other in pairwise(rows)
        for index in range(one.index + 1, other.index)
        if (unread := streams.unread(text, form_rows[index], (one.end, other.start)))
    ]
    return tuple(sorted((*rows, *added), key=lambda row: row.start))


def _may_be_here(table: Table, printed: frozenset[str], text: Stream, here: dict[Label, bool]) -> bool:
    """Whether as many labels of the table are printed anywhere as it takes; this is quickly told for most forms.

    ``here`` keeps what was told of labels, which tables share.
    """
    total = len(table.rows)
    spare = total - max(min(2, total), math.ceil(total * SHARE))
    for label in row_labels(table):
        stands = here.get(label)
        if stands is None:
            stands = here[label] = not printed.isdisjoint(label.texts) or streams.stands_in(text, label)
        if not stands:
            spare -= 1
            if spare < 0:
                return False
    return True


def _enough(table: Table, rows: Sequence[Candidate]) -> bool:
    if table.layout is Layout.ACROSS:
        return any(row.fit >= NEARLY for row in rows)
    total = len(table.rows)
    least = min(2, total)
    good = sum(row.fit >= FUSED for row in rows)
    near = sum(row.fit >= NEARLY for row in rows)
    return good >= least and (near >= max(least, math.ceil(total * SHARE)) or len(rows) >= total * LABELLED)


def _without_codes(table: Table, rows: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The rows without the column of codes that some forms print between unit and figures.

    It is looked for in each piece of the table. Where most rows begin with codes, one that does not begin with its own
    alone has no figure that is certain.
    """
    if table.layout is not Layout.LIST:
        return rows
    codes = {row.id: row.code for _, row in table.rows if row.code}
    found: dict[int, bool] = {}
    for piece in {_piece(row) for row in rows}:
        mine = [row for row in rows if _piece(row) == piece and row.row_id in codes and (row.coded or _first(row))]
        own = {row.index: row.coded or _first(row).strip("*") == codes[row.row_id] for row in mine}
        if all(own.values()) or _are_codes([codes[r.row_id] if r.coded else _first(r) for r in mine]):
            found |= own
    return tuple(
        row if row.coded or row.index not in found else _after_code(row) if found[row.index] else replace(row, fit=SOME)
        for row in rows
    )


def _first(row: Candidate) -> str:
    return row.cells[0].text if row.cells else ""


def _piece(row: Candidate) -> int:
    """The block of the grid that a row stands in, the same for all rows of flattened text."""
    return -1 if row.region else row.start[0]


def _are_codes(firsts: list[str]) -> bool:
    """Whether most figures begin with two digits that count on from row to row."""
    leads = [int(first[:2]) if first[:2].isdigit() and first[:2].isascii() else 0 for first in firsts]
    return sum(0 < one - other <= CODE_STEP for other, one in pairwise(leads)) * 2 > len(leads)


def _after_code(row: Candidate) -> Candidate:
    cells = row.cells[1:]
    whole = (
        not row.doubtful
        and len(cells) == len(row.addresses)
        and all(c.number.status is not Status.UNREADABLE for c in cells)
    )
    return replace(row, cells=cells, fit=EXACT if whole else SOME)


def _match(
    form: Form, table: Table, rows: tuple[Candidate, ...], headers: tuple[str, ...], forms: tuple[Form, ...]
) -> Match | None:
    """The rows as a table of the form, without those under a header that only other forms print."""
    foreign = foreign_columns(forms, form, table.id)
    over = tuple(above(headers, table, foreign))
    columns = [named(row.section, text, foreign) for row, text in zip(rows, over, strict=True)]
    kept = [at for at, (own, other) in enumerate(columns) if own >= other]
    own = sum(columns[at][0] for at in kept)
    if table.layout is Layout.STACKED:
        rows = tuple(_at_home(_in_order(rows[at], over[at]), rows[max(at - 1, 0) : at], headers[at]) for at in kept)
    else:
        rows = tuple([rows[at] for at in kept])
    headers = tuple([headers[at] for at in kept])
    if not _enough(table, rows) or (table.layout is Layout.STACKED and not own):
        return None
    missing = len(table.rows) - sum(row.fit >= FUSED for row in rows)
    return Match(form, table, rows, headers, sum(row.score for row in rows) + own - missing)


def _in_order(row: Candidate, header: str) -> Candidate:
    """The row of a stacked table; without certain figures where text has the columns in another order than the form."""
    if row.region is None:
        return row
    places = [max(header.rfind(text) for text in column_texts(column)) for column in row.section.columns]
    return replace(row, fit=SOME) if min(places) >= 0 and places != sorted(places) else row


def _at_home(row: Candidate, before: tuple[Candidate, ...], between: str) -> Candidate:
    """The row of a stacked table; without a certain figure where a lone one follows its label far from the table.

    A row that stands out of the order of the form must have the name of its column above it.
    """
    if len(row.section.columns) > 1:
        return row
    is_named = any(text in between[-ADJACENT * 2 :] for column in row.section.columns for text in column_texts(column))
    is_near = len(between) < ADJACENT and all(earlier.index < row.index for earlier in before)
    return row if is_named or is_near else replace(row, fit=min(row.fit, SOME))


def _with_other_sections(table: Table, rows: tuple[Candidate, ...], found: list[Candidate]) -> tuple[Candidate, ...]:
    """The rows with those of sections that stand out of the order of the form, where their figures are certain."""
    chosen = list(rows)
    for section in table.sections:
        here = [row for row in chosen if row.section is section]
        chain = best_chain([c for c in found if c.section is section and c.fit == EXACT])
        if not any(row.fit >= FUSED for row in here) and chain:
            chosen = [row for row in chosen if row not in here]
            chosen += (c for c in chain if not any(_overlap(c, other) for other in chosen))
    return tuple(sorted(chosen, key=lambda row: row.start))


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


def _with_loose(table: Table, rows: tuple[Candidate, ...], loose: tuple[Loose, ...]) -> tuple[Candidate, ...]:
    """The rows, and rows of figures that have lost their labels, wherever as many rows of the form are missing."""
    if not loose:
        return rows
    sure = [row for row in rows if row.fit >= NEARLY]
    filled = {row.index: row for row in rows}
    for one, next_one in pairwise(sure):
        missing = range(one.index + 1, next_one.index)
        between = [row for row in loose if one.end <= row.start < next_one.start]
        if len(missing) == len(between):
            for index, figures in zip(missing, between, strict=True):
                section, lost = table.rows[index]
                cells = grids.window(figures.cells, len(section.columns))
                if len(cells) == len(section.columns):
                    filled[index] = _placed_by_order(section, lost, index, figures, cells)
    return tuple(sorted(filled.values(), key=lambda row: row.start))


def _placed_by_order(section: Section, row: Row, index: int, figures: Loose, cells: tuple[Piece, ...]) -> Candidate:
    return Candidate(
        start=figures.start,
        end=(figures.start[0], figures.start[1] + 1),
        index=index,
        section=section,
        addresses=tuple((row.id, column.id) for column in section.columns),
        quality=0.0,
        fit=EXACT,
        cells=cells,
        label=row.label,
        place=figures.place,
        assumed=True,
    )


def missing_columns(match: Match) -> tuple[Column, ...]:
    """Columns that the header of a table does not print, where it prints most of the others."""
    if match.table.layout is not Layout.MATRIX:
        return ()
    section: Section = match.rows[0].section
    header = match.headers[0]
    lost = [column for column in section.columns if not any(label in header for label in column_texts(column))]
    return tuple(lost) if len(lost) * 2 < len(section.columns) else ()
