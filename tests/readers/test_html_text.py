"""The text of a page is what a browser shows: inline markup joins, blocks and breaks part, the unseen is not there."""

from __future__ import annotations

import pytest

from sitegen.model import Grid, Paragraph, Source
from sitegen.readers import html


def shown(page: str) -> list[str]:
    document = html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode())
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def cell(content: str) -> str:
    """What a cell of this content shows; the paragraph and the cell around it make sure that there is a grid."""
    page = f"<table><tr><td>{content}</td><td>甲</td></tr></table>"
    document = html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode())
    ((first, _),) = next(block.rows for block in document.blocks if isinstance(block, Grid))
    return first.text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<span>1</span><span>2</span>", "12"),
        ("<p><font face=仿宋><b>1</b></font><SPAN lang=EN-US>2<o:p></o:p></SPAN></p>", "12"),
        ("本年<strong>新制作</strong>数<i></i>量", "本年新制作数量"),
        ("<!--[if gte mso 9]><xml>9</xml><![endif]-->1<![if !supportLists]>2<![endif]>", "12"),
        ("<st1:chsdate Year=2023 Month=1>2023</st1:chsdate>年<?xml:namespace prefix = o />", "2023年"),
        ("&nbsp;12&#160;", "12"),
        ("<a href=x>1</a><ins>2</ins><unknown-tag>3</unknown-tag>", "123"),
        ("<ruby>务<rp>(</rp><rt>wù</rt><rp>)</rp></ruby>", "务"),
        ("&#49;&#x32;", "12"),
        ("12\x00\x01", "12"),
        ("1<wbr>2", "12"),
    ],
)
def test_inline_markup_joins_what_it_parts(content: str, text: str) -> None:
    assert cell(content) == text


@pytest.mark.parametrize(
    "content",
    [
        "12<br>34",
        "12</br>34",
        "<p>12</p><p>34</p>",
        "<p>12<p>34",
        "12</p>34",
        "<div>12</div>34",
        "<b>12<div>34</div></b>",
        "<ul><li>12<li>34</ul>",
        "12\n34",
        "<pre>12\n34</pre>",
        "12<hr>34",
        "<span style='display:block'>12</span><span style='DISPLAY: table-cell'>34</span>",
        "<span style='display:inline-block;width:3em'>12</span>34",
        "<span style='float:left'>12</span><span>34</span>",
        "<div style='display:flex'><span>12</span><span>34</span></div>",
        "<table><tr><td>12</table>34",
        "12&nbsp;34",
    ],
)
def test_figures_on_lines_or_in_boxes_of_their_own_never_run_together(content: str) -> None:
    assert cell(content).replace("\xa0", " ") == "12 34"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("12<sup>1</sup>", "12^1"),
        ("12<sup><a href=#n>[1]</a></sup>", "12^[1]"),
        ("<b>12</b><sub>3</sub>", "12_3"),
        ("12<s>3</s>", "12~~3~~"),
        ("<del>3</del>12", "~~3~~12"),
        ("注<sup>1</sup>", "注1"),
        ("12<sup></sup>", "12"),
    ],
)
def test_a_note_or_a_struck_figure_is_no_part_of_the_figure_beside_it(content: str, text: str) -> None:
    """The mark makes the cell unreadable, which is better than a number that nobody printed."""
    assert cell(content) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>var figures = '<p>3</p>';</script>",
        "<style>p { width: 3px }</style>",
        "<noscript>3</noscript>",
        "<template>3</template>",
        "<!-- 3 -->",
        "<span style='display:none'>3</span>",
        "<div STYLE='width:1px; DISPLAY : NONE'>3<p>3</p></div>",
        "<p hidden>3</p>",
        "<b style='visibility:hidden'>3</b>",
        "<select><option>3</select>",
        "<svg><text>3</text></svg>",
        "<iframe src=x>3</iframe>",
        "<object><p>3</object>",
        "<input type=hidden value=3>",
    ],
)
def test_what_nobody_sees_is_not_there(hidden: str) -> None:
    assert cell(f"1{hidden}2").replace(" ", "") == "12"
    assert shown(f"<p>前</p>{hidden}<p>后</p>") == ["前", "后"]


def test_what_is_shown_after_all_is_there() -> None:
    assert shown("<body style='display:none'><p style='display:none;display:block'>12</p>") == ["12"]
    assert cell("<input value=12><input type=checkbox value=3>") == "12"


def test_hidden_cells_and_rows_take_no_place_but_invisible_cells_do() -> None:
    page = """<table><tr><td>甲<td style='display:none'>9<td>1<tr style='display:none'><td>9<td>9
<tr><td>乙<td style='visibility:hidden'>9<td>2</table>"""
    document = html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode())
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [[c.text for c in row] for row in grid.rows] == [["甲", "1"], ["乙", "", "2"]]


def test_blocks_and_breaks_begin_paragraphs_and_white_space_collapses() -> None:
    page = """<div>一、总体
   情况<br>二、<b>主动</b>公开 <h2>三、</h2>收到<ul><li> 申请 </ul>四、</div>五、<pre>六、
七、</pre>"""
    assert shown(page) == ["一、总体 情况", "二、主动公开", "三、", "收到", "申请", "四、", "五、", "六、", "七、"]


def test_scripts_and_templates_in_the_text_are_only_text() -> None:
    page = "<p onclick='alert(1)'>&lt;script&gt;alert(1)&lt;/script&gt; --> ]]> {{7*7}} {% x %}<base href=//x></p>"
    assert shown(page) == ["<script>alert(1)</script> --> ]]> {{7*7}} {% x %}"]


def test_a_paragraph_knows_its_line_in_the_file() -> None:
    page = "<html>\n<p>一</p\n>\n<p><o:p\n></o:p></p>\n<div>\n<p>二<br>\n三</p></div>"
    document = html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode())
    assert [(block.place.line, block.place.file_line) for block in document.blocks] == [(1, 2), (2, 7), (3, 7)]
