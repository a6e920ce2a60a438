"""A worksheet whose rows are put down as XML at once: a tenth of the time that a call for each cell takes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

from sitegen.exports.csvfile import live, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

    from sitegen.exports.schema import Value

EXACT = 15
"""The digits that a spreadsheet keeps of a number; a longer one is put down as text."""
LONGEST = 32_767
"""The characters that a cell may hold."""
CUT = "……(全文见 CSV)"
FIRST_DAY = dt.date(1900, 3, 1)
"""Before it spreadsheets disagree on the number of a day."""
DAY_ZERO = dt.date(1899, 12, 30).toordinal()


HEADS: tuple[dict[str, object], ...] = (
    {"bold": True, "bg_color": "#E8ECEF", "bottom": 1, "text_wrap": True, "valign": "top"},
    {"font_color": "#5A6570", "bg_color": "#E8ECEF", "bottom": 1},
)
"""The styles of the rows of heads."""


class Rows(Worksheet):  # type: ignore[misc]  # the library publishes no types
    """A worksheet with rows of XML below those that were written cell by cell."""

    body: tuple[str, ...] = ()
    head = 0
    dim_rowmax: int

    def _write_rows(self) -> None:
        last, self.dim_rowmax = self.dim_rowmax, self.head - 1
        if self.head:
            super()._write_rows()
        self.dim_rowmax = last
        self.fh.writelines(self.body)

    def put(self, head: int, width: int, rows: Sequence[str]) -> None:
        """The rows of XML, which follow ``head`` rows written before, ``width`` columns wide."""
        self.head, self.body = head, tuple(rows)
        self.dim_rowmin, self.dim_colmin = 0, 0
        self.dim_rowmax, self.dim_colmax = max(head + len(rows) - 1, 0), width - 1


@dataclass(frozen=True, slots=True)
class Repeated:
    """Rows as XML, the texts that they count on being the first ones of the workbook, and how often these are used."""

    rows: tuple[str, ...]
    texts: Mapping[str, int]
    count: int


class Cells:
    """Values as the XML of cells, with the texts and styles of one workbook."""

    def __init__(self, workbook: Workbook) -> None:
        """Take the workbook whose texts and styles the cells share."""
        self._texts = workbook.str_table
        self._style = cache(lambda **properties: _placed(workbook.add_format(properties)))
        self._heads = tuple(self._style(**properties) for properties in HEADS)
        self._quoted = self._style(quote_prefix=True)
        self._day = self._style(num_format="yyyy-mm-dd", align="left")

    def heads(self, *texts: Sequence[str]) -> list[str]:
        """The rows of heads as XML, the first at the top of the sheet."""
        return [
            f'<row r="{number}">'
            + "".join(
                f'<c r="{xl_col_to_name(place)}{number}" s="{style}" t="s"><v>{self._index(text)}</v></c>'
                for place, text in enumerate(row)
            )
            + "</row>"
            for number, (style, row) in enumerate(zip(self._heads, texts, strict=True), 1)
        ]

    def repeated(self, rows: Repeated) -> tuple[str, ...]:
        """Rows of text that other workbooks have too, where this one has no text so far."""
        if self._texts.count:
            message = "the workbook has texts already, whose places these rows would take"
            raise ValueError(message)
        self._texts.string_table, self._texts.count = dict(rows.texts), rows.count
        self._texts.unique_count = len(rows.texts)
        return rows.rows

    def repeatable(self, rows: Iterable[Sequence[Value]], width: int, first: int) -> Repeated:
        """Rows of text for other workbooks, of one that has no other text."""
        made = tuple(self.rows(rows, ["string"] * width, first))
        return Repeated(made, dict(self._texts.string_table), self._texts.count)

    def rows(self, values: Iterable[Sequence[Value]], types: Sequence[str], first: int) -> list[str]:
        """Each row as XML, the first of them in that row of the sheet, counted from 1."""
        turned = [self._column(kind, column) for kind, column in zip(types, zip(*values, strict=True), strict=False)]
        names = [xl_col_to_name(place) for place in range(len(types))]
        return [
            f'<row r="{number}">'
            + "".join([f'<c r="{name}{number}"{cell}' for name, cell in zip(names, row, strict=True) if cell])
            + "</row>"
            for number, row in enumerate(zip(*turned, strict=True), first)
        ]

    def _column(self, kind: str, values: Sequence[Value]) -> list[str]:
        """The cells of a column; most values come again and again, and are put down once."""
        if kind == "number":  # by what is printed: equal numbers may have unequal zeros, 2.5 and 2.50
            known = {
                text: "" if text == "None" else self._number(Decimal(text)) for text in dict.fromkeys(map(str, values))
            }
            return [known[text] for text in map(str, values)]
        how = {"integer": _integer, "date": self._date, "boolean": _boolean}.get(kind, self._text)
        cells: dict[Value, str] = {value: how(value) for value in dict.fromkeys(values) if value is not None}
        cells[None] = ""
        return [cells[value] for value in values]

    def _text(self, value: Value) -> str:
        text = plain(value)
        if len(text) > LONGEST:
            text = text[: LONGEST - len(CUT)] + CUT
        style = f' s="{self._quoted}"' if live(text) else ""
        if text.startswith("<r>"):  # the library takes this for markup of its own
            return f'{style} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
        return f'{style} t="s"><v>{self._index(text)}</v></c>'

    def _index(self, text: str) -> int:
        return int(self._texts._get_shared_string_index(text))  # noqa: SLF001

    def _number(self, value: Decimal) -> str:
        text = plain(value)
        if len(value.as_tuple().digits) > EXACT:
            return self._text(text)
        decimals = text.partition(".")[2]
        style = self._style(num_format=f"0.{'0' * len(decimals)}") if decimals else None
        return f' s="{style}"><v>{text}</v></c>' if style else f"><v>{text}</v></c>"

    def _date(self, value: Value) -> str:
        if not isinstance(value, dt.date) or value < FIRST_DAY:
            return self._text(value)
        return f' s="{self._day}"><v>{value.toordinal() - DAY_ZERO}</v></c>'


def _integer(value: Value) -> str:
    return f"><v>{value}</v></c>"


def _boolean(value: Value) -> str:
    return f' t="b"><v>{int(bool(value))}</v></c>'


def _placed(style: Format) -> int:
    found = style._get_xf_index()  # noqa: SLF001  assigned as the library itself does when it writes a cell
    return int(found)
