"""PDF with a text layer: ruled tables as grids, what stands outside of them as paragraphs, page by page."""

from __future__ import annotations

import io
import logging
import re
from typing import TYPE_CHECKING, Any

from sitegen.readers import pdf_tables
from sitegen.readers.decoding import UnreadableError
from sitegen.readers.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pdfplumber.page import Page

    from sitegen.model import Document, Source

MEDIA_TYPE = "application/pdf"
BROKEN, ENCRYPTED, SCAN, TOO_LONG = "pdf_broken", "pdf_encrypted", "pdf_scan", "pdf_too_long"

MOST_PAGES = 300
HEAD = 1024  # bytes within which the mark of the format stands
EDGE = 0.1  # of a page's height, at top and bottom, where page numbers stand
SMALLEST = 1.0  # points; smaller characters are not meant to be read
WHITE = 0.98  # of full brightness in every colour
NUMBER = re.compile(r"[-—–－·.\s]*(?:第\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*页)?[-—–－·.\s]*(?:共\s*\d{1,3}\s*页)?")


def accepts(head: bytes) -> bool:
    """Whether the mark of the format stands near the beginning."""
    return b"%PDF-" in head[:HEAD]


def read(source: Source, content: bytes) -> Document:
    """The document of a PDF; a scan without text, an encrypted or a broken file is refused with its reason."""
    import pdfplumber  # noqa: PLC0415  slow to import, and most reports are no PDF
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    transcript = Transcript()
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            length = len(pdf.pages)
            for page in pdf.pages if length <= MOST_PAGES else ():
                _page(page, transcript)
                page.close()
    except PdfminerException as error:
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        raise UnreadableError(ENCRYPTED if locked else BROKEN) from error
    except Exception as error:  # what a damaged file may raise in the library is not known beforehand
        raise UnreadableError(BROKEN) from error
    if length > MOST_PAGES:
        raise UnreadableError(TOO_LONG)
    if not transcript.blocks:
        raise UnreadableError(SCAN)
    return transcript.document(source)


def _page(page: Page, transcript: Transcript) -> None:
    """Write down a page from top to bottom."""
    if not all(map(_is_visible, page.chars)):
        page = page.filter(_is_visible)
    tables = pdf_tables.tables(page)
    parts: list[tuple[float, Any]] = [(table.top, table) for table in tables]
    parts += [(line["top"], line["text"]) for line in _lines_outside(page, tables)]
    for _, part in sorted(parts, key=lambda item: item[0]):
        if isinstance(part, str):
            transcript.paragraph(part, page=page.page_number)
        else:
            transcript.grid(part.rows, page=page.page_number)


def _is_visible(item: dict[str, Any]) -> bool:
    """Whether a reader of the page sees an object; only characters are asked about."""
    if item["object_type"] != "char":
        return True
    colour = item.get("non_stroking_color")
    tones = colour if isinstance(colour, tuple | list) else (colour,)
    white = len(tones) in {1, 3} and all(isinstance(tone, int | float) and tone >= WHITE for tone in tones)
    return item["size"] >= SMALLEST and not white


def _lines_outside(page: Page, tables: list[pdf_tables.Table]) -> Iterator[dict[str, Any]]:
    """The lines of text outside of tables, without page numbers."""

    def outside(item: dict[str, Any]) -> bool:
        if item.get("object_type") != "char":
            return False
        middle = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
        return not any(table.holds(*middle) for table in tables)

    rest = page.filter(outside) if tables else page
    if not rest.chars:
        return
    for line in rest.extract_text_lines(return_chars=False, strip=True):
        at_edge = line["top"] < page.height * EDGE or line["bottom"] > page.height * (1 - EDGE)
        if not (at_edge and NUMBER.fullmatch(line["text"])):
            yield line
