"""Leftovers: every figure within a table is a cell of the form, a row of the report's own, or told; none is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.model import Layout
from tests.extraction.small import (
    FOUR,
    ONE,
    THREE,
    TITLE,
    TWO,
    form,
    grid,
    left,
    report,
    row,
    section,
    sums,
    table,
    told,
)

if TYPE_CHECKING:
    from sitegen.extraction.leftovers import Leftover
    from sitegen.model import Catalogue

MATRIX = form(table(Layout.MATRIX, section("公民个人 商业企业", ONE, TWO, THREE, FOUR)))
STACKED = form(
    table(
        Layout.STACKED,
        section("新制作数量 总数量", ONE, TWO, name="甲"),
        section("处理决定数量", THREE, FOUR, name="乙"),
        name="proactive",
    )
)
LIST = form(table(Layout.LIST, section("数量", row(ONE, code="11"), row(TWO, code="12"), row(THREE, code="13"))))
HEAD = "|公民个人|商业企业"
LINES = "公民个人\n商业企业\n"


def said(found: tuple[Leftover, ...]) -> list[tuple[str, str, bool]]:
    """The label and the figures of each, and whether it is a row."""
    return [(one.label, " ".join(cell.text or "_" for cell in one.cells), one.is_row) for one in found]


# --- in grids --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("其他申请数量|8|9", ("其他申请数量", "8 9", True)),
        ("其他申请数量|8|", ("其他申请数量", "8 _", True)),
        ("其他申请数量|8|约9", ("其他申请数量", "8 约9", False)),
        ("|8|9", ("", "8 9", False)),
        ("8|9|", ("", "8 9", False)),
        ("12件|9件|", ("", "12件 9件", False)),
        ("其他|申请数量|9", ("申请数量", "9", False)),
    ],
)
def test_a_row_that_the_form_lacks_has_a_label_and_a_figure_or_blank_for_each_column(
    cells: str, expected: tuple[str, str, bool]
) -> None:
    given = grid(HEAD, f"{ONE}|1|2", f"{TWO}|3|4", cells, f"{THREE}|5|6", f"{FOUR}|7|8")
    assert said(left(given, MATRIX)) == [expected]


@pytest.mark.parametrize("cells", ["其他申请数量||", "说明|公民个人|商业企业", "||", "见附件||"])
def test_a_row_without_a_figure_leaves_nothing(cells: str) -> None:
    assert left(grid(HEAD, f"{ONE}|1|2", f"{TWO}|3|4", cells, f"{THREE}|5|6"), MATRIX) == ()


def test_a_row_that_the_form_lacks_belongs_to_the_section_above_it() -> None:
    """Before the first row it belongs to the first section."""
    given = grid(
        "|新制作数量|总数量", "其一情况|1|1", f"{ONE}|1|2", "其二情况|2|2", f"{TWO}|3|4",
        "|处理决定数量|", f"{THREE}|5|", "其三情况|3|", f"{FOUR}|7|", "其四情况|4|",
    )  # fmt: skip
    assert [(one.label, one.section.id, len(one.cells)) for one in left(given, STACKED)] == [
        ("其一情况", "甲", 2),
        ("其二情况", "甲", 2),
        ("其三情况", "乙", 1),
        ("其四情况", "乙", 1),
    ]


def test_the_code_of_a_row_is_its_own_and_that_of_another_is_a_figure() -> None:
    """So is every figure that stands beside the cells of its row."""
    head, one, two, three = "|单位|代码|数量|", f"{ONE}|件|11|5|", f"{TWO}|件|12*|6|", f"{THREE}|件|13|7|"
    assert left(grid(head, one, two, three), LIST) == ()
    assert said(left(grid(head, one, f"{TWO}|件|12|6|99", three), LIST)) == [("", "99", False)]
    assert said(left(grid(head, one, f"{TWO}|件|11|6|", three), LIST)) == [("", "11", False)]


def test_a_grid_without_rows_of_the_table_is_none_of_its_business(catalogue: Catalogue) -> None:
    rows = "\n".join(f"|{label}|1|2|" for label in (ONE, TWO, THREE, FOUR))
    found = report(f"{TITLE}| |公民个人|商业企业|\n{rows}\n另附\n|其他|8|9|\n", catalogue, MATRIX)
    assert told(found, "R.UNCLAIMED") == []
    assert found.local_rows == ()


# --- in text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("其他申请数量\n8\n9", ("其他申请数量", "8 9", True)),
        ("其他申请数量\n8", ("其他申请数量", "8", False)),
        ("其他申请数量\n8\n9\n10", ("其他申请数量", "8 9 10", False)),
        ("其他\n约8\n9", ("其他", "约8 9", False)),
    ],
)
def test_a_run_of_figures_in_text_is_a_row_of_its_own_where_it_has_a_label_and_fills_it(
    lines: str, expected: tuple[str, str, bool]
) -> None:
    text = f"{LINES}{ONE}\n1\n2\n{TWO}\n3\n4\n{lines}\n{THREE}\n5\n6\n"
    assert said(left(text, MATRIX)) == [expected]


def test_runs_of_figures_with_words_between_them_are_told_apart() -> None:
    text = f"{LINES}{ONE}\n1\n2\n其一\n8\n9\n其二\n7\n7\n{THREE}\n5\n6\n其三\n3\n3\n{FOUR}\n5\n6\n"
    assert [(one.label, [cell.text for cell in one.cells]) for one in left(text, MATRIX)] == [
        ("其一", ["8", "9"]),
        ("其一89其二", ["7", "7"]),
        ("其三", ["3", "3"]),
    ]


def test_the_names_of_columns_are_no_part_of_the_label_of_a_row() -> None:
    text = f"{LINES}其一\n8\n9\n{ONE}\n1\n2\n{TWO}\n3\n4\n"
    assert [one.label for one in left(text, MATRIX)] == ["其一"]


def test_figures_above_the_header_and_behind_the_last_row_are_not_the_table_s() -> None:
    text = f"全年\n77\n{LINES}{ONE}\n1\n2\n{TWO}\n3\n4\n另有\n88\n"
    assert left(text, MATRIX) == ()


def test_a_figure_in_the_remark_behind_a_label_is_told_in_the_last_row_too() -> None:
    text = f"{LINES}{ONE} (含网上 55 件) 1 2\n{TWO} (含网上 66 件) 3 4\n"
    assert [cell.text for one in left(text, MATRIX) for cell in one.cells] == ["55", "66"]


def test_a_row_in_text_that_the_form_lacks_belongs_to_the_section_above_it() -> None:
    text = f"新制作数量 总数量\n{ONE} 1 2\n{TWO} 3 4\n处理决定数量\n{THREE} 5\n其三情况\n3\n{FOUR} 7\n"
    assert [(one.section.id, one.is_row) for one in left(text, STACKED)] == [("乙", True)]


def test_a_figure_that_was_left_out_of_its_row_is_told_and_no_other(catalogue: Catalogue) -> None:
    """What fills a cell is not told again, nor the figures of a row that is open."""
    adds = sums("row", "公民个人=商业企业")
    text = f"{TITLE}{LINES}{ONE}\n1\n1\n{TWO}\n77\n3\n3\n{THREE}\n5\n5\n{FOUR}\n22\n"
    found = report(text, catalogue, MATRIX, rules=(adds,))
    assert [detail for _, detail in told(found, "R.UNCLAIMED")] == ["77"]
    assert said(left(text, MATRIX, rules=(adds,))) == [("", "77", False)]
    torn = report(text.replace("77\n3\n3", "7\n8\n9\n9\n9"), catalogue, MATRIX, rules=(adds,))
    assert told(torn, "R.UNCLAIMED") == []
    assert [detail for _, detail in told(torn, "R.COUNT")] == ["7 8 9 9 9"]


def test_the_digits_of_a_row_that_was_split_are_all_in_its_cells() -> None:
    """Another row has a figure too many, which is told; nothing is left of this one."""
    of = form(table(Layout.MATRIX, section("公民个人 商业企业 总计", ONE, TWO, THREE)))
    text = f"{LINES}总计\n{ONE}\n77\n1\n2\n3\n{TWO}\n459\n{THREE}\n1\n1\n2\n"
    assert said(left(text, of, rules=(sums("row", "公民个人+商业企业=总计"),))) == [("", "77", False)]


# --- rows of the report's own ----------------------------------------------------------------------------------------


def test_rows_of_the_report_s_own_are_numbered_and_show_what_is_printed(catalogue: Catalogue) -> None:
    rows = f"|{ONE}|1|2|\n|其一情况|8件|/|\n|{TWO}|3|4|\n|其二情况|7|6(子项)|\n|{THREE}|1|2|\n"
    found = report(f"{TITLE}| |公民个人|商业企业|\n{rows}", catalogue, MATRIX)
    assert [(one.cell, one.value, one.unit, one.status.value, one.note, one.printed) for one in found.local_rows] == [
        ("requests/local_1/公民个人", 8, "件", "reported", "", "8件"),
        ("requests/local_1/商业企业", None, "", "not_applicable", "", "/"),
        ("requests/local_2/公民个人", 7, "", "reported", "", "7"),
        ("requests/local_2/商业企业", 6, "", "reported", "子项", "6(子项)"),
    ]
    assert [one.provenance and one.provenance.row_label for one in found.local_rows] == ["其一情况"] * 2 + [
        "其二情况"
    ] * 2
    assert [one.provenance and one.provenance.column_label for one in found.local_rows][:2] == ["公民个人", "商业企业"]
