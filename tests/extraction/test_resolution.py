"""Resolution: what the sums leave of digits that have run together is read, what they leave open is not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.extraction.identities import sums_of
from sitegen.extraction.resolution import confirmed, with_one_lost
from sitegen.model import Layout
from tests.extraction.small import FOUR, ONE, THREE, TWO, find, form, grid, section, sums, table, values

if TYPE_CHECKING:
    from sitegen.model import Rule

COLUMNS = "自然人 商业企业 总计"
REQUESTS = form(table(Layout.MATRIX, section(COLUMNS, ONE, TWO, THREE, FOUR)))
ADDS = sums("row", "自然人+商业企业=总计")
DOWN = sums("column", f"{ONE}+{TWO}={THREE}+{FOUR}")
ROWS = {ONE: "1 2 3", TWO: "4 5 9", THREE: "2 0 2", FOUR: "3 7 10"}


def printed(rows: dict[str, str]) -> str:
    """A table in flattened text, each figure on a line of its own."""
    lines = "\n".join("\n".join((label, *figures.split())) for label, figures in rows.items())
    return "\n".join((*COLUMNS.split(), lines, "完", ""))


def second(figures: str, *rules: Rule) -> list[int | Decimal | None]:
    """What is read of the second row with these figures."""
    return values(printed({**ROWS, TWO: figures}), REQUESTS, rules=rules)[TWO]


@pytest.mark.parametrize(
    ("figures", "read"),
    [
        ("459", [4, 5, 9]),
        ("45 9", [None, None, None]),
        ("10010", [10, 0, 10]),
        ("000", [0, 0, 0]),
        ("11011", [None, None, 11]),
        ("458", [None, None, None]),
        ("1,001 9", [1001, 9, None]),
        ("1² 9", [None, None, None]),
        ("约45 9", [None, None, None]),
        ("45900", [None, None, None]),
    ],
)
def test_a_row_is_split_in_the_one_way_in_which_its_sum_holds(figures: str, read: list[int | None]) -> None:
    """Where several ways are left, a cell is read in which they agree; a number does not begin with zero."""
    assert second(figures, ADDS) == read


@pytest.mark.parametrize("figures", ["45 9", "4 59", "459"])
def test_breaks_that_are_there_are_borders_and_other_sums_tell_where_those_are_that_are_not(figures: str) -> None:
    """4, 5 and 9, or 45 and 9 and a lost total."""
    assert second(figures, ADDS, DOWN) == [4, 5, 9]


def test_digits_with_no_sum_to_hold_are_not_split_but_for_zeros() -> None:
    assert second("459") == [None] * 3
    assert second("000") == [0] * 3
    assert second("0000") == [None] * 3


def test_the_sums_between_rows_choose_among_the_ways_to_split_one() -> None:
    """1 and 10 or 11 and 0 make 11: the column says which."""
    for third, read in (("2 12 14", [1, 10, 11]), ("12 2 14", [11, 0, 11])):
        rows = {ONE: "1 2 3", TWO: "11011", THREE: third, FOUR: "0 0 0"}
        assert values(printed(rows), REQUESTS, rules=(ADDS, DOWN))[TWO] == read


def test_a_figure_too_many_is_the_one_without_which_the_sum_holds() -> None:
    assert second("77 4 5 9", ADDS) == [4, 5, 9]
    assert second("4 77 5 9", ADDS) == [4, 5, 9]
    assert second("4 5 9 77", ADDS) == [4, 5, 9]
    assert second("4 5 9 9", ADDS) == [4, 5, 9]
    assert second("77 4 5 9") == [None] * 3
    assert second("7 4 5 8", ADDS) == [None] * 3
    assert second("7 7 4 5 9", ADDS) == [None] * 3


def test_a_lost_figure_leaves_those_that_stand_where_they_must() -> None:
    """12 and 10 are no part and total: the total is lost; 10 and 12 may be anything."""
    assert second("10 12", ADDS) == [None, None, None]
    assert second("12 10", ADDS) == [12, 10, None]


@pytest.mark.parametrize(
    ("figures", "ways"),
    [
        ("12 5", [(12, 5, None)]),
        ("5 12", [(None, 5, 12), (5, None, 12), (5, 12, None)]),
        ("5 5", [(None, 5, 5), (5, None, 5), (5, 5, None)]),
    ],
)
def test_a_lost_figure_is_no_less_than_zero(figures: str, ways: list[tuple[int | None, ...]]) -> None:
    """It may have stood anywhere where what the sum leaves for it can be a count."""
    (match,) = find(printed({**ROWS, TWO: figures}), REQUESTS)
    row = next(one for one in match.rows if one.label == TWO)
    (within,) = (one for one in sums_of((ADDS,), match.table, "small") if {*one[0], *one[1]} <= set(row.addresses))
    found = list(with_one_lost(row, (within,)))
    assert [tuple(slot.piece and slot.value for slot in option) for option in found] == ways
    for option in found:
        one, other, total = (int(slot.value or 0) for slot in option)
        assert (one + other, min(one, other) >= 0) == (total, True)


@pytest.mark.parametrize(("short", "read"), [(0, [1, 2, 3]), (2, [1, 2, 3]), (3, [None] * 3), (6, [None] * 3)])
def test_one_row_in_five_that_lacks_a_figure_is_an_accident_and_more_are_none(
    short: int, read: list[int | None]
) -> None:
    """Where blanks leave no trace, any row that has run together may have lost one."""
    names = [f"第{n}类申请数量" for n in "甲乙丙丁戊己庚辛壬癸"]
    of = form(table(Layout.MATRIX, section(COLUMNS, *names)))
    rows = {name: "0 0" if at < short else "1 2 3" for at, name in enumerate(names)} | {names[-1]: "123"}
    found = values(printed(rows), of, rules=(ADDS,))
    assert found[names[-1]] == read
    assert found[names[-2]] == [1, 2, 3]
    assert all(found[name] == [None] * 3 for name in names[:short])


def test_a_row_that_lacks_two_figures_shows_alone_that_blanks_leave_no_trace() -> None:
    assert values(printed({**ROWS, ONE: "123", TWO: "0"}), REQUESTS, rules=(ADDS,))[ONE] == [None] * 3


def test_a_row_placed_by_its_order_alone_is_read_where_sums_with_other_rows_bear_it_out() -> None:
    """Its own label is lost: the figures under it may be any row's."""
    rows = ["|自然人|商业企业|总计", f"{ONE}|1|2|3", "|4|5|9", f"{THREE}|2|0|2", f"{FOUR}|3|7|10"]
    assert values(grid(*rows), REQUESTS, rules=(DOWN,))[TWO] == [4, 5, 9]
    assert values(grid(*rows), REQUESTS, rules=())[TWO] == [None] * 3
    assert values(grid(*rows[:2], "|4|6|10", *rows[3:]), REQUESTS, rules=(DOWN,))[TWO] == [None] * 3
    for lost, figures in ((3, "|2|0|2"), (2, "|4|5|9")):
        found = values(grid(*rows[:lost], figures, *rows[lost + 1 :]), REQUESTS, rules=(DOWN,))
        assert found[(ONE, TWO, THREE, FOUR)[lost - 1]] == [int(n) for n in figures.strip("|").split("|")]


def test_a_row_is_confirmed_by_an_identity_on_either_side_of_which_it_stands() -> None:
    row = find(printed(ROWS), REQUESTS)[0].rows[0]
    known: dict[tuple[str, str], Decimal | None] = {(ONE, "总计"): Decimal(3), (TWO, "总计"): Decimal(3)}
    here, there = (((ONE, "总计"),), ((TWO, "总计"),)), (((TWO, "总计"),), ((ONE, "总计"),))
    assert confirmed(row, (here,), known)
    assert confirmed(row, (there,), known)
    assert not confirmed(row, (), known)
    assert not confirmed(row, (here,), {**known, (TWO, "总计"): Decimal(4)})
    assert not confirmed(row, (there,), {**known, (TWO, "总计"): None})
    assert not confirmed(row, ((((TWO, "总计"),), ((THREE, "总计"),)),), known)
