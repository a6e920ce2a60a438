"""Identities: those of the table and the form, over the cells that it has; they hold, are broken, or cannot be told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sitegen.extraction.identities import holds, implied_by, sums_of
from sitegen.model import Layout
from tests.extraction.small import ONE, THREE, TWO, section, sums, table

TABLE = table(Layout.MATRIX, section("自然人 商业企业 总计", ONE, TWO, THREE))
ROW = ((("甲", "一"), ("甲", "二")), (("甲", "三"),))


@pytest.mark.parametrize(
    ("on", "forms", "count"),
    [
        ("requests", ("small",), 3),
        ("requests", ("other", "small"), 3),
        ("requests", ("other",), 0),
        ("requests", (), 0),
        ("remedies", ("small",), 0),
    ],
)
def test_an_identity_is_that_of_its_own_table_in_its_own_forms(on: str, forms: tuple[str, ...], count: int) -> None:
    """It is there once for each row, or each column."""
    assert len(sums_of((sums("row", "自然人+商业企业=总计", on=on, forms=forms),), TABLE, "small")) == count
    assert len(sums_of((sums("column", f"{ONE}+{TWO}={THREE}", on=on, forms=forms),), TABLE, "small")) == count


def test_the_terms_of_an_identity_are_cells_of_its_row_or_column() -> None:
    (first, *_), (other, *_) = (
        sums_of((rule,), TABLE, "small")
        for rule in (sums("row", "自然人+商业企业=总计"), sums("column", f"{ONE}+{TWO}={THREE}"))
    )
    assert first == (((TWO, "自然人"), (TWO, "商业企业")), ((TWO, "总计"),))
    assert other == (((ONE, "商业企业"), (TWO, "商业企业")), ((THREE, "商业企业"),))


def test_an_identity_without_a_side_is_none() -> None:
    """A term that the table lacks is left out; a side that has lost all says nothing."""
    assert [len(one[0]) for one in sums_of((sums("column", f"{ONE}+没有={THREE}"),), TABLE, "small")] == [1] * 3
    assert sums_of((sums("column", f"没有={THREE}"), sums("column", f"{ONE}=没有")), TABLE, "small") == ()


@pytest.mark.parametrize(("values", "told"), [((1, 2, 3), True), ((1, 2, 4), False), ((0, 0, 0), True)])
def test_an_identity_holds_where_both_sides_come_to_the_same(values: tuple[int, int, int], *, told: bool) -> None:
    known = dict(zip((*ROW[0], *ROW[1]), map(Decimal, values), strict=True))
    assert holds(ROW, known) is told


def test_an_identity_that_lacks_a_value_neither_holds_nor_is_broken() -> None:
    for lost in (*ROW[0], *ROW[1]):
        known: dict[tuple[str, str], Decimal | None] = {a: Decimal(5) for a in (*ROW[0], *ROW[1]) if a != lost}
        assert holds(ROW, known) is None
        assert holds(ROW, {**known, lost: None}) is None


def test_a_cell_has_the_value_that_the_others_of_its_identity_leave() -> None:
    known: dict[tuple[str, str], Decimal | None] = dict(zip((*ROW[0], *ROW[1]), map(Decimal, (1, 4, 5)), strict=True))
    for lost, value in known.items():
        assert implied_by(ROW, lost, {**known, lost: None}) == value
        assert implied_by(ROW, lost, {**known, lost: Decimal(77)}) == value


def test_nothing_follows_for_a_cell_where_another_is_missing_or_that_is_no_term() -> None:
    known: dict[tuple[str, str], Decimal | None] = dict.fromkeys((*ROW[0], *ROW[1]), Decimal(2))
    assert implied_by(ROW, ("甲", "一"), {**known, ("甲", "三"): None}) is None
    assert implied_by(ROW, ("乙", "一"), known) is None
