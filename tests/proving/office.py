"""How a report lies in a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.proving.layouts import Laid
from tests.proving.paper import Sheet
from tests.readers.docx_fixtures import Xml
from tests.readers.docx_fixtures import docx as word_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.proving.paper import Block, Paper
    from tests.readers.docx_fixtures import Block as WordBlock


def docx(rng: Random, paper: Paper) -> Laid:
    """A Word file: paragraphs, and tables with merged cells; runs cut at random."""
    return Laid(word_file([_block(rng, block) for block in paper]))


def _block(rng: Random, block: Block) -> WordBlock:
    if not isinstance(block, Sheet):
        return _paragraph(rng, block.text)
    return tuple(tuple((_paragraph(rng, spot.text), spot.across, spot.down) for spot in row) for row in block.rows)


def _paragraph(rng: Random, text: str) -> Xml:
    """A paragraph, now and then in several runs, with its breaks."""
    runs: list[str] = []
    while text:
        length = rng.choice((len(text), len(text), 1, 2, 5))
        piece, text = text[:length], text[length:]
        lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in piece.split("\n"))
        runs.append(f"<w:r>{'<w:br/>'.join(lines)}</w:r>")
    return Xml(f"<w:p>{''.join(runs)}</w:p>")


OFFICE: dict[str, Callable[[Random, Paper], Laid]] = {"docx": docx}
