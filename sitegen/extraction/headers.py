"""The headers above rows: what they print, which columns they name, and whether they are those of another form."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.extraction.labels import SHORT, column_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.extraction.chain import Candidate, Position
    from sitegen.extraction.grids import Prepared
    from sitegen.extraction.stream import Stream
    from sitegen.model import Form, Section, Table

BESIDE = ("单位", "计量单位", "备注", "其中", "信息内容", "第二十条")  # what headers print beside columns
LONGEST = 400  # characters above a row that may belong to its header


def headers_of(rows: tuple[Candidate, ...], prepared: tuple[Prepared, ...], text: Stream) -> tuple[str, ...]:
    """For each row the squashed text between it and the figures before it."""
    headers = []
    before = (-1, 0)
    for row in rows:
        headers.append(_between(before, row.start, prepared, text)[-LONGEST:] if before != row.start else "")
        before = row.end
    return tuple(headers)


def _between(start: Position, end: Position, prepared: tuple[Prepared, ...], text: Stream) -> str:
    between = text.text[text.position(start) : text.position(end)]
    if not prepared:
        return between
    pieces = [between]
    for grid in prepared:
        if start[0] <= grid.block <= end[0]:
            first = start[1] if grid.block == start[0] else 0
            last = end[1] if grid.block == end[0] else len(grid.rows)
            pieces += ["".join(row) for row in grid.texts[first:last]]
    return "".join(pieces)


@lru_cache(maxsize=256)
def foreign_columns(forms: tuple[Form, ...], form: Form, table_id: str) -> frozenset[str]:
    """The column labels that the same table has in other forms and not in this one."""
    texts = {f.id: _column_texts(f, table_id) for f in forms}
    return frozenset[str]().union(*texts.values()) - texts[form.id]


def _column_texts(form: Form, table_id: str) -> frozenset[str]:
    table = form.table(table_id)
    return frozenset(text for column in table.columns for text in column_texts(column)) if table else frozenset()


@lru_cache(maxsize=2048)
def named(section: Section, header: str, foreign: frozenset[str]) -> tuple[int, int]:
    """How many of a section's columns a header names, and how many that only other forms have."""
    if not header:
        return 0, 0
    own = [column_texts(column) for column in section.columns]
    mine = frozenset(text for texts in own for text in texts)
    others = [
        text
        for text in foreign - mine
        if text in header and not any(text in one for one in mine) and _stands(text, header, foreign | mine)
    ]
    return sum(any(_stands(text, header, foreign | mine) for text in texts) for texts in own), len(others)


def _stands(text: str, header: str, labels: frozenset[str]) -> bool:
    """Whether a header prints a label as one: at its end, before a remark, or before another label; not in prose."""
    at = header.find(text)
    while at >= 0:
        rest = header[at + len(text) :]
        if not rest or rest[0] in "([:*" or rest.startswith(BESIDE) or any(rest.startswith(label) for label in labels):
            return True
        at = header.find(text, at + 1)
    return False


def above(headers: tuple[str, ...], table: Table, foreign: frozenset[str]) -> Iterator[str]:
    """For each row the nearest text above that names a column of any form: rows of a section share their header."""
    nearest = ""
    for header in headers:
        if header and _names_any(header, table, foreign):
            nearest = header
        yield nearest


@lru_cache(maxsize=256)
def _all_texts(table: Table, foreign: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The column labels of a table in all forms, and those that are long enough to be told from other words."""
    texts = foreign | {text for column in table.columns for text in column_texts(column)}
    return texts, tuple(sorted(text for text in texts if len(text) > SHORT))


@lru_cache(maxsize=2048)
def _names_any(header: str, table: Table, foreign: frozenset[str]) -> bool:
    texts, long = _all_texts(table, foreign)
    return any(text in header and _stands(text, header, texts) for text in long)
