"""The first sheet of an Excel workbook: rows of texts, numbers as they are stored.

Excel keeps numbers in binary: the shortest decimal that is the same number is what was typed. What Excel made of it in
secret (a date out of 1/2, a share out of 5 %, the result of a formula) was never printed anywhere and is refused.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from sitegen.readers import archive
from sitegen.readers.decoding import TOO_LARGE, UnreadableError
from sitegen.readers.ooxml import BROKEN, attribute, child, children, count
from sitegen.readers.transcript import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from sitegen.readers.archive import Package

MOST_ROWS = 20_000
LONGEST_FORMAT = 255  # characters, as in Excel; what a longer one shows is not looked into
# Why a sheet is refused: keys of data/reasons.toml.
FORMULA, DISGUISED, MERGED = "sheet_formula", "sheet_disguised", "sheet_merged"

# Formats built in: shares, dates, times.
_DISGUISES = frozenset({9, 10, *range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_UNREAD = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|general', re.IGNORECASE)
_COLUMN = re.compile("[A-Z]{1,3}")


class SheetError(UnreadableError):
    """A sheet that cannot be taken as it stands; ``detail`` is the number of the line that is wrong."""

    def __init__(self, reason: str, line: int) -> None:
        """``reason`` is a key of ``data/reasons.toml``."""
        super().__init__(reason)
        self.detail = str(line)


def rows(content: bytes) -> dict[int, tuple[str, ...]]:
    """The rows of the first sheet by their number; cells that are left out are empty."""
    package = archive.open_package(content)
    main = PurePosixPath(package.main_part() or "xl/workbook.xml")
    sheet = package.xml(_first_sheet(package, main))
    strings = tuple(_strings(package, str(main.parent / "sharedStrings.xml")))
    disguised = frozenset(_disguised(package, str(main.parent / "styles.xml")))
    if child(sheet, "mergeCells") is not None:
        raise SheetError(MERGED, 1)
    found: dict[int, tuple[str, ...]] = {}
    for row in children(child(sheet, "sheetData"), "row"):
        number = count(attribute(row, "r"), max(found, default=0) + 1)
        if number > MOST_ROWS:
            raise UnreadableError(TOO_LARGE)
        found[number] = _row(row, number, strings, disguised)
    return found


def _first_sheet(package: Package, main: PurePosixPath) -> str:
    """The name of the part that holds the first sheet of the workbook."""
    sheets = child(package.xml(str(main)), "sheets")
    relation = attribute(child(sheets, "sheet"), "id")
    for found in package.xml(str(main.parent / "_rels" / f"{main.name}.rels")):
        if found.get("Id") == relation and (target := found.get("Target")):
            return target.lstrip("/") if target.startswith("/") else str(main.parent / target)
    raise UnreadableError(BROKEN)


def _strings(package: Package, part: str) -> Iterator[str]:
    """The texts that cells share."""
    if part in package:
        for item in children(package.xml(part), "si"):
            yield _text(item)


def _text(item: _Element) -> str:
    """The text of a string, without the readings that may stand above it."""
    return "".join(t.text or "" for run in (item, *children(item, "r")) for t in children(run, "t"))


def _disguised(package: Package, part: str) -> Iterator[str]:
    """The styles that show a number as something else: a date, a time, a share."""
    if part not in package:
        return
    root = package.xml(part)
    codes = {found.get("numFmtId"): found.get("formatCode", "") for found in children(child(root, "numFmts"), "numFmt")}
    for index, style in enumerate(children(child(root, "cellXfs"), "xf")):
        number = style.get("numFmtId", "0")
        code = codes.get(number, "")
        is_long = len(code) > LONGEST_FORMAT
        if is_long or count(number, 0) in _DISGUISES or any(c in _UNREAD.sub("", code).lower() for c in "ymdhs%"):
            yield str(index)


def _row(row: _Element, number: int, strings: tuple[str, ...], disguised: frozenset[str]) -> tuple[str, ...]:
    cells: dict[int, str] = {}
    for cell in children(row, "c"):
        column = _column(cell.get("r", ""), len(cells))
        cells[column] = one_line(_cell(cell, number, strings, disguised))
    return tuple(cells.get(column, "") for column in range(max(cells, default=-1) + 1))


def _column(reference: str, default: int) -> int:
    """The column of an address such as C12, counted from 0."""
    match = _COLUMN.match(reference)
    if not match:
        return default
    column = 0
    for letter in match[0]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _cell(cell: _Element, row: int, strings: tuple[str, ...], disguised: frozenset[str]) -> str:
    """What a cell holds, as text."""
    if child(cell, "f") is not None:
        raise SheetError(FORMULA, row)
    kind, value = cell.get("t", "n"), child(cell, "v")
    stored = (value.text or "") if value is not None else ""
    if kind == "inlineStr":
        inline = child(cell, "is")
        return _text(inline) if inline is not None else ""
    if kind == "s":
        index = count(stored, len(strings))
        if index >= len(strings):
            raise UnreadableError(BROKEN)
        return strings[index]
    if kind == "n" and stored:
        if cell.get("s") in disguised:
            raise SheetError(DISGUISED, row)
        return shortest(stored)
    return stored


def shortest(stored: str) -> str:
    """The shortest decimal that is the stored number: 5949.0886670000001 is 5949.088667."""
    try:
        value = float(stored)
    except ValueError as error:
        raise UnreadableError(BROKEN) from error
    if not math.isfinite(value):
        raise UnreadableError(BROKEN)
    return f"{Decimal(repr(value)).normalize():f}"
