"""Doubts: a figure that may be the number of a page fills no cell; where nothing says so, what is printed is read."""

from __future__ import annotations

import pytest

from sitegen.model import Layout
from tests.extraction.small import form, row, section, sums, table, values

TEN = [f"第{n}类申请数量" for n in "甲乙丙丁戊己庚辛壬癸"]
COLUMNS = "自然人 商业企业 总计"
REQUESTS = form(table(Layout.MATRIX, section(COLUMNS, *TEN)))
ADDS = sums("row", "自然人+商业企业=总计")
RESULTS = form(
    table(
        Layout.ACROSS,
        section("结果维持 结果纠正 其他结果 尚未审结 结果总计", row("行政复议", path=("救济情况", "复议情况"))),
        name="remedies",
    )
)
RESULTS_ADD = sums("row", "结果维持+结果纠正+其他结果+尚未审结=结果总计", on="remedies")
Read = list[object]


def column(**rows: str) -> dict[str, Read]:
    """What is read of ten rows, each figure on a line of its own; those that are not told have 1, 2 and 3."""
    lines = [line for label in TEN for line in (label, *rows.get(label, "1 2 3").split())]
    found = values("\n".join((*COLUMNS.split(), *lines, "完", "")), REQUESTS, rules=(ADDS,))
    return {label: list(cells) for label, cells in found.items()}


def last(figures: str, *short: str) -> Read:
    """What is read of the last row with these figures, where the first ones have others."""
    return column(**dict(zip(TEN, short, strict=False)), **{TEN[-1]: figures})[TEN[-1]]


# --- where blanks leave no trace -------------------------------------------------------------------------------------


@pytest.mark.parametrize("figures", ["1 2 4", "1 2 400"])
def test_a_row_whose_sum_fails_may_end_in_the_number_of_a_page_where_blanks_leave_no_trace(figures: str) -> None:
    """Three of ten rows print two digits for three cells."""
    assert last(figures, "0 0", "0 0", "0 0") == [None] * 3


@pytest.mark.parametrize(
    ("figures", "short"),
    [
        ("1 2 3", ("0 0", "0 0", "0 0")),
        ("1 2 4000", ("0 0", "0 0", "0 0")),
        ("1 2 4件", ("0 0", "0 0", "0 0")),
        ("1 2 4", ("0 0", "0 0")),
        ("1 2 4", ("15 25", "15 25", "15 25")),
        ("1 2 4", ("0", "0", "0")),
        ("1 2 4", ()),
    ],
    ids=["its sum holds", "no page", "a unit", "two of ten", "no blank", "two are lost", "all are whole"],
)
def test_what_is_printed_is_read_where_nothing_shows_that_a_figure_is_a_stranger(
    figures: str, short: tuple[str, ...]
) -> None:
    """A sum that fails is the publisher's own then."""
    assert last(figures, *short) == [int("".join(c for c in one if c.isdigit())) for one in figures.split()]


def test_one_row_with_too_few_digits_among_many_that_lack_a_figure_shows_how_blanks_are_set() -> None:
    assert last("1 2 4", "0 0", "15 25", "15 25") == [None] * 3


def test_the_fewest_digits_that_show_it_are_one() -> None:
    """A row of two columns prints one figure, of one digit."""
    two = form(table(Layout.MATRIX, section("自然人 总计", *TEN)))
    lines = [
        line for n, label in enumerate(TEN) for line in (label, *("3" if n < 3 else "1 1" if n < 9 else "1 4").split())
    ]
    found = values("\n".join(("自然人", "总计", *lines, "完", "")), two, rules=(sums("row", "自然人=总计"),))
    assert found[TEN[-1]] == [None, None]
    assert found[TEN[-2]] == [1, 1]


def test_rows_of_one_column_that_print_nothing_show_nothing() -> None:
    """They are blank, as rows are; no figure of another row has moved."""
    one = form(table(Layout.LIST, section("数量", *TEN)))
    lines = [line for n, label in enumerate(TEN) for line in ((label,) if n < 4 else (label, "件 5"))]
    rule = sums("column", f"{TEN[8]}={TEN[9]}")
    found = values("\n".join((*lines, "完", "")), one, rules=(rule,))
    assert [found[label] for label in TEN[4:]] == [[5]] * 6


# --- figures set apart -----------------------------------------------------------------------------------------------


def lined(figures: str, *, rest: str = "1 2 3", rows: int = 10) -> Read:
    """What is read of the second row, where the rows have label and figures on one line each."""
    names = TEN[:rows]
    lines = [f"{label} {figures if label == names[1] else rest}" for label in names]
    of = form(table(Layout.MATRIX, section(COLUMNS, *names)))
    return list(values("\n".join((COLUMNS, *lines, "完", "")), of, rules=(ADDS,))[names[1]])


def test_a_last_figure_on_a_line_of_its_own_needs_a_sum_that_holds() -> None:
    """All the others stand on the line of their row."""
    assert lined("1 2\n4") == [None] * 3
    assert lined("1 2\n3") == [1, 2, 3]
    assert lined("1 2 4") == [1, 2, 4]
    assert lined("1 2\n4000") == [1, 2, 4000]


def test_a_few_rows_do_not_show_how_figures_are_set() -> None:
    assert lined("1 2\n4", rows=5) == [1, 2, 4]
    assert lined("1 2\n4", rows=6) == [None] * 3


# --- results side by side --------------------------------------------------------------------------------------------


def results(figures: str) -> Read:
    header = "救济情况\n复议情况\n行政复议\n结果维持\n结果纠正\n其他结果\n尚未审结\n结果总计"
    return list(values("\n".join((header, *figures.split(), "完", "")), RESULTS, rules=(RESULTS_ADD,))["行政复议"])


@pytest.mark.parametrize(
    "figures", ["3 6 0 0 6", "6 0 0 6 3", "12 6 0 0 6", "300 6 0 0 6", "0 6 0 0 9", "6 0 0 0 9999"]
)
def test_results_are_not_read_whose_sum_holds_without_the_figure_at_an_end_and_with_a_blank(figures: str) -> None:
    """The number of a page has come in, and a blank has left no trace."""
    assert results(figures) == [None] * 5


@pytest.mark.parametrize("figures", ["6 0 0 0 6", "3 6 0 0 9", "0 6 0 0 9999", "1000 6 0 0 2000", "9000 6 0 0 0"])
def test_results_are_read_whose_sum_holds_or_fails_whatever_is_left_out(figures: str) -> None:
    """A zero is no number of a page, and neither is a figure of four digits."""
    assert results(figures) == [int(figure) for figure in figures.split()]
