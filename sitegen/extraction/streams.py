"""Rows in flattened text: labels found in the stream, and the figures that follow them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.extraction.chain import EXACT, SOME, Candidate
from sitegen.extraction.labels import SHORT, column_texts, key, mark_before, row_label
from sitegen.model import Layout, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.labels import Label
    from sitegen.extraction.stream import Piece, Stream
    from sitegen.model import Row, Section, Table

GLOSS = re.compile(r"\([^()]*[\u4e00-\u9fff][^()]*\)")
LEADING = re.compile(r"[+\-]?\d+(?:\.\d+)?(?![\d.、])")
ATTACHED = re.compile(r"[+\-]?[\d.,]+")  # figures right behind a label, with nothing to part them: never read as one
MOST = 64  # figures after one label; more than any row of a form has
FIGURES = frozenset({Status.REPORTED, Status.NOT_APPLICABLE})
CLUSTER = 8  # labels of results that stand together where the header of remedies is printed


def candidates(table: Table, stream: Stream) -> Iterator[Candidate]:
    """Every place in the stream that may be a row of the table."""
    if table.layout is Layout.ACROSS:
        yield from _across(table, stream)
        return
    index = 0
    for section in table.sections:
        for row in section.rows:
            label = row_label(row)
            for start, end, quality in _occurrences(stream, label):
                yield _candidate(stream, section, row, index, (start, end, quality))
            index += 1


def _occurrences(stream: Stream, label: Label) -> Iterator[tuple[int, int, float]]:
    """Where a label stands: its first character with item mark, one past its last, and how sure that is."""
    taken: set[int] = set()
    for text in label.texts:
        at = stream.text.find(text)
        while at >= 0:
            end = at + len(text)
            if end not in taken:
                taken.add(end)
                mark = mark_before(stream.text, at, label)
                alone = _is_break(stream, at) and _is_break(stream, end)
                if mark or not label.marks:
                    quality = 3.0 if mark or len(text) > SHORT or alone else 0.0
                else:
                    quality = 2.0 if len(text) > SHORT else 1.0 * alone
                if quality:
                    yield at - mark, end, quality
            at = stream.text.find(text, at + 1)


def _is_break(stream: Stream, position: int) -> bool:
    return position >= len(stream.text) or stream.next_break(position - 1) == position


def _candidate(stream: Stream, section: Section, row: Row, index: int, found: tuple[int, int, float]) -> Candidate:
    start, end, quality = found
    cells, past, fused = _figures(stream, end)
    if len(cells) == len(section.columns) and not fused:
        quality += EXACT
    elif cells:
        quality += SOME
    else:
        quality = 0
    return Candidate(
        start=stream.order(start),
        end=stream.order(past) if past < len(stream.text) else (stream.order(past - 1)[0] + 1, 0),
        index=index,
        section=section,
        row=row,
        score=quality,
        cells=cells,
        label=stream.text[start:end],
        place=stream.piece(start, start + 1).place,
        fused=fused,
    )


def _figures(stream: Stream, position: int) -> tuple[tuple[Piece, ...], int, bool]:
    """The figures from a position on, where they end, and whether the last runs into something else."""
    if gloss := GLOSS.match(stream.text, position):
        position = gloss.end()
    figures: list[Piece] = []
    if not _is_break(stream, position):
        attached = ATTACHED.match(stream.text, position)
        return ((stream.piece(position, attached.end()),), attached.end(), True) if attached else ((), position, False)
    while position < len(stream.text) and len(figures) < MOST:
        end = stream.next_break(position)
        if end - position <= MOST:
            piece = stream.piece(position, end)
            if piece.number.status in FIGURES and not re.fullmatch("[零一二三四五六七八九十百千两]+", piece.text):
                figures.append(piece)
                position = end
                continue
        if leading := LEADING.match(stream.text, position, end):
            figures.append(stream.piece(position, leading.end()))
            return tuple(figures), leading.end(), not _starts_label(stream.text, leading.end())
        break
    return tuple(figures), position, False


def _starts_label(text: str, position: int) -> bool:
    """Whether a new item begins right at a position, so that the figure before it is whole."""
    return bool(
        re.match(
            r"\([一二三四五六七八九十]\)|[一二三四五六七八九十]、|第[一二三四五六七八九十]+条",
            text[position : position + 6],
        )
    )


def _across(table: Table, stream: Stream) -> Iterator[Candidate]:
    """All rows of a table side by side: a cluster of header labels, then the figures of one row after another."""
    (section,) = table.sections
    words = {key(row.zh) for row in section.rows} | {w for row in section.rows for w in map(key, row.path)}
    words |= {text for column in section.columns for text in column_texts(column)}
    pattern = re.compile(f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))}){{{CLUSTER},}}")
    width = len(section.columns)
    for header in pattern.finditer(stream.text):
        cells, _, fused = _figures(stream, header.end())
        whole = len(cells) == width * len(section.rows) and not fused
        start = stream.order(header.start())
        for index, row in enumerate(section.rows):
            mine = cells[index * width : (index + 1) * width] if whole else ()
            yield Candidate(
                start=(start[0], start[1] + index),
                end=(start[0], start[1] + index + 1),
                index=index,
                section=section,
                row=row,
                score=EXACT if whole else SOME,
                cells=mine,
                label=row.zh,
                place=stream.piece(header.start(), header.start() + 1).place,
                fused=fused,
            )
