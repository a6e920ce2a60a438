"""Pages of PDF: characters and ruled lines in places where no program would set them, and files that are damaged."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sitegen.readers import pdf
from sitegen.readers.decoding import UnreadableError
from sitegen.readers.pdf import file as pdf_file
from sitegen.readers.pdf.flow import flow
from sitegen.readers.pdf.page import SLANTED, UNREAD, Glyph, Page, Rule
from sitegen.readers.pdf.tables import Table
from tests.fuzz import promises
from tests.fuzz.material import source
from tests.fuzz.mutating import damaged
from tests.fuzz.promises import promise

if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.material import Material

TEXTS = (
    "规章",
    "行政许可",
    "本年制发件数",
    "合计",
    "0",
    "1",
    "12",
    "1,234",
    "12.5",
    "/",
    "-",
    "页",
    "第1页",
    "(一)",
    UNREAD,
    " ",
)
ODD = (0.0, -1.0, 1e-6, 1e6, -1e6)
SIZES = (8.0, 10.0, 10.0, 10.0, 24.0, 1.5)
WIDTH, HEIGHT = 595.0, 842.0


class Leaves(NamedTuple):
    """Pages as they are seen."""

    pages: tuple[Page, ...]


def draw_pages(rng: Random, _: Material) -> Leaves:
    """Pages with tables, whole, shifted or with lines missing, and text around."""
    return Leaves(tuple(_page(rng) for _ in range(rng.choice((1, 1, 2)))))


def draw_file(rng: Random, material: Material) -> bytes:
    """A file that is damaged."""
    return damaged(rng, rng.choice(material.files["pdf"]), material.files["pdf"])


def examine_pages(case: Leaves) -> str:
    """Take the pages apart: what stands upright is in the result once, but for figures that are told as unread.

    What is set along the page may be its number, which is left out.
    """
    sheets = [pdf_file._sheet(number, page) for number, page in enumerate(case.pages, 1)]  # noqa: SLF001  below the file
    printed = [g for page in case.pages for g in page.glyphs if g.turn != SLANTED and not g.text.isspace()]
    before, upright = Counter(g.text for g in printed), Counter(g.text for g in printed if g.turn == 0)
    shown: Counter[str] = Counter()
    for sheet in sheets:
        for block in sheet.blocks:
            if isinstance(block, Table):
                shown.update("".join(box.text for box in {id(b): b for row in block.rows for b in row}.values()))
            else:
                shown.update(block.text)
    for text, count in before.items():
        promise(text == UNREAD or shown[text] <= count, "nothing is printed twice", text, count, shown[text])
        # What stands upright; a bare number up the side is that of a page. Figures over one another are told as unread.
        least = upright[text] - (max(shown[UNREAD] - before[UNREAD], 0) if text.isdigit() else 0)
        promise(shown[text] >= least, "nothing printed is lost", text, count, shown[text])
    flow(sheets)
    return "tables" if any(isinstance(b, Table) for s in sheets for b in s.blocks) else "lines"


def examine_file(content: bytes) -> str:
    """Read the file."""
    try:
        document = pdf.read(source(content), content)
    except UnreadableError as error:
        return str(error)
    promises.of_document(document)
    return "read"


def _page(rng: Random) -> Page:
    glyphs: list[Glyph] = []
    across: list[Rule] = []
    down: list[Rule] = []
    top = rng.uniform(40, 200)
    for _ in range(rng.choice((0, 1, 1, 1, 2))):
        top = _table(rng, top, glyphs, across, down) + rng.uniform(0, 40)
    for _ in range(rng.randint(0, 4)):
        _word(rng, rng.choice(TEXTS), (rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT)), glyphs)
    if rng.random() < 0.3:
        rng.shuffle(glyphs)
    for lines in (across, down):
        if lines and rng.random() < 0.3:
            lines.pop(rng.randrange(len(lines)))
        if rng.random() < 0.2:
            ends = sorted((rng.uniform(0, WIDTH), rng.uniform(0, WIDTH)))
            lines.append(Rule(rng.choice((*ODD, rng.uniform(0, HEIGHT))), *ends))
    return Page(0.0, HEIGHT, glyphs, across, down, rng.choice((0.0, 0.0, 0.9)))


def _table(rng: Random, top: float, glyphs: list[Glyph], across: list[Rule], down: list[Rule]) -> float:
    columns, rows = rng.randint(1, 6), rng.randint(1, 6)
    width, height, left = rng.uniform(15, 80), rng.uniform(10, 30), rng.uniform(20, 80)
    jitter = rng.choice((0.0, 0.0, 0.3, 2.0))
    right, bottom = left + columns * width, top + rows * height
    across += [Rule(top + y * height + rng.uniform(-jitter, jitter), left, right) for y in range(rows + 1)]
    down += [Rule(left + x * width + rng.uniform(-jitter, jitter), top, bottom) for x in range(columns + 1)]
    for y in range(rows):
        for x in range(columns):
            if rng.random() < 0.8:
                at = left + x * width + rng.choice((2.0, 2.0, 2.0, width - 3.0, -3.0)), top + y * height + height * 0.7
                _word(rng, rng.choice(TEXTS), at, glyphs)
    return bottom


def _word(rng: Random, text: str, at: tuple[float, float], glyphs: list[Glyph]) -> None:
    x, base = at
    size = rng.choice(SIZES)
    turn = rng.choice((0, 0, 0, 0, 0, 0, 0, 1, 3, SLANTED))
    run = rng.choice((0, *range(1, 40)))
    for character in text:
        wide = size * (0.5 if character.isascii() else 1.0) * rng.choice((1.0, 1.0, 1.0, 0.9, 0.0))
        glyph = Glyph(character, x, base - 0.8 * size, x + wide, base + 0.2 * size, x, base, size, 0, run)
        glyphs.append(glyph._replace(turn=turn))
        x += wide
