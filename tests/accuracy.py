"""The figures of accuracy that the pages of method tell, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROW = re.compile(
    r"^\| [^|]*(?:年报|reports)[^|]* \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", re.MULTILINE
)
SEEDS, REAL, FIRST, SECOND = range(4)
PAGES = ("method.md", "en/method.md")

Told = tuple[int, ...]
"""Cells to be read, those right, missed and wrong, and those that the print leaves open."""


def told(root: Path, page: str = PAGES[0]) -> tuple[Told, ...]:
    """What that page tells: of the seeds, of other real reports, of two sets of invented ones."""
    text = (root / "content" / page).read_text(encoding="utf-8")
    return tuple(tuple(int(cell.replace(",", "")) for cell in row) for row in ROW.findall(text))
