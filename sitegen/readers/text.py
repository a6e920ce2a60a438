"""Plain text and Markdown: a line with text is a paragraph; consecutive lines of cells between bars are a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.making import tuples_maker
from sitegen.model import Document, Grid, Paragraph, Place
from sitegen.readers import html, markdown, pipes
from sitegen.readers.decoding import decode
from sitegen.readers.transcript import Raw, Transcript, refuse_excess

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Block, Source

MEDIA_TYPE = "text/plain"
make_paragraph, make_place = tuples_maker(Paragraph), tuples_maker(Place)


def accepts(head: bytes) -> bool:
    """Whether the first bytes may be plain text: none of the marks of another format, and no NUL outside UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return b"\x00" not in head and not head.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"))


def read(source: Source, content: bytes) -> Document:
    """The document of a text file; a line ends with a line feed, a carriage return, or both."""
    text = decode(content).replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(text.split("\n"))
    if markdown.is_markdown(lines):
        lines = tuple(markdown.plain(line) for line in lines)
        text = "\n".join(lines)
    if tables := tuple(markdown.html_tables(text)):
        return _with_tables(text, tables).document(source)
    return Document(source, lines, tuple(_blocks(lines)))


def _with_tables(text: str, tables: tuple[tuple[int, int], ...]) -> Transcript:
    """A text in which tables stand as HTML, as programs write Markdown that turn pictures into text."""
    transcript = Transcript()
    done = 0
    for start, end in (*tables, (len(text), len(text))):
        for block in _blocks(tuple(text[done:start].split("\n")), text.count("\n", 0, done) + 1):
            if isinstance(block, Grid):
                transcript.grid([[Raw(cell.text, cell.place.line) for cell in row] for row in block.rows])
            else:
                transcript.paragraph(block.text, file_line=block.place.line)
        if start < end:
            # The line feeds before it keep the numbers of its lines.
            html.transcribe("\n" * text.count("\n", 0, start) + text[start:end], transcript)
        done = end
    return transcript


def _blocks(lines: tuple[str, ...], first: int = 1) -> Iterator[Block]:
    table: list[tuple[int, str]] = []
    tables = 0
    for number, text in enumerate(lines, first):
        if "|" in text and pipes.is_row(text):
            if not pipes.is_rule(text):
                table.append((number, text))
            continue
        if table:
            tables += 1
            yield _grid(table, tables)
            table = []
        if text and not text.isspace():
            yield make_paragraph((text, make_place((number, 0, len(text), None, None, None, None, None))))
    if table:
        yield _grid(table, tables + 1)


def _grid(table: list[tuple[int, str]], number: int) -> Grid:
    rows = pipes.rows(table)
    refuse_excess(number, rows)
    return Grid(rows, Place(table[0][0]))
