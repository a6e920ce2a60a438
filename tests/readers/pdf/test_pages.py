"""PDFs are read as they are seen: tables as ruled, numbers as printed, and no file in part or in silence."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from sitegen.extraction import extract
from sitegen.model import Document, Grid, Paragraph, Report, Source
from sitegen.readers import UnreadableError, pdf
from tests.readers.pdf_leaves import HEIGHT, WIDTH, Leaf
from tests.readers.pdf_leaves import pdf as made

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

WIDE = (120, 60, 60)
BLACK, WHITE = "0 g", "1 g"


def read(*leaves: Leaf) -> Document:
    return pdf.read(Source("report.pdf", pdf.MEDIA_TYPE, "", 0), made(*leaves))


def grids(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in grid.rows] for grid in document.blocks if isinstance(grid, Grid)]


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def refused(content: bytes) -> str:
    with pytest.raises(UnreadableError) as error:
        pdf.read(Source("report.pdf", pdf.MEDIA_TYPE, "", 0), content)
    return str(error.value)


# --- which files are read --------------------------------------------------------------------------------------------


def test_a_pdf_is_told_by_its_mark_near_the_beginning() -> None:
    assert pdf.accepts(b"%PDF-1.4 ...")
    assert pdf.accepts(b"\r\n" * 100 + b"%PDF-1.7")
    assert not pdf.accepts(b"<html>%PDF" + b" " * 1100 + b"%PDF-1.7")


def test_a_picture_of_a_page_is_a_scan() -> None:
    assert refused(made(Leaf().picture())) == "pdf_scan"


def test_text_that_was_recognised_beneath_a_picture_is_not_taken_for_printed() -> None:
    invisible = Leaf().picture().text(72, 100, "规章 1 2 3", extra="3 Tr")
    covered = Leaf().text(72, 100, "规章 1 2 3").picture()
    assert refused(made(invisible)) == "pdf_scan"
    assert refused(made(covered)) == "pdf_scan"


def test_a_page_number_stamped_on_a_picture_makes_no_text() -> None:
    assert refused(made(Leaf().picture().text(290, 800, "- 1 -"))) == "pdf_scan"


def test_pages_with_nothing_but_their_numbers_are_no_report() -> None:
    """What is left of them is no line at all, and a document without a line says nothing."""
    assert refused(made(Leaf().text(290, 820, "- 1 -"), Leaf().text(290, 820, "- 2 -"))) == "pdf_scan"


def test_pages_without_anything_are_no_report() -> None:
    assert refused(made(Leaf())) == "pdf_scan"


def test_a_locked_file_is_refused() -> None:
    assert refused(made(Leaf().text(72, 100, "规章"), locked=True)) == "pdf_encrypted"


def test_a_file_that_is_cut_off_or_broken_is_refused_and_never_read_in_part() -> None:
    whole = made(Leaf().text(72, 100, "规章"), Leaf().text(72, 100, "规范性文件"))
    assert {refused(whole[: len(whole) * share // 10]) for share in range(1, 10)} == {"pdf_broken"}
    assert refused(b"%PDF-1.7\n" + bytes(range(256)) * 8 + b"%%EOF") == "pdf_broken"


def test_a_file_with_a_damaged_stream_is_refused() -> None:
    """The library would show what stands before the damage, and leave the cells behind it empty."""
    content = bytearray(made(Leaf().text(72, 100, "规章 1 2 3")))
    content[content.rindex(b"\nendstream") - 3] ^= 1
    assert refused(bytes(content)) == "pdf_broken"


def test_a_file_of_301_pages_is_refused() -> None:
    assert refused(made(*[Leaf()] * 301)) == "pdf_too_long"


def test_text_in_a_font_that_names_no_characters_is_refused() -> None:
    assert refused(made(Leaf().text(72, 100, "无名字符", extra="/F3"))) == "pdf_nameless"


def test_a_single_character_without_a_name_leaves_its_number_unread() -> None:
    leaf = Leaf().text(72, 60, "某市政府信息公开工作年度报告").table(72, 100, (80, 60), [["规章", "1"]])
    leaf.text(160, 113, "7", extra="/F3")
    assert grids(read(leaf)) == [[["规章", "1\ufffd"]]]


# --- ruled tables ----------------------------------------------------------------------------------------------------


def test_a_ruled_table_is_a_grid_and_what_stands_around_it_is_text() -> None:
    leaf = Leaf().text(72, 80, "二、主动公开").table(72, 100, WIDE, [["规章", "1", "0"], ["文件", "22", ""]])
    document = read(leaf.text(72, 180, "三、依申请公开"))
    assert [type(block) for block in document.blocks] == [Paragraph, Grid, Paragraph]
    assert grids(document) == [[["规章", "1", "0"], ["文件", "22", ""]]]


def test_a_merged_cell_is_one_cell_wherever_it_spans() -> None:
    (grid,) = read(Leaf().table(72, 100, WIDE, [["信息内容", "数量", "<"], ["^", "本年", "上年"]])).blocks
    assert isinstance(grid, Grid)
    (content, number, again), (below, this, last) = grid.rows
    assert content is below
    assert number is again
    assert (this.text, last.text) == ("本年", "上年")


def test_a_value_is_what_stands_at_its_place() -> None:
    rows = [["信息内容", "数量", "<"], ["^", "本年", "上年"], ["规章", "12", "3"]]
    document = read(Leaf().text(72, 60, "报告"), Leaf().table(72, 100, WIDE, rows))
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    for row in grid.rows:
        for cell in row:
            assert document.lines[cell.place.line - 1][cell.place.start : cell.place.end] == cell.text
            assert (cell.place.page, cell.place.table) == (2, 1)
    assert [row[1].place.row for row in grid.rows] == [1, 2, 3]


def test_two_tables_side_by_side_are_two_grids() -> None:
    leaf = Leaf().table(72, 100, (60, 60), [["规章", "1"]]).table(300, 100, (60, 60), [["文件", "2"]])
    assert grids(read(leaf)) == [[["规章", "1"]], [["文件", "2"]]]


def test_a_table_within_a_cell_keeps_its_own_text() -> None:
    leaf = Leaf().table(72, 100, (300, 100), [["外面", "外"]], high=200)
    assert sorted(grids(read(leaf.table(90, 150, (60, 60), [["规章", "1"]])))) == [[["外面", "外"]], [["规章", "1"]]]


def test_a_frame_around_text_is_no_table() -> None:
    leaf = Leaf().table(50, 50, (400,), [["一段文字"]], high=300)
    assert texts(read(leaf)) == ["一段文字"]


def test_a_line_under_a_number_does_not_cut_its_cell() -> None:
    leaf = Leaf().table(72, 100, (60, 100), [["规章", "12\n34"]], high=40).line(140, 117, 160, 117)
    assert grids(read(leaf)) == [[["规章", "12 34"]]]


def test_dotted_double_and_thick_lines_and_open_sides_make_the_same_table() -> None:
    leaf = Leaf().text(75, 113, "规章").text(135, 113, "1").text(75, 133, "文件").text(135, 133, "2")
    leaf.draw("[1 2] 0 d").line(72, 120, 200, 120).draw("[] 0 d").line(72, 122, 200, 122)
    leaf.area(72, 99, 200, 101).area(129, 100, 131, 140).line(72, 140, 200, 140)
    assert grids(read(leaf)) == [[["规章", "1"], ["文件", "2"]]]


def test_shaded_paragraphs_are_no_tables() -> None:
    leaf = Leaf().area(72, 90, 300, 104, "0.9 g").area(72, 104, 200, 118, "0.9 g")
    assert texts(read(leaf.text(72, 101, "第一行").text(72, 115, "第二行"))) == ["第一行", "第二行"]


# --- text in cells ---------------------------------------------------------------------------------------------------


def test_a_wrapped_label_is_joined_and_figures_on_two_lines_stay_apart() -> None:
    leaf = Leaf().table(72, 100, (60, 60, 60), [["行政\n处罚", "12\n34", "96171.\n6"]], high=40)
    assert grids(read(leaf)) == [[["行政处罚", "12 34", "96171.6"]]]


def test_a_head_set_one_character_a_line_or_turned_reads_as_a_label() -> None:
    leaf = Leaf().table(72, 100, (40, 40, 40), [["本\n年\n度", "", "1"]], high=80).text(140, 170, "办理结果", turn=1)
    assert grids(read(leaf)) == [[["本年度", "办理结果", "1"]]]


def test_letters_set_wide_are_one_word_and_figures_set_wide_are_two_numbers() -> None:
    leaf = Leaf().table(72, 100, (60, 60, 60), [["", "", ""]])
    leaf.text(75, 113, "总计", extra="6 Tc").text(135, 113, "12", extra="1.5 Tc").text(195, 113, "12", extra="6 Tc")
    assert grids(read(leaf)) == [[["总计", "12", "1 2"]]]


def test_a_number_set_in_several_runs_is_one_number() -> None:
    leaf = (
        Leaf()
        .table(72, 100, (60, 100), [["收费", ""]])
        .text(140, 113, "961")
        .text(155, 113.8, "71")
        .text(165, 113, ".6")
    )
    assert grids(read(leaf)) == [[["收费", "96171.6"]]]


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    leaf = Leaf().table(72, 100, (60, 60), [["规章", "1100"]])
    assert grids(read(leaf.text(75.3, 113, "规章").text(135.3, 113, "1100"))) == [[["规章", "1100"]]]


def test_a_number_wider_than_its_cell_is_not_cut_in_two() -> None:
    leaf = Leaf().table(72, 100, (60, 25, 25), [["许可", "447228", "5"]])
    leaf.operations = [part.replace("160 729", "172 729") for part in leaf.operations]
    assert grids(read(leaf)) == [[["许可", "447228", "5"]]]


def test_a_number_that_runs_into_that_of_the_next_cell_leaves_both_unread() -> None:
    leaf = Leaf().table(72, 100, (60, 40, 40), [["收费", "12345678901", "7"]])
    (((label, money, other),),) = grids(read(leaf))
    assert label == "收费"
    assert money is other
    assert "\ufffd" in money


def test_figures_that_touch_across_a_line_are_left_in_doubt() -> None:
    leaf = Leaf().table(72, 100, (60, 25, 25), [["许可", "", ""]]).text(147, 113, "12").text(157, 113, "34")
    assert grids(read(leaf)) == [[["许可", "1234", "1234"]]]


def test_what_is_filled_into_a_field_is_read() -> None:
    leaf = Leaf().table(72, 100, (60, 60), [["规章", ""]]).filled_in(140, 116)
    assert grids(read(leaf)) == [[["规章", "12"]]]


# --- what is not seen ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "hidden",
    [
        Leaf().text(160, 113, "9", extra=WHITE),
        Leaf().text(160, 113, "9", extra="3 Tr"),
        Leaf().text(160, 113, "9", size=1),
        Leaf().text(160, 113, "9", extra=f"0 0 50 {HEIGHT} re W n"),
        Leaf().text(160, 113, "9").area(158, 102, 168, 118, WHITE),
        Leaf().text(-40, 113, "9").text(160, 113 + HEIGHT, "9"),
        Leaf().area(155, 103, 170, 117, "0.2 g").text(160, 113, "9", extra="0.2 g"),
    ],
    ids=["white", "invisible", "tiny", "clipped", "covered", "off the page", "in the colour beneath"],
)
def test_what_nobody_sees_is_not_read(hidden: Leaf) -> None:
    leaf = Leaf().table(72, 100, (60, 100), [["规章", "1"]])
    leaf.operations += hidden.operations
    assert grids(read(leaf)) == [[["规章", "1"]]]


def test_white_on_dark_is_read() -> None:
    leaf = Leaf().area(72, 100, 232, 120, "0 0 0.5 rg").table(72, 100, (60, 100), [["", "1"]])
    assert grids(read(leaf.text(75, 113, "规章", extra=WHITE))) == [[["规章", "1"]]]


def test_a_number_of_which_a_figure_is_cut_off_is_not_read_without_it() -> None:
    leaf = Leaf().text(72, 60, "某市年度报告").table(WIDTH - 100, 100, (40, 60), [["规章", ""]])
    assert grids(read(leaf.text(WIDTH - 12, 113, "123"))) == [[["规章", "12\ufffd"]]]


def test_a_watermark_is_no_part_of_the_text() -> None:
    leaf = Leaf().table(72, 100, (60, 60), [["规章", "1"]])
    leaf.draw(f"q BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 {HEIGHT - 130} Tm <8349{ord('7'):04x}> Tj ET Q")
    assert grids(read(leaf)) == [[["规章", "1"]]]


# --- turned pages ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [0, 90], ids=["drawn so", "marked so"])
def test_a_page_on_its_side_is_read_upright(turn: int) -> None:
    leaf = Leaf().table(72, 100, (60, 60), [["规章", "1"], ["文件", "22"]])
    leaf.operations = [f"q 0 1 -1 0 {HEIGHT} 0 cm", *leaf.operations, "Q"]
    leaf.turn = turn
    assert grids(read(leaf)) == [[["规章", "1"], ["文件", "22"]]]


# --- pages -----------------------------------------------------------------------------------------------------------


def halves(above: list[list[str]], below: list[list[str]], *, widths: tuple[int, ...] = (60, 150, 60, 60)) -> Document:
    """A table that a page break parts, with page numbers and a running head between its halves."""
    first = Leaf().text(200, 40, "某市年度报告").table(72, 600, widths, above, high=30).text(290, 800, "- 1 -")
    second = Leaf().text(200, 40, "某市年度报告").table(72, 70, widths, below, high=30).text(290, 800, "— 2 —")
    return read(first, second)


def test_a_table_goes_on_over_a_page_break_and_page_numbers_stand_nowhere() -> None:
    document = halves([["（一）", "公开", "1", "0"]], [["（二）", "部分", "2", "0"], ["（三）", "其他", "3", "0"]])
    assert grids(document) == [
        [["（一）", "公开", "1", "0"], ["（二）", "部分", "2", "0"], ["（三）", "其他", "3", "0"]]
    ]
    assert texts(document) == ["某市年度报告"]
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [row[0].place.page for row in grid.rows] == [1, 2, 2]


def test_bare_page_numbers_are_dropped_where_they_count_the_pages_and_kept_where_they_do_not() -> None:
    def leaf(text: str) -> Leaf:
        return Leaf().text(72, 300, "正文").text(290, 810, text)

    assert texts(read(leaf("11"), leaf("12"))) == ["正文", "正文"]
    assert texts(read(leaf("7"), leaf("3"))) == ["正文", "7", "正文", "3"]


def test_tables_with_other_columns_or_with_text_between_stay_apart() -> None:
    other = Leaf().table(72, 70, (100, 100), [["规章", "1"]])
    assert len(grids(read(Leaf().table(72, 700, (60, 80), [["文件", "2"]]), other))) == 2
    headed = Leaf().text(72, 60, "三、收到").table(72, 70, (60, 80), [["规章", "1"]])
    assert len(grids(read(Leaf().table(72, 700, (60, 80), [["文件", "2"]]), headed))) == 2


def test_rows_with_fewer_columns_go_on_in_the_columns_of_the_table() -> None:
    above = Leaf().table(72, 700, (60, 80, 80), [["规章", "1", "2"]])
    below = Leaf().table(72, 70, (60, 160), [["许可", "447"]])
    assert grids(read(above, below)) == [[["规章", "1", "2"], ["许可", "447", "447"]]]


def test_a_repeated_header_stays_in_its_place() -> None:
    head = ["类别", "事项", "本年", "上年"]
    document = halves([head, ["（一）", "公开", "1", "0"]], [head, ["（二）", "部分", "2", "0"]])
    assert grids(document) == [[head, ["（一）", "公开", "1", "0"], head, ["（二）", "部分", "2", "0"]]]


def test_a_heading_of_several_rows_goes_on_over_the_break() -> None:
    document = halves([["（四）无", "1.不掌握", "1", "0"]], [["法提供", "2.没有", "2", "0"], ["^", "3.不明", "3", "0"]])
    assert [row[0] for row in grids(document)[0]] == ["（四）无法提供"] * 3
    document = halves([["（四）", "1.不掌握", "1", "0"]], [["", "2.没有", "2", "0"], ["^", "3.不明", "3", "0"]])
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert grid.rows[0][0] is grid.rows[1][0] is grid.rows[2][0]


def test_a_row_that_the_break_has_cut_is_one_row() -> None:
    document = halves(
        [["（五）", "1.信访", "1", "0"], ["^", "5.要求确认或", "7", "8"]],
        [["", "重新出具", "", ""], ["（六）", "3.其他", "2", "0"]],
    )
    assert grids(document)[0][1:] == [["（五）", "5.要求确认或重新出具", "7", "8"], ["（六）", "3.其他", "2", "0"]]


def test_figures_without_a_label_below_the_break_belong_to_the_label_above_it() -> None:
    document = halves([["（五）", "1.信访", "", ""]], [["", "", "7", "8"], ["（六）", "3.其他", "2", "0"]])
    assert grids(document) == [[["（五）", "1.信访", "7", "8"], ["（六）", "3.其他", "2", "0"]]]
    (grid,) = (block for block in document.blocks if isinstance(block, Grid))
    assert [cell.place.page for cell in grid.rows[0]] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["一", "规章", "", ""], ["二", "规范性文件", "7", "8"]),
        (["一", "1.规章", "", ""], ["二", "2.文件", "7", "8"]),
        (["一", "1.规章", "1", "0"], ["二", "总计", "", ""]),
        (["一", "1.规章", "1", "0"], ["二", "文件", "7", "8"]),
    ],
    ids=["labels without marks", "two marks", "a label of its own", "figures on both pages"],
)
def test_rows_that_may_be_two_stay_apart(above: list[str], below: list[str]) -> None:
    document = halves([above], [below, ["三", "3.其他", "2", "0"]])
    assert grids(document)[0][:2] == [above, below]


# --- tables without rules --------------------------------------------------------------------------------------------


def spread(leaf: Leaf, y: float, label: str, *figures: str) -> None:
    for column, text in enumerate((label, *figures)):
        leaf.text(72 + (0 if not column else 150 + 60 * column), y, text)


def test_rows_without_rules_are_lines_whose_figures_are_parted() -> None:
    leaf = Leaf()
    spread(leaf, 100, "规章", "1", "0", "11")
    assert texts(read(leaf)) == ["规章 1 0 11"]


def test_figures_above_one_another_in_a_row_are_not_two_cells() -> None:
    """A number that is wrapped in its column, beside a blank one, is not the figures of both."""
    leaf = Leaf().text(72, 100, "规章 1").text(200, 100, "10").text(300, 100, "20")
    leaf.text(72, 120, "邮寄费").text(300, 115, "69869").text(300, 125, "67.1")
    leaf.text(72, 140, "规范性文件").text(200, 140, "30").text(300, 140, "40")
    assert "邮寄费 69869\ufffd67.1" in texts(read(leaf))


def test_figures_set_at_different_heights_beside_one_another_are_one_row() -> None:
    """What is wrapped among them is left in doubt, and moves no other figure into another column."""
    leaf = Leaf().text(150, 115, "129").text(200, 115, "59")
    leaf.text(72, 121, "34").text(110, 121, "492").text(250, 121, "3")
    leaf.text(150, 127, "1")
    assert texts(read(leaf)) == ["34 492 129\ufffd1 59 3"]


def test_figures_that_overlap_a_row_in_height_are_halves_of_its_own() -> None:
    """Two numbers, wrapped at different heights around their label, are not read as their second halves."""
    leaf = Leaf().text(260, 105, "5773244").text(200, 110, "282169.")
    leaf.text(72, 115, "收取费用总数").text(150, 115, "36").text(260, 115, "74.28").text(200, 120, "624012")
    spread(leaf, 140, "邮寄费", "0", "0")
    assert texts(read(leaf)) == ["收取费用总数 36 282169.\ufffd624012 5773244\ufffd74.28", "邮寄费 0 0"]


def test_a_figure_close_above_one_of_a_row_is_its_first_half() -> None:
    leaf = Leaf()
    spread(leaf, 100, "邮寄费", "0", "0")
    leaf.text(72 + 150 + 120, 116, "3887")
    spread(leaf, 128, "复制费", "7.137", "57.957")
    assert texts(read(leaf)) == ["邮寄费 0 0", "复制费 7.137 3887\ufffd57.957"]


def test_a_label_above_and_below_its_figures_comes_before_them() -> None:
    leaf = Leaf()
    spread(leaf, 100, "1.属于国家秘密", "1", "2")
    leaf.text(72, 120, "2.要求行政机关确认")
    spread(leaf, 126, "", "3", "4")
    leaf.text(72, 132, "或重新出具")
    spread(leaf, 152, "3.其他", "5", "6")
    assert texts(read(leaf)) == ["1.属于国家秘密 1 2", "2.要求行政机关确认或重新出具 3 4", "3.其他 5 6"]


def test_a_label_of_three_lines_is_told_by_the_distance_of_its_lines() -> None:
    leaf = Leaf()
    spread(leaf, 100, "1.国家秘密", "1", "2")
    for y, text in ((118, "2.申请人无正当"), (130, "理由逾期不补正"), (142, "不再处理")):
        leaf.text(72, y, text)
    spread(leaf, 130, "", "3", "4")
    spread(leaf, 160, "3.其他", "5", "6")
    assert texts(read(leaf)) == ["1.国家秘密 1 2", "2.申请人无正当理由逾期不补正不再处理 3 4", "3.其他 5 6"]


def test_lines_as_far_apart_as_rows_stay_as_they_are() -> None:
    leaf = Leaf()
    for y, row in ((100, ("甲", "1", "2")), (112, ("乙",)), (124, ("丙", "3", "4")), (136, ("丁", "5", "6"))):
        spread(leaf, y, *row)
    assert texts(read(leaf)) == ["甲 1 2", "乙", "丙 3 4", "丁 5 6"]


def test_heads_on_two_lines_are_read_column_by_column() -> None:
    leaf = Leaf()
    heads = (("结果", "维持"), ("结果", "纠正"), ("其他", "结果"), ("尚未", "审结"))
    for x, (upper, lower) in zip((100, 160, 220, 280), heads, strict=True):
        leaf.text(x, 100, upper).text(x, 112, lower)
    leaf.text(340, 106, "总计")
    assert texts(read(leaf)) == ["结果维持 结果纠正 其他结果 尚未审结 总计"]


# --- a real report ---------------------------------------------------------------------------------------------------


def test_a_real_report_is_read_to_the_last_cell(shared: Path, catalogue: Catalogue) -> None:
    content = (shared / "corpus" / "real" / "huaian_2024.pdf").read_bytes()
    truth = json.loads((shared / "corpus" / "real" / "truth.json").read_text(encoding="utf-8"))["huaian_2024.pdf"]
    document = pdf.read(Source("r.pdf", pdf.MEDIA_TYPE, hashlib.sha256(content).hexdigest(), len(content)), content)
    assert [len(grid) for grid in grids(document)] == [14, 28, 4]
    report = extract(document, catalogue, registry=False)
    assert isinstance(report, Report)
    found = {cell.cell: None if cell.value is None else float(cell.value) for cell in report.observations}
    assert found == truth["cells"]
