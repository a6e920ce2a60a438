"""Damage to figures: the same facts printed with blanks, strokes, units, separators, other signs and digits.

Where a cell is left empty or struck through it prints no number any more, and the facts say so.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Layout
from tests.proving.facts import Figure
from tests.proving.writing import full_width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.proving.facts import Facts

STROKES = ("/", "-", "—", "——", "无")
ZEROS = ("O", "o", "〇", "○", "零")
SPACES = ("\u00a0", " ", "\u3000", "\u00a0\u00a0")
TENS = "零一二三四五六七八九"


def _printed_so(facts: Facts, texts: dict[str, str]) -> Facts:
    """The cells printed with other characters that say the same number."""
    return facts.with_figures({cell: replace(facts.figures[cell], text=text) for cell, text in texts.items()})


def _without_number(facts: Facts, cells: list[str], text: str) -> Facts:
    return facts.with_figures(dict.fromkeys(cells, Figure(None, text)))


def _zeros(facts: Facts) -> list[str]:
    return [cell for cell, figure in facts.figures.items() if figure.text == "0"]


def _whole(facts: Facts, least: int) -> Iterator[tuple[str, int]]:
    """Cells that print a plain whole number not below that."""
    for cell, figure in facts.figures.items():
        if figure.text.isdecimal() and figure.value is not None and figure.value >= least:
            yield cell, int(figure.value)


def blank_zeros(rng: Random, facts: Facts) -> Facts:
    """All zeros of a table, or of the report, are left empty."""
    tables = [table.id for _, table in facts.tables]
    chosen = tables if rng.random() < 0.4 else [rng.choice(tables)]
    return _without_number(facts, [cell for cell in _zeros(facts) if cell.split("/")[0] in chosen], "")


def blank_cells(rng: Random, facts: Facts) -> Facts:
    """A few cells are left empty, whatever their number."""
    cells = list(facts.figures)
    return _without_number(facts, rng.sample(cells, k=min(len(cells), rng.randint(1, 8))), "")


def blank_totals(rng: Random, facts: Facts) -> Facts:
    """The last column is left empty, in every row or in those of the outcomes."""
    last = {table.id: table.columns[-1].id for _, table in facts.tables if table.layout is Layout.MATRIX}
    keep = () if rng.random() < 0.3 else ("received_new", "carried_in", "closed_total", "carried_out")
    split = ((cell, cell.split("/")) for cell in facts.figures)
    cells = [cell for cell, (table, row, column) in split if last.get(table) == column and row not in keep]
    return _without_number(facts, cells, "")


def blank_organisations(_: Random, facts: Facts) -> Facts:
    """The columns of organisations are left empty in rows where they are all zero."""
    inner = {t.id: [c.id for c in t.columns[1:-1]] for _, t in facts.tables if t.layout is Layout.MATRIX}
    rows = {(t, r) for t, r, _ in (cell.split("/") for cell in facts.figures) if t in inner}
    empty = [(t, r) for t, r in sorted(rows) if all(facts.figures[f"{t}/{r}/{c}"].text == "0" for c in inner[t])]
    return _without_number(facts, [f"{t}/{r}/{c}" for t, r in empty for c in inner[t]], "")


def strokes(rng: Random, facts: Facts) -> Facts:
    """Zeros of some rows are struck through."""
    stroke = rng.choice(STROKES)
    rows = {cell.rsplit("/", 1)[0] for cell in _zeros(facts)}
    chosen = {row for row in sorted(rows) if rng.random() < 0.3}
    return _without_number(facts, [cell for cell in _zeros(facts) if cell.rsplit("/", 1)[0] in chosen], stroke)


def letters(rng: Random, facts: Facts) -> Facts:
    """Some zeros are letters or characters."""
    return _printed_so(facts, {cell: rng.choice(ZEROS) for cell in _zeros(facts) if rng.random() < 0.1})


def numerals(rng: Random, facts: Facts) -> Facts:
    """Some numbers below a hundred are written in characters."""
    small = {cell: value for cell, value in _whole(facts, 10) if value < 100 and rng.random() < 0.4}
    return _printed_so(facts, {cell: _in_characters(value) for cell, value in small.items()})


def _in_characters(value: int) -> str:
    tens, ones = divmod(value, 10)
    return (TENS[tens] if tens > 1 else "") + "十" + (TENS[ones] if ones else "")


def thousands(rng: Random, facts: Facts) -> Facts:
    """Large numbers have separators."""
    comma = rng.choice((",", "，"))
    return _printed_so(facts, {cell: f"{value:,}".replace(",", comma) for cell, value in _whole(facts, 1000)})


def units(rng: Random, facts: Facts) -> Facts:
    """Numbers carry their unit."""
    share = rng.choice((0.1, 0.5, 1.0))
    known = {
        f"{table.id}/{row.id}/{column.id}": row.unit or column.unit
        for _, table in facts.tables
        for _, row, column in table.cells()
    }
    carried = {cell: known[cell] for cell, figure in facts.figures.items() if known[cell] and figure.text.isdecimal()}
    texts = {cell: facts.figures[cell].text + unit for cell, unit in carried.items() if rng.random() < share}
    return _printed_so(facts, texts)


def qualifiers(rng: Random, facts: Facts) -> Facts:
    """Counts of items and documents carry a remark in brackets."""
    remark = rng.choice(("(子项)", "(主项)", "（子项）"))
    texts = {
        cell: figure.text + (remark if "/items_" in cell else f"(其中修订{int(figure.value or 0) // 2}件)")
        for cell, figure in facts.figures.items()
        if figure.text.lstrip("+-").isdecimal()
        and ("/items_" in cell or ("normative_documents" in cell and (figure.value or 0) > 1))
        and rng.random() < 0.6
    }
    return _printed_so(facts, texts)


def signs(rng: Random, facts: Facts) -> Facts:
    """Changes are written with other signs or with words."""
    less, more = rng.choice((("－", "＋"), ("−", "+"), ("减", "增"), ("减少", "增加"), ("-", "+")))
    texts = {
        cell: (less if (figure.value or 0) < 0 else more) + f"{abs(figure.value or Decimal(0))}"
        for cell, figure in facts.figures.items()
        if cell.endswith("/items_change") and figure.value and figure.text.lstrip("+-").isdecimal()
    }
    return _printed_so(facts, texts)


def wide_digits(rng: Random, facts: Facts) -> Facts:
    """Some or all numbers have digits as wide as characters."""
    share = rng.choice((0.1, 1.0))
    texts = {cell: full_width(figure.text) for cell, figure in facts.figures.items() if rng.random() < share}
    return _printed_so(facts, texts)


def hard_spaces(rng: Random, facts: Facts) -> Facts:
    """Spaces that do not break stand around numbers, and alone in empty cells."""
    space = rng.choice(SPACES)
    texts = {c: f"{space}{figure.text}{space}" for c, figure in facts.figures.items() if rng.random() < 0.4}
    return _printed_so(facts, texts)


MISPRINTS: dict[str, Callable[[Random, Facts], Facts]] = {
    "blank-zeros": blank_zeros,
    "blank-cells": blank_cells,
    "blank-totals": blank_totals,
    "blank-organisations": blank_organisations,
    "strokes": strokes,
    "letters-for-zero": letters,
    "chinese-numerals": numerals,
    "thousands": thousands,
    "units-in-cells": units,
    "qualifiers": qualifiers,
    "other-signs": signs,
    "wide-digits": wide_digits,
    "hard-spaces": hard_spaces,
}
