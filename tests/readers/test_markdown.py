"""Markdown gives the tables and the text that it means, line by line; text that is none stays as it is."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from sitegen.model import Document, Grid, Paragraph, Source
from sitegen.readers import markdown, pipes, text

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = Source("报告.md", text.MEDIA_TYPE, "0" * 64, 1)


def read(*lines: str) -> Document:
    return text.read(SOURCE, "\n".join(lines).encode())


def grids(document: Document) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in b.rows] for b in document.blocks if isinstance(b, Grid)]


def paragraphs(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Paragraph) and b.text]


def test_a_table_is_a_grid_and_its_rule_no_row_of_it() -> None:
    document = read("## 表二", "", "| 信息内容 | 本年制发件数 |", "|:--|---:|", "| 规章 | 0 |", "| 规范性文件 |  |")
    assert grids(document) == [[["信息内容", "本年制发件数"], ["规章", "0"], ["规范性文件", ""]]]
    assert paragraphs(document) == ["表二"]


def test_every_text_stands_at_its_place_and_lines_keep_their_numbers() -> None:
    document = read("# **标题**", "| 甲\\|乙 | **12**<br>件 |", "|---|---|", "| `规章` | \\-1 |")
    assert document.lines == ("标题", "| 甲｜乙 | 12 件 |", "|---|---|", "| `规章` | -1 |")
    for block in document.blocks:
        for item in [c for row in block.rows for c in row] if isinstance(block, Grid) else [block]:
            assert document.lines[item.place.line - 1][item.place.start : item.place.end] == item.text


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("## 表二:主动公开 ##", "表二:主动公开"),
        ("> 全年受理", "全年受理"),
        ("**一、总体情况**", "一、总体情况"),
        ("共 __12__ 件,*答复* 3 件", "共 12 件,答复 3 件"),
        ("***12***", "12"),
        ("1\\. 属于国家秘密 \\(一\\)", "1. 属于国家秘密 (一)"),
        ("<b>12</b>&nbsp;<span style='x'>件</span>", "12 件"),
        ("法律服<br/>务机构", "法律服 务机构"),
        ("2*3*4、项目* 与件*", "2*3*4、项目* 与件*"),
        ("| * | * | \\ |", "| * | * | \\ |"),
        ("12<sup>1</sup>~~3~~", "12<sup>1</sup>~~3~~"),
        ("#标签", "#标签"),
    ],
)
def test_marks_are_taken_away_and_nothing_else(line: str, shown: str) -> None:
    assert markdown.plain(line) == shown


def test_text_that_is_no_markdown_stays_as_it_is() -> None:
    lines = ("李**与王**", "规章 | **0** | \\|", "# ", "--- | x")
    assert read(*lines).lines == lines


def test_tables_of_html_within_a_text_are_grids() -> None:
    document = read(
        "# 年度报告",
        "发布日期:2024-01-20",
        "<table><tr><td rowspan=2>规章</td><td>0</td></tr>",
        "<tr><td>1</td></tr></table>",
        "| 规范性文件 | 13 |",
        "<table><tr><td>行政许可</td><td><table><tr><td>97</td></tr></table></td></tr></table> 落款",
    )
    assert grids(document) == [[["规章", "0"], ["规章", "1"]], [["规范性文件", "13"]], [["行政许可", "97"]]]
    assert paragraphs(document) == ["年度报告", "发布日期:2024-01-20", "落款"]
    (first, *_) = (block for block in document.blocks if isinstance(block, Grid))
    assert [row[1].place.file_line for row in first.rows] == [3, 4]
    for block in document.blocks:
        for item in [c for row in block.rows for c in row] if isinstance(block, Grid) else [block]:
            assert document.lines[item.place.line - 1][item.place.start : item.place.end] == item.text


def test_an_html_table_without_an_end_is_text() -> None:
    lines = ("# 标题", "<table><tr><td>规章</td><td>0")
    assert paragraphs(read(*lines)) == ["标题", lines[1]]


@pytest.mark.parametrize(
    "line",
    [
        *("-" * 1_000_000 + "x|", "|" * 1_000_000, "**a " * 250_000, "*" * 1_000_000, "\\" * 1_000_000),
        *("# " * 500_000, "<table " * 150_000, "<table>" * 150_000, "<br " * 250_000, "__a" * 300_000),
        *("> " * 500_000, "<b <b " * 150_000),
    ],
    ids=lambda line: line[:8],
)
def test_a_hostile_line_takes_no_time(line: str) -> None:
    start = time.process_time()
    pipes.is_rule(line)
    markdown.is_markdown((line,))
    markdown.plain(line)
    list(markdown.html_tables(line))
    assert time.process_time() - start < 1


def test_a_real_report_keeps_every_row_of_its_tables(shared: Path) -> None:
    document = text.read(SOURCE, (shared / "corpus" / "real" / "shanghai_kewei_2024.md").read_bytes())
    rows = [row for grid in grids(document) for row in grid]
    assert ["规范性文件", "13", "0", "55"] in rows
    assert ["3.其他", "4", "0", "0", "0", "0", "0", "4"] in rows
    assert "表三:收到和处理政府信息公开申请情况".replace(":", "\N{FULLWIDTH COLON}") in paragraphs(document)
