"""Flattened text: which labels begin a row, where its figures end, and what belongs to none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sitegen.extraction import streams
from sitegen.extraction.chain import EMPTY
from sitegen.extraction.labels import row_label
from sitegen.extraction.stream import stream
from sitegen.model import Layout, Paragraph, Place
from tests.extraction.small import FOUR, ONE, THREE, TWO, document, form, grid, lines, row, section, table, values

if TYPE_CHECKING:
    from sitegen.extraction.chain import Candidate
    from sitegen.model import Document, Table

MATRIX = table(Layout.MATRIX, section("自然人 商业企业", ONE, TWO, THREE, FOUR))
LIST = table(Layout.LIST, section("数量", ONE, TWO, THREE, FOUR, "其他答复数量"))
RESULTS = table(
    Layout.ACROSS,
    section(
        "结果维持 结果纠正 其他结果 尚未审结", row("行政复议", path=("救济情况",)), row("行政诉讼", path=("救济情况",))
    ),
    name="remedies",
)


def rows(given: str | Document, of: Table = MATRIX) -> list[tuple[str, list[str]]]:
    """What may be rows of the table: label and figures."""
    read = stream(lines(given) if isinstance(given, str) else given)
    return [(one.label, [cell.text for cell in one.cells]) for one in streams.candidates(of, read)]


def only(given: str, of: Table = MATRIX) -> Candidate:
    (found,) = streams.candidates(of, stream(lines(given)))
    return found


# --- labels ----------------------------------------------------------------------------------------------------------


def test_a_label_with_nothing_behind_it_is_a_row_where_another_follows_or_the_text_ends() -> None:
    assert rows(f"{ONE}\n{TWO}\n1\n2\n") == [(ONE, []), (TWO, ["1", "2"])]
    assert rows(f"{ONE}\n1\n2\n{TWO}\n") == [(ONE, ["1", "2"]), (TWO, [])]
    assert only(ONE).fit == EMPTY


def test_a_label_with_other_words_behind_it_is_no_row() -> None:
    assert rows(f"{ONE}如下\n1\n2\n") == []
    assert rows(f"{ONE}\n见附件\n") == []


def test_a_label_with_nothing_behind_it_but_a_table_is_its_heading() -> None:
    text = [Paragraph(ONE, Place(1)), *grid("1|2").blocks, Paragraph("说明", Place(3))]
    assert rows(document(*text)) == []
    assert rows(document(text[0], Paragraph(TWO, Place(2)), *text[1:])) == [(ONE, [])]


def test_a_short_label_is_a_row_only_where_it_stands_alone_with_figures_or_has_its_item_mark() -> None:
    short = table(Layout.MATRIX, section("自然人 商业企业", row("总计", number="(七)"), ONE))
    assert rows("总计\n1\n2\n", short) == [("总计", ["1", "2"])]
    assert rows(f"总计\n{ONE}\n1\n2\n", short) == [(ONE, ["1", "2"])]
    assert rows(f"(七)总计\n{ONE}\n1\n2\n", short) == [("(七)总计", []), (ONE, ["1", "2"])]
    assert rows("本年总计\n1\n2\n", short) == []
    assert rows("本年(七)总计\n1\n2\n", short) == [("(七)总计", ["1", "2"])]


def test_a_label_with_its_item_mark_is_surer_than_one_without() -> None:
    marked = table(Layout.MATRIX, section("自然人 商业企业", row(ONE, number="(一)"), row("总计", number="(七)")))
    qualities = [only(text, marked).quality for text in (f"(一){ONE} 1 2", f"{ONE} 1 2", "总计 1 2")]
    assert qualities == sorted(qualities, reverse=True)
    assert len(set(qualities)) == 3


def test_a_number_before_most_labels_is_that_of_the_row_and_no_figure_of_the_one_before() -> None:
    labels = [one.zh for one in LIST.sections[0].rows]
    numbered = "\n".join(f"{n}\n{label}\n{n * 11}" for n, label in enumerate(labels, 1))
    assert rows(numbered, LIST) == [(f"{n}{label}", [str(n * 11)]) for n, label in enumerate(labels, 1)]


@pytest.mark.parametrize("alike", [1, 2])
def test_a_figure_that_happens_to_be_the_number_of_the_next_row_is_a_figure(alike: int) -> None:
    labels = [one.zh for one in LIST.sections[0].rows]
    figures = [n + 1 if n <= alike else 70 + n for n in range(1, 6)]
    text = "\n".join(f"{label}\n{figure}" for label, figure in zip(labels, figures, strict=True))
    assert rows(text, LIST) == [(label, [str(figure)]) for label, figure in zip(labels, figures, strict=True)]


# --- figures ---------------------------------------------------------------------------------------------------------


def test_figures_end_where_the_next_label_or_a_heading_begins() -> None:
    headed = table(Layout.MATRIX, section("自然人 商业企业", ONE, TWO, name="本年度办理结果"))
    assert rows(f"{ONE} 1 2 {TWO} 3 4", headed) == [(ONE, ["1", "2"]), (TWO, ["3", "4"])]
    assert rows(f"{ONE} 1 2 本年度办理结果 3 4", headed) == [(ONE, ["1", "2"])]
    assert rows(f"{ONE} 1 2\n全年情况", headed) == [(ONE, ["1", "2"])]
    assert rows(f"{ONE} 1 2 全年情况", headed) == []
    assert rows(f"{ONE} 1 2 四、其他", headed) == [(ONE, ["1", "2"])]


def test_figures_end_at_a_table_with_visible_cells() -> None:
    text = [Paragraph(f"{ONE} 1", Place(1)), *grid("甲|乙").blocks, Paragraph("2", Place(3))]
    assert rows(document(*text)) == [(ONE, ["1"])]


def test_a_unit_between_label_and_figure_is_that_of_a_list_alone() -> None:
    assert [(one.unit, one.cells[0].text) for one in [only(f"{ONE} 件 12", LIST)]] == [("件", "12")]
    assert [(one.unit, one.cells[0].text) for one in [only(f"{ONE}件 12", LIST)]] == [("件", "12")]
    assert rows(f"{ONE} 件 12 13") == []


def test_an_amount_takes_the_unit_behind_a_space_and_not_the_one_of_the_next_line() -> None:
    assert only(f"{ONE} 3.5 万元 5").cells[0].number.unit == "万元"
    assert rows(f"{ONE}\n3.5\n万元\n5\n") == [(ONE, ["3.5"])]


def test_a_remark_in_brackets_behind_a_label_is_passed_over() -> None:
    assert rows(f"{ONE}(含网上申请5件) 1 2") == [(ONE, ["1", "2"])]
    assert rows(f"{ONE}(5) 1 2") == []


def test_a_remark_that_names_another_row_is_not_passed_over() -> None:
    """The label in it begins a row of its own as far as anybody can tell."""
    assert rows(f"{ONE}(含{TWO}) 1 2") == []
    assert [label for label, _ in rows(f"{ONE}(含{TWO}\n3\n4\n) 1 2")] == [TWO]


def test_the_year_of_a_sentence_is_no_figure() -> None:
    assert rows(f"{ONE} 2023年 5") == []
    assert rows(f"{ONE} 1 2\n2023年全年") == [(ONE, ["1", "2"])]


def test_a_figure_with_a_note_mark_is_one_cell() -> None:
    assert rows(f"{ONE} 12[1] 5") == [(ONE, ["12[1]", "5"])]
    assert rows(f"{ONE} 12* 5") == [(ONE, ["12*", "5"])]


def test_a_chinese_numeral_behind_a_label_is_rather_an_item_mark() -> None:
    assert rows(f"{ONE} 1 2 三 {TWO} 3 4")[0][1] != ["1", "2", "3"]
    assert rows(f"{ONE} 三 2") == []
    assert rows(f"{ONE} 零 2") == [(ONE, ["零", "2"])]


def test_a_single_figure_that_has_run_into_its_label_needs_the_name_of_its_column_before_it() -> None:
    single = table(Layout.STACKED, section("处理决定数量", ONE, TWO))
    assert rows(f"{ONE}12", single) == []
    assert rows(f"处理决定数量\n{ONE}12", single) == [(ONE, ["12"])]
    assert rows(f"处理决定数量\n{'某' * 80}\n{ONE}12", single) == []
    assert rows(f"{ONE} 12", single) == [(ONE, ["12"])]


# --- rows that cannot be read ----------------------------------------------------------------------------------------


def unread(text: str, of: str | None = None) -> Candidate | None:
    """The second row of the table, where it is not read, in the whole of a text or up to a word."""
    read = stream(lines(text))
    end = read.order(read.text.index(of)) if of else (99, 0)
    start = read.order(read.text.index("始"))
    return streams.unread(read, streams.form_rows(MATRIX)[1], (start, end))


def test_a_row_whose_figures_are_words_is_shown_with_what_stands_there() -> None:
    found = unread(f"始\n{TWO}\n详见附件\n终")
    assert found is not None
    assert (found.label, [cell.text for cell in found.cells], found.index) == (TWO, ["详见附件"], 1)
    assert (found.is_exact, found.addresses) == (False, ((TWO, "自然人"), (TWO, "商业企业")))


def test_a_row_that_is_not_read_stands_between_its_neighbours() -> None:
    assert unread(f"{TWO}\n详见附件\n始\n终") is None
    assert unread(f"始\n终\n{TWO}\n详见附件", "终") is None
    assert unread(f"始\n{TWO}\n详见附件\n终", "终") is not None
    assert unread(f"始{TWO}\n详见附件\n终", "终") is not None


def test_the_words_of_a_row_that_is_not_read_are_shown_in_part() -> None:
    found = unread(f"始\n{TWO}{'略' * 50}\n终")
    assert found is not None
    assert [len(cell.text) for cell in found.cells] == [20]


def test_a_short_label_alone_says_nothing_of_a_row_that_is_not_read() -> None:
    of = table(Layout.MATRIX, section("自然人", "总计", row("合计", number="(七)")))
    read = stream(lines("总计 详见 (七)合计 详见"))
    assert [bool(streams.unread(read, one, ((0, 0), (9, 0)))) for one in streams.form_rows(of)] == [False, True]


def test_a_label_without_its_item_mark_is_sure_enough() -> None:
    of = table(Layout.MATRIX, section("自然人", row(ONE, number="(一)")))
    read = stream(lines(f"{ONE} 详见"))
    assert streams.unread(read, streams.form_rows(of)[0], ((0, 0), (9, 0))) is not None


# --- results side by side --------------------------------------------------------------------------------------------


def test_all_figures_of_results_follow_a_cluster_of_their_labels() -> None:
    """However the labels are ordered: the names of the rows stand among those of the columns."""
    names = "结果维持 结果纠正 其他结果 尚未审结"
    for header in (f"行政复议 行政诉讼 {names} {names}", f"救济情况 行政复议 {names} 行政诉讼 {names}"):
        found = only(f"{header}\n1 2 3 4 5 6 7 8\n", RESULTS)
        assert [cell.text for cell in found.cells] == list("12345678")
        assert (found.index, found.label, found.row_id) == (0, "".join(header.split()), "行政复议")
        assert values(f"{header}\n1 2 3 4 5 6 7 8\n", form(RESULTS))["行政诉讼"] == [5, 6, 7, 8]


def test_fewer_labels_of_results_are_no_header() -> None:
    assert rows("行政复议 结果维持 结果纠正 其他结果 尚未审结 1 2 3 4 5 6 7 8", RESULTS) == []
    assert rows("行政复议 行政诉讼 结果维持 结果纠正 其他结果 尚未审结 结果维持 结果纠正", RESULTS) == []


# --- figures of no row -----------------------------------------------------------------------------------------------


def unclaimed(text: str, regions: list[tuple[int, int]], extent: tuple[int, int] | None = None) -> list[str]:
    read = stream(lines(text))
    labels = frozenset(row_label(row(ONE)).texts)
    found = streams.unclaimed(read, extent or (0, len(read.text)), regions, labels)
    return [read.text[start:end] for start, end in found]


def test_every_figure_that_no_row_has_claimed_is_found_from_the_first_character_on() -> None:
    assert unclaimed("5 6 甲 7", []) == ["5", "6", "7"]
    assert unclaimed("5 6 甲 7", [(0, 1)]) == ["6", "7"]
    assert unclaimed("5 6 甲 7", [(3, 4), (1, 2)]) == ["5"]
    assert unclaimed("5 6 甲 7", [], (1, 3)) == ["6"]


def test_a_figure_of_no_row_may_be_rough_or_run_into_a_label_or_have_a_note() -> None:
    assert unclaimed(f"约5 {ONE}6 {ONE}约7 全年8 9[1] 甲", []) == ["约5", f"{ONE}6", f"{ONE}约7", "9[1]"]
