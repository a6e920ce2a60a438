"""Finding tables: how much of a form must be there, which of two is read, and what stands in for lost labels."""

from __future__ import annotations

import pytest

from sitegen.extraction import grids
from sitegen.extraction.stream import stream
from sitegen.extraction.tables import find_tables, missing_columns
from sitegen.model import Layout
from tests.extraction.small import FOUR, ONE, THREE, TWO, document, find, form, grid, lines, row, section, table, values

COLUMNS = "公民个人 商业企业"
TEN = [f"第{n}类申请数量" for n in "甲乙丙丁戊己庚辛壬癸"]
MATRIX = form(table(Layout.MATRIX, section(COLUMNS, ONE, TWO, THREE, FOUR)))
STACKED = form(
    table(
        Layout.STACKED, section("新制作数量 总数量", ONE, TWO), section("处理决定数量", THREE, FOUR), name="proactive"
    )
)
CODED = form(
    table(
        Layout.LIST, section("数量", *(row(label, code=f"{n:02}") for n, label in enumerate(TEN, 1))), name="statistics"
    )
)


def printed(*labels: str, figures: str = "1 2") -> str:
    return "\n".join(("公民个人", "商业企业", *(f"{label} {figures}" for label in labels), "完", ""))


# --- how much must be there ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("whole", "there"), [(2, 2), (4, 2), (6, 2), (7, 3), (10, 3)])
def test_a_table_is_there_with_three_tenths_of_its_rows_and_two_at_least(whole: int, there: int) -> None:
    """Fewer may be words of the prose."""
    of = form(table(Layout.MATRIX, section(COLUMNS, *TEN[:whole])))
    for text in (printed, lambda *labels: "\n".join(f"|{label}|1|2|" for label in labels)):
        assert [len(match.rows) for match in find(text(*TEN[:there]), of)] == [there]
        assert find(text(*TEN[: there - 1]), of) == ()


def test_a_table_of_one_row_is_there_with_it() -> None:
    of = form(table(Layout.MATRIX, section(COLUMNS, ONE)))
    assert values(printed(ONE), of) == {ONE: [1, 2]}
    assert find(printed(TWO), of) == ()


def test_most_of_the_labels_in_order_are_a_table_whatever_figures_follow_them() -> None:
    """Two rows at least have their figures."""
    of = form(table(Layout.MATRIX, section("公民个人 商业企业 科研机构", *TEN)))
    torn, whole = "\n".join(f"{label} 1" for label in TEN[2:]), "\n".join(f"{label} 1 2 3" for label in TEN[:2])
    assert [len(match.rows) for match in find(f"{whole}\n{torn}\n", of)] == [10]
    assert len(find("\n".join((*whole.split("\n"), *torn.split("\n")[:4])), of)) == 1
    assert find("\n".join((*whole.split("\n"), *torn.split("\n")[:3])), of) == ()
    assert find("\n".join((whole.split("\n")[0], torn)), of) == ()


def test_where_too_few_labels_stand_nothing_is_looked_for_behind_them() -> None:
    """Most forms are told so in no time."""
    of = form(table(Layout.MATRIX, section(COLUMNS, *TEN)))
    for there in range(5):
        text = stream(lines("\n".join(("始", *(f"{label} 1 2" for label in TEN[:there])))))
        find_tables((), text, (of,))
        assert bool(text.tails) is (there >= 3)


# --- which table -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("instances", [1, 2, 3, 4])
def test_of_several_instances_of_a_table_the_first_is_read(instances: int) -> None:
    text = "".join(printed(ONE, TWO, THREE, FOUR, figures=f"{n} {n}") for n in range(1, instances + 1))
    assert values(text, MATRIX) == {label: [1, 1] for label in (ONE, TWO, THREE, FOUR)}


@pytest.mark.parametrize("instances", [2, 3, 4])
def test_no_row_of_a_later_instance_fills_a_gap_of_the_first(instances: int) -> None:
    """Nor do later rows follow the rows of an instance before."""
    first = printed(ONE, TWO, THREE, figures="1 1")
    later = "".join(printed(ONE, TWO, THREE, figures=f"{n} {n}") for n in range(2, instances))
    assert values(first + later + printed(ONE, FOUR, figures="9 9"), MATRIX)[FOUR] == [None, None]


def test_an_instance_that_is_much_poorer_than_a_later_one_is_not_read() -> None:
    found = values(printed(ONE, TWO) + printed(ONE, TWO, THREE, FOUR, figures="7 8"), MATRIX)
    assert found == {label: [7, 8] for label in (ONE, TWO, THREE, FOUR)}


def test_rows_before_the_first_row_belong_to_the_first_instance() -> None:
    """Its own first row is torn, and stands before them."""
    found = values(f"公民个人 商业企业\n{ONE}\n{TWO} 1 1\n{THREE} 1 1\n{FOUR} 1 1\n" + printed(ONE, TWO), MATRIX)
    assert found[FOUR] == [1, 1]


def test_a_table_is_of_the_form_that_fits_it_best() -> None:
    """By its rows, by the columns that its header names, and by the rows that are missing."""
    fewer = form(table(Layout.MATRIX, section(COLUMNS, ONE, TWO, THREE)), name="fewer")
    renamed = form(table(Layout.MATRIX, section("公民个人 社会组织", ONE, TWO, THREE, FOUR)), name="renamed")
    for forms in ((MATRIX, fewer, renamed), (renamed, fewer, MATRIX)):
        assert [match.form.id for match in find(printed(ONE, TWO, THREE, FOUR), *forms)] == ["small"]
        assert [match.form.id for match in find(printed(ONE, TWO, THREE), *forms)] == ["fewer"]
        other = printed(ONE, TWO, THREE, FOUR).replace("商业企业", "社会组织")
        assert [match.form.id for match in find(other, *forms)] == ["renamed"]


def test_what_speaks_for_a_form_are_its_rows_and_columns_and_against_it_the_rows_that_are_missing() -> None:
    whole, part = (find(printed(*labels), MATRIX)[0] for labels in ((ONE, TWO, THREE, FOUR), (ONE, TWO, THREE)))
    assert whole.score == sum(one.score for one in whole.rows) + 2 * 4
    assert part.score == sum(one.score for one in part.rows) + 2 * 3 - 1


def test_rows_under_a_header_that_only_another_form_prints_are_no_table() -> None:
    """Though that form has so many rows that these few are none of its tables either."""
    other = form(table(Layout.MATRIX, section("社会组织 科研机构", *TEN, ONE, TWO, THREE)), name="other")
    text = printed(ONE, TWO, THREE).replace("公民个人\n商业企业", "社会组织\n科研机构")
    assert find(text, MATRIX, other) == ()
    assert len(find(text, MATRIX)) == 1


def test_tables_come_in_the_order_of_the_forms() -> None:
    both = form(*STACKED.tables, *MATRIX.tables)
    twice = form(
        table(Layout.STACKED, section("新制作数量", *TEN[:3]), name="proactive"),
        table(Layout.MATRIX, section(COLUMNS, *TEN[5:8])),
    )
    text = printed(*TEN[5:8]) + "新制作数量\n" + "\n".join(f"{label} 5" for label in TEN[:3]) + "\n"
    assert [match.table.id for match in find(text, both, twice)] == ["proactive", "requests"]


# --- sections of a stacked table -------------------------------------------------------------------------------------


def test_a_section_out_of_the_order_of_the_form_is_read_under_the_names_of_its_columns() -> None:
    text = f"处理决定数量\n{THREE} 7\n{FOUR} 8\n新制作数量 总数量\n{ONE} 1 2\n{TWO} 3 4\n"
    assert values(text, STACKED) == {ONE: [1, 2], TWO: [3, 4], THREE: [7], FOUR: [8]}


def test_a_row_is_not_read_a_second_time_as_that_of_another_section() -> None:
    """The label of one is the end of the label of another."""
    outer, inner = "其他行政收费项目", "行政收费项目"
    for rows in ((outer, ONE, TWO), (ONE, outer, TWO), (ONE, TWO, outer)):
        sections = (section("新制作数量 总数量", *rows), section("新制作数量 总数量", inner))
        of = form(table(Layout.STACKED, *sections, name="proactive"))
        found = values("\n".join(("新制作数量 总数量", *(f"{label} 5 6" for label in rows), "")), of)
        assert found == {label: [5, 6] for label in rows} | {inner: [None, None]}


def test_columns_in_another_order_than_the_form_s_leave_the_figures_of_text_uncertain() -> None:
    text = f"总数量 新制作数量\n{ONE} 1 2\n{TWO} 3 4\n处理决定数量\n{THREE} 7\n{FOUR} 8\n"
    assert values(text, STACKED) == {ONE: [None] * 2, TWO: [None] * 2, THREE: [7], FOUR: [8]}


def test_a_stacked_table_needs_a_header_that_names_a_column() -> None:
    rows = f"{ONE} 1 2\n{TWO} 3 4\n{THREE} 7\n{FOUR} 8\n"
    assert find(rows, STACKED) == ()
    assert len(find(f"新制作数量\n{rows}", STACKED)) == 1


# --- codes -----------------------------------------------------------------------------------------------------------


def listed(*rows: str) -> dict[str, list[object]]:
    return {label: list(found) for label, found in values(grid(*rows), CODED).items()}


def test_the_codes_of_a_list_are_no_figures_in_text_either() -> None:
    text = "\n".join(f"{label} 件 {n:02} {n * 11}" for n, label in enumerate(TEN, 1))
    assert values(text, CODED) == {label: [n * 11] for n, label in enumerate(TEN, 1)}


def test_a_figure_among_rows_with_codes_may_be_a_code() -> None:
    """Its row has one cell too few: the others have unit, code and figure, be they blank."""
    rows = [f"{label}|件|{n:02}|" for n, label in enumerate(TEN[:4], 1)]
    assert listed(*rows, f"{TEN[4]}|件|7")[TEN[4]] == [None]
    filled = [f"{one}5" for one in rows]
    assert listed(*filled, f"{TEN[4]}|件|7")[TEN[4]] == [None]


def test_a_list_without_codes_is_read_as_it_stands() -> None:
    assert listed(*(f"{label}|件|{n * 7}" for n, label in enumerate(TEN[:5], 1)))[TEN[4]] == [35]


def test_codes_in_one_piece_of_a_list_say_nothing_of_another() -> None:
    first = grid(*(f"{label}|件|{n:02}|{n * 11}" for n, label in enumerate(TEN[:6], 1)))
    second = grid(*(f"{label}|件|{figure}" for label, figure in zip(TEN[6:9], (31, 7, 22), strict=True)))
    found = values(document(*first.blocks, *second.blocks), CODED)
    assert [found[label] for label in TEN[:9]] == [[11], [22], [33], [44], [55], [66], [31], [7], [22]]


# --- rows that have lost their labels --------------------------------------------------------------------------------


def test_figures_without_a_label_are_a_row_s_only_where_as_many_are_missing() -> None:
    head, one, two, three, four = "|公民个人|商业企业", f"{ONE}|1|2", f"{TWO}|3|4", f"{THREE}|5|6", f"{FOUR}|7|8"
    for given, places in (
        ((head, one, "|3|4", three, four), [0, 1, 2, 3]),
        ((head, one, "|3|4", "|5|6", four), [0, 1, 2, 3]),
        ((head, one, "|3|4", "|9|9", three, four), [0, 2, 3]),
        ((head, one, "|3|4", four), [0, 3]),
        ((head, one, two, "|5|6", four), [0, 1, 2, 3]),
        ((head, "|9|9", one, two, three, four), [0, 1, 2, 3]),
    ):
        (match,) = find(grid(*given), MATRIX)
        assert [row.index for row in match.rows] == places
        assert [row.cells[0].text for row in match.rows if row.assumed] == [
            line[1] for line in given[2:] if line.startswith("|") and len(places) == 4
        ]


def test_results_side_by_side_have_no_rows_that_have_lost_their_label() -> None:
    results = form(table(Layout.ACROSS, section("结果维持 结果纠正", "行政复议", "行政诉讼"), name="remedies"))
    heads = ("行政复议|<|行政诉讼|<", "结果维持|结果纠正|结果维持|结果纠正")
    (match,) = find(grid(*heads, "1|2|3|4", "5|6|7|8"), results)
    assert [[cell.text for cell in row.cells] for row in match.rows] == [["1", "2", "3", "4"]]


# --- headers ---------------------------------------------------------------------------------------------------------


def test_a_header_lacks_a_column_where_it_prints_most_of_the_others() -> None:
    of = form(table(Layout.MATRIX, section("公民个人 商业企业 科研机构", ONE, TWO)))
    rows = f"{ONE} 1 2 3\n{TWO} 4 5 6\n"
    for header, lost in (("公民个人 科研机构", ["商业企业"]), ("公民个人 商业企业 科研机构", []), ("科研机构", [])):
        (match,) = find(f"{header}\n{rows}", of)
        assert [column.zh for column in missing_columns(match)] == lost
    (match,) = find(f"新制作数量\n{ONE} 1 2\n{TWO} 3 4\n", STACKED)
    assert missing_columns(match) == ()


def test_labels_in_grids_count_as_much_as_labels_in_text() -> None:
    given = grid(*(f"{label}|1|2" for label in TEN[:3]))
    of = form(table(Layout.MATRIX, section(COLUMNS, *TEN)))
    assert grids.labels_of(grids.prepare(given, (of,))) == set(TEN[:3])
    assert len(find(given, of)) == 1
