"""The data dictionary of a package: what each field means and each of its values, in both languages, said once.

Most fields stand in several tables. Descriptors that repeated all of this for each would be larger than the data of a
small agency, so that they keep titles, types, constraints and units, and this table says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.exports import csvfile
from sitegen.exports.schema import Field, Table, Value, Values, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.exports.schema import Category

    _Meaning = tuple[Words, Words, Words | None, tuple[Category, ...]]

NAME = "dictionary"
LONGEST = 12
"""The most values of a field that are all listed; of more, such as the rules, those that occur in the table."""
MOST = 512
"""The dictionaries that are kept for packages whose tables have the same fields; most agencies have one of a few."""
SAID = Words("名称已经说明", "the title says all")
NEVER = Words("没有空格", "there are none")
GUARD = Words(
    "会被电子表格当作公式的文字,以及以 ' 开头的文字,前面加了一个 ';去掉它就是原文。",
    "A text that a spreadsheet would run, or that begins with ', has a ' in front; cut it off to get the text.",
)
BESIDE = ("_status", "_unit", "_corrected")
"""Ends of the names of columns that tell more about the number of another column: they are explained with it."""
FIELDS = (
    Field(
        "entry", "string", Words("条目", "Entry"),
        Words(
            "表.字段,或 表.字段=值;表是第一张有这个字段的表,后面各表的同名字段除另有条目外,含义相同。",
            "<table>.<field> or <table>.<field>=<value>; the table is the first that has the field, and in the tables "
            "after it fields of that name mean the same unless they have an entry of their own.",
        ),
        pattern=r"[a-z0-9-]+\.[a-z0-9_]+(=\S+)?",
    ),
    Field(
        "title_zh", "string", Words("名称", "Title"), Words("字段或取值的中文名称。", "What it is called in Chinese."),
    ),
    Field(
        "title_en", "string", Words("名称(英文)", "Title (English)"),
        Words("字段或取值的英文名称。", "What it is called in English."),
    ),
    Field(
        "definition_zh", "string", Words("定义", "Definition"), Words("字段的含义。", "What it means, in Chinese."),
        missing=SAID,
    ),
    Field(
        "definition_en", "string", Words("定义(英文)", "Definition (English)"),
        Words("字段含义的英文。", "What it means, in English."), missing=SAID,
    ),
    Field(
        "empty_zh", "string", Words("空格", "Empty cells"),
        Words("空着的格是什么意思。", "What an empty cell means, in Chinese."), missing=NEVER,
    ),
    Field(
        "empty_en", "string", Words("空格(英文)", "Empty cells (English)"),
        Words("空着的格是什么意思,英文。", "What an empty cell means, in English."), missing=NEVER,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is said of a field: its rows and lines, those of its values by value, and the tables that have it.

    The values of a short vocabulary all stand among the rows; ``where`` is told of a long one alone.
    """

    rows: tuple[Values, ...]
    values: Mapping[str, Values]
    where: tuple[tuple[int, str], ...]
    lines: bytes
    lines_of: Mapping[str, bytes]


_known: dict[tuple[tuple[str, int], ...], tuple[tuple[Table, ...], tuple[_Entry, ...]]] = {}


def table(tables: Iterable[Table]) -> Table:
    """What the fields of these tables mean, in the order in which they first occur; fields alike are one entry."""
    tables = tuple(tables)
    key = tuple((one.name, id(one.fields)) for one in tables)
    if key not in _known:
        if len(_known) >= MOST:
            _known.clear()
        # The tables are kept without their rows; with them their fields, or others could get the same ids.
        _known[key] = tuple(replace(one, rows=(), occurring=None) for one in tables), tuple(_entries(tables))
    chosen = [(entry, _occurring(entry, tables)) for entry in _known[key][1]]
    return Table(
        NAME,
        f"{NAME}.csv",
        Words("数据字典", "Data dictionary"),
        Words(
            f"各表每个字段、每个取值一行:名称、定义、空格的含义,中文和英文。{GUARD.zh}",
            "One row for each field and for each of its values: title, definition and what an empty cell means, in "
            f"Chinese and English. {GUARD.en}",
        ),
        FIELDS,
        csvfile.Written(
            lambda: (row for entry, values in chosen for row in (*entry.rows, *(entry.values[one] for one in values))),
            lambda _: b"".join(
                [part for entry, values in chosen for part in (entry.lines, *(entry.lines_of[one] for one in values))]
            ),
        ),
        key=("entry",),
    )


def is_long(field: Field) -> bool:
    """Whether the field has so many values that only those are explained which occur."""
    return len(field.categories) > LONGEST and any(category.label for category in field.categories)


def definition(field: Field) -> Words:
    """What the field means; of text that others wrote, with the apostrophe that it may begin with."""
    if not field.free:
        return field.description
    return Words(f"{field.description.zh}{GUARD.zh}", f"{field.description.en} {GUARD.en}")


def _meaning(field: Field) -> _Meaning:
    return field.title, field.description, field.missing, field.categories


def _stands_beside(field: Field, table: Table) -> bool:
    names = {one.name for one in table.fields}
    return any(field.name.removesuffix(end) in names for end in BESIDE if field.name.endswith(end))


def _entries(tables: Sequence[Table]) -> Iterator[_Entry]:
    known: dict[str, _Meaning] = {}
    found: list[tuple[Table, Field, list[tuple[int, str]]]] = []
    for place, one in enumerate(tables):
        for field in one.fields:
            if known.get(field.name) != _meaning(field) and not _stands_beside(field, one):
                known[field.name] = _meaning(field)
                found.append((one, field, []))
        for _, field, where in found:
            if is_long(field) and field in one.fields:
                where.append((place, field.name))
    for first, field, where in found:
        rows: tuple[Values, ...] = (_field(first, field),)
        values = {one.value: row for one, row in _values(first, field)}
        if not is_long(field):
            rows, values = (*rows, *values.values()), {}
        lines = {value: csvfile.lines(FIELDS, (row,)) for value, row in values.items()}
        yield _Entry(rows, values, tuple(where), csvfile.lines(FIELDS, rows), lines)


def _field(first: Table, field: Field) -> Values:
    means, empty = field.description, field.missing
    return (
        f"{first.name}.{field.name}", field.title.zh, field.title.en, means.zh, means.en,
        empty.zh if empty else None, empty.en if empty else None,
    )  # fmt: skip


def _values(first: Table, field: Field) -> Iterator[tuple[Category, Values]]:
    entry = f"{first.name}.{field.name}"
    for category in field.categories:
        if category.label:
            row = (f"{entry}={category.value}", category.label.zh, category.label.en, None, None, None, None)
            yield category, row


def _occurring(entry: _Entry, tables: Sequence[Table]) -> list[str]:
    """The values of a long vocabulary that occur in any of the tables that have the field."""
    if not entry.where:
        return []
    occurring: set[Value] = set()
    for place, name in entry.where:
        one = tables[place]
        at = [field.name for field in one.fields].index(name)
        occurring.update((row[at] for row in one.rows) if one.occurring is None else one.occurring.get(name, ()))
    return [value for value in entry.values if value in occurring]
