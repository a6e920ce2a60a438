"""The tables of what the catalogue knows: agencies, indicators, and the concordance of indicators and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.schema import Field, Reference, Table, Words

if TYPE_CHECKING:
    from sitegen.model import Catalogue

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
INDICATOR = Field(
    "indicator", "string", Words("指标", "Indicator"), Words("指标的标识。", "The indicator's id."),
    pattern=columns.IDENTIFIER,
)  # fmt: skip
INDICATOR_FIELDS = (
    INDICATOR,
    columns.NAME_ZH,
    columns.NAME_EN,
    columns.UNIT,
    Field("definition_zh", "string", Words("定义", "Definition"), Words("指标的定义。", "Its definition in Chinese.")),
    Field(
        "definition_en", "string", Words("定义(英文)", "Definition (English)"),
        Words("指标的英文定义。", "Its definition in English."),
    ),
    columns.LAW,
)  # fmt: skip
NO_REASON = Words("口径相同,无需说明", "the definition is the same, nothing needs saying")
CONCORDANCE_FIELDS = (
    Field(
        "cells", "string", Words("格", "Cells"),
        Words(
            "表式中的各格,写作 表/行/列,以空格隔开;指标为各格之和。",
            "Cells of the form as table/row/column, separated by spaces; the indicator is their sum.",
        ),
        pattern=r"[a-z0-9_/]+( [a-z0-9_/]+)*",
    ),
    Field(
        "grade", "string", Words("可比程度", "Comparability"),
        Words("与其他年份是否可比。", "How comparable it is with other years."), categories=vocabulary.GRADE,
    ),
    Field(
        "reason_zh", "string", Words("理由", "Reason"),
        Words("可比程度的理由。", "Why, in Chinese."), missing=NO_REASON,
    ),
    Field(
        "reason_en", "string", Words("理由(英文)", "Reason (English)"),
        Words("可比程度的英文理由。", "Why, in English."), missing=NO_REASON,
    ),
)  # fmt: skip


def agencies(catalogue: Catalogue) -> Table:
    """The agencies of the registry, one row an agency."""
    divisions = {division.code: division for division in catalogue.divisions}
    rows = tuple(
        (
            a.id, a.zh, a.en, ";".join(a.names) or None, a.division, divisions[a.division].zh, divisions[a.division].en,
            a.level, a.kind, a.department or None, a.merged, a.uscc,
        )
        for a in catalogue.agencies
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
    )


def indicators(catalogue: Catalogue) -> Table:
    """The indicators, one row each."""
    return Table(
        "indicators",
        "indicators.csv",
        Words("指标", "Indicators"),
        Words(
            "可以跨年度比较的各项指标及其定义。",
            "The quantities that can be followed over the years, with definitions.",
        ),
        INDICATOR_FIELDS,
        tuple(
            (i.id, i.zh, i.en, i.unit or None, i.definition_zh, i.definition_en, i.law or None)
            for i in catalogue.indicators
        ),
        key=("indicator",),
        unique=(("name_zh",), ("name_en",)),
    )


def concordance(catalogue: Catalogue) -> Table:
    """What each indicator is in each form, one row a pair; a pair that is not listed has no twin."""
    return Table(
        "concordance",
        "concordance.csv",
        Words("指标与表式对照", "Concordance"),
        Words(
            "每项指标在每种表式中对应的各格、可比程度和理由;没有列出的,即没有对应。",
            "The cells that an indicator is in each form, how comparable, and why; what is not listed has no twin.",
        ),
        (INDICATOR, columns.form(catalogue), *CONCORDANCE_FIELDS),
        tuple(
            (i.id, e.form, " ".join(e.cells), e.grade, e.reason_zh or None, e.reason_en or None)
            for i in catalogue.indicators
            for e in i.equivalents
        ),
        key=("indicator", "form"),
        references=(Reference(("indicator",), "indicators", ("indicator",)),),
    )
