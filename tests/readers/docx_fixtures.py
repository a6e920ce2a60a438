"""Word files made for tests: ``docx(blocks)`` from paragraphs and tables, ``package(parts)`` from any parts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml"'
    ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True, slots=True)
class Xml:
    """WordprocessingML as it stands, where a paragraph, a table or the content of a cell is expected."""

    xml: str


# A cell is its text, or text with the columns and rows that it spans; it is given once, where it begins.
Content = str | Xml
Cell = Content | tuple[Content, int, int]
Block = Content | tuple[tuple[Cell, ...], ...] | list[list[Cell]]


def docx(blocks: Sequence[Block], parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file of paragraphs and tables, the same bytes for the same blocks; ``parts`` are further members."""
    # A paragraph follows each table, as the format demands: without one, LibreOffice takes the cells for running text.
    body = "".join(paragraph(block) if isinstance(block, str | Xml) else f"{table(block)}<w:p/>" for block in blocks)
    document = f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    return package({"word/document.xml": document, **(parts or {})})


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """An office package of these parts, with the two that every Word file has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, **parts}.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(content: Content) -> str:
    """A paragraph of one run, or the XML as it stands."""
    return content.xml if isinstance(content, Xml) else f"<w:p>{run(content)}</w:p>"


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def table(rows: Sequence[Sequence[Cell]]) -> str:
    """A table; what a cell spans below itself is written as cells that continue it, as Word does."""
    written: list[str] = []
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        cells, above = _row(row, above)
        written.append(f"<w:tr>{cells}</w:tr>")
    columns = max(sum(cell[1] if isinstance(cell, tuple) else 1 for cell in row) for row in rows)
    grid = '<w:gridCol w:w="900"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(written)}</w:tbl>"


def _row(row: Sequence[Cell], above: dict[int, tuple[int, int]]) -> tuple[str, dict[int, tuple[int, int]]]:
    """The cells of a row, and by column the width and the further rows of those that reach below it."""
    written: list[str] = []
    below: dict[int, tuple[int, int]] = {}
    waiting, column = list(row), 0
    while waiting or column in above:
        if column in above:
            wide, further = above[column]
            written.append(_cell("", wide, "<w:vMerge/>"))
        else:
            cell = waiting.pop(0)
            content, wide, rows = cell if isinstance(cell, tuple) else (cell, 1, 1)
            further = rows - 1
            written.append(_cell(content, wide, '<w:vMerge w:val="restart"/>' if further else ""))
        if further > 0:
            below[column] = (wide, further - (column in above))
        column += wide
    return "".join(written), {at: span for at, span in below.items() if span[1]}


def _cell(content: Content, wide: int, merged: str) -> str:
    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merged}</w:tcPr>{paragraph(content)}</w:tc>"
