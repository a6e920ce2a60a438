"""What a reader sees on a page of a PDF: characters and ruled lines, in a frame in which the text stands upright."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import groupby, product
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

from sitegen.readers.pdf import objects
from sitegen.readers.pdf.scene import PLAIN, scene

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.readers.pdf.scene import Ink, Scene

UNREAD = "\ufffd"  # stands for a character that the file does not name, so that no number loses a digit in silence
HYPHEN = "\x02"  # how the library gives a hyphen at the end of a line
SLANTED = -1  # the turn of what runs neither along nor across the page
SMALLEST = 1.5  # points; smaller characters are not there to be read
DOUBLED = 0.1  # of its size; what is drawn again so close is to look bold
LEVEL = 0.35  # of the size of a character; baselines no further apart are of one line
TOUCHING = 0.1  # of the size; figures no further apart touch
BAND = 20.0  # points; figures on the same line are looked for in bands of that height
STRAIGHT = 0.05  # how far a direction may be off, as the sine of the angle


class Glyph(NamedTuple):
    """A character: its box with y downwards, its baseline, its size, its quarter turns, and the run it is set in."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    x: float
    base: float
    size: float
    turn: int
    run: int

    def turned(self, quarters: int) -> Glyph:
        """The same character in a frame so turned that what ran upwards runs to the right."""
        glyph = self
        for _ in range(quarters % 4):
            glyph = glyph._replace(x0=-glyph.y1, x1=-glyph.y0, y0=glyph.x0, y1=glyph.x1, x=-glyph.base, base=glyph.x)
        return glyph if self.turn == SLANTED else glyph._replace(turn=(self.turn - quarters) % 4)


class Rule(NamedTuple):
    """A ruled line: its place across its direction, and where it starts and ends."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """What is seen on a page between its ``top`` and ``bottom``; ``pictured`` is the share that pictures take up."""

    top: float
    bottom: float
    glyphs: list[Glyph]
    across: list[Rule]
    down: list[Rule]
    pictured: float


def read_page(document: Any, page: Any) -> Page:  # noqa: ANN401  pointers of the library
    """What is seen on a page, so turned that most of its text stands upright."""
    drawn = scene(document, page)
    text = pdfium.FPDFText_LoadPage(page)
    try:
        glyphs = _seen(_glyphs(text, drawn))
    finally:
        pdfium.FPDFText_ClosePage(text)
    turns = Counter(glyph.turn for glyph in glyphs if glyph.turn != SLANTED and not glyph.text.isspace())
    turn = turns.most_common(1)[0][0] if turns else 0
    left, bottom, right, top = drawn.box
    corners = [_point(x, y, turn) for x, y in ((left, bottom), (right, top))]
    segments = [[_point(x, y, turn) for x, y in segment] for segment in drawn.segments]
    area = (right - left) * (top - bottom)
    return Page(
        top=min(y for _, y in corners),
        bottom=max(y for _, y in corners),
        glyphs=[glyph.turned(turn) for glyph in glyphs],
        across=[Rule((a[1] + b[1]) / 2, *sorted((a[0], b[0]))) for a, b in segments if _is_level(a, b)],
        down=[Rule((a[0] + b[0]) / 2, *sorted((a[1], b[1]))) for a, b in segments if _is_level(a[::-1], b[::-1])],
        pictured=drawn.pictured / area if area else 0.0,
    )


def _is_level(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether the line between two points runs along the first axis."""
    along, across = abs(one[0] - other[0]), abs(one[1] - other[1])
    return across <= STRAIGHT * along


def _point(x: float, y: float, turn: int) -> tuple[float, float]:
    """A point of the page with y downwards, after some quarter turns."""
    y = -y
    for _ in range(turn):
        x, y = -y, x
    return x, y


def _glyphs(text: Any, drawn: Scene) -> Iterator[tuple[Glyph, bool]]:  # noqa: ANN401
    """The characters of a page in the order of the file, and whether each is seen."""
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    styles: dict[int, tuple[Ink, float, int]] = {}
    for index in range(pdfium.FPDFText_CountChars(text)):
        run = objects.address(pdfium.FPDFText_GetTextObject(text, index))
        if not run:
            continue  # a space or a break that the library adds of its own accord
        if run not in styles:
            styles[run] = (drawn.inks.get(run, PLAIN), *_style(text, index))
        ink, size, turn = styles[run]
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        if size < SMALLEST:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        character = _character(text, index)
        glyph = Glyph(character, box.left, -box.top, box.right, -box.bottom, x.value, -y.value, size, turn, run)
        yield glyph, drawn.shows(ink, *middle)


def _style(text: Any, index: int) -> tuple[float, int]:  # noqa: ANN401
    """The size of a character in points, and its quarter turns."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index)
    right, up = matrix.a * size, matrix.b * size
    length = math.hypot(right, up) or 1.0
    directions = {(1, 0): 0, (0, 1): 1, (-1, 0): 2, (0, -1): 3}
    straight = min(abs(right), abs(up)) <= STRAIGHT * length
    turn = directions.get((round(right / length), round(up / length)), SLANTED) if straight else SLANTED
    return math.hypot(matrix.c, matrix.d) * abs(size), turn


def _character(text: Any, index: int) -> str:  # noqa: ANN401
    """What a character is, UNREAD where the file does not say."""
    character = chr(pdfium.FPDFText_GetUnicode(text, index))
    if character == HYPHEN:
        return "-"
    if character.isspace():
        return " "
    if character.isprintable() and not pdfium.FPDFText_HasUnicodeMapError(text, index):
        return character
    return character if unicodedata.category(character) == "Cf" else UNREAD


def _seen(glyphs: Iterable[tuple[Glyph, bool]]) -> list[Glyph]:
    """The characters that are seen, each once; a figure beside them that is not leaves its number unread."""
    seen: list[Glyph] = []
    hidden: list[Glyph] = []
    for glyph, shown in glyphs:
        (seen if shown else hidden).append(glyph)
    figures: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in seen if hidden else ():
        if glyph.text.isdigit():
            upright = glyph.turned(glyph.turn)
            figures[glyph.turn, int(upright.base // BAND)].append(upright)
    return _once([*seen, *(cut for glyph in hidden if glyph.text.isdigit() and (cut := _cut_off(glyph, figures)))])


def _cut_off(glyph: Glyph, figures: dict[tuple[int, int], list[Glyph]]) -> Glyph | None:
    """The mark of a figure that is not seen, beside the one that is, if nothing stands in its own place."""
    hidden = glyph.turned(glyph.turn)
    band = int(hidden.base // BAND)
    level = [
        other
        for near in (band - 1, band, band + 1)
        for other in figures.get((glyph.turn, near), ())
        if abs(other.base - hidden.base) < LEVEL * hidden.size
    ]
    if not level:
        return None
    nearest = min(level, key=lambda other: max(other.x0 - hidden.x1, hidden.x0 - other.x1))
    if abs(max(nearest.x0 - hidden.x1, hidden.x0 - nearest.x1)) > TOUCHING * hidden.size:
        return None
    side = 0.01 if hidden.x0 > nearest.x0 else -0.01
    return hidden._replace(text=UNREAD, x0=nearest.x0 + side, x1=nearest.x1, run=0).turned(-glyph.turn)


def _once(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """The characters without the runs that are drawn a second time in nearly the same place."""
    kept: list[Glyph] = []
    places: defaultdict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for _, run in groupby(glyphs, key=attrgetter("run")):
        fresh = list(run)
        if all(_is_drawn(glyph, places) for glyph in fresh):
            continue
        kept += fresh
        for glyph in fresh:
            places[_square(glyph)].append(glyph)
    return kept


def _is_drawn(glyph: Glyph, places: dict[tuple[str, int, int], list[Glyph]]) -> bool:
    text, column, row = _square(glyph)
    around = product((text,), range(column - 1, column + 2), range(row - 1, row + 2))
    near = (other for square in around for other in places.get(square, ()))
    return any(math.dist(glyph[5:7], other[5:7]) < DOUBLED * glyph.size for other in near)


def _square(glyph: Glyph) -> tuple[str, int, int]:
    """The character and the small square of the page that it stands in."""
    step = DOUBLED * glyph.size
    return glyph.text, int(glyph.x // step), int(glyph.base // step)
