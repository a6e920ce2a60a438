"""The table of series: each indicator in each report, a value or the reason why there is none, with its cells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import columns, indicators, vocabulary
from sitegen.exports.known import once
from sitegen.exports.schema import Field, Reference, Table, Values, Words
from sitegen.series import SMALL_BASE, point, readings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from sitegen.model import Catalogue, Finding, Report
    from sitegen.series import Point

TO_INDICATOR = Reference(("indicator",), "indicators", ("indicator",))
NO_TWIN = Words(
    "该报告的表式没有这一项,或报告没有印出那张表", "the form has no such item, or the report not that table"
)
NO_RATE = Words("不是比率,或该报告没有这一项", "it is no rate, or the report has no such item")
NO_SUM = Words("不是比率,或至少一格没有确定的数字", "it is no rate, or a cell has no certain number")

GRADE = replace(
    indicators.CONCORDANCE_FIELDS[2],
    description=Words(
        "这一表式中的数字与现行表式是否可比;不可比的只能并排列出。",
        "How comparable the form is with the present one; what is not comparable may only stand side by side.",
    ),
    missing=NO_TWIN,
)
VALUE = Field(
    "value", "number", Words("数值", "Value"),
    Words(
        "各格之和;比率为分子除以分母,以百分数计,四舍五入到一位小数,精确值请用 numerator 和 denominator 计算。",
        "The sum of the cells; a rate is numerator over denominator in per cent, rounded half up to one decimal; for "
        "the exact value divide the two.",
    ),
    missing=Words("没有数值,原因见 status", "no value; status says why"),
)  # fmt: skip
CORRECTED = Field(
    "corrected", "number", Words("更正后", "Corrected"),
    Words(
        "把机关确认的更正代入各格后的数值;value 仍照印出的数字计算。",
        "The value with what the agency itself has corrected; value is made of the numbers as printed.",
    ),
    missing=Words("没有更正,或更正后仍缺数字", "no correction, or a number is still missing"),
)  # fmt: skip
FAILING = Field(
    "failing", "string", Words("不符的核对", "Failing checks"),
    Words(
        "涉及其中任何一格、结果不符的核对,以空格隔开;这些格里至少有一个数有误,用时请留意。",
        "The failing checks that any of its cells takes part in, separated by spaces: one of those figures is wrong.",
    ),
    missing=Words("没有不符的核对", "no check fails"),
)  # fmt: skip
UNIT = replace(
    columns.UNIT,
    description=Words(
        "数值的单位,照报告和表式所印;比率为 %。", "The unit of the value, as report and form print it; % for rates."
    ),
    missing=Words("没有数值,或没有印出单位", "there is no value, or no unit is printed"),
)
STATUS = Field(
    "status", "string", Words("状态", "Status"),
    Words(
        "有没有数值,没有的原因。只有 reported 和 resolved 才有数值。",
        "Whether there is a value, and if not, why. Only reported and resolved have one.",
    ),
    categories=vocabulary.STANDING,
)  # fmt: skip
SMALL = Field(
    "small_base", "boolean", Words("基数小", "Small base"),
    Words(
        f"分母是否不足 {SMALL_BASE}。是的,一两件就能让比率大变,不可排序。",
        f"Whether the denominator is below {SMALL_BASE}: a case or two then change the rate much, and it has no rank.",
    ),
    missing=Words("不是比率,或没有数值", "it is no rate, or there is no value"),
)  # fmt: skip
NUMERATOR = Field(
    "numerator", "number", Words("分子", "Numerator"),
    Words("比率的分子,即 cells 各格之和。", "The numerator of a rate, the sum of cells."), missing=NO_SUM,
)  # fmt: skip
DENOMINATOR = Field(
    "denominator", "number", Words("分母", "Denominator"),
    Words("比率的分母,即 base_cells 各格之和。", "The denominator of a rate, the sum of base_cells."), missing=NO_SUM,
)  # fmt: skip
CELLS = replace(indicators.CONCORDANCE_FIELDS[0], missing=NO_TWIN)
BASE_CELLS = replace(indicators.CONCORDANCE_FIELDS[1], missing=NO_RATE)


@once
def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        indicators.INDICATOR, columns.REPORT, columns.REPORT_AGENCY, columns.YEAR, columns.form(catalogue), GRADE,
        VALUE, UNIT, STATUS, SMALL, NUMERATOR, DENOMINATOR, CELLS, BASE_CELLS, CORRECTED,
        FAILING,
    )  # fmt: skip


def table(
    catalogue: Catalogue, rows: Sequence[Values], references: tuple[Reference, ...], name: str = "series"
) -> Table:
    """The rows of reports as one table; ``name`` may hold folders of the package."""
    return Table(
        name.replace("/", "-"),
        f"{name}.csv",
        Words("指标数值", "Series"),
        Words(
            "每份报告、每项指标一行:数值或没有数值的原因,可比程度,来自哪几格,比率的分子和分母。"
            "跨年比较请看 grade 和断点。",
            "One row a report and indicator: a value or the reason why there is none, how comparable, and the cells it "
            "comes from; rates with numerator and denominator. Before comparing years see grade, and the breaks.",
        ),
        fields(catalogue),
        rows,
        key=("indicator", "report"),
        references=references,
    )


def rows(catalogue: Catalogue, report: Report, findings: Iterable[Finding]) -> Iterator[Values]:
    """Every indicator in a report, whose findings are given."""
    read = readings(report, findings)
    confirmed = {correction.cell for correction in report.corrections if correction.confirmed}
    right = readings(report, corrected=True) if confirmed else read
    for indicator in catalogue.indicators:
        one = point(indicator, read)
        cells = {*one.equivalent.cells, *one.equivalent.base} if confirmed and one.equivalent else set()
        yield _row(one, point(indicator, right).value if cells & confirmed else None)


def _row(one: Point, corrected: Decimal | None) -> Values:
    twin, report = one.equivalent, one.report
    rate = one.base is not None
    return (
        one.indicator.id, report.id, report.agency, int(report.year.value), one.form, twin.grade if twin else None,
        one.value, one.unit or None, one.standing, one.small if rate and one.value is not None else None,
        one.whole.value if rate and one.whole else None, one.base.value if one.base else None,
        " ".join(twin.cells) if twin else None, " ".join(twin.base) or None if twin else None,
        corrected, " ".join(one.failing) or None,
    )  # fmt: skip
