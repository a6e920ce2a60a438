"""How a report lies in a text file: cells one below the other, one beside the other, or run together.

Each layout gives the file's bytes and the cells that it leaves open: those of rows whose figures a reader could not
count, because an empty cell or a border between cells leaves no trace.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.proving.paper import Kind, Sheet, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.proving.paper import Block, Paper, Spot


@dataclass(frozen=True, slots=True)
class Laid:
    """A file, and the addresses of the cells that its layout leaves open."""

    content: bytes
    open: frozenset[str] = frozenset()


def plain(lines: list[str], hidden: set[str]) -> Laid:
    """The lines as a file."""
    return Laid("\n".join(lines).encode(), frozenset(hidden))


# --- what an eye cannot tell -----------------------------------------------------------------------------------------


def rows_with_blanks(paper: Paper) -> set[str]:
    """The cells of rows in which a cell is empty, or behind which the bare number of a page or of a row stands."""
    found: set[str] = set()
    for index, block in enumerate(paper):
        if not isinstance(block, Sheet):
            continue
        for y in range(len(block.rows)):
            figures = block.figures(y)
            following = block.rows[y + 1][0] if y + 1 < len(block.rows) else None
            counted = following and not following.figure and following.text.isdecimal()
            if counted or any(not spot.text.strip() for spot in figures):
                found |= {spot.figure for spot in figures}
        after = paper[index + 1] if index + 1 < len(paper) else None
        if isinstance(after, Text) and after.kind is Kind.PAGE and after.text.strip().isdecimal():
            last = next((f for y in reversed(range(len(block.rows))) if (f := block.figures(y))), ())
            found |= {spot.figure for spot in last}
    return found


def _all_figures(paper: Paper) -> set[str]:
    return {
        spot.figure for block in paper if isinstance(block, Sheet) for row in block.rows for spot in row if spot.figure
    }


# --- cells one below the other ---------------------------------------------------------------------------------------


def lines(rng: Random, paper: Paper) -> Laid:
    """A cell a line; an empty cell leaves an empty line or none."""
    keep = rng.random() < 0.5
    out: list[str] = []
    for block in paper:
        for text in _texts(block):
            out += [part for part in text.split("\n") if part or keep]
    return plain(out, rows_with_blanks(paper))


def blank_lines(rng: Random, paper: Paper) -> Laid:
    """A cell a line with empty lines between, one or more."""
    out: list[str] = []
    for block in paper:
        for text in _texts(block):
            out += [*text.split("\n"), *[""] * rng.choice((1, 1, 1, 2))]
    return plain(out, rows_with_blanks(paper))


def bars(rng: Random, paper: Paper) -> Laid:
    """A cell a line, and a line with a bar after each cell."""
    last = rng.random() < 0.5
    out: list[str] = []
    for block in paper:
        texts = list(_texts(block))
        for place, text in enumerate(texts):
            out += text.split("\n")
            if isinstance(block, Sheet) and (last or place < len(texts) - 1):
                out.append("|")
    return plain(out, rows_with_blanks(paper))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Text):
        yield block.text
    else:
        yield from (spot.text for row in block.rows for spot in row)


# --- cells one beside the other --------------------------------------------------------------------------------------


def beside(rng: Random, paper: Paper) -> Laid:
    """A row a line, its cells parted by blanks or tabs."""
    gap = rng.choice((" ", "  ", "\t", "\u3000", "    "))
    out: list[str] = []
    for block in paper:
        if isinstance(block, Text):
            out.append(block.text)
        else:
            out += [gap.join(one_line(spot) for spot in row if spot.text) for row in block.rows]
    return plain(out, rows_with_blanks(paper))


def fused(rng: Random, paper: Paper) -> Laid:
    """The whole report in one line, nothing between the cells; page data above it."""
    head = [block.text for block in paper if isinstance(block, Text) and block.kind is Kind.META]
    gap = rng.choice(("", " "))
    body: list[str] = []
    for block in paper:
        if isinstance(block, Sheet):
            body.append("".join(one_line(spot) for row in block.rows for spot in row))
        elif block.kind is Kind.PAGE:  # run into a figure, it would be part of it
            body.append(f" {block.text} ")
        elif block.kind is not Kind.META:
            body.append(block.text)
    return plain([*head, gap.join(body)], _all_figures(paper))


def spaced(rng: Random, paper: Paper) -> Laid:
    """The whole report in one line, with spaces at some borders of cells; a row is certain where none is lost."""
    share = rng.choice((0.5, 0.8, 0.95, 1.0))
    out: list[str] = []
    hidden = rows_with_blanks(paper)
    for block in paper:
        if isinstance(block, Text):
            out.append(f" {block.text} ")
            continue
        lost = False
        for y, row in enumerate(block.rows):
            figures = block.figures(y)
            for spot in row:
                parted = not spot.text or rng.random() < share
                if lost and spot.figure:
                    hidden |= {s.figure for s in figures}
                out += [one_line(spot), " " if parted else ""]
                lost = not parted
                if lost and spot.figure:
                    hidden |= {s.figure for s in figures}
    return plain(["".join(out)], hidden)


def one_line(spot: Spot) -> str:
    """The text of a cell without its breaks."""
    return spot.text.replace("\n", "")


TEXT: dict[str, Callable[[Random, Paper], Laid]] = {
    "lines": lines,
    "blank-lines": blank_lines,
    "bars": bars,
    "beside": beside,
    "fused": fused,
    "spaced": spaced,
}
