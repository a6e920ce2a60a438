"""A page gives the text that a browser shows, in its order, with the title and date that it states about itself."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest

from sitegen import readers
from sitegen.model import Grid, Paragraph, Source
from sitegen.readers import html
from sitegen.readers.decoding import EMPTY, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Document

TABLE = "<table><tr><th>信息内容<th>数量<tr><td>规章<td>12</table>"
PAGE = f"<!doctype html><html><head><title>首页</title></head><body><p>政府信息公开</p>{TABLE}</body></html>"


def read(page: str | bytes) -> Document:
    content = page.encode() if isinstance(page, str) else page
    return html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(content)), content)


def paragraphs(page: str) -> list[str]:
    return [block.text for block in read(page).blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[list[list[str]]]:
    return [[[c.text for c in row] for row in b.rows] for b in document.blocks if isinstance(b, Grid)]


# --- which files are pages -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        PAGE,
        "\n\n  <HTML xmlns:o='urn:schemas-microsoft-com:office:office'>",
        "<?xml version='1.0' encoding='gb2312'?>\n<!-- 保存自网页 - -- -->\n<!DOCTYPE html PUBLIC '-//W3C'>",
        "<p style='text-align: center'>2019年政府信息公开工作年度报告</p>",
        "<table><tr><td>1",
        "<META charset=gb2312><div>",
        "<li>一、总体情况</li><li>二、主动公开</li>",
        "<blockquote><p>2023年政府信息公开工作年度报告</p>",
        "<dl class='n'><dt>索引号</dt>",
        "<thead><tr><th>第二十条",
        "HTTP/1.1 200 OK\nContent-Type: text/html\n\n<html><head>",
        "沭阳县2023年年报<br><p>一、总体情况</p><p>二、主动公开</p>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_page_or_a_fragment_of_one_is_accepted_in_any_encoding(head: str, encoding: str) -> None:
    assert html.accepts(head.encode(encoding))


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"%PDF-1.7 <html>",
        b"PK\x03\x04<html>",
        "标题: 甲县2016年度报告\n发布机构: <暂无>\n一、概述<!--[if !supportLists]-->7、<!--[endif]-->".encode(),
        ("政府信息公开" * 60 + "<p>一、</p><p>二、</p><div></div>").encode(),
        "数量<5 且 <p 值>3".encode(),
        b"# <b>2023</b>\n\n<table><tr><td>1</td></tr></table>",
        b"<!-- page 1 -->\n\n# 2023\n\n<table><tr><td>1</td></tr></table>",
        b"<?xml version='1.0'?><w:document><w:p><w:t>1</w:t></w:p></w:document>",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>",
    ],
)
def test_other_files_that_hold_a_tag_are_no_pages(head: bytes) -> None:
    assert not html.accepts(head)


def test_a_page_is_picked_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(PAGE, encoding="gb18030")
    source, content = readers.open_source(tmp_path / "report.txt", "report.txt")
    assert source.media_type == "text/html"
    assert grids(readers.read(source, content)) == [[["信息内容", "数量"], ["规章", "12"]]]


# --- encodings -------------------------------------------------------------------------------------------------------

RARE = "<html><head><meta charset=gb2312></head><body><p>朱镕基与㐂、𠮷等字</p><p>政府信息公开12件</p></body></html>"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_page_that_declares_gb2312_keeps_every_character(encoding: str) -> None:
    assert read(RARE.encode(encoding)).lines == ("朱镕基与㐂、𠮷等字", "政府信息公开12件")


def test_a_big5_page_is_read_in_its_own_characters() -> None:
    page = "<html><meta http-equiv='Content-Type' content='text/html; charset=big5'><p>政府資訊公開年度報告</p>"
    assert read(page.encode("big5")).lines == ("政府資訊公開年度報告",)


def test_a_declaration_of_xml_does_not_matter() -> None:
    page = "<?xml version='1.0' encoding='gb2312'?><html><p>行政许可12件，同比增长</p></html>"
    assert read(page.encode("gb18030")).lines == ("行政许可12件，同比增长",)


# --- what a page states about itself ---------------------------------------------------------------------------------


def test_title_and_date_of_the_head_come_first() -> None:
    page = """<html><head><title>甲县政府网</title>
<meta name="ArticleTitle" content="甲县2023年政府信息公开年度报告"><META NAME="PubDate" CONTENT="2024-01-17 15:00">
</head><body><p>一、总体情况</p></body></html>"""
    document = read(page)
    assert document.lines == ("标题:甲县2023年政府信息公开年度报告", "发布时间:2024-01-17 15:00", "一、总体情况")
    assert [block.place.file_line for block in document.blocks] == [2, 2, 3]


def test_marks_in_the_body_state_them_as_well() -> None:
    page = (
        "<title>甲</title><h1><ucaptitle>甲县年报</ucaptitle></h1><p>公开日期<publishtime>2024-01-17</publishtime></p>"
    )
    assert read(page).lines == ("标题:甲县年报", "发布时间:2024-01-17", "甲县年报", "公开日期2024-01-17")


def test_a_window_title_is_the_last_resort_and_loses_the_names_of_the_site() -> None:
    page = "<title> 政府网_甲县2023年政府信息公开\n年度报告 - 甲县发改局</title><p>一、总体情况</p>"
    assert paragraphs(page)[0] == "标题:甲县2023年政府信息公开 年度报告"
    assert paragraphs("<title>甲-乙</title><p>一、</p>")[0] == "标题:甲-乙"


def test_nothing_is_written_where_nothing_is_stated() -> None:
    assert paragraphs("<title> </title><meta name=PubDate content=''><p>一、</p>") == ["一、"]


# --- real pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shapes"),
    [
        ("shuyang_fagaiju_2023.html", [(3, 4), (14, 4), (28, 10), (4, 15)]),
        ("shanghai_office_2019.html", [(18, 5), (26, 10), (4, 15)]),
    ],
)
def test_the_tables_of_a_real_page_are_whole_grids(shared: Path, name: str, shapes: list[tuple[int, int]]) -> None:
    content = (shared / "corpus" / "real" / name).read_bytes()
    assert html.accepts(content[: readers.HEAD])
    document = read(content)
    found = grids(document)
    assert [(len(grid), len(grid[0])) for grid in found] == shapes
    assert all(len({len(row) for row in grid}) == 1 for grid in found)
    requests, remedies = found[-2:]
    assert [row[0][:2] for row in requests[3:5]] == ["一、", "二、"]
    assert [row[1][:3] for row in requests[5:8]] == ["（一）", "（二）", "（三）"]
    assert remedies[0][0::5] == ["行政复议", "行政诉讼", "行政诉讼"]
    for block in document.blocks:
        for item in {c for row in block.rows for c in row} if isinstance(block, Grid) else {block}:
            line = document.lines[item.place.line - 1]
            assert line[item.place.start : item.place.end] == item.text


# --- no report at all ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("", EMPTY),
        ("<!-- <p>12</p> -->", EMPTY),
        ("<html><body><script>document.write('<p>12</p>')</script><img src=1.jpg></body></html>", html.NO_TEXT),
        ("<title>甲县年报</title><body><p>&nbsp;</p><table><tr><td> <td></table>", html.NO_TEXT),
    ],
)
def test_a_page_that_shows_nothing_is_told_as_such(page: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=f"^{reason}$"):
        read(page)


def test_a_byte_order_mark_is_no_text() -> None:
    assert read(codecs.BOM_UTF8 + b"<p>12").lines == ("12",)


@pytest.mark.parametrize("number", [1, 0x0B, 0x1F, 0xFFFE, 0xFFFF])
@pytest.mark.parametrize("around", ["<pre>\n12{}3</pre>", "<p><span style='display:inline-block'>12{}3</span></p>"])
def test_a_character_that_no_tree_takes_is_no_fault_and_makes_no_number(around: str, number: int) -> None:
    """A page may name any character by its number; where the text is set anew, a sign stands for what cannot be."""
    (text,) = paragraphs(f"<html><body>{around.format(f'&#{number};')}</body></html>")
    assert text.strip() != "123"
    assert text.strip() in {"12\ufffd3", f"12{chr(number)}3", "12 3"}


def test_a_name_that_no_element_has_is_no_fault() -> None:
    """Ends of tags get lost, and what follows becomes part of a name."""
    assert paragraphs("<html><body><div style='display:flex'><t<td>12</t<td><b>3</b></div></body></html>")
