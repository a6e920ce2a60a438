"""Grids: the label of a row is told from its heading, and each figure stands in the column that its header names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.extraction import grids
from sitegen.extraction.stream import piece, stream
from sitegen.model import Layout, Place
from tests.extraction.small import FOUR, ONE, THREE, TWO, column, find, form, grid, left, row, section, table, values

if TYPE_CHECKING:
    from sitegen.model import Form

MATRIX = form(table(Layout.MATRIX, section("自然人 商业企业", ONE, TWO, THREE, FOUR)))
PAIR = form(table(Layout.MATRIX, section("自然人 商业企业", ONE, TWO)))
SUBTOTALS = form(table(Layout.MATRIX, section("自然人", "甲类", "合计", "乙类")))
LIST = form(table(Layout.LIST, section("数量", row(ONE, code="11"), row(TWO, code="12"), row(THREE, code="13"))))
RESULTS = table(
    Layout.ACROSS,
    section("结果维持 结果纠正 其他结果", "行政复议", "行政诉讼"),
    name="remedies",
)
ACROSS = form(RESULTS)


def labels(*rows: str, of: Form = MATRIX) -> list[tuple[int, str, int]]:
    """The rows of a grid that may be rows of the form: which, by its label, and how many figures."""
    given, (only,) = grid(*rows), of.tables
    found = grids.candidates(only, grids.prepare(given, (of,)), stream(given))
    return [(candidate.start[1], candidate.label, len(candidate.cells)) for candidate in found]


# --- labels ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "is_row"), [(0, True), (1, True), (4, True), (5, False), (6, False)])
def test_a_label_stands_among_the_first_five_cells_of_a_row(before: int, *, is_row: bool) -> None:
    cells = "|".join([*["项"] * before, ONE, "1", "2"])
    assert bool(labels(cells)) is is_row


def test_of_two_names_of_a_row_beside_each_other_the_last_is_its_label() -> None:
    """A heading may be printed like the row below it, in whichever of its names."""
    named = form(table(Layout.MATRIX, section("自然人 商业企业", row("行政规范性文件", "规范性文件"), TWO)))
    for cells in ("规范性文件|行政规范性文件", "行政规范性文件|规范性文件"):
        assert values(grid("| |自然人|商业企业", f"{cells}|1|2", f"{TWO}||3|4"), named)["行政规范性文件"] == [1, 2]


def test_a_short_label_behind_a_heading_is_its_subtotal_and_one_with_nothing_after_it_a_header() -> None:
    assert labels("合计|7", of=SUBTOTALS) == [(0, "合计", 1)]
    assert labels("|合计|7", of=SUBTOTALS) == [(0, "合计", 1)]
    assert labels("不予公开|合计|7", of=SUBTOTALS) == []
    assert labels("类别|数量|合计", "合计|", of=SUBTOTALS) == []
    assert labels(f"{ONE}||", of=MATRIX) == [(0, ONE, 2)]


def test_words_behind_a_label_make_it_a_heading() -> None:
    """The label is the last text before the figures; a header has no figure at all."""
    assert labels(f"{ONE}|其中|1|2") == []
    assert labels(f"{ONE}|自然人|商业企业") == []
    assert labels(f"{ONE}|约5|2") == [(0, ONE, 2)]


def test_a_label_that_is_printed_whole_goes_before_one_with_a_remark() -> None:
    """Of two rows that could be the same, and as full."""
    first, second = f"{TWO}(续)|8|9", f"{TWO}|1|2"
    for rows in ((first, second), (second, first)):
        assert values(grid("|自然人|商业企业", f"{ONE}|3|4", *rows, f"{THREE}|5|6"), MATRIX)[TWO] == [1, 2]


def test_of_two_rows_that_are_alike_the_one_with_more_figures_is_read() -> None:
    for rows in ((f"{TWO}||", f"{TWO}|1|2"), (f"{TWO}|1|2", f"{TWO}||")):
        assert values(grid("|自然人|商业企业", f"{ONE}|3|4", *rows, f"{THREE}|5|6"), MATRIX)[TWO] == [1, 2]


def test_a_row_takes_up_one_row_of_its_grid() -> None:
    (match,) = find(grid("|自然人|商业企业", f"{ONE}|1|2", f"{TWO}|3|4"), PAIR)
    assert [(one.start, one.end) for one in match.rows] == [((0, 1), (0, 2)), ((0, 2), (0, 3))]


# --- unit and code ---------------------------------------------------------------------------------------------------


def test_the_unit_and_the_code_before_a_figure_are_no_figures() -> None:
    """In a list the cell behind the label is its unit where it prints none; the code is the row's own."""
    (match,) = find(grid("指标|单位|代码|数量", f"{ONE}|件|11|5", f"{TWO}|条|12*|6", f"{THREE}||13|7"), LIST)
    assert [[cell.text for cell in one.cells] for one in match.rows] == [["5"], ["6"], ["7"]]
    assert [one.unit for one in match.rows] == ["件", "条", ""]
    assert all(one.coded for one in match.rows)


def test_a_list_may_print_no_units_and_no_codes() -> None:
    (match,) = find(grid(f"{ONE}|5", f"{TWO}|6|", f"{THREE}|件|"), LIST)
    assert [[cell.text for cell in one.cells] for one in match.rows] == [["5"], ["6"], [""]]
    assert [(one.unit, one.coded) for one in match.rows] == [("", False), ("", False), ("件", False)]


def test_a_figure_that_is_its_row_s_code_by_chance_is_a_figure() -> None:
    """A code stands before a figure, be it blank."""
    assert values(grid(f"{ONE}|件|11", f"{TWO}|件|12|", f"{THREE}|件|7"), LIST) == {ONE: [11], TWO: [None], THREE: [7]}


def test_the_code_of_another_row_is_a_figure_too_many() -> None:
    assert values(grid(f"{ONE}|件|12|5", f"{TWO}|件|12|6", f"{THREE}|件|13|7"), LIST)[ONE] == [None]


# --- columns ---------------------------------------------------------------------------------------------------------


def test_figures_go_by_the_header_above_them_and_not_by_one_further_down() -> None:
    """Each header holds for the rows below it, until the next names the columns in another order."""
    found = values(
        grid("|自然人|商业企业", f"{ONE}|1|2", f"{TWO}|3|4", "|商业企业|自然人", f"{THREE}|5|6", f"{FOUR}|7|8"), MATRIX
    )
    assert found == {ONE: [1, 2], TWO: [3, 4], THREE: [6, 5], FOUR: [8, 7]}


def test_a_header_whose_cells_span_columns_names_the_cells_below_each_of_them() -> None:
    found = values(grid("类别|<|商业企业|自然人", f"一|{ONE}|1|2", f"二|{TWO}|3|4"), PAIR)
    assert found == {ONE: [2, 1], TWO: [4, 3]}


def test_a_row_whose_cells_span_columns_stands_below_the_header_where_each_begins() -> None:
    found = values(grid("类别|序号|商业企业|自然人", f"{ONE}|<|1|2", f"{TWO}|<|3|4"), PAIR)
    assert found == {ONE: [2, 1], TWO: [4, 3]}


def test_a_column_that_is_named_twice_is_read_where_it_is_named_first() -> None:
    found = values(grid("|自然人|商业企业|自然人", f"{ONE}|1|2|3", f"{TWO}|4|5|6"), PAIR)
    assert found == {ONE: [1, 2], TWO: [4, 5]}


@pytest.mark.parametrize(
    ("cells", "columns", "window"),
    [
        ("1 2", 2, "1 2"),
        ("1", 2, "1"),
        ("1 2 3", 2, "1 2 3"),
        ("_ _ 5", 2, "_ 5"),
        ("5 _ _", 2, "5 _"),
        ("_ 5", 1, "5"),
        ("5 _", 1, "5"),
        ("_ 5 _", 2, "_ 5 _"),
        ("_ 5 _", 1, "5"),
    ],
)
def test_padding_is_left_out_where_one_window_alone_holds_all_figures(cells: str, columns: int, window: str) -> None:
    given = tuple(piece(text.strip("_"), Place(1, at, at)) for at, text in enumerate(cells.split()))
    assert " ".join(cell.text or "_" for cell in grids.window(given, columns)) == window


def test_where_padding_stands_on_both_sides_the_longest_row_tells_and_the_header() -> None:
    given = tuple(piece(text, Place(1, at, at)) for at, text in enumerate(("", "5", "")))
    assert grids.window(given, 2, offset=1, width=4) == given[1:]
    assert grids.window(given, 2, offset=1, width=3) == given
    assert grids.window(given, 2, first=0) == given[:2]
    assert grids.window(given, 2, first=1) == given[1:]


def test_of_padding_alone_the_first_cells_are_the_row_s() -> None:
    given = tuple(piece("", Place(1, at, at)) for at in range(3))
    assert grids.window(given, 2) == given[:2]


def test_a_header_that_has_lost_a_name_tells_where_the_figures_begin() -> None:
    """The row has more cells than the form columns: the first is a number of items, and the last figure is blank."""
    found = values(grid("|||商业企业|", f"{ONE}||1|2|", f"{TWO}||3||", f"{THREE}||5|6|"), MATRIX)
    assert found[TWO] == [3, None]
    assert found[THREE] == [5, 6]


# --- rows that have lost their labels --------------------------------------------------------------------------------


def loose(*rows: str) -> list[list[str]]:
    return [[cell.text for cell in one.cells] for one in grids.loose_rows(grids.prepare(grid(*rows), (MATRIX,)))]


def test_a_row_without_a_label_holds_figures_and_blanks_and_nothing_else() -> None:
    assert loose("|1|2", "/|3|", "类别|1|2", "||", "/|/|") == [["", "1", "2"], ["/", "3", ""]]


def test_a_figure_that_spans_columns_counts_in_each_of_them_where_its_label_is_lost() -> None:
    assert loose("1|<|2") == [["1", "1", "2"]]


# --- results side by side --------------------------------------------------------------------------------------------

HEADS = ("行政复议|<|<|行政诉讼|<|<", "结果维持|结果纠正|其他结果|结果维持|结果纠正|其他结果")


@pytest.mark.parametrize("empty", ["|||||", ""])
def test_an_empty_row_under_the_header_of_results_is_not_their_row(empty: str) -> None:
    rows = (*HEADS, *([empty] if empty else []), "1|2|3|4|5|6")
    assert values(grid(*rows), ACROSS) == {"行政复议": [1, 2, 3], "行政诉讼": [4, 5, 6]}


@pytest.mark.parametrize("figures", ["1|2|3|4|5", "1|2|3|4|5|约6", "1|2|3|4|5|说明"])
def test_results_are_read_only_where_there_is_one_for_each_cell(figures: str) -> None:
    assert values(grid(*HEADS, figures), ACROSS) == {}


def test_results_may_have_a_blank_and_cells_before_them() -> None:
    assert values(grid(*(f"年度|{head}" for head in HEADS), "2023年|1||3|4|5|/"), ACROSS) == {
        "行政复议": [1, None, 3],
        "行政诉讼": [4, 5, None],
    }


def test_results_take_up_the_row_of_their_figures() -> None:
    (match,) = find(grid(*HEADS, "1|2|3|4|5|6"), ACROSS)
    assert [(one.start, one.end, one.index, one.row_id) for one in match.rows] == [((0, 2), (0, 3), 0, "行政复议")]


def test_figures_under_no_names_of_results_are_none() -> None:
    assert values(grid("甲|乙|丙|丁|戊|己", "1|2|3|4|5|6"), ACROSS) == {}


# --- what belongs to no cell -----------------------------------------------------------------------------------------


def test_the_code_of_a_row_is_not_told_and_a_figure_beside_its_own_is() -> None:
    assert left(grid("指标|单位|代码|数量", f"{ONE}|件|11|5", f"{TWO}|条|12*|6"), LIST) == ()
    found = left(grid("指标|单位|代码|数量|", f"{ONE}|件|11|5|9", f"{TWO}|条|12*|6|"), LIST)
    assert [[cell.text for cell in one.cells] for one in found] == [["9"]]


def test_columns_may_have_several_names() -> None:
    named = form(table(Layout.MATRIX, section((column("自然人", "公民个人"), column("商业企业")), ONE, TWO)))
    assert values(grid("|商业企业|公民个人", f"{ONE}|1|2", f"{TWO}|3|4"), named) == {ONE: [2, 1], TWO: [4, 3]}
