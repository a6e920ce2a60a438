"""The table of findings: what checks and reading found, both sides, their difference, a sentence in each language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.known import once
from sitegen.exports.schema import Field, Reference, Table, Values, Words
from sitegen.wording import because, message, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model import Catalogue, Finding, Report

SIDE = rf"({columns.AMOUNT}|\d{{4}}-\d{{2}}-\d{{2}})"
NO_SIDE = Words("没有可比的数", "there is nothing to compare")


@once
def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        Field(
            "finding", "string", Words("核对结果", "Finding"),
            Words("标识:报告(或文件)、规则、对象。", "The id: report (or file), rule, subject."),
        ),
        Field(
            "rule", "string", Words("规则", "Rule"), Words("所依据的规则。", "The rule that was applied."),
            categories=vocabulary.rules(catalogue),
        ),
        Field(
            "outcome", "string", Words("结果", "Outcome"), Words("核对的结果。", "What was found."),
            categories=vocabulary.OUTCOME,
        ),
        Field(
            "severity", "string", Words("轻重", "Severity"),
            Words("这条规则不符时的轻重。", "How much a failure of the rule weighs."), categories=vocabulary.SEVERITY,
        ),
        replace(
            columns.REPORT,
            missing=Words("文件没有读出报告,或者缺少这一份报告", "the file yielded no report, or there is none"),
        ),
        Field(
            "left", "string", Words("左边", "Left side"),
            Words("左边的数或日期,不带单位。", "The number or date on the left, without unit."),
            pattern=SIDE, missing=NO_SIDE,
        ),
        Field(
            "right", "string", Words("右边", "Right side"),
            Words("右边的数或日期,不带单位。", "The number or date on the right, without unit."),
            pattern=SIDE, missing=NO_SIDE,
        ),
        Field(
            "difference", "string", Words("差", "Difference"),
            Words("两边之差;日期之差以天计。", "The difference of the two sides; in days between dates."),
            pattern=columns.AMOUNT, missing=NO_SIDE,
        ),
        Field(
            "cells", "string", Words("有关的格", "Cells"),
            Words(
                "有关的各格,写作 表/行/列,以空格隔开;另一份报告的格前面加 报告:。",
                "The cells concerned as table/row/column, separated by spaces; after <report>: if of another report.",
            ),
            missing=Words("不涉及表格", "no cells are concerned"),
        ),
        Field(
            "message_zh", "string", Words("说明", "Message"),
            Words("用一句中文说明。", "The finding as a sentence in Chinese."),
        ),
        Field(
            "message_en", "string", Words("说明(英文)", "Message (English)"),
            Words("用一句英文说明。", "The finding as a sentence in English."),
        ),
        Field(
            "attribution", "string", Words("出自何处", "Attribution"),
            Words(
                "不符时,问题出在报告本身还是本站读取,或者无法判定。",
                "Of a break, whether it is the report's own or comes from reading it here, or cannot be told.",
            ),
            categories=vocabulary.ATTRIBUTION, missing=Words("没有不符", "nothing disagrees"),
        ),
        Field(
            "grounds_zh", "string", Words("理由", "Grounds"),
            Words("出自何处的理由,用一句中文说明。", "Why it is attributed so, as a sentence in Chinese."),
            missing=Words("没有不符,或者说明里已写明", "nothing disagrees, or the message says so"),
        ),
        Field(
            "grounds_en", "string", Words("理由(英文)", "Grounds (English)"),
            Words("出自何处的理由,用一句英文说明。", "Why it is attributed so, as a sentence in English."),
            missing=Words("没有不符,或者说明里已写明", "nothing disagrees, or the message says so"),
        ),
        replace(columns.AGENCY, missing=Words("机关未登记或没有读出", "the agency is not registered or not known")),
        replace(columns.YEAR, missing=Words("年度没有读出", "the year is not known")),
    )  # fmt: skip


def table(
    catalogue: Catalogue, rows: Sequence[Values], references: tuple[Reference, ...], name: str = "findings"
) -> Table:
    """The rows of findings as a table, in the order given; ``name`` may hold folders of the package."""
    return Table(
        name.replace("_", "-").replace("/", "-"),
        f"{name}.csv",
        Words("核对结果", "Findings"),
        Words(
            "每条核对一行,相符的也列出:规则、结果、两边的数、差数和说明。",
            "One row a check, passes included: rule, outcome, both sides, their difference, and a sentence.",
        ),
        fields(catalogue),
        rows,
        key=("finding",),
        references=references,
    )


def rows(catalogue: Catalogue, findings: Iterable[Finding], report: Report | None) -> Iterator[Values]:
    """The findings about that report, or about none, one row each."""
    return (row(catalogue, finding, report) for finding in findings)


def whose(report: Report) -> Values:
    """The last values of a row about that report: of which agency and year it is."""
    return report.agency, int(report.year.value) if report.year.value else None


def row(catalogue: Catalogue, finding: Finding, report: Report | None) -> Values:
    """The row of a finding about that report, or about none."""
    return (
        finding.id,
        finding.rule,
        finding.outcome,
        finding.severity,
        finding.report,
        plain(finding.left) or None,
        plain(finding.right) or None,
        plain(finding.difference) or None,
        " ".join(finding.cells) or None,
        message(finding, catalogue, "zh"),
        message(finding, catalogue, "en"),
        finding.attribution,
        because(finding, catalogue, "zh") or None,
        because(finding, catalogue, "en") or None,
        *(whose(report) if report else (finding.agency, finding.year)),
    )
