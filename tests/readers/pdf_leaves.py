"""PDFs for tests, written object by object, so that each can show what no ordinary program would set."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 595, 842
CATALOG, PAGES, FONT, VERTICAL, NAMELESS, PICTURE, FIELD, FIRST = 1, 2, 3, 4, 5, 6, 7, 10

SONG = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [<<"
    " /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 4 >>"
    " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880]"
    " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>] >>"
)
FONTS = {
    FONT: SONG.format(encoding="UniGB-UCS2-H", ordering="GB1"),
    VERTICAL: SONG.format(encoding="UniGB-UCS2-V", ordering="GB1"),
    NAMELESS: SONG.format(encoding="Identity-H", ordering="Identity"),
}


@dataclass
class Leaf:
    """A page to be drawn on, in points from its upper left corner."""

    operations: list[str] = field(default_factory=list)
    turn: int = 0
    fields: list[tuple[float, float]] = field(default_factory=list)

    def draw(self, operations: str) -> Leaf:
        """Draw with operators of the format."""
        self.operations.append(operations)
        return self

    def text(self, x: float, y: float, text: str, *, size: float = 10, turn: int = 0, extra: str = "") -> Leaf:  # noqa: PLR0913
        """Set a text from a point on; ``extra`` are operators before it, ``turn`` quarter turns to the left."""
        a, b = ((1, 0), (0, 1), (-1, 0), (0, -1))[turn]
        font, code = ("F2", text.encode("utf-16-be")) if "/F2" in extra else ("F1", text.encode("utf-16-be"))
        font = "F3" if "/F3" in extra else font
        extra = extra.replace("/F2", "").replace("/F3", "")
        return self.draw(f"q {extra} BT /{font} {size} Tf {a} {b} {-b} {a} {x} {HEIGHT - y} Tm <{code.hex()}> Tj ET Q")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> Leaf:
        """Rule a line."""
        return self.draw(f"{x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S")

    def area(self, x0: float, y0: float, x1: float, y1: float, colour: str = "0 g") -> Leaf:
        """Fill an area."""
        return self.draw(f"q {colour} {x0} {HEIGHT - y1} {x1 - x0} {y1 - y0} re f Q")

    def table(
        self, x: float, y: float, widths: Sequence[float], rows: Iterable[Sequence[str]], *, high: float = 20
    ) -> Leaf:
        """Rule a table: "<" belongs to the cell before it, "^" to the one above; breaks in a text begin lines."""
        grid = [list(row) for row in rows]
        edges = [x, *(x + width for width in accumulate(widths))]
        for r, row in enumerate(grid):
            top, bottom = y + r * high, y + (r + 1) * high
            for c, (text, (left, right)) in enumerate(zip(row, pairwise(edges), strict=True)):
                if text != "<":
                    self.line(left, top, left, bottom)
                if text != "^" and not (text == "<" and "^" in _before(row, c)):
                    self.line(left, top, right, top)
                for number, part in enumerate(text.split("\n") if text not in {"<", "^"} else ()):
                    self.text(left + 3, top + 13 + 12 * number, part)
            self.line(edges[-1], top, edges[-1], bottom)
        bottom = y + len(grid) * high
        return self.line(x, bottom, edges[-1], bottom)

    def filled_in(self, x: float, y: float) -> Leaf:
        """Put a field of a form there, which is filled in with 12."""
        self.fields.append((x, HEIGHT - y))
        return self

    def picture(self) -> Leaf:
        """Fill the page with a picture."""
        return self.draw(f"q {WIDTH} 0 0 {HEIGHT} 0 0 cm /Im1 Do Q")


def _before(row: Sequence[str], column: int) -> str:
    """What the cell that a position belongs to begins with in its row."""
    while row[column] == "<":
        column -= 1
    return row[column]


def pdf(*leaves: Leaf, locked: bool = False) -> bytes:
    """The file of some pages; a locked one asks for a password that nobody has."""
    objects: dict[int, bytes] = {number: font.encode() for number, font in FONTS.items()}
    numbers = [FIRST + 2 * index for index in range(len(leaves))]
    objects[CATALOG] = f"<< /Type /Catalog /Pages {PAGES} 0 R >>".encode()
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[PAGES] = f"<< /Type /Pages /Kids [{kids}] /Count {len(leaves)} >>".encode()
    objects[PICTURE] = _stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"\xf0"
    )
    objects[FIELD] = _stream(
        f"/Type /XObject /Subtype /Form /BBox [0 0 40 12] /Resources << /Font << /F1 {FONT} 0 R >> >>",
        b"BT /F1 10 Tf 1 2 Td <00310032> Tj ET",
    )
    for number, leaf in zip(numbers, leaves, strict=True):
        fields = " ".join(
            f"<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 /Rect [{x} {y} {x + 40} {y + 12}]"
            f" /AP << /N {FIELD} 0 R >> >>"
            for x, y in leaf.fields
        )
        objects[number] = (
            f"<< /Type /Page /Parent {PAGES} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {leaf.turn}"
            f" /Annots [{fields}] /Contents {number + 1} 0 R /Resources <<"
            f" /Font << /F1 {FONT} 0 R /F2 {VERTICAL} 0 R /F3 {NAMELESS} 0 R >> /XObject << /Im1 {PICTURE} 0 R >> >> >>"
        ).encode()
        objects[number + 1] = _stream("", zlib.compress("\n".join(leaf.operations).encode()), packed=True)
    return _file(objects, locked=locked)


def _stream(entries: str, content: bytes, *, packed: bool = False) -> bytes:
    packing = "/Filter /FlateDecode" if packed else ""
    return f"<< {entries} {packing} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def _file(objects: dict[int, bytes], *, locked: bool) -> bytes:
    out = bytearray(b"%PDF-1.7\n%\xe4\xe5\xe6\xe7\n")
    places: dict[int, int] = {}
    for number, content in sorted(objects.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    size, start = max(objects) + 1, len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        out += f"{places[number]:010} 00000 n \n".encode() if number in places else b"0000000000 00000 f \n"
    key = "00" * 32
    lock = f"/ID [<{key}> <{key}>] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <{key}> /U <{key}> >>"
    trailer = f"<< /Size {size} /Root {CATALOG} 0 R {lock if locked else ''} >>"
    out += f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
