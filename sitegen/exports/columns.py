"""The columns that several tables share: ids, years, units, statuses, places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import vocabulary
from sitegen.exports.known import once
from sitegen.exports.schema import Field, Reference, Words

if TYPE_CHECKING:
    from sitegen.model import Catalogue

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
IDENTIFIER = r"[a-z][a-z0-9_]*"
AMOUNT = r"-?\d+(\.\d+)?"

REPORT = Field(
    "report", "string", Words("报告", "Report"),
    Words("报告的标识:机关标识加年度。", "The report's id: the agency's id and the year."),
    pattern=SLUG,
)  # fmt: skip
AGENCY = Field(
    "agency", "string", Words("机关", "Agency"),
    Words("机关的标识,一经给定不再改变。", "The agency's id, which never changes once given."),
    pattern=SLUG,
)  # fmt: skip
YEAR = Field(
    "year", "integer", Words("报告年度", "Report year"),
    Words("报告所述的年度,不是发布的年份。", "The year that the report is about, not the one in which it came out."),
)  # fmt: skip
ROW = Field(
    "row", "string", Words("行", "Row"),
    Words("表式中一行的标识。", "The id of a row of the form."),
    pattern=IDENTIFIER,
)  # fmt: skip
COLUMN = Field(
    "column", "string", Words("列", "Column"),
    Words("表式中一列的标识。", "The id of a column of the form."),
    pattern=IDENTIFIER,
)  # fmt: skip
UNIT = Field(
    "unit", "string", Words("单位", "Unit"),
    Words(
        "数字的单位。金额保留报告所印的单位,不作换算。",
        "The unit of the number. Amounts keep the unit that the report prints; nothing is converted.",
    ),
    missing=Words("没有印出单位", "no unit is printed"),
)  # fmt: skip
STATUS = Field(
    "status", "string", Words("状态", "Status"),
    Words(
        "这一格里印的是什么。只有 reported 和 resolved 才有数值;空白不是零。",
        "What stands in the cell. Only reported and resolved have a value; blank is not zero.",
    ),
    categories=vocabulary.STATUS,
)  # fmt: skip
NAME_ZH = Field("name_zh", "string", Words("中文名称", "Chinese name"), Words("中文名称。", "The Chinese name."))
NAME_EN = Field(
    "name_en", "string", Words("英文名称", "English name"),
    Words("英文名称,由本项目翻译。", "The English name, translated by this project."),
)  # fmt: skip
LAW = Field(
    "law", "string", Words("条款", "Legal article"),
    Words(
        "《政府信息公开条例》(2019 年修订)的条款号。",
        "The article of the Regulations on Open Government Information as revised in 2019.",
    ),
    missing=Words("没有对应的条款", "no article corresponds"),
)  # fmt: skip

REPORT_AGENCY = replace(AGENCY, missing=Words("机关未登记", "the agency is not registered"))
TO_REPORT = Reference(("report",), "reports", ("report",))
TO_AGENCY = Reference(("agency",), "agencies", ("agency",))


@once
def form(catalogue: Catalogue) -> Field:
    """The column that names a form."""
    return Field(
        "form", "string", Words("表式", "Form"),
        Words("官方表式的版本。", "The version of the official form."),
        categories=vocabulary.forms(catalogue),
    )  # fmt: skip


@once
def table(catalogue: Catalogue) -> Field:
    """The column that names a table of a form."""
    return Field(
        "table", "string", Words("表", "Table"),
        Words("表式中一张表的标识。", "The id of a table of the form."),
        categories=vocabulary.tables(catalogue),
    )  # fmt: skip
