"""Tables of pages become the grids that browsers lay out; tables that only lay out a page are read as its text."""

from __future__ import annotations

import pytest

from sitegen.model import Grid, Source
from sitegen.readers import html


def blocks(page: str) -> list[str | list[list[str]]]:
    """A page as paragraphs and grids."""
    document = html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode())
    return [
        [[cell.text for cell in row] for row in block.rows] if isinstance(block, Grid) else block.text
        for block in document.blocks
    ]


def grid(page: str) -> list[list[str]]:
    (found,) = blocks(page)
    assert isinstance(found, list)
    return found


def test_a_merged_cell_is_one_cell_wherever_it_spans() -> None:
    page = """<table><tr><td rowspan=2 colspan=2>甲<td>1<td rowspan=3>乙
<tr><td>2
<tr><td>3<td colspan=2>4</table>"""
    document = html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode())
    (block,) = document.blocks
    assert isinstance(block, Grid)
    assert [[c.text for c in row] for row in block.rows] == [
        ["甲", "甲", "1", "乙"],
        ["甲", "甲", "2", "乙"],
        ["3", "4", "4", "乙"],
    ]
    assert len({id(c) for row in block.rows for c in row}) == 6
    assert document.lines == ("甲 | 1 | 乙", "2", "3 | 4")
    assert [c.place.file_line for c in block.rows[2]] == [3, 3, 3, 1]


def test_equal_cells_side_by_side_are_two() -> None:
    page = "<table><tr><td>0<td>0</table>"
    document = html.read(Source("report.html", html.MEDIA_TYPE, "0" * 64, len(page)), page.encode())
    (block,) = document.blocks
    assert isinstance(block, Grid)
    assert block.rows[0][0] is not block.rows[0][1]


@pytest.mark.parametrize("span", ["0", "-3", "abc", "", "1.9", " +1", "1px"])
def test_a_span_that_is_none_is_one(span: str) -> None:
    assert grid(f"<table><tr><td colspan='{span}'>1<td>2<tr><td>3<td>4</table>") == [["1", "2"], ["3", "4"]]


def test_a_rowspan_of_zero_reaches_to_the_end_of_its_section() -> None:
    page = "<table><tbody><tr><td rowspan=0>甲<td>1<tr><td>2<tbody><tr><td>乙<td>3</table>"
    assert grid(page) == [["甲", "1"], ["甲", "2"], ["乙", "3"]]


@pytest.mark.parametrize("rows", [2, 3, 99, 999999999, "9" * 5000])
def test_a_rowspan_ends_with_its_section(rows: int | str) -> None:
    page = f"<table><thead><tr><td rowspan={rows}>甲<td>1<tr><td>2</thead><tr><td>乙<td>3</table>"
    assert grid(page) == [["甲", "1"], ["甲", "2"], ["乙", "3"]]


def test_a_colspan_beyond_all_measure_is_cut() -> None:
    assert [len(row) for row in grid("<table><tr><td colspan=999999999>甲<tr><td>乙<td>1</table>")] == [100, 2]


def test_a_cell_in_the_way_ends_a_span_and_no_cell_is_covered() -> None:
    page = "<table><tr><td>1<td>2<td rowspan=2>3<tr><td colspan=3>4<td>5</table>"
    assert grid(page) == [["1", "2", "3"], ["4", "4", "3", "5"]]


def test_a_short_row_leaves_an_empty_place_before_a_cell_from_above() -> None:
    assert grid("<table><tr><td>1<td>2<td rowspan=2>3<tr><td>4</table>") == [["1", "2", "3"], ["4", "", "3"]]


def test_a_row_in_which_no_cell_begins_is_left_out() -> None:
    assert grid("<table><tr><td rowspan=3>甲<td>1<tr><tr><td>2<tr></table>") == [["甲", "1"], ["甲", "2"]]


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>",
        "<TABLE><TR><TD>1<TD>2<TR><TD>3<TD>4",
        "<table><td>1</td><td>2</td></tr><td>3</td><td>4</td></tr></table>",
        "<table><tr><td>1</td><td>2</td></tr><td>3</td><td>4</td></table>",
        "<table><tbody><td>1<td>2</tr><tr><td>3<td>4</tbody></table>",
        "<table><form><tr><td>1<td>2</tr></form><tr><form><td>3<td>4</form></tr></table>",
        "<table><tr><td><p><font>1<td><span><b>2<tr><td>3</div></td><td>4</center></td></table>",
        "<table><tr><td>1<o:p><td>2<tr><td>3<o:p></td><td>4</table>",
        "<table><tr><td>1</td><td>2</td></td></tr><tr><td>3</td><td>4</tr></tr></table>",
        "<table><thead><tr><th>1<th>2</thead><tfoot><tr><td>3<td>4</tfoot><tbody></tbody></table>",
        "<table><colgroup><col span=2></colgroup><tr height=1><td>1<td>2<tr><td>3<td>4</table>",
    ],
)
def test_tags_that_are_missing_are_added_as_browsers_do(page: str) -> None:
    assert grid(page) == [["1", "2"], ["3", "4"]]


def test_a_foot_stands_below() -> None:
    assert grid("<table><tfoot><tr><td>合<td>9</tfoot><tr><td>甲<td>9</table>") == [["甲", "9"], ["合", "9"]]


def test_captions_and_stray_text_stand_before_the_table() -> None:
    page = "<table><caption>附<b>表</b></caption><tr>单位:件<td>甲<td>1</tr><p>注</p></table>后"
    assert blocks(page) == ["附表", "单位:件", "注", [["甲", "1"]], "后"]


def test_a_table_that_never_ended_ends_where_the_next_begins() -> None:
    page = "<table><tr><td>甲<td>1</td></tr><table><tr><td>乙<td>2</table><p>后</p>"
    assert blocks(page) == [[["甲", "1"]], [["乙", "2"]], "后"]


def test_tables_that_lay_out_the_page_are_read_as_its_text() -> None:
    inner = "<table><tr><td>规章<td>1<tr><td>许可<td>2</table>"
    page = f"""<table><tr><td colspan=2>年度报告</td></tr><tr><td>来源:甲局<td>日期:2024-01-17</tr>
<tr><td><ul><li>首页</ul></td><td><table><tr><td><p>一、总体情况</p><p>二、</p>{inner}<p>三、</p></table></td></tr></table>"""
    assert blocks(page) == [
        [["年度报告", "年度报告"], ["来源:甲局", "日期:2024-01-17"]],
        *("首页", "一、总体情况", "二、", [["规章", "1"], ["许可", "2"]], "三、"),
    ]


def test_a_box_around_one_text_does_not_make_a_layout_of_the_table() -> None:
    box = "<table><tr><td><table><tr><td> </td><td>12</td></tr></table></td></tr></table>"
    assert grid(f"<table><tr><td>规章<td>{box}</td></tr></table>") == [["规章", "12"]]


def test_a_single_column_is_text() -> None:
    assert blocks("<table><tr><td><p>一、</p><p>二、</p><tr><td>三、</table>") == ["一、", "二、", "三、"]


def test_cells_of_paragraphs_are_text_and_the_rows_around_them_are_not() -> None:
    prose = "".join(f"<p>{n}、{'全年主动公开政府信息' * 10}</p>" for n in "一二三四五")
    found = blocks(f"<table><tr><td>规章<td>1<tr><td>问题<td>{prose}<tr><td>许可<td>2</table>")
    assert found[0] == [["规章", "1"]]
    assert [text[:2] for text in found[1:-1]] == ["问题", "一、", "二、", "三、", "四、", "五、"]
    assert found[-1] == [["许可", "2"]]
