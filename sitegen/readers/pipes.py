"""Lines of cells between vertical bars, as scraped tables and Markdown print them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.model import Cell, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

_RULE = re.compile(r"[\s|:\-]*-{3,}[\s|:\-]*")


def is_row(text: str) -> bool:
    """Whether a line is a row of cells; a bar alone is not."""
    return "|" in text and bool(text.replace("|", "").strip())


def is_rule(text: str) -> bool:
    """Whether a line only draws the rule under a header."""
    return bool(_RULE.fullmatch(text))


def cells(text: str, line: int) -> tuple[Cell, ...]:
    """The cells of a row, each with its characters; a bar at either end opens no cell."""
    return tuple(_cells(text, line))


def _cells(text: str, line: int) -> Iterator[Cell]:
    bars = [i for i, character in enumerate(text) if character == "|"]
    edges = [-1, *bars, len(text)]
    if bars and not text[: bars[0]].strip():
        edges = edges[1:]
    if bars and not text[bars[-1] + 1 :].strip():
        edges = edges[:-1]
    for left, right in pairwise(edges):
        raw = text[left + 1 : right]
        start = left + 1 + len(raw) - len(raw.lstrip())
        yield Cell(raw.strip(), Place(line, start, start + len(raw.strip())))
