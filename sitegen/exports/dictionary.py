"""The data dictionary of a package: what each field means and each of its values, in both languages, said once.

Most fields stand in several tables. Descriptors that repeated all of this for each would be larger than the data of a
small agency, so that they keep titles, types, constraints and units, and this table says the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.schema import Field, Table, Values, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.schema import Category

    _Meaning = tuple[Words, Words, Words | None, tuple[Category, ...]]

NAME = "dictionary"
LONGEST = 12
"""The most values of a field that are all listed; of more, such as the rules, those that occur in the table."""
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


def table(tables: Iterable[Table]) -> Table:
    """What the fields of these tables mean, in the order in which they first occur; fields alike are one entry."""
    known: dict[str, _Meaning] = {}
    entries: list[tuple[Table, Field, list[Table]]] = []
    for one in tables:
        for field in one.fields:
            if known.get(field.name) != _meaning(field) and not _stands_beside(field, one):
                known[field.name] = _meaning(field)
                entries.append((one, field, []))
        for _, field, where in entries:
            if field in one.fields:
                where.append(one)
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
        tuple(row for first, field, where in entries for row in _rows(first, field, where)),
        key=("entry",),
    )


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


def _rows(first: Table, field: Field, where: list[Table]) -> Iterator[Values]:
    entry, means, empty = f"{first.name}.{field.name}", field.description, field.missing
    yield (
        entry, field.title.zh, field.title.en, means.zh, means.en,
        empty.zh if empty else None, empty.en if empty else None,
    )  # fmt: skip
    for category in _listed(field, where):
        if category.label:
            yield f"{entry}={category.value}", category.label.zh, category.label.en, None, None, None, None


def _listed(field: Field, where: list[Table]) -> Iterable[Category]:
    if len(field.categories) <= LONGEST:
        return field.categories
    occurring = {row[one.fields.index(field)] for one in where for row in one.rows}
    return (category for category in field.categories if category.value in occurring)
