"""Small PDFs for tests: ruled tables, pictures only, locked files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Table, TableStyle

if TYPE_CHECKING:
    from collections.abc import Sequence

FONT = "STSong-Light"
Span = tuple[tuple[int, int], tuple[int, int]]


def pdf(
    *pages: Sequence[str | Sequence[Sequence[str]]],
    spans: Sequence[Span] = (),
    width: float | None = None,
    locked_with: str | None = None,
) -> bytes:
    """Pages of lines and ruled tables from top to bottom.

    ``spans`` merge cells of every table (column, row); ``width`` is that of each column in points.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    encrypt = StandardEncryption(locked_with, canPrint=0) if locked_with else None
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt, invariant=1)
    for page in pages:
        canvas.setFont(FONT, 10)
        y = A4[1] - 100
        for part in page:
            if isinstance(part, str):
                canvas.drawString(60, y, part)
                y -= 20
            else:
                y -= _table(canvas, part, (spans, width), y)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _table(
    canvas: Canvas, rows: Sequence[Sequence[str]], shape: tuple[Sequence[Span], float | None], y: float
) -> float:
    spans, width = shape
    merged = [("SPAN", *span) for span in spans]
    style = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("FONT", (0, 0), (-1, -1), FONT, 9), *merged])
    table = Table([list(row) for row in rows], colWidths=width, style=style)
    _, height = table.wrapOn(canvas, A4[0] - 120, A4[1])
    table.drawOn(canvas, 60, y - height)
    return float(height) + 20


def picture_only() -> bytes:
    """A page with a drawing and no text, as a scan has."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.rect(100, 100, 300, 500, fill=1)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def white(text: str, seen: str) -> bytes:
    """A line in white that nobody sees, and one in black."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.setFont(FONT, 10)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 700, text)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawString(60, 680, seen)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()
