"""Word files: paragraphs, tables with their merged cells, text boxes and notes, as they are printed.

The XML is read directly: converters to HTML show hidden text, glue raised figures to the number before them and lose
columns that a row leaves out, each of which makes a wrong number.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sitegen.readers import archive, sheets, wordml
from sitegen.readers.decoding import UnreadableError
from sitegen.readers.ooxml import name
from sitegen.readers.transcript import Transcript

if TYPE_CHECKING:
    from lxml.etree import _Element

    from sitegen.model import Document, Source
    from sitegen.readers.archive import Package

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNKNOWN, NO_TEXT = "archive_unknown", "docx_no_text"
NOTES = {"footnotes.xml": "footnote", "endnotes.xml": "endnote"}


def accepts(head: bytes) -> bool:
    """Whether the first bytes are those of a package that is no workbook; what it holds shows when it is opened."""
    return archive.accepts(head) and not sheets.accepts(head)


def read(source: Source, content: bytes) -> Document:
    """The document of a Word file."""
    package = archive.open_package(content)
    part = package.main_part() or "word/document.xml"
    if part.endswith("workbook.xml"):
        return sheets.read(source, content)
    if part not in package or name(root := package.xml(part)) != "document":
        raise UnreadableError(UNKNOWN)
    transcript = Transcript()
    for body in root:
        _write(body, transcript)
    _write_notes(package, PurePosixPath(part).parent, transcript)
    if not transcript.lines:
        raise UnreadableError(NO_TEXT)
    return transcript.document(source)


def _write(element: _Element, transcript: Transcript) -> None:
    """Write down the paragraphs and tables within an element in reading order."""
    for found in wordml.contents(element):
        kind = name(found)
        if kind == "p":
            _write_paragraph(found, transcript)
        elif kind == "tbl":
            _write_table(found, transcript)
        else:
            _write(found, transcript)


def _write_paragraph(element: _Element, transcript: Transcript) -> None:
    """Write down a paragraph, a line for each of its lines, and after it the boxes that are anchored in it."""
    pieces = tuple(wordml.pieces(element))
    text = "".join(piece for piece in pieces if isinstance(piece, str))
    for line in text.split("\n"):
        transcript.paragraph(line)
    for box in pieces:
        if not isinstance(box, str):
            _write(box, transcript)


def _write_table(table: _Element, transcript: Transcript) -> None:
    """Write down a table as a grid, except for the rows that only lay other things out: their cells follow in order."""
    lines = wordml.lines(table)
    is_frame = all(len(set(map(id, line.cells))) <= 1 for line in lines)
    for lays_out, group in groupby(lines, key=lambda line: is_frame or line.lays_out):
        if lays_out:
            for line in group:
                for element in line.elements:
                    _write(element, transcript)
        else:
            transcript.grid([line.cells for line in group])


def _write_notes(package: Package, folder: PurePosixPath, transcript: Transcript) -> None:
    """Write down footnotes and endnotes after the text; where they are called out, nothing joins the figures."""
    for file, kind in NOTES.items():
        if (part := str(folder / file)) in package:
            for note in package.xml(part):
                if name(note) == kind:
                    _write(note, transcript)
