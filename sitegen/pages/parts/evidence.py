"""The source text line by line: what was read from it is lit up and leads back to the cell, what was cut is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sitegen.cutting import as_markup, escaped
from sitegen.interface import Said, msg, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markupsafe import Markup

    from sitegen.cutting import Cuts
    from sitegen.exports.schema import Words
    from sitegen.model import Cut, Place, Report

Span = tuple[int, int, str]
TEMPLATE = "parts/source.html"
CUT_WORDS = {"spam": msg("〔此处略去垃圾内容 %(count)s 行〕")}
LINE, PAGE_AND_LINE = msg("第 %(line)s 行"), msg("第 %(page)s 页，第 %(line)s 行")
PAGE, FILE_LINE = msg("第 %(page)s 页"), msg("文件第 %(line)s 行")
MOST = 1 << 13  # places that are told again and again
FURNITURE = msg("〔此处略去与年报无关的页面内容 %(count)s 行〕")


class Piece(NamedTuple):
    """Some characters of a line, and the cell that was read from them."""

    text: str
    target: str = ""


class SourceLine(NamedTuple):
    """A line of the source, or, with ``cut``, the sentence that stands for lines left out.

    ``spans`` are the characters that cells were read from. ``page`` is told where something was read from a page that
    nothing above was read from; ``gloss`` says in words what a line of a keyed sheet is about.
    """

    number: int
    text: str = ""
    spans: Sequence[Span] = ()
    cut: Said | None = None
    page: int | None = None
    gloss: tuple[Words, ...] = ()

    @property
    def pieces(self) -> Iterator[Piece]:
        """The line in pieces."""
        return (Piece(*piece) for piece in _in_pieces(self.text, self.spans))


def _in_pieces(text: str, spans: Sequence[Span]) -> list[tuple[str, str]]:
    """The characters of a line, each run with the cell that was read from it, or with none."""
    pieces = []
    done = 0
    for start, end, cell in spans:
        if start < done or end <= start:
            continue
        if start > done:
            pieces.append((text[done:start], ""))
        pieces.append((text[start:end], cell))
        done = end
    if done < len(text):
        pieces.append((text[done:], ""))
    return pieces


class Source(tuple[SourceLine, ...]):
    """The lines of a source that are shown, in their order."""

    __slots__ = ()

    def draw(self, cuts: Cuts, _: object) -> Markup:
        """All of them."""
        lit, bare = cuts(TEMPLATE, "lit_of"), cuts(TEMPLATE, "line_of", False, False)  # noqa: FBT003  its shape
        drawn: list[str] = []
        for number, raw, spans, left_out, page, gloss in self:
            if left_out:
                drawn.append(cuts(TEMPLATE, "cut_of")(cuts.say(left_out)))
                continue
            text: str = escaped(raw)
            if spans:
                pieces = _in_pieces(raw, spans)
                if text is not raw:
                    pieces = [(escaped(piece), cell) for piece, cell in pieces]
                text = "".join([lit.fill((cell, piece)) if cell else piece for piece, cell in pieces])
            if gloss or page is not None:
                cut = cuts(TEMPLATE, "line_of", bool(gloss), page is not None)
                drawn.append(cut(str(number), as_markup(text), cuts.say(gloss) if gloss else "", page))
            else:
                drawn.append(bare.fill((str(number), text, "", "")))
        return as_markup("\n".join([*drawn, ""]))


class Evidence:
    """The source of a report, looked through once: what was read from each line, and which lines are shown."""

    def __init__(self, report: Report) -> None:
        """Look through the cells and the cuts."""
        self.spans = _spans(report)
        self.cuts = {number: cut for cut in report.cuts for number in range(cut.first, cut.last + 1)}
        filled = {number for number, text in enumerate(report.lines, 1) if text and not text.isspace()}
        self._shown = (filled | self.spans.keys()) - self.cuts.keys()

    def target(self, place: Place | None) -> str:
        """The anchor of the line of a place; none where the line is not shown or there is no place."""
        return f"#L{place.line}" if place is not None and place.line in self._shown else ""


def source_lines(
    report: Report, glosses: Mapping[str, Words] | None = None, evidence: Evidence | None = None
) -> Iterator[SourceLine]:
    """The lines of the report's source that are shown, in order; empty ones only where something was read from them.

    ``glosses`` are the names of cells, for a source whose lines do not say them.
    """
    evidence = evidence or Evidence(report)
    cuts, spans, pages, names = evidence.cuts, evidence.spans, _pages(report), glosses or {}
    for number, text in enumerate(report.lines, 1):
        if cut := cuts.get(number):
            if number == cut.first:
                yield SourceLine(number, cut=cut_sentence(cut))
        elif text.strip() or number in spans:
            found = spans.get(number, [])
            gloss = tuple(names[cell] for _, _, cell in found if cell in names) if names else ()
            yield SourceLine(number, text.rstrip(), found, None, pages.get(number), gloss)


def cut_sentence(cut: Cut) -> Said:
    """What stands in the place of lines that are not shown."""
    return said(CUT_WORDS.get(cut.reason, FURNITURE), count=cut.last - cut.first + 1)


def place_name(place: Place | None) -> Said | str:
    """A place in words: the page where there are pages, and the line; nothing for no place."""
    if place is None:
        return ""
    if place.page is not None:
        return said(PAGE_AND_LINE, page=place.page, line=place.line)
    return said(LINE, line=place.line)


def told(place: Place, cuts: Cuts) -> Markup:
    """A place in the words of an edition."""
    if place.page is not None:
        return cuts.tell(PAGE_AND_LINE, page=place.page, line=place.line)
    return cuts.tell(LINE, line=place.line)


def whereabouts(place: Place | None) -> tuple[Said, ...]:
    """What the number of the line does not tell: the page, and the line of the file where that is another."""
    if place is None:
        return ()
    return tuple(said(text, **values) for text, values in _beyond(place.page, _own_line(place)))


def told_beyond(place: Place | None, cuts: Cuts) -> str:
    """The same in the words of an edition, as it may stand in markup."""
    if place is None:
        return ""
    page, line = place.page, _own_line(place)
    if page is None and line is None:
        return ""
    known = cuts.texts.get((page, line))
    if known is None:
        if len(cuts.texts) >= MOST:
            cuts.texts.clear()
        known = cuts.several([cuts.tell(text, **values) for text, values in _beyond(page, line)])
        cuts.texts[page, line] = known
    return known


def _own_line(place: Place) -> int | None:
    """The line of the file where that is another."""
    return None if place.file_line == place.line else place.file_line


def _beyond(page: int | None, line: int | None) -> Iterator[tuple[str, dict[str, int]]]:
    if page is not None:
        yield PAGE, {"page": page}
    if line is not None:
        yield FILE_LINE, {"line": line}


def _pages(report: Report) -> dict[int, int]:
    """The first line of each page that something was read from."""
    cells = (*report.observations, *report.local_rows)
    places = [cell.provenance.place for cell in cells if cell.provenance and cell.provenance.place.page is not None]
    found: dict[int, int] = {}
    for place in sorted(places):
        if place.page is not None and place.page not in found.values():
            found[place.line] = place.page
    return found


def _spans(report: Report) -> dict[int, list[Span]]:
    """By line: the characters that a cell was read from, and the cell, in order."""
    found: dict[int, list[Span]] = {}
    for observation in (*report.observations, *report.local_rows):
        if observation.provenance:
            place = observation.provenance.place
            found.setdefault(place.line, []).append((place.start, place.end, observation.cell))
    return {line: sorted(spans) for line, spans in found.items()}
