"""Chains: of all places that may be rows, those in the order of the form and of the text that fit best together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.extraction.chain import EMPTY, EXACT, FUSED, NEARLY, SOME, Candidate, best_chain, fit
from sitegen.extraction.stream import piece
from sitegen.model import Layout, Place
from tests.extraction.small import FOUR, ONE, THREE, TWO, find, form, section, table

FORM = form(table(Layout.MATRIX, section("自然人 商业企业", ONE, TWO, THREE, FOUR)))
ROW = find("\n".join(f"{label} 1 2" for label in (ONE, TWO, THREE, FOUR)), FORM)[0].rows[0]


def candidate(start: int, index: int, fits: float = EXACT, *, end: int = 0, quality: float = 2.0) -> Candidate:
    return replace(ROW, start=(0, start), end=(0, end or start + 1), index=index, fit=fits, quality=quality)


def chosen(*candidates: Candidate) -> list[tuple[int, int]]:
    """Where each row of the best chain stands, and which row of the form it is."""
    return [(one.start[1], one.index) for one in best_chain(list(candidates))]


@pytest.mark.parametrize(
    ("cells", "columns", "fits"),
    [
        ("", 2, EMPTY),
        ("1 2", 2, EXACT),
        ("1 无", 2, EXACT),
        ("1 2[1]", 2, EXACT),
        ("1 007", 2, FUSED),
        ("12", 2, NEARLY),
        ("123", 3, FUSED),
        ("1 23", 4, SOME),
        ("12 34", 4, FUSED),
        ("1 2", 3, NEARLY),
        ("1 007", 3, FUSED),
        ("1 2 3", 2, NEARLY),
        ("1 2 3 4", 2, SOME),
        ("1", 3, SOME),
        ("无", 3, SOME),
    ],
)
def test_figures_fit_columns_as_they_are_or_have_run_together_or_nearly_or_hardly(
    cells: str, columns: int, fits: float
) -> None:
    assert fit(tuple(piece(text, Place(1)) for text in cells.split()), columns) == fits


def test_rows_follow_the_order_of_the_text_and_of_the_form() -> None:
    assert chosen(candidate(9, 2), candidate(1, 0), candidate(5, 1)) == [(1, 0), (5, 1), (9, 2)]
    assert chosen(candidate(1, 1), candidate(5, 0), candidate(9, 2)) in ([(1, 1), (9, 2)], [(5, 0), (9, 2)])
    assert chosen(candidate(1, 0), candidate(5, 0)) == [(1, 0)]


def test_no_two_rows_of_a_chain_stand_in_the_same_place() -> None:
    assert chosen(candidate(1, 0, end=6), candidate(5, 1)) == [(1, 0)]
    assert chosen(candidate(1, 0, end=5), candidate(5, 1)) == [(1, 0), (5, 1)]


def test_the_better_of_two_chains_is_taken_and_of_two_that_are_alike_the_first() -> None:
    assert chosen(candidate(1, 3), candidate(5, 0), candidate(7, 1)) == [(5, 0), (7, 1)]
    assert chosen(candidate(1, 0, NEARLY), candidate(5, 0)) == [(5, 0)]
    assert chosen(candidate(1, 0), candidate(5, 0, quality=3.0)) == [(5, 0)]
    assert chosen(candidate(1, 0, EMPTY), candidate(5, 0, SOME)) == [(5, 0)]
    assert chosen(candidate(1, 0, SOME, quality=3.0), candidate(5, 0, NEARLY, quality=1.0)) == [(5, 0)]
    assert chosen(candidate(1, 0), candidate(3, 0), candidate(5, 1)) == [(1, 0), (5, 1)]
    assert chosen(candidate(1, 2), candidate(3, 0, SOME), candidate(5, 3)) == [(1, 2), (5, 3)]


def test_a_chain_may_leave_the_best_so_far_and_go_on_from_another() -> None:
    assert chosen(candidate(1, 0), candidate(3, 3), candidate(5, 1), candidate(7, 2)) == [(1, 0), (5, 1), (7, 2)]


def test_being_sure_of_a_label_counts_only_where_its_figures_nearly_fit() -> None:
    assert [candidate(1, 0, fits, quality=3.0).score for fits in (EXACT, FUSED, NEARLY, SOME, EMPTY)] == [
        EXACT + 3.0,
        FUSED + 3.0,
        NEARLY + 3.0,
        SOME,
        EMPTY,
    ]


def test_of_no_rows_there_is_no_chain() -> None:
    assert chosen() == []
