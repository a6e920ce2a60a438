"""What stands on a page of a PDF beside and beneath its text: ruled lines, filled areas, pictures, clips.

From these follows which characters a reader of the paper sees: not those that are drawn invisibly, in the colour of
what lies beneath, under something else, outside their clip or off the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from sitegen.readers.pdf import objects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.readers.pdf.objects import Box, Colour, Point, Subpath, Thing

Segment = tuple["Point", "Point"]

WHITE: Colour = (255, 255, 255)
THIN = 3.0  # points; a filled area that is no wider is a ruled line
ALIKE = 16  # of 255; two colours no further apart look the same
MOST_HOLES = 50  # areas in one path that are compared with one another
NEAR = 0.5  # points; what is cut off or covered by so little is seen
UNSEEN = {pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP}
OUTLINED = {pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP}


@dataclass(slots=True, eq=False)
class Area:
    """A filled area or a picture; the colour is None where it has no single one.

    ``solid`` tells whether it hides what lies beneath, None where that has yet to be looked up in the picture.
    """

    order: int
    box: Box
    colour: Colour | None
    solid: bool | None
    picture: Any = None

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies well within the area."""
        left, bottom, right, top = self.box
        return left + NEAR < x < right - NEAR and bottom + NEAR < y < top - NEAR


@dataclass(frozen=True, slots=True)
class Ink:
    """How a run of text is drawn: when, in which colour (None: in none that shows), and within which clip."""

    order: int
    colour: Colour | None
    clip: Box | None


PLAIN = Ink(0, (0, 0, 0), None)  # of text that stands deeper in the file than is looked


@dataclass(slots=True)
class Scene:
    """What a page is drawn with; ``segments`` are its ruled lines, ``pictured`` is the area of its pictures."""

    document: Any
    page: Any
    box: Box
    inks: dict[int, Ink] = field(default_factory=dict)
    areas: list[Area] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    pictured: float = 0.0

    def shows(self, ink: Ink, x: float, y: float) -> bool:
        """Whether a point of a run of text is seen by a reader of the page."""
        if ink.colour is None or not _within(self.box, x, y) or (ink.clip and not _within(ink.clip, x, y)):
            return False
        beneath: Colour | None = WHITE
        for area in self.areas:
            if not area.holds(x, y):
                continue
            if area.order < ink.order:
                beneath = WHITE if area.picture else area.colour
            elif self._is_solid(area):
                return False
        return beneath is None or any(abs(a - b) > ALIKE for a, b in zip(ink.colour, beneath, strict=True))

    def _is_solid(self, area: Area) -> bool:
        if area.solid is None:
            area.solid = objects.hides(self.document, self.page, area.picture)
        return area.solid


def scene(document: Any, page: Any) -> Scene:  # noqa: ANN401  pointers of the library
    """What a page is drawn with."""
    rect = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, rect)
    found = Scene(document, page, (rect.left, rect.bottom, rect.right, rect.top))
    for order, thing in enumerate(objects.things(page)):
        if thing.kind == objects.TEXT:
            found.inks[thing.address] = Ink(order, _colour(thing.handle), objects.clip(thing))
        elif thing.kind == objects.PATH:
            _add_path(found, order, thing)
        elif thing.kind in {objects.PICTURE, objects.SHADING}:
            _add_picture(found, order, thing)
    return found


def _colour(text: Any) -> Colour | None:  # noqa: ANN401
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text)
    colour, alpha = (objects.stroke if mode in OUTLINED else objects.fill)(text)
    return None if mode in UNSEEN or alpha < objects.SEEN else colour


def _add_path(found: Scene, order: int, path: Thing) -> None:
    filled, outlined = objects.modes(path.handle)
    colour, alpha = objects.fill(path.handle)
    filled = filled and alpha >= objects.SEEN
    outlined = outlined and objects.stroke(path.handle)[1] >= objects.SEEN
    wide: list[Subpath] = []
    for line in objects.subpaths(path) if filled or outlined else ():
        if outlined and line.straight:
            found.segments += _segments(line)
        if filled and _is_thin(box := objects.around(line.points)):
            found.segments.append(_middle(box))
        elif filled:
            wide.append(line)
    boxes = [objects.around(line.points) for line in wide]
    framed = _is_frame(boxes)
    if framed:
        found.segments += [segment for line in wide if line.straight for segment in _segments(line)]
    clip = objects.clip(path) if wide else None
    solid = alpha >= objects.SOLID and not framed and not pdfium.FPDFPageObj_HasTransparency(path.handle)
    for line, box in zip(wide, boxes, strict=True):
        plain = not framed and _is_rectangle(line, box)
        found.areas.append(Area(order, objects.overlap(box, clip or box), colour if plain else None, solid and plain))


def _is_frame(boxes: list[Box]) -> bool:
    """Whether one area may be the hole in another, so that only their edges are drawn for sure."""
    if len(boxes) > MOST_HOLES:
        return True
    return any(objects.overlap(one, other) == other for one, other in permutations(boxes, 2))


def _is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= THIN


def _segments(line: Subpath) -> Iterator[Segment]:
    yield from pairwise(line.points)
    if line.closed:
        yield line.points[-1], line.points[0]


def _middle(box: Box) -> Segment:
    """The line in the middle of a thin area."""
    left, bottom, right, top = box
    if right - left >= top - bottom:
        return (left, (bottom + top) / 2), (right, (bottom + top) / 2)
    return ((left + right) / 2, bottom), ((left + right) / 2, top)


def _is_rectangle(line: Subpath, box: Box) -> bool:
    left, bottom, right, top = box
    return line.straight and all(
        min(x - left, right - x) < NEAR and min(y - bottom, top - y) < NEAR for x, y in line.points
    )


def _add_picture(found: Scene, order: int, thing: Thing) -> None:
    left, bottom, right, top = box = objects.overlap(objects.frame(thing), found.box)
    width, height = right - left, top - bottom
    if width <= 0 or height <= 0:
        return
    if _is_thin(box):
        found.segments.append(_middle(box))
    elif thing.kind == objects.SHADING:
        found.areas.append(Area(order, box, None, solid=False))
    else:
        found.pictured += width * height
        faint = bool(pdfium.FPDFPageObj_HasTransparency(thing.handle))
        found.areas.append(Area(order, box, None, False if faint else None, thing.handle))


def _within(box: Box, x: float, y: float) -> bool:
    return box[0] - NEAR <= x <= box[2] + NEAR and box[1] - NEAR <= y <= box[3] + NEAR
