"""Pages of a PDF in one flow, without page numbers and running heads, with tables that go on over the break as one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.readers.pdf.breaks import continued
from sitegen.readers.pdf.lines import Line
from sitegen.readers.pdf.tables import Table

if TYPE_CHECKING:
    from collections.abc import Iterable

Block = Line | Table

MARGIN = 0.14  # of a page's height, at top and bottom, where page numbers and running heads stand
STEADY = 3.0  # points by which a running head may move from page to page
NUMBER = re.compile(
    r"[-‐–—―－~·•\s]*+(?:第\s*+)?(?P<number>\d{1,3})(?:\s*+页)?"
    r"(?:\s*+[/／,，、]?\s*+共?\s*+\d{1,3}\s*+页?)?[-‐–—―－~·•\s]*+"
)
HEAD = re.compile(r"(?=.*[\u3400-\u9fffA-Za-z])(?:(?:19|20)\d\d|\D+|(?!))*+")  # words, with no figure but a year


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number, its upper and lower edge, and what stands on it from top to bottom."""

    number: int
    top: float
    bottom: float
    blocks: tuple[Block, ...]


def flow(sheets: Iterable[Sheet]) -> list[tuple[int, Block]]:
    """What stands on the pages in the order of reading, each with the page it begins on."""
    found: list[tuple[int, Block]] = []
    before: Table | None = None  # the table that the page before ends with
    for sheet in _without_furniture(list(sheets)):
        blocks = list(sheet.blocks)
        if before and blocks and isinstance(blocks[0], Table) and (whole := continued(before, blocks[0])):
            found[-1] = found[-1][0], whole
            blocks[0] = whole
            found += [(sheet.number, block) for block in blocks[1:]]
        else:
            found += [(sheet.number, block) for block in blocks]
        if blocks:
            before = blocks[-1] if isinstance(blocks[-1], Table) else None
    return found


# --- page numbers and running heads ----------------------------------------------------------------------------------


def _without_furniture(sheets: list[Sheet]) -> list[Sheet]:
    """The pages without their numbers, and without heads and feet that an earlier page has already shown."""
    numbers = [[n for line in (*_outer(sheet, 0), *_outer(sheet, -1)) if (n := _number(line))] for sheet in sheets]
    offsets = Counter(n - sheet.number for sheet, found in zip(sheets, numbers, strict=True) for n in set(found))
    seen: list[Line] = []
    return [_without(sheet, offsets, seen) for sheet in sheets]


def _without(sheet: Sheet, offsets: Counter[int], seen: list[Line]) -> Sheet:
    dropped: set[int] = set()
    for end in (0, -1):
        for line in _outer(sheet, end):
            if (number := _number(line)) is not None:
                counted = number == sheet.number or offsets[number - sheet.number] > 1
                furniture = counted or not line.text.strip().isdigit()
            else:
                furniture = any(_is_repeated(line, other) for other in seen)
                if HEAD.fullmatch(line.text):
                    seen.append(line)
            if furniture:
                dropped.add(id(line))
    return replace(sheet, blocks=tuple(block for block in sheet.blocks if id(block) not in dropped))


def _outer(sheet: Sheet, end: int) -> list[Line]:
    """The lines in the margin at the top (0) or at the bottom (-1) of a page, the outermost first."""
    margin = MARGIN * (sheet.bottom - sheet.top)
    found: list[Line] = []
    for block in sheet.blocks if end == 0 else reversed(sheet.blocks):
        if not isinstance(block, Line) or (
            block.y1 > sheet.top + margin if end == 0 else block.y0 < sheet.bottom - margin
        ):
            break
        found.append(block)
    return found


def _number(line: Line) -> int | None:
    match = NUMBER.fullmatch(line.text)
    return int(match["number"]) if match else None


def _is_repeated(line: Line, other: Line) -> bool:
    return line.text == other.text and abs(line.y0 - other.y0) <= STEADY
