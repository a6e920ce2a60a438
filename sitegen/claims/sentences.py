"""The sentences of a document that stand outside its tables, as stretches of its stream."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.extraction.stream import stream
from sitegen.model import Grid, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.extraction.stream import Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Document

LONG = 20  # characters of a line that may go on in the next one
LONGEST = 2000  # characters; what goes on without a full stop is no sentence
LONGEST_HEADING = 45
PROSE = 40  # characters of a cell that may hold sentences
SENTENCE = re.compile(r"[^。!?]+[。!?]?")
ENDS = frozenset("。;:!?")
HEADING = re.compile(r"\(?[一二三四五六七八九十]{1,3}[、)]|\d{1,2}[.、]|第[一二三四五六七八九十]+[章节部]")
# What may claim something: a figure with a unit, none of something, all of it done; nothing else is looked at.
CLAIM = re.compile(
    r"(?=[\d一二两三四五六七八九十百未无没零全所均都])(?:"  # where none of these stands, the rest is not tried
    r"\d[余多来]?.?(?:[件条份宗起项次个例篇部期则元%]|万)|[一二两三四五六七八九十百]余?[件条份宗起项例]"
    r"|[未无没零][^,。;]{0,40}?(?:申请|复议|诉讼|规范性文件|费)|(?:全部|所有|均|都)[^,。;]{0,24}?(?:答复|办结|办理|回复))"
)
SUBJECT = re.compile(r"申请|复议|诉讼|公开|发布|公布|规范性文件|规章|费|办结|答复")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it begins in the stream, its text, and the text of the sentence before it in the paragraph."""

    start: int
    text: str
    before: str


def sentences(text: Stream, tables: Iterable[tuple[int, int]]) -> Iterator[Sentence]:
    """The sentences outside the tables that may claim something, in reading order."""
    heading = ""
    for start, end in _paragraphs(text, sorted(tables)):
        before = heading
        for found in SENTENCE.finditer(text.text, start, end):
            sentence = found[0]
            if len(sentence) <= LONGEST and CLAIM.search(sentence) and SUBJECT.search(sentence):
                yield Sentence(found.start(), sentence, before)
            before = sentence
        whole = text.text[start:end] if end - start <= LONGEST_HEADING else ""
        heading = "" if ENDS.intersection(whole) else whole


def told_in_cells(document: Document) -> Stream | None:
    """The prose that stands in cells, as on pages laid out by a table; nothing where there is none."""
    cells = {  # a stream counts characters from the beginning of the line, where the cell has others before it
        id(cell): Paragraph(" " * cell.place.start + cell.text, cell.place)
        for block in document.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
        if len(cell.text) >= PROSE and "。" in cell.text
    }
    return stream(replace(document, blocks=tuple(cells.values()))) if cells else None


def spans(text: Stream, document: Document, matches: Iterable[Match]) -> Iterator[tuple[int, int]]:
    """The stretches of the stream that tables take up, from their first row to their last."""
    for match in matches:
        rows = [row for row in match.rows if isinstance(document.blocks[row.start[0]], Paragraph)]
        ends = [text.position(at) for row in rows for at in (row.start, row.end)]
        ends += [end for row in rows if row.region for end in row.region]
        if ends:
            yield min(ends), max(ends)


def _paragraphs(text: Stream, tables: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines outside the tables; where the file breaks lines within sentences, those of a paragraph together."""
    lines = list(_lines(text, tables))
    long = [text.text[end - 1] for start, end in lines if end - start >= LONG]
    wrapped = sum(last not in ENDS for last in long) * 2 > len(long)
    begun: tuple[int, int] | None = None
    for start, end in lines:
        if begun and wrapped and begun[1] == start and _goes_on(text.text, begun, start):
            begun = (begun[0], end)
            continue
        if begun:
            yield begun
        begun = (start, end)
    if begun:
        yield begun


def _goes_on(text: str, line: tuple[int, int], start: int) -> bool:
    long = line[1] - line[0] >= LONG
    return long and text[line[1] - 1] not in ENDS and not HEADING.match(text, start)


def _lines(text: Stream, tables: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines between the tables, and what is left of a line where a table begins or ends within it."""
    at, whole = 0, len(text.text)
    for first, last in (*tables, (whole, whole)):
        if first > at:
            begun = text.starts[bisect_right(text.starts, at) : bisect_left(text.starts, first)]
            yield from pairwise((at, *begun, first))
        at = max(at, last)
