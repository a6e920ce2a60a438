"""A PDF as a file: opened or refused, and read page by page."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pypdfium2
from pypdfium2 import raw

from sitegen.readers.decoding import UnreadableError
from sitegen.readers.pdf import lines as pdf_lines
from sitegen.readers.pdf.flow import NUMBER, Sheet
from sitegen.readers.pdf.labels import gathered
from sitegen.readers.pdf.page import SLANTED, UNREAD, read_page
from sitegen.readers.pdf.tables import Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.readers.pdf.flow import Block
    from sitegen.readers.pdf.lines import Line
    from sitegen.readers.pdf.page import Glyph, Page

BROKEN, ENCRYPTED, SCAN, TOO_LONG, NAMELESS = "pdf_broken", "pdf_encrypted", "pdf_scan", "pdf_too_long", "pdf_nameless"
LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}

STREAM = re.compile(rb"(?<!end)stream\r?\n")
PACKED = re.compile(rb"/Filter\s*\[?\s*/FlateDecode")
PICTURE = re.compile(rb"/Subtype\s*/Image")
LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")
LONGEST_HEAD = 4096  # bytes of the entries before a stream
PART, MOST_PARTS = 1 << 20, 100  # bytes unpacked at a time, and times

TAIL = 2048  # bytes within which the mark of the end stands; without it the file is cut off
MOST_PAGES = 300
PICTURED = 0.5  # of a page; a picture that takes up so much is the page
CAPTION = 30  # characters; fewer on a page that is a picture are a stamp on it
MOST_UNREAD = 0.1  # of the characters; where the file does not name more of them, its text is no text


def sheets(content: bytes) -> list[Sheet]:
    """The pages of a file with what stands on them; one that cannot be read is refused with its reason."""
    if not _is_whole(content):
        raise UnreadableError(BROKEN)
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(ENCRYPTED if error.err_code in LOCKED else BROKEN) from error
    with document:
        if len(document) > MOST_PAGES:
            raise UnreadableError(TOO_LONG)
        pages = list(_pages(document))
    glyphs = [glyph for page in pages for glyph in page.glyphs if not glyph.text.isspace()]
    if not any(map(_is_text, pages)):
        raise UnreadableError(SCAN if pages else BROKEN)
    if sum(glyph.text == UNREAD and glyph.run > 0 for glyph in glyphs) > MOST_UNREAD * len(glyphs):
        raise UnreadableError(NAMELESS)
    return [_sheet(number, page) for number, page in enumerate(pages, 1)]


def _is_whole(content: bytes) -> bool:
    """Whether the file has its end, and what its packed streams say of their own sums is true.

    The library shows what it can of a damaged stream; of a table that may be an empty one.
    """
    if b"%%EOF" not in content[-TAIL:]:
        return False
    if b"/Encrypt" in content:
        return True  # there they are packed first and locked then
    return all(map(_unpacks, _streams(content)))


def _streams(content: bytes) -> Iterator[bytes]:
    """The packed streams of a file but those of pictures, which are large and hold no text."""
    for mark in STREAM.finditer(content):
        start = content.rfind(b"obj", max(mark.start() - LONGEST_HEAD, 0), mark.start())
        entries = content[start : mark.start()]
        if start >= 0 and PACKED.search(entries) and not PICTURE.search(entries):
            length = LENGTH.search(entries)
            end = mark.end() + int(length[1]) if length else content.find(b"endstream", mark.end())
            yield content[mark.end() : end]


def _unpacks(packed: bytes) -> bool:
    stream = zlib.decompressobj()
    try:
        for _ in range(MOST_PARTS):
            stream.decompress(packed, PART)
            packed = stream.unconsumed_tail
            if not packed:
                break
    except zlib.error:
        return False
    return True


def _page(document: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
    """A page, with what has been filled into its fields or written on it."""
    page = document[index]
    if any(_is_writing(page.raw, number) for number in range(raw.FPDFPage_GetAnnotCount(page.raw))):
        raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
        page.close()
        page = document[index]
    return page


def _is_writing(page: Any, number: int) -> bool:  # noqa: ANN401  a pointer of the library
    annotation = raw.FPDFPage_GetAnnot(page, number)
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    raw.FPDFPage_CloseAnnot(annotation)
    return kind in {raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT}


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Page]:
    for index in range(len(document)):
        try:
            page = _page(document, index)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(BROKEN) from error
        yield read_page(document.raw, page.raw)
        page.close()


def _is_text(page: Page) -> bool:
    """Whether a page has text of its own, more than a stamp on a picture of one."""
    printed = sum(not glyph.text.isspace() for glyph in page.glyphs)
    return printed >= CAPTION or (printed > 0 and page.pictured < PICTURED)


def _sheet(number: int, page: Page) -> Sheet:
    """What stands on a page from top to bottom; what is set aslant, such as a watermark, is no part of it."""
    found, rest = tables(page, number)
    blocks: list[Block] = [*found, *_lines(rest)]
    blocks.sort(key=lambda block: (block.top, block.columns[0]) if isinstance(block, Table) else (block.y0, block.x0))
    return Sheet(number, page.top, page.bottom, tuple(blocks))


def _lines(glyphs: list[Glyph]) -> Iterator[Line]:
    """The lines of text outside of tables; those that run up or down the page begin where they do on it."""
    by_turn: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_turn[glyph.turn].append(glyph)
    for turn in sorted(by_turn.keys() - {SLANTED}):
        rows = pdf_lines.rows(glyph.turned(turn) for glyph in by_turn[turn])
        top, bottom = min(glyph.y0 for glyph in by_turn[turn]), max(glyph.y1 for glyph in by_turn[turn])
        for line in gathered(map(pdf_lines.words, rows)):
            if not turn:
                yield line
            elif not NUMBER.fullmatch(line.text):
                yield line._replace(y0=top, y1=bottom)
