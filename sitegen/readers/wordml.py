"""WordprocessingML: what a Word file prints, run by run, and which cells of a table are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.readers.decoding import TOO_LARGE, UnreadableError
from sitegen.readers.ooxml import attribute, child, count, is_on, name
from sitegen.readers.transcript import MOST_CELLS, Raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

WIDEST = 100  # columns that one cell may span
PROSE = 400  # characters; a cell of more holds paragraphs, not a label or a figure
RAISED = {"superscript": "^", "subscript": "_"}
STRUCK = "~~"
OBJECT = "\ufffc"  # stands for a picture, a formula or a sign that is no character

# Not printed: what tracked changes took out, codes of fields, readings above characters, properties.
UNPRINTED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "Fallback"}
    | {"pPr", "rPr", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "rubyPr"}
)
PRINTED = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
PICTURES = frozenset({"drawing", "pict", "object", "fldSimple", "fldChar"})
SYMBOL_ASCII = re.compile("F0[2-7][0-9a-f]", re.IGNORECASE)  # the font Symbol has figures and signs as ASCII has


def contents(element: _Element) -> Iterator[_Element]:
    """The children that are printed, as if wrappers around them (controls, insertions, alternatives) were not there."""
    for found in element:
        kind = name(found)
        if kind in {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}:
            yield from contents(found)
        elif kind == "AlternateContent":
            choice = child(found, "Choice")
            chosen = choice if choice is not None else child(found, "Fallback")
            yield from contents(chosen) if chosen is not None else ()
        elif kind and kind not in UNPRINTED:
            yield found


# --- text ------------------------------------------------------------------------------------------------------------


def pieces(element: _Element) -> Iterator[str | _Element]:
    """The text of a paragraph piece by piece, and the text boxes that are anchored in it as elements."""
    for found in contents(element):
        kind = name(found)
        if kind == "t":
            yield found.text or ""
        elif kind in PRINTED:
            yield PRINTED[kind]
        elif kind == "sym":
            yield _symbol(found)
        elif kind == "txbxContent":
            yield found
        elif kind == "oMath":
            yield "".join(found.itertext()) if all(name(part) == "r" for part in found) else OBJECT
        elif kind != "r":
            yield from pieces(found)
        elif not is_on(properties := child(found, "rPr"), "vanish"):
            struck = STRUCK if is_on(properties, "strike") or is_on(properties, "dstrike") else ""
            yield struck + _raised(found, properties)
            yield from pieces(found)
            yield struck


def _raised(run: _Element, properties: _Element | None) -> str:
    """A mark before raised or lowered figures, so that the call of a note does not join the figure before it."""
    mark = RAISED.get(attribute(child(properties, "vertAlign"), "val") or "", "")
    return mark if mark and any(c.isnumeric() for t in run if name(t) == "t" for c in t.text or "") else ""


def _symbol(element: _Element) -> str:
    """A character of a symbol font; only those of the font Symbol that are ASCII are known."""
    code = attribute(element, "char") or ""
    known = attribute(element, "font") == "Symbol" and SYMBOL_ASCII.fullmatch(code)
    return chr(int(code, 16) - 0xF000) if known else OBJECT


def cell_text(cell: _Element) -> str:
    """All text of a cell; where there is none, a mark if something else stands there, so that it is not blank."""
    text = "\n".join(_texts(cell))
    if not text.strip() and any(name(found) in PICTURES for found in cell.iter()):
        return OBJECT
    return text


def _texts(element: _Element) -> Iterator[str]:
    for found in contents(element):
        if name(found) == "p":
            parts = list(pieces(found))
            yield "".join(part for part in parts if isinstance(part, str))
            for box in parts:
                if not isinstance(box, str):
                    yield from _texts(box)
        else:
            yield from _texts(found)


# --- tables ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells at every position, and the elements of those that begin in it.

    A row that ``lays_out`` holds paragraphs or further tables side by side.
    """

    cells: tuple[Raw, ...]
    elements: tuple[_Element, ...]
    lays_out: bool


def lines(table: _Element) -> tuple[Line, ...]:
    """The rows of a table; a cell merged across columns or rows is the same object wherever it spans."""
    found: list[Line] = []
    above: dict[int, Raw] = {}
    positions = 0
    for row in contents(table):
        if name(row) == "tr" and not _is_gone(row):
            line, above = _line(row, above)
            found.append(line)
            positions += len(line.cells)
            if positions > MOST_CELLS:
                raise UnreadableError(TOO_LARGE)
    return tuple(found)


def _is_gone(row: _Element) -> bool:
    properties = child(row, "trPr")
    return child(properties, "del") is not None or is_on(properties, "hidden")


def _line(row: _Element, above: dict[int, Raw]) -> tuple[Line, dict[int, Raw]]:
    """A row, and by column the cells of it that may go on below."""
    cells: list[Raw] = [Raw("")] * _count(child(row, "trPr"), "gridBefore", least=0)
    elements: list[_Element] = []
    below: dict[int, Raw] = {}
    lays_out = False
    for element in contents(row):
        if name(element) != "tc":
            continue
        properties = child(element, "tcPr")
        merged = child(properties, "vMerge")
        goes_on = merged is not None and attribute(merged, "val") != "restart"
        beside = child(properties, "hMerge")
        if beside is not None and attribute(beside, "val") != "restart" and cells:
            raw = cells[-1]
        elif goes_on and len(cells) in above:
            raw = above[len(cells)]
        else:
            raw = Raw(cell_text(element))
            elements.append(element)
            lays_out |= (len(raw.text) > PROSE and merged is None) or any(name(e) == "tbl" for e in element.iter())
        if merged is not None:
            below[len(cells)] = raw
        cells += [raw] * _count(properties, "gridSpan", least=1)
    return Line(tuple(cells), tuple(elements), lays_out), below


def _count(properties: _Element | None, key: str, *, least: int) -> int:
    """A number of columns, within reason whatever the file says."""
    return max(least, min(count(attribute(child(properties, key), "val"), least), WIDEST))
