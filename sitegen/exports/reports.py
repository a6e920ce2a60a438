"""The table of reports: what each report says of itself, and the file that it was read from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sitegen.exports import columns, vocabulary
from sitegen.exports.known import once
from sitegen.exports.schema import Field, Reference, Table, Values, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Catalogue, Fact, Report

UNKNOWN = Words("报告或页面没有印出", "neither the report nor its page prints it")
FIELDS = (
    Field(
        "title", "string", Words("标题", "Title"),
        Words("报告的标题,依原文。", "The report's title, as in the source."), missing=UNKNOWN,
    ),
    Field(
        "published_on", "date", Words("发布日期", "Published on"),
        Words("页面所印的发布日期。", "The date of publication that the page prints."), missing=UNKNOWN,
    ),
    Field(
        "signed_on", "date", Words("落款日期", "Signed on"),
        Words("报告末尾的落款日期。", "The date of signature at the end of the report."), missing=UNKNOWN,
    ),
    Field(
        "composed_on", "date", Words("成文日期", "Composed on"),
        Words("页面信息里的成文或生成日期。", "The date of composition in the page's own data."), missing=UNKNOWN,
    ),
    Field(
        "index_no", "string", Words("索引号", "Index number"),
        Words("页面所印的索引号。", "The index number that the page prints."), missing=UNKNOWN,
    ),
    Field(
        "scope", "string", Words("范围", "Scope"),
        Words(
            "报告自己说明的范围:全辖区、本系统,还是本机关。",
            "What the report says that it covers: the jurisdiction, the branch of administration, or the agency alone.",
        ),
        missing=Words("报告没有说明", "the report does not say"), categories=vocabulary.SCOPE,
    ),
    Field(
        "url", "string", Words("原文地址", "Address"),
        Words("官方网站上的原文地址。", "The address of the original on the official website."),
        missing=Words("地址不明", "the address is unknown"),
    ),
    Field(
        "retrieved", "date", Words("取得日期", "Retrieved on"),
        Words("从原文地址取得文件的日期。", "The day on which the file was fetched from its address."),
        missing=Words("日期不明", "the day is unknown"),
    ),
    Field(
        "sha256", "string", Words("SHA-256 校验值", "SHA-256"),
        Words("所读文件的 SHA-256 校验值。", "The SHA-256 of the file that was read."), pattern="[0-9a-f]{64}",
    ),
    Field(
        "bytes", "integer", Words("字节数", "Bytes"),
        Words("所读文件的大小。", "The size of the file that was read."), unit="byte",
    ),
    Field(
        "media_type", "string", Words("媒体类型", "Media type"),
        Words("所读文件的媒体类型。", "The media type of the file that was read."), pattern=r"[\w.+-]+/[\w.+-]+",
    ),
    Field(
        "file", "string", Words("文件", "File"),
        Words("所读文件在 data/reports 中的路径。", "The path of the file that was read, within data/reports."),
    ),
    Field(
        "note", "string", Words("附注", "Note"),
        Words("关于文件来历的说明。", "What is known of where the file comes from."),
        missing=Words("没有附注", "there is no note"),
    ),
)  # fmt: skip


@once
def fields(catalogue: Catalogue) -> tuple[Field, ...]:
    """The columns of the table."""
    return (columns.REPORT, columns.REPORT_AGENCY, columns.YEAR, columns.form(catalogue), *FIELDS)


def table(catalogue: Catalogue, reports: Iterable[Report], references: tuple[Reference, ...] = ()) -> Table:
    """The reports as a table, one row a report, in the order given."""
    return Table(
        "reports",
        "reports.csv",
        Words("报告", "Reports"),
        Words(
            "每份报告一行:机关、年度、日期,以及所读文件的来源。",
            "One row a report: agency, year, dates, and where the file that was read comes from.",
        ),
        fields(catalogue),
        tuple(map(_row, reports)),
        key=("report",),
        unique=(("agency", "year"),),
        references=references,
    )


def dates(report: Report) -> tuple[dt.date, ...]:
    """All days that are known of the report: retrieved, published, signed, composed."""
    known = (report.source.retrieved, *map(_date, (report.published_on, report.signed_on, report.composed_on)))
    return tuple(date for date in known if date)


def _row(report: Report) -> Values:
    source = report.source
    return (
        report.id,
        report.agency,
        int(report.year.value),
        report.form,
        _text(report.title),
        _date(report.published_on),
        _date(report.signed_on),
        _date(report.composed_on),
        _text(report.index_no),
        _text(report.scope),
        source.url,
        source.retrieved,
        source.sha256,
        source.size,
        source.media_type,
        source.path,
        source.note or None,
    )


def _text(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _date(fact: Fact | None) -> dt.date | None:
    return dt.date.fromisoformat(fact.value) if fact else None
