"""Rows in flattened text: labels found in the stream, and the figures that follow them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.extraction.chain import EMPTY, EXACT, SOME, fit, make_candidate
from sitegen.extraction.labels import SHORT, column_texts, headings, key, mark_before, row_label, row_labels
from sitegen.extraction.stream import NOTE_MARK
from sitegen.model import Layout, Status
from sitegen.numerals import UNITS, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.chain import Address, Candidate, Position
    from sitegen.extraction.labels import Label
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.model import Row, Section, Table

GLOSS = re.compile(r"[(\[][^()\[\]\u4e00-\u9fff]*+[\u4e00-\u9fff][^()\[\]]*+[)\]]")
RUN = re.compile(r"[\d+\-−.,]*\d")
UNIT = re.compile("|".join(UNITS))
UNIT_APART = re.compile("亿元|万元|元")
MONEY_BEGINS = frozenset("亿万元")
BRACKETS = frozenset("([")
CHINESE = re.compile(
    "[一二三四五六七八九十百千两][零〇○一二三四五六七八九十百千两]*"
)  # item marks, more often than figures
UNREAD = 20  # characters behind a label that are shown where no figure can be read
DATE_MARKS = frozenset("年月日")
FIGURE = re.compile(  # standing alone, behind a word that makes it a rough one, or behind the label it has run into
    rf"\D*?(?P<about>[约近超逾]?)(?P<figure>[+\-−–]?\d.*?)(?:{NOTE_MARK.pattern})?"
)
MOST = 64  # figures after one label; more than any row of a form has
# What may follow the last figure of a table on the same line: the heading of the next part.
NEXT = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、]|第[一二三四五六七八九十]+条|其中|附件|备注|\*|注:")
FIGURES = frozenset({Status.REPORTED, Status.NOT_APPLICABLE})
CLUSTER = 8  # labels of results that stand together where the header of remedies is printed
NEAR = 80  # characters before a label within which its column must be named, where nothing parts label and figure


class Occurrence(NamedTuple):
    """A label in the stream: its first character with item mark, one past its last, and how sure it is."""

    start: int
    end: int
    quality: float


class Tail(NamedTuple):
    """What follows a label: figures, how well they fit the columns, a unit, the characters that they take up.

    ``needs_name`` says that it is a row only where the name of its column stands before it.
    """

    cells: tuple[Piece, ...]
    fit: float
    unit: str
    region: tuple[int, int]
    end: Position
    doubtful: bool
    needs_name: bool


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a form with its place in the table and the addresses of its cells."""

    table: Table
    section: Section
    row: Row
    index: int
    addresses: tuple[Address, ...]


@lru_cache(maxsize=256)
def form_rows(table: Table) -> tuple[FormRow, ...]:
    """The rows of a table in the order of the form."""
    return tuple(
        FormRow(table, section, row, index, tuple((row.id, column.id) for column in section.columns))
        for index, (section, row) in enumerate(table.rows)
    )


def candidates(table: Table, stream: Stream) -> Iterator[Candidate]:
    """Every place in the stream that may be a row of the table."""
    if table.layout is Layout.ACROSS:
        yield from _across(table, stream)
        return
    bare = [occurrences(stream, label) for label in row_labels(table)]
    if not any(bare):
        return
    found = _with_serial_numbers(stream, bare) if table.layout is Layout.LIST else bare
    begun = {o.start for os in found for o in os}
    moved = begun - {o.start for os in bare for o in os} if found is not bare else ()
    starts = [*sorted(begun.union(_heading_starts(table, stream))), len(stream.text)]
    for form_row, places in zip(form_rows(table), found, strict=True):
        for occurrence in places:
            limit = starts[bisect_left(starts, occurrence.end, 0, len(starts) - 1)]
            if moved and limit in moved and not stream.is_break(limit):
                continue  # a figure that runs into the number of the next row has no certain end
            limit = min(limit, stream.wall(occurrence.start)) if stream.walls else limit
            if candidate := _candidate(stream, form_row, occurrence, limit):
                yield candidate


def occurrences(stream: Stream, label: Label) -> tuple[Occurrence, ...]:
    """Where a label of a row stands in the stream."""
    known = stream.occurrences.get(label)
    if known is None:
        found: dict[int, Occurrence] = {}  # by their ends: of texts that end together the longest is the label
        for text in label.texts:
            for at in stream.starts_of(text):
                end = at + len(text)
                if end not in found and (occurrence := _occurrence(stream, label, at, end)):
                    found[end] = occurrence
        known = stream.occurrences[label] = tuple(found.values())
    return known


def stands_in(stream: Stream, label: Label) -> bool:
    """Whether a label of a row stands in the stream; most are not there at all, which is told without a search."""
    known = stream.occurrences.get(label)
    if known is None:
        whole = stream.text
        for text in label.texts:
            if text in whole:
                return bool(occurrences(stream, label))
        known = stream.occurrences[label] = ()
    return bool(known)


def _occurrence(stream: Stream, label: Label, start: int, end: int) -> Occurrence | None:
    """A label with the item mark before it; a short one without must stand alone."""
    mark = mark_before(stream.text, start, label)
    if mark:
        quality = 3.0
    elif end - start > SHORT:
        quality = 2.0 if label.marks else 3.0
    elif _is_alone(stream, start, end):
        quality = 1.0
    else:
        return None
    return Occurrence(start - mark, end, quality)


def _is_alone(stream: Stream, start: int, end: int) -> bool:
    return stream.is_break(start) and stream.is_break(end)


def _with_serial_numbers(stream: Stream, found: list[tuple[Occurrence, ...]]) -> list[tuple[Occurrence, ...]]:
    """The labels, beginning with the number of their row where the table has a column of such numbers."""
    numbers = [str(index + 1) for index in range(len(found))]
    numbered = [
        any(stream.text.endswith(n, 0, o.start) for o in os) for n, os in zip(numbers, found, strict=True) if os
    ]
    if sum(numbered) * 2 <= len(numbered):
        return found
    return [
        tuple(
            o._replace(start=o.start - len(number)) if stream.text.endswith(number, 0, o.start) else o for o in places
        )
        for number, places in zip(numbers, found, strict=True)
    ]


def _heading_starts(table: Table, stream: Stream) -> Iterator[int]:
    """Where the headings of the table begin: figures of a row end there at the latest."""
    for text in headings(table):
        yield from stream.starts_of(text)


def _candidate(stream: Stream, form_row: FormRow, found: Occurrence, limit: int) -> Candidate | None:
    section, listed = form_row.section, form_row.table.layout is Layout.LIST
    asked = (found, limit, len(section.columns), listed)
    if asked not in stream.tails:
        stream.tails[asked] = _tail(stream, *asked)
    tail = stream.tails[asked]
    if tail is None or (tail.needs_name and not _column_is_named(stream, section, found.start)):
        return None
    return make_candidate(
        stream.order(found.start),
        tail.end,
        form_row.index,
        section,
        form_row.addresses,
        found.quality,
        tail.fit,
        tail.cells,
        stream.text[found.start : found.end],
        stream.place(found.start),
        tail.unit,
        tail.region,
        doubtful=tail.doubtful,
    )


def _tail(stream: Stream, found: Occurrence, limit: int, columns: int, listed: bool) -> Tail | None:  # noqa: FBT001
    """What follows a label, for so many columns; None where it is no row."""
    start, position, quality = found
    if stream.text[position : position + 1] in BRACKETS:
        position = _after_gloss(stream, position)
    unit = ""
    if listed and (printed := UNIT.match(stream.text, position, limit)):
        unit, position = printed[0], printed.end()
    cells, past = _figures(stream, position, limit)
    if past != limit and not _ends_well(stream, past, limit):
        return None  # 行政许可 12 件,… is prose
    fits = fit(cells, columns)
    doubtful = bool(cells) and cells[0].place.page is not None and _may_be_wrapped(stream, found.end, cells)
    if doubtful:
        fits = min(fits, SOME)
    if fits == EMPTY and (past != limit or quality <= 1 or limit == stream.wall(start)):
        return None
    parted = len(cells) > 1 or bool(unit) or stream.is_break(position)
    needs_name = fits == EXACT and not parted  # 行政许可12件 in prose, or a figure that has lost its borders
    return Tail(cells, fits, unit, (position, past), stream.order_after(past), doubtful, needs_name)


def _may_be_wrapped(stream: Stream, label_end: int, cells: tuple[Piece, ...]) -> bool:
    """Whether figures of a page stand on other lines than their label: such may be halves of wrapped ones."""
    lines = {stream.line(label_end - 1), cells[0].place.line, cells[-1].place.line}
    return len(lines) > 1


def unread(stream: Stream, row: FormRow, within: tuple[Position, Position]) -> Candidate | None:
    """A row whose label stands between two others, and what follows it is not read as figures."""
    for found in occurrences(stream, row_label(row.row)):
        if found.quality > 1 and within[0] <= stream.order(found.start) < within[1]:
            end = min(stream.next_break(found.end), found.end + UNREAD)
            return make_candidate(
                start=stream.order(found.start),
                end=stream.order_after(found.end),
                index=row.index,
                section=row.section,
                addresses=row.addresses,
                quality=found.quality,
                fit=SOME,
                cells=(stream.piece(found.end, end),) if end > found.end else (),
                label=stream.text[found.start : found.end],
                place=stream.place(found.start),
                region=(found.end, found.end),
            )
    return None


def _ends_well(stream: Stream, position: int, limit: int) -> bool:
    """Whether figures end where a row can: at a label, at a heading, or at the end of the line."""
    return position == limit or stream.is_line_end(position) or bool(NEXT.match(stream.text, position))


def _after_gloss(stream: Stream, position: int) -> int:
    gloss = GLOSS.match(stream.text, position)
    return gloss.end() if gloss else position


def _column_is_named(stream: Stream, section: Section, start: int) -> bool:
    before = stream.text[max(0, start - NEAR) : start]
    return any(text in before for column in section.columns for text in column_texts(column))


def _figures(stream: Stream, position: int, limit: int) -> tuple[tuple[Piece, ...], int]:
    """The figures from a position on, as the breaks part them, and where they end."""
    known = stream.figures.get((position, limit))
    if known is None:
        known = stream.figures[position, limit] = _read_figures(stream, position, limit)
    return known


def _read_figures(stream: Stream, position: int, limit: int) -> tuple[tuple[Piece, ...], int]:
    figures: list[Piece] = []
    text, breaks = stream.text, stream.breaks
    at = bisect_right(breaks, position)
    while position < limit and len(figures) < MOST:
        while at < len(breaks) and breaks[at] <= position:
            at += 1
        end = min(breaks[at], limit) if at < len(breaks) else limit
        if end - position <= MOST:
            piece = stream.piece(position, end)
            if piece.number.status in FIGURES and (piece.text.isascii() or not CHINESE.fullmatch(piece.text)):
                unit = UNIT_APART.match(text, end, limit) if text[end : end + 1] in MONEY_BEGINS else None
                if unit and stream.is_break(unit.end()) and not stream.is_line_end(end):  # 326.6 万元
                    end = unit.end()
                    piece = stream.piece(position, end)
                figures.append(piece)
                position = end
                continue
        run = RUN.match(text, position, end)
        if not run or text[run.end() : run.end() + 1] in DATE_MARKS:
            break  # no figure, or the year of a sentence
        noted = NOTE_MARK.fullmatch(stream.text, run.end(), end)
        figures.append(stream.piece(position, end if noted else run.end()))
        position = end if noted else run.end()
        if position < end:
            break
    return tuple(figures), position


def _across(table: Table, stream: Stream) -> Iterator[Candidate]:
    """All rows of a table side by side: a cluster of header labels, then the figures of one row after another."""
    (section,) = table.sections
    addresses = tuple((row.id, column.id) for row in section.rows for column in section.columns)
    for start, end in stream.matches(across_header(section)):
        cells, past = _figures(stream, end, len(stream.text))
        if cells:
            yield make_candidate(
                start=stream.order(start),
                end=stream.order_after(past),
                index=0,
                section=section,
                addresses=addresses,
                quality=3.0,
                fit=fit(cells, len(addresses)),
                cells=cells,
                label=stream.text[start:end],
                place=stream.place(start),
                region=(end, past),
            )


@lru_cache(maxsize=64)
def across_header(section: Section) -> re.Pattern[str]:
    """A cluster of the labels that stand above a table whose rows are side by side."""
    words = {key(row.zh) for row in section.rows} | {w for row in section.rows for w in map(key, row.path)}
    words |= {text for column in section.columns for text in column_texts(column)}
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))}){{{CLUSTER},}}")


def unclaimed(
    stream: Stream, extent: tuple[int, int], regions: list[tuple[int, int]], labels: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """Stretches within an extent that are a figure and stand in no region; a label may run into them."""
    regions, region, within = (
        sorted(regions),
        0,
        0,
    )  # the regions that begin before a position, and where their last ends
    for at in range(bisect_left(stream.breaks, extent[0]), bisect_left(stream.breaks, extent[1])):
        position = stream.breaks[at]
        while region < len(regions) and regions[region][0] <= position:
            within = regions[region][1]
            region += 1
        if position < within:
            continue
        end = stream.next_break(position)
        if end - position <= MOST and (found := FIGURE.fullmatch(stream.text, position, end)):
            start = found.start("figure")
            is_label = stream.text[position:start].removesuffix(found["about"]) in labels
            if (start == position or is_label or found["about"]) and parse(found["figure"]).value is not None:
                yield position, end
