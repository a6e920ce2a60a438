"""The table of claims: what the prose of the reports says in numbers, with its words and its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.known import once
from sitegen.exports.observations import PLACE, VALUE
from sitegen.exports.schema import Category, Field, Reference, Table, Values, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model import Catalogue, Report

CLAIM = r"[a-z_]+-\d+"
QUALIFIERS = (
    Category("exact", Words("确数", "exact")),
    Category("at_least", Words("余、多:只多不少", "and more")),
    Category("about", Words("约、近", "about")),
    Category("over", Words("超过", "more than")),
    Category("doubtful", Words("数字旁有错字", "a stray character stands beside the number")),
    Category("none", Words("没有、未发生", "none")),
    Category("all", Words("全部", "all, without a number")),
    Category("list", Words("只列各项,没有总数", "a list without a total")),
)
DOUBTS = (
    Category("unclear", Words("范围或词句不能确认", "scope or wording is not certain")),
    Category("elsewhere", Words("别的机关、渠道、时段或业务", "another body, channel, period or business")),
    Category("part", Words("前面一个数的一部分", "a part of a figure before it")),
)
WORDS = Field(
    "words", "string", Words("词句", "Words"),
    Words("说出这个数的词句,繁体和全角已转换。", "The words that tell the figure, in simplified characters."),
)  # fmt: skip
PRINTED = Field(
    "printed", "string", Words("原文", "Printed"),
    Words("源文件中这个数的原文,未作改动。", "What the source prints of the figure, untouched."),
)  # fmt: skip


@once
def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of the table."""
    return (
        columns.REPORT, columns.REPORT_AGENCY, columns.YEAR,
        Field(
            "claim", "string", Words("说法", "Claim"),
            Words("在一份报告里的标识:概念加次序。", "The id within the report: the concept and its number."),
            pattern=CLAIM,
        ),
        Field(
            "concept", "string", Words("概念", "Concept"), Words("说的是什么。", "What it is about."),
            categories=vocabulary.concepts(catalogue),
        ),
        replace(VALUE, missing=Words("没有说出一个数", "no number is told")),
        columns.UNIT,
        Field(
            "qualifier", "string", Words("限定", "Qualifier"), Words("怎样说这个数。", "How the number is told."),
            categories=QUALIFIERS,
        ),
        Field(
            "doubt", "string", Words("疑点", "Doubt"),
            Words("为什么可能不是表格里的那个数。", "Why it may not be the number of the table."),
            missing=Words("没有疑点", "there is none"), categories=DOUBTS,
        ),
        Field(
            "of", "string", Words("所属", "Of"),
            Words("占比、增幅或部分所属的说法。", "The claim that a share, a growth or a part belongs to."),
            missing=Words("不从属于别的说法", "it belongs to no other"), pattern=CLAIM,
        ),
        Field(
            "parts", "string", Words("所列各项", "Parts"),
            Words("句中列在它下面的各数,以空格隔开。", "The figures listed under it, separated by spaces."),
            missing=Words("没有列出", "none are listed"),
            pattern=rf"{columns.AMOUNT}( {columns.AMOUNT})*",
        ),
        WORDS,
        PRINTED,
        PLACE,
    )  # fmt: skip


def table(
    catalogue: Catalogue, rows: Sequence[Values], references: tuple[Reference, ...], name: str = "claims"
) -> Table:
    """The rows of reports as one table; ``name`` may hold folders of the package."""
    return Table(
        name.replace("_", "-").replace("/", "-"),
        f"{name}.csv",
        Words("文中的数字", "Claims in prose"),
        Words(
            "各报告叙述文字里说出的数,每个一行:概念、数值、限定、词句和位置;与表格的核对见 findings。",
            "The figures that the prose of the reports tells, one row each: concept, value, qualifier, words, place; "
            "how they compare with the tables is among the findings.",
        ),
        fields(catalogue),
        rows,
        key=("report", "claim"),
        references=references,
    )


def rows(report: Report) -> Iterator[Values]:
    """The claims of a report, in their order."""
    year = int(report.year.value)
    for claim in report.claims:
        parts = " ".join(f"{part.value:f}" for part in claim.parts if part.value is not None)
        yield (
            report.id, report.agency, year, claim.id, claim.concept, claim.value, claim.unit or None, claim.qualifier,
            claim.doubt or None, claim.of or None, parts or None, claim.words, claim.printed, str(claim.place),
        )  # fmt: skip
