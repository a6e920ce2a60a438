"""The objects that a page of a PDF is drawn with, as the library tells them, in coordinates of the page.

The library is called directly: its own classes make an object for every character, which costs more than reading it.
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Box = tuple[float, float, float, float]  # left, bottom, right, top; y goes upwards
Colour = tuple[int, int, int]
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

PLAIN: Matrix = (1, 0, 0, 1, 0, 0)
TEXT, PATH, PICTURE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
SHADING, FORM = pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM
SEEN = 8  # of 255; what is less opaque cannot be seen
SOLID = 250  # of 255; what is as opaque hides what lies beneath
DEEPEST = 8  # forms within forms
MOST_SEGMENTS = 20_000  # of a path; what has more is a drawing


class Thing(NamedTuple):
    """An object, its kind, and the matrix that leads from where it is described to the page."""

    handle: Any
    kind: int
    matrix: Matrix

    @property
    def address(self) -> int:
        """What the object is known by."""
        return address(self.handle)


class Subpath(NamedTuple):
    """A line of points in a path, and whether it is straight throughout and closed."""

    points: list[Point]
    straight: bool
    closed: bool


def address(handle: Any) -> int:  # noqa: ANN401  a pointer of the library
    """What an object is known by, 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def things(page: Any) -> Iterator[Thing]:  # noqa: ANN401  a pointer of the library
    """The objects of a page in the order of drawing, those of its forms included."""
    return _things(
        pdfium.FPDFPage_CountObjects(page), lambda index: pdfium.FPDFPage_GetObject(page, index), PLAIN, DEEPEST
    )


def _things(count: int, get: Callable[[int], Any], matrix: Matrix, depth: int) -> Iterator[Thing]:
    for index in range(count):
        handle = get(index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind != FORM:
            yield Thing(handle, kind, matrix)
        elif depth:

            def inside(index: int, form: Any = handle) -> Any:  # noqa: ANN401
                return pdfium.FPDFFormObj_GetObject(form, index)

            inner = times(_matrix(handle), matrix)
            yield from _things(pdfium.FPDFFormObj_CountObjects(handle), inside, inner, depth - 1)


def _matrix(handle: Any) -> Matrix:  # noqa: ANN401
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does one and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def moved(matrix: Matrix, x: float, y: float) -> Point:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: list[Point]) -> Box:
    """The box around some points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return min(across), min(up), max(across), max(up)


def overlap(one: Box, other: Box) -> Box:
    """What two boxes have in common; its edges are the wrong way round where that is nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


# --- what the library tells of an object -----------------------------------------------------------------------------


def fill(handle: Any) -> tuple[Colour, int]:  # noqa: ANN401
    """The colour that an object is filled with, and how opaque it is."""
    return _colour(handle, pdfium.FPDFPageObj_GetFillColor)


def stroke(handle: Any) -> tuple[Colour, int]:  # noqa: ANN401
    """The colour that an object is outlined with, and how opaque it is."""
    return _colour(handle, pdfium.FPDFPageObj_GetStrokeColor)


def _colour(handle: Any, ask: Any) -> tuple[Colour, int]:  # noqa: ANN401
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(handle, red, green, blue, alpha):
        return (0, 0, 0), 255
    return (red.value, green.value, blue.value), alpha.value


def modes(path: Any) -> tuple[bool, bool]:  # noqa: ANN401
    """Whether a path is filled, and whether it is outlined."""
    filled, outlined = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, filled, outlined)
    return bool(filled.value), bool(outlined.value)


def subpaths(path: Thing) -> Iterator[Subpath]:
    """The lines of a path; none for one so long that it is a drawing."""
    count = pdfium.FPDFPath_CountSegments(path.handle)
    segments = (pdfium.FPDFPath_GetPathSegment(path.handle, index) for index in range(count))
    return _subpaths(segments if count <= MOST_SEGMENTS else iter(()), times(_matrix(path.handle), path.matrix))


def clip(thing: Thing) -> Box | None:
    """The box outside which nothing of an object shows, None where there is none."""
    path = pdfium.FPDFPageObj_GetClipPath(thing.handle)
    found: Box | None = None
    for index in range(pdfium.FPDFClipPath_CountPaths(path)):
        count = pdfium.FPDFClipPath_CountPathSegments(path, index)
        segments = (pdfium.FPDFClipPath_GetPathSegment(path, index, number) for number in range(count))
        points = [point for line in _subpaths(segments, thing.matrix) for point in line.points]
        if points:
            found = overlap(found, around(points)) if found else around(points)
    return found


def _subpaths(segments: Iterator[Any], matrix: Matrix) -> Iterator[Subpath]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    straight, closed = True, False
    for segment in segments:
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield Subpath(points, straight, closed)
            points, straight, closed = [], True, False
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append(moved(matrix, x.value, y.value))
        straight = straight and kind != pdfium.FPDF_SEGMENT_BEZIERTO
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    if points:
        yield Subpath(points, straight, closed)


def frame(thing: Thing) -> Box:
    """The box of a picture or of a shading."""
    if thing.kind == PICTURE:
        matrix = times(_matrix(thing.handle), thing.matrix)
        return around([moved(matrix, x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))])
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(thing.handle, left, bottom, right, top)
    corners = (
        (left.value, bottom.value),
        (right.value, bottom.value),
        (left.value, top.value),
        (right.value, top.value),
    )
    return around([moved(thing.matrix, x, y) for x, y in corners])


def hides(document: Any, page: Any, picture: Any) -> bool:  # noqa: ANN401
    """Whether a picture is opaque in every point."""
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(document, page, picture)
    if not bitmap:
        return False
    try:
        if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
            return True
        size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
        return min(ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)[3::4], default=0) >= SOLID
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
