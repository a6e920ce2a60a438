"""Cells: each says what it prints; where several readings are left, it has no value and all of them are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Layout, Status
from tests.extraction.small import FOUR, ONE, THREE, TITLE, TWO, column, form, report, row, section, sums, table

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Observation, Report

REQUESTS = table(Layout.MATRIX, section("自然人 商业企业 总计", ONE, row(TWO, number="(二)"), THREE, FOUR))
AMOUNTS = table(
    Layout.STACKED,
    section((column("采购数量", "项目数量", unit="项"), column("采购总金额", money=True, unit="万元")), ONE, TWO),
    name="proactive",
)
ADDS = sums("row", "自然人+商业企业=总计")
OPEN = f"{TITLE}自然人 商业企业 总计\n{ONE} 1 2 3\n(二){TWO} 11011\n{THREE} 0 5 5\n{FOUR} 3 7 10\n"


def cell(found: Report, address: str) -> Observation:
    return next(one for one in found.observations if f"{one.row}/{one.column}" == address)


def test_a_split_that_all_readings_agree_on_is_resolved_and_the_rest_is_open(catalogue: Catalogue) -> None:
    found = report(OPEN, catalogue, form(REQUESTS), rules=(ADDS,))
    cells = [cell(found, f"{TWO}/{name}") for name in ("自然人", "商业企业", "总计")]
    assert [(one.value, one.status) for one in cells] == [
        (None, Status.UNREADABLE),
        (None, Status.UNREADABLE),
        (11, Status.RESOLVED),
    ]
    assert [one.printed for one in cells] == ["", "", "11"]


def test_an_open_cell_shows_the_label_of_its_row_and_prints_nothing(catalogue: Catalogue) -> None:
    """Its figures cannot be told apart, so there is no stretch of the line that is the cell's own."""
    provenance = cell(report(OPEN, catalogue, form(REQUESTS), rules=(ADDS,)), f"{TWO}/自然人").provenance
    assert provenance is not None
    assert (provenance.printed, provenance.steps, provenance.column_label) == ("", (), "自然人")
    assert provenance.row_label == f"(二){TWO}"
    assert provenance.place.line == OPEN.split("\n").index(f"(二){TWO} 11011") + 1


def test_the_readings_of_open_cells_are_kept_with_their_evidence(catalogue: Catalogue) -> None:
    """Of the open cells alone: what all readings agree on is no question."""
    (split,) = report(OPEN, catalogue, form(REQUESTS), rules=(ADDS,)).open_splits
    assert (split.table, split.cells) == ("requests", (f"requests/{TWO}/自然人", f"requests/{TWO}/商业企业"))
    assert [[int(one.value or 0) for one in way] for way in split.candidates] == [[1, 10], [11, 0]]
    assert {one.status for way in split.candidates for one in way} == {Status.RESOLVED}
    printed = OPEN.split("\n")
    for way in split.candidates:
        assert [one.cell for one in way] == list(split.cells)
        for one in way:
            assert one.provenance is not None
            place = one.provenance.place
            assert printed[place.line - 1][place.start : place.end] == one.printed == str(one.value)


def test_rows_that_are_certain_leave_nothing_open(catalogue: Catalogue) -> None:
    found = report(OPEN.replace("11011", "1 10 11"), catalogue, form(REQUESTS), rules=(ADDS,))
    assert found.open_splits == ()
    assert {one.status for one in found.observations} == {Status.REPORTED}


def test_a_cell_without_a_row_is_absent_and_has_no_evidence(catalogue: Catalogue) -> None:
    text = OPEN.replace("11011", "1 10 11").replace(f"{THREE} 0 5 5\n", "")
    absent = cell(report(text, catalogue, form(REQUESTS)), f"{THREE}/总计")
    assert (absent.value, absent.status, absent.provenance, absent.printed) == (None, Status.ABSENT, None, "")


def test_a_unit_is_that_of_the_cell_then_of_the_form_and_of_money_only_one_that_is_printed(
    catalogue: Catalogue,
) -> None:
    grid = f"{TITLE}| |项目数量|采购总金额|\n|{ONE}|3件|8.5|\n|{TWO}|4|9.5元|\n"
    plain = report(grid, catalogue, form(AMOUNTS))
    addresses = [f"{name}/{of}" for name in (ONE, TWO) for of in ("采购数量", "采购总金额")]
    assert [cell(plain, address).unit for address in addresses] == ["件", "", "项", "元"]
    for header in ("采购总金额(万元)", "采购总金额(单位:万元)", "采购总金额单位:万元", "采购总金额(计量单位:万元)"):
        found = report(grid.replace("采购总金额", header), catalogue, form(AMOUNTS))
        assert [cell(found, address).unit for address in addresses] == ["件", "万元", "项", "元"], header


def test_a_column_is_labelled_as_the_header_prints_it_and_a_row_as_its_cell_does(catalogue: Catalogue) -> None:
    grid = f"{TITLE}| |项目数量|采购总金额|\n|1.{ONE}(个)|3|8.5|\n|{TWO}|4|9.5元|\n"
    provenance = cell(report(grid, catalogue, form(AMOUNTS)), f"{ONE}/采购数量").provenance
    assert provenance is not None
    assert (provenance.row_label, provenance.column_label) == (f"1.{ONE}(个)", "项目数量")
