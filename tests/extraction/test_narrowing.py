"""Narrowing: rows that depend on one another are read together, and nothing is thought to be printed that is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sitegen.extraction.narrowing import groups, is_borne_out, is_printed, narrow
from sitegen.extraction.resolution import Option, Slot
from sitegen.extraction.stream import piece
from sitegen.model import Layout, Place
from tests.extraction.small import FOUR, ONE, THREE, TWO, find, form, section, table

SECTION = section("甲列数量 乙列数量", ONE, TWO, THREE, FOUR)
FORM = form(table(Layout.MATRIX, SECTION))
ROWS = find("\n".join(f"{label} 1 2" for label in (ONE, TWO, THREE, FOUR)), FORM)[0].rows
FIRST, SECOND = "甲列数量", "乙列数量"


def option(*values: int | None) -> Option:
    """A reading of a row; a cell without a value is lost."""
    return tuple(
        Slot(Decimal(0), None) if value is None else Slot(Decimal(value), piece(str(value), Place(1)))
        for value in values
    )


def same(column: str, one: str, other: str) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """The identity that two rows have the same figure in a column."""
    return ((one, column),), ((other, column),)


def test_readings_that_break_an_identity_with_a_known_row_are_left_out() -> None:
    options = {0: [option(1, 2), option(3, 4)], 1: [option(5, 6)]}
    assert narrow(ROWS, options, (same(FIRST, ONE, THREE),), {(THREE, FIRST): Decimal(3)}) == [{}]
    assert options == {0: [option(3, 4)], 1: [option(5, 6)]}


def test_a_row_that_is_settled_settles_the_next() -> None:
    options = {0: [option(1, 2), option(3, 4)], 1: [option(1, 9), option(3, 9), option(7, 9)]}
    between = (same(FIRST, ONE, THREE), same(FIRST, ONE, TWO))
    narrow(ROWS, options, between, {(THREE, FIRST): Decimal(3)})
    assert options == {0: [option(3, 4)], 1: [option(3, 9)]}


def test_a_row_that_has_one_reading_alone_settles_the_others() -> None:
    options = {0: [option(1, 2)], 1: [option(1, 9), option(3, 9)]}
    narrow(ROWS, options, (same(FIRST, ONE, TWO),), {})
    assert options[1] == [option(1, 9)]


def test_a_row_that_fits_no_identity_keeps_no_reading() -> None:
    options = {0: [option(1, 2), option(3, 4)]}
    narrow(ROWS, options, (same(FIRST, ONE, THREE),), {(THREE, FIRST): Decimal(9)})
    assert options == {0: []}


def test_of_rows_that_depend_on_each_other_those_readings_stay_that_go_together() -> None:
    options = {0: [option(1, 2), option(3, 4), option(8, 8)], 1: [option(1, 5), option(3, 6), option(7, 7)]}
    trials = narrow(ROWS, options, (same(FIRST, ONE, TWO),), {})
    assert trials == [{0: option(1, 2), 1: option(1, 5)}, {0: option(3, 4), 1: option(3, 6)}]
    assert options == {0: [option(1, 2), option(3, 4)], 1: [option(1, 5), option(3, 6)]}


def test_too_many_readings_are_not_tried_against_each_other() -> None:
    options = {at: [option(at, n) for n in range(13)] for at in range(3)}
    assert narrow(ROWS, dict(options), (), {}) is None
    assert narrow(ROWS, {**options, 2: options[2][:11]}, (), {}) is not None


def test_rows_whose_readings_depend_on_each_other_are_one_group() -> None:
    options = {0: [option(1, 2), option(3, 4)], 1: [option(1, 5), option(3, 6)], 2: [option(7, 7), option(8, 7)]}
    between = (same(FIRST, ONE, TWO),)
    trials = narrow(ROWS, options, between, {})
    assert list(groups(ROWS, options, trials, between)) == [
        ((0, 1), ((option(1, 2), option(1, 5)), (option(3, 4), option(3, 6)))),
        ((2,), ((option(7, 7),), (option(8, 7),))),
    ]


def test_rows_are_tied_only_by_cells_in_which_their_readings_differ() -> None:
    """The first figure is the same in every reading of both rows: that it adds up says nothing of the second."""
    options = {0: [option(1, 2), option(1, 4)], 1: [option(1, 5), option(1, 6)]}
    between = (same(FIRST, ONE, TWO),)
    trials = narrow(ROWS, options, between, {})
    assert [group for group, _ in groups(ROWS, options, trials, between)] == [(0,), (1,)]
    assert [group for group, _ in groups(ROWS, options, trials, (same(SECOND, ONE, TWO),))] == [(0, 1)]


def test_rows_tied_to_the_same_row_are_tied_to_each_other() -> None:
    options = {at: [option(1, 2), option(3, 4)] for at in range(3)}
    between = (same(FIRST, ONE, TWO), same(SECOND, TWO, THREE))
    trials = narrow(ROWS, options, between, {})
    assert [group for group, _ in groups(ROWS, options, trials, between)] == [(0, 1, 2)]


def test_where_too_much_is_open_to_be_tried_each_row_stands_for_itself() -> None:
    options = {0: [option(1, 2), option(3, 4)], 1: [option(1, 5), option(3, 6)], 2: [option(9, 9)]}
    between = (same(FIRST, ONE, TWO),)
    assert list(groups(ROWS, options, None, between)) == [
        ((0,), ((option(1, 2),), (option(3, 4),))),
        ((1,), ((option(1, 5),), (option(3, 6),))),
    ]


def test_a_row_that_may_have_lost_a_cell_is_in_no_group() -> None:
    """A value that is only implied was printed nowhere."""
    options = {0: [option(1, None), option(3, 4)], 1: [option(1, 5), option(3, 6)]}
    assert [group for group, _ in groups(ROWS, options, narrow(ROWS, options, (), {}), ())] == [(1,)]


def test_nothing_is_open_where_no_reading_goes_with_the_others() -> None:
    assert list(groups(ROWS, {0: [option(1, 2), option(3, 4)]}, [], ())) == []


@pytest.mark.parametrize(
    ("slot", "printed"),
    [
        (Slot(Decimal(5), piece("5", Place(1))), True),
        (Slot(Decimal(5), None), False),
        (Slot(Decimal(10**15), piece(str(10**15), Place(1))), False),
        (Slot(Decimal(5), piece("约5", Place(1))), False),
    ],
)
def test_a_value_is_printed_where_its_characters_say_this_very_number(slot: Slot, *, printed: bool) -> None:
    """Sixteen digits are no count of anything, whatever the sums make of them."""
    assert is_printed((slot,)) is printed
    assert is_printed((*option(1), slot)) is printed


def test_a_lost_cell_is_borne_out_by_every_identity_with_other_rows() -> None:
    between = (same(FIRST, ONE, TWO), same(SECOND, THREE, ONE))
    known: dict[tuple[str, str], Decimal | None] = {(TWO, FIRST): Decimal(1), (THREE, SECOND): Decimal(2)}
    assert is_borne_out(ROWS[0], option(1, 2), between, known)
    assert not is_borne_out(ROWS[0], option(1, 3), between, known)
    assert not is_borne_out(ROWS[0], option(2, 2), between, known)
    assert not is_borne_out(ROWS[0], option(1, 2), between, {**known, (THREE, SECOND): None})
    assert is_borne_out(ROWS[3], option(7, 7), between, known)
