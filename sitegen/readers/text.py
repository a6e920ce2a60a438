"""Plain text: a line is a paragraph; consecutive lines of cells between bars are a grid."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.model import Document, Grid, Paragraph, Place
from sitegen.readers import pipes
from sitegen.readers.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Block, Source

MEDIA_TYPE = "text/plain"


def accepts(head: bytes) -> bool:
    """Whether the first bytes may be plain text: none of the marks of another format, and no NUL outside UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return b"\x00" not in head and not head.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"))


def read(source: Source, content: bytes) -> Document:
    """The document of a text file; lines are those between line feeds, without carriage returns."""
    lines = tuple(line.removesuffix("\r") for line in decode(content).split("\n"))
    return Document(source, lines, tuple(_blocks(lines)))


def _blocks(lines: tuple[str, ...]) -> Iterator[Block]:
    numbered = enumerate(lines, 1)
    for is_grid, group in groupby(numbered, key=lambda item: pipes.is_row(item[1])):
        if is_grid:
            rows = [(n, text) for n, text in group if not pipes.is_rule(text)]
            if rows:
                yield Grid(tuple(pipes.cells(text, n) for n, text in rows), Place(rows[0][0]))
        else:
            for n, text in group:
                yield Paragraph(text, Place(n, 0, len(text)))
