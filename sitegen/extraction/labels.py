"""Labels of forms as they are matched: squashed, with their aliases and their item marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.cleaning import clean
from sitegen.extraction.stream import squash

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Column, Form, Row, Section, Table

SHORT = 3  # a label of so few characters is everywhere; it needs its item mark or a place of its own
GLOSS = re.compile(r"(?<=.)\([^()\u4e00-\u9fff]*+[\u4e00-\u9fff][^()]*+\)?$")
MARK = re.compile(r"[((]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[))、..,]?|其中[::,]?")


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """The ways a row is printed: the item marks that may stand before it, and its texts, longest first.

    Rows of several forms that are printed alike have one label between them, so that it is looked for once.
    """

    marks: tuple[str, ...]
    texts: tuple[str, ...]


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A text as it is matched."""
    return squash(clean(text).text)


@lru_cache(maxsize=4096)
def row_label(row: Row) -> Label:
    """How a row of a form may be printed."""
    texts = {key(row.zh), *(key(alias) for alias in row.aliases)}
    mark = key(row.number)
    bare = mark.strip("().、,:")
    marks = {mark, f"({bare})", f"{bare}.", f"{bare}、", f"{bare})", f"{bare},", f"{bare}:"} if mark else set()
    return _label(_longest_first(marks), _longest_first(texts))


@lru_cache(maxsize=256)
def row_labels(table: Table) -> tuple[Label, ...]:
    """How the rows of a table may be printed, in the order of the form."""
    return tuple(row_label(row) for _, row in table.rows)


@lru_cache(maxsize=4096)
def _label(marks: tuple[str, ...], texts: tuple[str, ...]) -> Label:
    return Label(marks, texts)


def _longest_first(texts: set[str]) -> tuple[str, ...]:
    return tuple(sorted(texts, key=lambda text: (-len(text), text)))


def mark_before(text: str, position: int, label: Label) -> int:
    """The length of the row's own item mark that ends at a position, 0 where there is none."""
    if not text.endswith(label.marks, 0, position):
        return 0
    return next(len(mark) for mark in label.marks if text.endswith(mark, 0, position))


@lru_cache(maxsize=256)
def headings(table: Table) -> tuple[str, ...]:
    """What the table prints besides its rows and columns: headings of sections and of groups of rows, the corner."""
    found = {key(table.corner)} if table.corner else set()
    for section in table.sections:
        found |= {key(section.zh)} if section.zh else set()
        found |= {key(heading.zh) for heading in section.headings}
        found |= {key(text) for row in section.rows for text in row.path}
    return _longest_first(found)


@lru_cache(maxsize=4096)
def column_texts(column: Column) -> tuple[str, ...]:
    """How a column of a form may be printed, longest first; of those as long as each other, the form's own first."""
    texts = dict.fromkeys((key(column.zh), *(key(alias) for alias in column.aliases)))
    return tuple(sorted(texts, key=len, reverse=True))


def without_gloss(text: str) -> str:
    """A squashed label without a remark in brackets at its end."""
    return GLOSS.sub("", text) if "(" in text else text


@lru_cache(maxsize=16384)
def variants(text: str) -> tuple[str, ...]:
    """What a squashed cell may be as a label: itself, without a remark after it, without an item mark before either."""
    found = [text, without_gloss(text)]
    for known in found:  # it grows: a label may have two marks, as in 其中:1.
        if (mark := MARK.match(known)) and known[mark.end() :] not in found:
            found.append(known[mark.end() :])
    return tuple(dict.fromkeys(variant for variant in found if variant))


@lru_cache(maxsize=8)
def labelling(forms: tuple[Form, ...]) -> Callable[[str], tuple[tuple[int, str], ...]]:
    """What tells of a squashed cell which of its variants, by their number, are labels of rows of any of the forms."""
    known = {text for form in forms for table in form.tables for label in row_labels(table) for text in label.texts}

    @lru_cache(maxsize=16384)
    def labels(text: str) -> tuple[tuple[int, str], ...]:
        return tuple((n, variant) for n, variant in enumerate(variants(text)) if variant in known)

    return labels


@lru_cache(maxsize=256)
def rows_by_text(table: Table) -> dict[str, tuple[tuple[int, Section, Row], ...]]:
    """For each text that a row of the table may be printed as, the rows: place in the table, section, row."""
    found: dict[str, list[tuple[int, Section, Row]]] = {}
    index = 0
    for section in table.sections:
        for row in section.rows:
            for text in row_label(row).texts:
                found.setdefault(text, []).append((index, section, row))
            index += 1
    return {text: tuple(rows) for text, rows in found.items()}
