"""How a report lies in a PDF; only where reportlab is installed, which sets the pages."""

from __future__ import annotations

import io
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tests.proving.layouts import Laid, rows_with_blanks
from tests.proving.paper import Kind, Sheet, spread

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from tests.proving.paper import Block, Paper

FONT = "STSong-Light"  # one of the fonts that every reader of PDF has: it is named, not embedded
PAGE, MARGIN = (595, 842), 48
SMALL, LEADING = 8, 10
LONG = 3  # times as high as a usual page


def pdf(rng: Random, paper: Paper) -> Laid:
    """Set in lines and tables over as many pages as it takes; rules or none, headers repeated or not, page numbers."""
    platypus = import_module("reportlab.platypus")
    style = _style()
    ruled, repeated, number = rng.random() < 0.8, rng.random() < 0.5, rng.choice(("— {} —", "{}", "第{}页", ""))

    def foot(canvas: Any, _: Any) -> None:  # noqa: ANN401  reportlab publishes no types
        canvas.setFont(FONT, SMALL)
        canvas.drawCentredString(PAGE[0] / 2, MARGIN / 2, number.format(canvas.getPageNumber()))

    def built(height: int) -> bytes:
        flow = [_flowable(platypus, style, block, ruled=ruled, repeated=repeated) for block in paper]
        out = io.BytesIO()
        size = PAGE[0], height
        document = platypus.SimpleDocTemplate(out, pagesize=size, invariant=1, leftMargin=MARGIN, rightMargin=MARGIN)
        document.build(flow, onFirstPage=foot, onLaterPages=foot)
        return out.getvalue()

    try:
        content = built(PAGE[1])
    except platypus.doctemplate.LayoutError:  # a heading that reaches over many high rows needs a long page
        content = built(PAGE[1] * LONG)
    return Laid(content, frozenset() if ruled else frozenset(rows_with_blanks(paper)))


def _style() -> Any:  # noqa: ANN401
    metrics, fonts = import_module("reportlab.pdfbase.pdfmetrics"), import_module("reportlab.pdfbase.cidfonts")
    metrics.registerFont(fonts.UnicodeCIDFont(FONT))
    styles = import_module("reportlab.lib.styles")
    return styles.ParagraphStyle("report", fontName=FONT, fontSize=SMALL, leading=LEADING, wordWrap="CJK")


def _flowable(platypus: Any, style: Any, block: Block, *, ruled: bool, repeated: bool) -> Any:  # noqa: ANN401
    if not isinstance(block, Sheet):
        return platypus.Paragraph(escape(block.text), style) if block.kind is not Kind.PAGE else platypus.PageBreak()
    grid = spread(block)
    cells: list[list[Any]] = []
    commands: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    # Low rows: what is merged over many of them must fit on a page.
    commands += [(side, (0, 0), (-1, -1), 1) for side in ("TOPPADDING", "BOTTOMPADDING")]
    if ruled:
        commands.append(("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0)))
    for y, row in enumerate(grid):
        cells.append([])
        for x, (spot, begins) in enumerate(row):
            text = escape(spot.text).replace("\n", "<br/>") if begins else ""
            cells[-1].append(platypus.Paragraph(text, style) if text else "")
            if begins and (spot.across > 1 or spot.down > 1):
                commands.append(("SPAN", (x, y), (x + spot.across - 1, y + spot.down - 1)))
    return platypus.Table(cells, _widths(grid), style=commands, repeatRows=block.head if repeated else 0)


def _widths(grid: list[list[Any]]) -> list[float]:
    """Columns of labels are wider than columns of figures."""
    figures = {x for row in grid for x, (spot, _) in enumerate(row) if spot.figure}
    shares = [1.0 if x in figures else 2.2 for x in range(len(grid[0]))]
    return [share * (PAGE[0] - 2 * MARGIN) / sum(shares) for share in shares]


PORTABLE: dict[str, Callable[[Random, Paper], Laid]] = {"pdf": pdf} if find_spec("reportlab") else {}
