"""The sheet 说明 of a workbook: what it holds, each sheet and column, what stands in cells, source and licence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.exports import vocabulary
from sitegen.exports.datapackage import LICENCES, RIGHTS
from sitegen.exports.formats.book import Book
from sitegen.exports.formats.sheet import Cells, Rows
from sitegen.model import Part
from sitegen.rendering import typeset as typeset_anew

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

    from sitegen.exports.datapackage import Package
    from sitegen.exports.formats.sheet import Repeated
    from sitegen.exports.schema import Table
    from sitegen.model import SiteSettings

NAME = "说明"
LONGEST = 31
HEADS = 2
"""Rows of heads: what the column is called in Chinese, then the name that it has in the other formats."""
MOST_ROWS = 2**20 - HEADS
"""What a worksheet holds below the heads."""
WIDTHS = (26, 30, 24, 10, 70, 40)
Line = tuple[str | None, ...]
typeset = lru_cache(maxsize=2048)(typeset_anew)
"""Every workbook says the same of its columns."""


def sheet_name(table: Table) -> str:
    """The name of a table's sheet: that of its CSV file, as far as a workbook allows."""
    return table.path.removesuffix(".csv").replace("/", "-")[:LONGEST]


def fits(table: Table) -> bool:
    """Whether a worksheet can hold the table."""
    return len(table.rows) <= MOST_ROWS


def write(
    workbook: Workbook,
    cells: Cells,
    package: Package,
    site: SiteSettings,
    tables: Sequence[Table],
) -> None:
    """Put the sheet in front."""
    sheet = workbook.add_worksheet(NAME, Rows)
    told = [*_about(package, site), *_sheets(tables)]
    first = 2
    repeated = cells.repeated(_repeated((*_statuses(), *_columns(tables)), first + len(told)))
    rows = cells.rows(_set_in(told), ["string"] * len(WIDTHS), first)
    sheet.write_string(0, 0, package.title.zh, workbook.add_format({"bold": True, "font_size": 14}))
    sheet.put(1, len(WIDTHS), [*rows, *repeated])
    for place, wide in enumerate(WIDTHS):
        sheet.set_column(place, place, wide)
    sheet.freeze_panes(1, 0)


@lru_cache(maxsize=256)
def _repeated(lines: tuple[Line, ...], first: int) -> Repeated:
    """What the sheets of many agencies say alike, as the first texts of a workbook."""
    with Book() as workbook:
        return Cells(workbook).repeatable(_set_in(lines), len(WIDTHS), first)


def _set_in(lines: Iterable[Line]) -> list[Line]:
    width = len(WIDTHS)
    return [
        tuple(typeset(text) if text else None for text in (*line, *(None,) * (width - len(line)))) for line in lines
    ]


def _about(package: Package, site: SiteSettings) -> Iterator[Line]:
    yield ("内容", package.description.zh)
    yield (None, package.description.en)
    yield ("数据日期", package.day.isoformat() if package.day else "不明")
    yield ("版本", site.version)
    yield ("来源", "工作表 reports 列出每份报告的原文地址、取得日期和所读文件的校验值")
    if site.base_url or site.repository:
        yield ("网址", site.base_url or site.repository)
    yield ("许可", f"{RIGHTS.zh}{LICENCES[0]['path']}")
    yield (None, RIGHTS.en)
    if package.full and Part.AGENCIES not in site.leave_out:
        yield ("统计表", "依官方表式排列的统计表在各机关的工作簿和数据包里")
    elif package.full and Part.REGIONS not in site.leave_out:
        yield ("统计表", "依官方表式排列的统计表在各地区的数据包里")
    yield ("表头", "各表第一行是中文列名,第二行是字段名,与 CSV 等格式相同;数据从第三行起")
    yield ("数字", "照印出的数字和小数位数;空格不是零,原因见状态;超过十五位数字的写成文字,以免失真")
    yield ("核对结果", "只列相符以外的结果,全部结果见 findings.csv;逐格清单见 observations.csv")
    yield ()


def _sheets(tables: Sequence[Table]) -> Iterator[Line]:
    yield ("工作表", "内容", "英文", "行数", "说明")
    for table in tables:
        left_out = None if fits(table) else "行数太多,工作表装不下,请用其他格式"
        words = (table.title.zh, table.title.en, str(len(table.rows)), table.description.zh)
        yield (sheet_name(table), *words, left_out)
    yield ()


def _statuses() -> Iterator[Line]:
    yield ("状态", "含义", "英文")
    for status in vocabulary.STATUS:
        if status.label:
            yield (status.value, status.label.zh, status.label.en)
    yield ()


def _columns(tables: Sequence[Table]) -> Iterator[Line]:
    yield ("工作表", "列", "字段", "单位", "含义", "留空表示")
    for table in filter(fits, tables):
        for field in table.fields:
            missing = field.missing.zh if field.missing else "不留空"
            words = (field.title.zh, field.name, field.unit or None, field.description.zh, missing)
            yield (sheet_name(table), *words)
