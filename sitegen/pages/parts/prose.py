"""The prose of a report as a text to read: chapters, paragraphs, items; a sentence stands for tables and cuts.

Text is cleaned as it is for reading; figures that were checked carry what the check found, and lead to it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from sitegen.cleaning import clean
from sitegen.cutting import as_markup, escaped
from sitegen.extraction.labels import key
from sitegen.interface import Said, said
from sitegen.model import Outcome
from sitegen.pages.parts.evidence import cut_sentence
from sitegen.rendering import typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from markupsafe import Markup

    from sitegen.cutting import Cuts
    from sitegen.model import Catalogue, Claim, Cut, Report, Table
    from sitegen.pages.parts.judgement import Judgement

TEMPLATE = "parts/prose.html"
NUMBERED = re.compile(r"\([一二三四五六七八九十]{1,3}\)|[一二三四五六七八九十]{1,3}、")
ITEM = re.compile(r"\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|[•·▪●◆]\s*|-\s+")
RUN_IN = re.compile(
    r"(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、])[^。；：]{2,40}。(?=.)"
)
SEEN = re.compile(r"\w")
WORDED = re.compile(r"[\u3400-\u9fffA-Za-z]")
ENDS = tuple("。;:!?；：！？")
SENTENCE = re.compile("[。;!?]")
LONG = 30  # characters with a full stop among them: a sentence, even between the cells of a table
LONGEST_HEADING = 45
FULL = 20  # characters of a line that may go on in the next one
CROWDED = 200  # characters; a line of cells that has more, and sentences, has a text in it as well
FEW = 3  # lines with figures alone; more of them are what is left of a table
TOLD = frozenset({Outcome.FAIL, Outcome.UNCERTAIN})  # what is listed on the report's own page


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters: a heading within its paragraph, or a figure with what its check found and a cell it was held to.

    ``here`` tells that the finding is listed on the page.
    """

    text: str
    run_in: bool = False
    claim: Judgement | None = None
    cell: str = ""
    here: bool = False

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> str:
        """The characters."""
        one = self.claim
        if self.run_in:
            return cuts(TEMPLATE, "run_in_of")(self.text)
        if one is None:
            return escaped(self.text)
        told = f"#{one.anchor}" if self.here else url(one.address)
        return cuts(TEMPLATE, "claim_of", bool(self.cell), one.outcome)(
            self.cell, self.text, told, one.sign, cuts.word(one.word)
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text: a chapter's heading, another heading, a paragraph, items, a signature, what is left out."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    items: tuple[tuple[Piece, ...], ...] = ()
    said: Said | None = None

    def draw(self, cuts: Cuts, url: Callable[[str], str]) -> Markup:
        """The block."""
        if self.items:
            item = cuts(TEMPLATE, "item_of")
            text = "\n".join([item.fill((_drawn(pieces, cuts, url),)) for pieces in self.items])
        else:
            text = escaped(cuts.say(self.said)) if self.said else _drawn(self.pieces, cuts, url)
        return as_markup(cuts(TEMPLATE, "block_of", self.kind).fill((text,)))


def _drawn(pieces: Iterable[Piece], cuts: Cuts, url: Callable[[str], str]) -> str:
    return "".join([piece.draw(cuts, url) for piece in pieces])


def blocks(report: Report, catalogue: Catalogue, claims: Mapping[str, Judgement]) -> tuple[Block, ...]:
    """The prose in reading order; nothing where there is none. ``claims`` are the findings by their claims' ids."""
    found = list(_blocks(report, catalogue, claims))
    text = any(block.kind in {"paragraph", "items"} for block in found)
    return tuple(found) if text else ()


def _blocks(report: Report, catalogue: Catalogue, claims: Mapping[str, Judgement]) -> Iterator[Block]:
    kinds = _kinds(report, catalogue)
    by_line: dict[int, list[Claim]] = {}
    for claim in report.claims:
        if claim.id in claims:
            by_line.setdefault(claim.place.line, []).append(claim)
    for kind, run in groupby(((number, kinds[number]) for number in sorted(kinds)), key=lambda pair: _run(pair[1])):
        lines = [number for number, _ in run]
        if left_out := _left_out(kind, len(lines)):
            yield Block("cut", said=left_out)
        elif kind == "items":
            each = (_pieces(report.lines[n - 1], by_line.get(n, ()), claims) for n in lines)
            yield Block("items", items=tuple(each))
        elif kind in {"paragraph", "figures"}:
            for whole in _joined(lines, report):
                pieces = (_pieces(report.lines[n - 1], by_line.get(n, ()), claims) for n in whole)
                yield Block("paragraph", tuple(chain.from_iterable(pieces)))
        else:
            for n in lines:
                yield Block(str(kind), _pieces(report.lines[n - 1], by_line.get(n, ()), claims))


def _left_out(kind: str | Said, count: int) -> Said | None:
    """What stands in the place of so many lines that are no prose."""
    if isinstance(kind, Said):
        return kind
    if kind == "tables":
        return said("〔此处是统计表，见上〕")
    if kind == "crowded":
        return said("〔此处文字与统计表印在同一行，见原文〕")
    if kind == "unread" or (kind == "figures" and count >= FEW):
        return said("〔此处有表格 %(count)s 行，见原文〕", count=count)
    return None


def _joined(lines: list[int], report: Report) -> Iterator[list[int]]:
    """The lines of each paragraph: one that is full and does not end goes on in the next, as lines of PDF do."""
    whole: list[int] = []
    for n in lines:
        before = report.lines[whole[-1] - 1].strip() if whole else ""
        goes_on = whole and n == whole[-1] + 1 and len(before) >= FULL and not before.endswith(ENDS)
        if whole and not (goes_on and not NUMBERED.match(clean(report.lines[n - 1]).text.strip())):
            yield whole
            whole = []
        whole.append(n)
    if whole:
        yield whole


def _run(kind: str | Cut) -> str | Said:
    """What neighbouring lines must have in common to be one block."""
    return kind if isinstance(kind, str) else cut_sentence(kind)


def _kinds(report: Report, catalogue: Catalogue) -> dict[int, str | Cut]:
    """What each line is that is neither empty nor told elsewhere on the page."""
    chapters = {fact.place.line for fact in report.chapters if fact.place}
    tables = _table_lines(report, catalogue, chapters)
    cut = {number: one for one in report.cuts for number in range(one.first, one.last + 1)}
    told = {fact.place.line for fact in (report.title, report.published_on, report.composed_on) if fact and fact.place}
    signed = report.signed_on.place.line if report.signed_on and report.signed_on.place else 0
    names = {fact.place.line for fact in report.names if fact.how == "signature" and fact.place}
    found: dict[int, str | Cut] = {}
    for number, raw in enumerate(report.lines, 1):
        if number in cut:
            found[number] = cut[number]
            continue
        text = clean(raw).text.strip()
        if number in tables:
            found[number] = "crowded" if len(text) > CROWDED and SENTENCE.search(text) else "tables"
        elif SEEN.search(text) and not (number in told and not SENTENCE.search(text)):
            is_signature = (number == signed or number in names) and len(text) <= LONGEST_HEADING
            is_chapter = number in chapters and len(text) <= LONGEST_HEADING and not SENTENCE.search(text)
            found[number] = "chapter" if is_chapter else "signed" if is_signature else _kind(text)
    return found


def _kind(text: str) -> str:
    if "|" in text:
        return "unread"
    if not WORDED.search(text):
        return "figures"
    if NUMBERED.match(text) and len(text) <= LONGEST_HEADING and not SENTENCE.search(text):
        return "heading"
    return "items" if ITEM.match(text) else "paragraph"


def _table_lines(report: Report, catalogue: Catalogue, chapters: set[int]) -> set[int]:
    """The lines of the recognised tables: those of their cells, what lies between, and the headings around them."""
    shown = [table for id_, form in report.tables if (table := catalogue.form(form).table(id_))]
    known = "\n".join(map(_labels, shown))
    cells = {cell.provenance.place.line for cell in (*report.observations, *report.local_rows) if cell.provenance}

    def of_table(number: int) -> bool:
        """Whether a line beside a table may be a part of it: empty, figures alone, or words of its headings."""
        parts = [key(part) for part in report.lines[number - 1].split("|")]
        return number not in chapters and all(not WORDED.search(part) or part in known for part in parts)

    found, ordered = set(cells), sorted(cells)
    for before, after in pairwise(ordered):
        gap = range(before + 1, after)
        if gap and not _parted(gap, report, chapters):
            found.update(number for number in gap if not _sentenced(report.lines[number - 1]))
    for step in (-1, 1):
        for start in ordered:
            number = start + step
            while 0 < number <= len(report.lines) and number not in found and of_table(number):
                found.add(number)
                number += step
    return found


def _parted(gap: Iterable[int], report: Report, chapters: set[int]) -> bool:
    """Whether a chapter or a sentence among these lines parts the cells around them."""
    return any(n in chapters or (len(report.lines[n - 1]) > LONG and "。" in report.lines[n - 1]) for n in gap)


def _sentenced(text: str) -> bool:
    """Whether a line between cells is a sentence, and no row of cells."""
    return len(text) > LONG and "|" not in text and SENTENCE.search(clean(text).text) is not None


@lru_cache(maxsize=1 << 8)
def _labels(table: Table) -> str:
    """Everything that the form prints besides figures, each on a line."""
    return "\n".join(_printed(table))


def _printed(table: Table) -> Iterator[str]:
    yield from (key(table.zh), key(table.corner), "单位", "申请人情况", "统计指标代码")
    for section in table.sections:
        yield key(section.zh)
        yield from (key(heading.zh) for heading in section.headings)
        for row in section.rows:
            yield from (key(text) for text in (row.label, *row.path, *row.aliases))
        for column in section.columns:
            yield from (key(text) for text in (column.zh, *column.path, *column.aliases))


def _pieces(raw: str, claims: Iterable[Claim], judged: Mapping[str, Judgement]) -> tuple[Piece, ...]:
    """A line in pieces: its heading, its figures with what was found, the rest."""
    cleaned = clean(raw)
    text = typeset(cleaned.text)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    spans = sorted(((_span(cleaned.origin, claim), claim) for claim in claims), key=lambda pair: pair[0])
    found = []
    if (head := RUN_IN.match(text, start)) and not any(first < head.end() for (first, _), _ in spans):
        found.append(Piece(head[0], run_in=True))
        start = head.end()
    for (first, last), claim in spans:
        if start <= first < last:
            found.append(Piece(text[start:first]))
            found.append(_figure(text[first:last], judged[claim.id]))
            start = last
    found.append(Piece(text[start:end]))
    return tuple(piece for piece in found if piece.text)


def _figure(text: str, judgement: Judgement) -> Piece:
    cells = [term.target.partition("#") for term in judgement.cells]
    cell = next((anchor for _, _, anchor in cells), "")
    return Piece(text, claim=judgement, cell=cell, here=judgement.outcome in TOLD)


def _span(origin: tuple[int, ...] | range, claim: Claim) -> tuple[int, int]:
    """The characters of the cleaned line that a claim's were cleaned to."""
    return bisect_left(origin, claim.place.start), bisect_left(origin, claim.place.end)
