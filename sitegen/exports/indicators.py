"""The tables of what the catalogue knows of indicators: what they are, what in each form, and where they break."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.schema import Field, Reference, Table, Words

if TYPE_CHECKING:
    from sitegen.model import Catalogue

INDICATOR = Field(
    "indicator", "string", Words("指标", "Indicator"), Words("指标的标识。", "The indicator's id."),
    pattern=columns.IDENTIFIER,
)  # fmt: skip
IDENTIFIERS = rf"{columns.IDENTIFIER}( {columns.IDENTIFIER})*"
CELLS = r"[a-z0-9_/]+( [a-z0-9_/]+)*"
NO_RATE = Words("不是比率", "it is no rate")
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
    Field(
        "group", "string", Words("类别", "Group"), Words("指标的类别。", "What the indicator is about."),
        pattern=columns.IDENTIFIER,
    ),
    Field("group_zh", "string", Words("类别名称", "Group (Chinese)"), Words("类别的中文名称。", "Its Chinese name.")),
    Field(
        "group_en", "string", Words("类别名称(英文)", "Group (English)"), Words("类别的英文名称。", "Its English name.")
    ),
    Field(
        "numerator", "string", Words("分子", "Numerator"),
        Words(
            "比率的分子:哪些指标之和,以空格隔开。",
            "The numerator of a rate: the indicators that are added up, separated by spaces.",
        ),
        pattern=IDENTIFIERS, missing=NO_RATE,
    ),
    Field(
        "denominator", "string", Words("分母", "Denominator"),
        Words(
            "比率的分母:哪些指标之和,以空格隔开。",
            "The denominator of a rate: the indicators that are added up, separated by spaces.",
        ),
        pattern=IDENTIFIERS, missing=NO_RATE,
    ),
)  # fmt: skip
NO_REASON = Words("口径相同,无需说明", "the definition is the same, nothing needs saying")
CONCORDANCE_FIELDS = (
    Field(
        "cells", "string", Words("格", "Cells"),
        Words(
            "表式中的各格,写作 表/行/列,以空格隔开;指标为各格之和,比率则以此和为分子。",
            "Cells of the form as table/row/column, separated by spaces; the indicator is their sum, and a rate has it "
            "for its numerator.",
        ),
        pattern=CELLS,
    ),
    Field(
        "base_cells", "string", Words("分母的格", "Cells of the denominator"),
        Words(
            "比率的分母是这些格之和,写法相同。", "The cells whose sum is the denominator of a rate, in the same way."
        ),
        pattern=CELLS, missing=NO_RATE,
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
BREAK_FIELDS = (
    Field(
        "year", "integer", Words("年度", "Year"),
        Words(
            "从这一报告年度起,数字与此前不相衔接。", "From this report year figures do not continue those before it."
        ),
    ),
    Field("reason_zh", "string", Words("理由", "Reason"), Words("断点的理由。", "Why, in Chinese.")),
    Field(
        "reason_en", "string", Words("理由(英文)", "Reason (English)"), Words("断点的英文理由。", "Why, in English.")
    ),
)  # fmt: skip


def indicators(catalogue: Catalogue) -> Table:
    """The indicators, one row each."""
    rows = tuple(
        (
            i.id, i.zh, i.en, i.unit or None, i.definition_zh, i.definition_en, i.law or None,
            i.group.id, i.group.zh, i.group.en, " ".join(i.numerator) or None, " ".join(i.denominator) or None,
        )
        for i in catalogue.indicators
    )  # fmt: skip
    return Table(
        "indicators",
        "indicators.csv",
        Words("指标", "Indicators"),
        Words(
            "可以跨年度比较的各项指标及其定义;比率写明分子和分母。",
            "The quantities that can be followed over the years, with definitions; rates with what they are made of.",
        ),
        INDICATOR_FIELDS,
        rows,
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
            (
                i.id,
                e.form,
                " ".join(e.cells),
                " ".join(e.base) or None,
                e.grade,
                e.reason_zh or None,
                e.reason_en or None,
            )
            for i in catalogue.indicators
            for e in i.equivalents
        ),
        key=("indicator", "form"),
        references=(Reference(("indicator",), "indicators", ("indicator",)),),
    )


def breaks(catalogue: Catalogue) -> Table:
    """The years in which the series of each indicator break, one row a reason."""
    return Table(
        "breaks",
        "breaks.csv",
        Words("断点", "Breaks"),
        Words(
            "各项指标在哪一年度断开,为什么;断点前后不连成一条线。",
            "The years in which the series of each indicator break, and why; no line is drawn across a break.",
        ),
        (INDICATOR, *BREAK_FIELDS),
        tuple((i.id, one.year, one.reason_zh, one.reason_en) for i in catalogue.indicators for one in i.breaks),
        key=("indicator", "year", "reason_zh"),
        references=(Reference(("indicator",), "indicators", ("indicator",)),),
    )
