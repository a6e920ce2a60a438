"""How a report lies between bars: rows of cells, Markdown tables, and what is left of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.proving.layouts import Laid, one_line, plain
from tests.proving.paper import Kind, Sheet, Text, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.proving.paper import Paper


def pipes(rng: Random, paper: Paper) -> Laid:
    """A row a line, its cells between bars; what a cell spans is empty, left out, or repeats a label."""
    fill = rng.choice(("empty", "collapse", "repeat"))
    lead, trail = rng.choice((("| ", " |"), ("", " |"), ("", ""), ("|", "|")))
    out: list[str] = []
    hidden: set[str] = set()
    for block in paper:
        if isinstance(block, Text):
            out.append(block.text)
            continue
        out += [lead + " | ".join(row) + trail for row in _cells(block, fill)]
        if not lead or not trail:
            hidden |= _blank_at_an_edge(block)
    return plain(out, hidden)


def _blank_at_an_edge(block: Sheet) -> set[str]:
    """Where no bar stands at the edge, an empty cell there cannot be told from none."""
    rows = (figures for y in range(len(block.rows)) if (figures := block.figures(y)))
    return {
        spot.figure
        for figures in rows
        if not (figures[0].text.strip() and figures[-1].text.strip())
        for spot in figures
    }


def markdown(rng: Random, paper: Paper) -> Laid:
    """Markdown: headings, and tables with a rule below their first row."""
    fill = rng.choice(("empty", "repeat"))
    marks = {Kind.TITLE: "# ", Kind.CHAPTER: "## "}
    out: list[str] = []
    for block in paper:
        if isinstance(block, Text):
            out += [marks.get(block.kind, "") + block.text, ""]
            continue
        rows = [f"| {' | '.join(row)} |" for row in _cells(block, fill)]
        out += [rows[0], "|" + " --- |" * len(spread(block)[0]), *rows[1:], ""]
    return plain(out, set())


def torn(rng: Random, paper: Paper) -> Laid:
    """Markdown out of a PDF: some labels of rows are torn off their figures and stand before or after them."""
    out: list[str] = []
    hidden: set[str] = set()
    for block in paper:
        if isinstance(block, Text):
            # The bare number of a page would be read as the figure that the label above it has lost.
            out += [] if block.kind is Kind.PAGE and block.text.isdecimal() else [block.text, ""]
            continue
        width = len(spread(block)[0])
        for y, row in enumerate(_cells(block, "empty")):
            figures = block.figures(y)
            if figures and block.head and rng.random() < 0.25:
                labels = [one_line(spot) for spot in block.rows[y] if not spot.figure]
                cells = f"| {' | '.join(spot.text for spot in figures)} |"
                hidden |= {spot.figure for spot in figures}
                out += [*labels, "", cells, ""] if rng.random() < 0.5 else ["", cells, "", *labels]
            else:
                out.append(f"| {' | '.join(row)} |")
                if not y:
                    out.append("|" + " --- |" * width)
        out.append("")
    return plain(out, hidden)


def _cells(block: Sheet, fill: str) -> Iterator[list[str]]:
    for row in spread(block):
        texts: list[str] = []
        for spot, begins in row:
            if begins or (fill == "repeat" and not spot.figure):
                texts.append(one_line(spot))
            elif fill != "collapse":
                texts.append("")
        yield texts


BARRED: dict[str, Callable[[Random, Paper], Laid]] = {"pipes": pipes, "markdown": markdown, "torn": torn}
