"""The tables of what the registry knows: the agencies, and the divisions that they lie in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.schema import Field, Reference, Table, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Agency, Catalogue

DIVISION = Field(
    "division", "string", Words("行政区划代码", "Division code"),
    Words("所属行政区划的六位代码(GB/T 2260)。", "The six-digit code of the division (GB/T 2260)."), pattern=r"\d{6}",
)  # fmt: skip
AGENCY_FIELDS = (
    columns.AGENCY,
    columns.NAME_ZH,
    columns.NAME_EN,
    Field(
        "other_names", "string", Words("其他名称", "Other names"),
        Words("曾用名和简称,以分号隔开。", "Former and short names, separated by semicolons."),
        missing=Words("没有其他名称", "there are none"),
    ),
    DIVISION,
    Field("division_zh", "string", Words("行政区划", "Division"), Words("行政区划的中文名称。", "Its Chinese name.")),
    Field(
        "division_en", "string", Words("行政区划(英文)", "Division (English)"),
        Words("行政区划的英文名称。", "Its English name."),
    ),
    Field(
        "level", "string", Words("层级", "Level"),
        Words("所属政府的层级。", "The level of the government that it belongs to."), categories=vocabulary.LEVEL,
    ),
    Field(
        "kind", "string", Words("性质", "Kind"),
        Words("人民政府或其部门,法定期限因此不同。", "A government or a department of one; their deadlines differ."),
        categories=vocabulary.KIND,
    ),
    Field(
        "department", "string", Words("系统", "Department type"),
        Words("部门所属的系统。", "The branch of administration."), pattern=columns.SLUG,
        missing=Words("不属于某一系统", "of no single branch"),
    ),
    Field(
        "merged", "boolean", Words("合并设置", "Merged"),
        Words("是否与其他系统的部门合并设置。", "Whether it also does the work of departments of other types."),
    ),
    Field(
        "uscc", "string", Words("统一社会信用代码", "Unified social credit code"),
        Words("十八位代码(GB 32100)。", "The code of eighteen characters (GB 32100)."), pattern="[0-9A-Z]{18}",
        missing=Words("报告没有印出", "no report prints it"), unique=True,
    ),
)  # fmt: skip


DIVISION_FIELDS = (
    DIVISION,
    columns.NAME_ZH,
    columns.NAME_EN,
    replace(
        DIVISION, name="parent", title=Words("上级行政区划", "Parent division"),
        description=Words("上一级行政区划的六位代码。", "The six-digit code of the division that it lies in."),
        missing=Words("没有上级", "there is none"),
    ),
)  # fmt: skip


def agencies(catalogue: Catalogue, chosen: Iterable[Agency] | None = None) -> Table:
    """The agencies of the registry, one row an agency; or the ``chosen`` ones, keyed to the table of divisions."""
    known = {division.code: division for division in catalogue.divisions}
    rows = tuple(
        (
            a.id, a.zh, a.en, ";".join(a.names) or None, a.division, known[a.division].zh, known[a.division].en,
            a.level, a.kind, a.department or None, a.merged, a.uscc,
        )
        for a in (catalogue.agencies if chosen is None else chosen)
    )  # fmt: skip
    return Table(
        "agencies",
        "agencies.csv",
        Words("机关", "Agencies"),
        Words("名录中的每个机关一行。", "One row for each agency of the registry."),
        AGENCY_FIELDS,
        rows,
        key=("agency",),
        unique=(("division", "name_zh"),),
        references=() if chosen is None else (Reference(("division",), "divisions", ("division",)),),
    )


def divisions(catalogue: Catalogue, within: Iterable[Agency]) -> Table:
    """The divisions that the agencies lie in and all above them, one row a division, by code."""
    known = {division.code: division for division in catalogue.divisions}
    codes: set[str] = set()
    for agency in within:
        code: str | None = agency.division
        while code:
            codes.add(code)
            code = known[code].parent
    return Table(
        "divisions",
        "divisions.csv",
        Words("行政区划", "Divisions"),
        Words(
            "各机关所在的行政区划及其各级上级,每个一行。",
            "The divisions that the agencies lie in, and those above them, one row each.",
        ),
        DIVISION_FIELDS,
        tuple((d.code, d.zh, d.en, d.parent or None) for d in map(known.__getitem__, sorted(codes))),
        key=("division",),
        references=(Reference(("parent",), "", ("division",)),),
    )
