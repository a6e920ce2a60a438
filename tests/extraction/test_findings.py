"""Findings of reading: what is open is told once, with the printed figures and the ways to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Layout, Outcome
from tests.extraction.small import FOUR, ONE, THREE, TITLE, TWO, column, form, report, section, sums, table, told

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Finding, Report

COLUMNS = (column("自然人"), column("商业企业"), column("总计"))
REQUESTS = table(Layout.MATRIX, section(COLUMNS, ONE, TWO, THREE, FOUR))
MONEY = table(
    Layout.STACKED,
    section((column("采购项目数量"), column("采购总金额", money=True)), ONE, TWO),
    name="proactive",
)
ADDS = sums("row", "自然人+商业企业=总计")
HEAD = f"{TITLE}\n自然人\n商业企业\n总计\n"
ROWS = {ONE: "1 2 3", TWO: "4 5 9", THREE: "2 0 2", FOUR: "3 7 10"}


def printed(**changed: str) -> str:
    rows = {**ROWS, **changed}
    return HEAD + "\n".join("\n".join((label, *figures.split())) for label, figures in rows.items()) + "\n完\n"


def one(found: Report, rule: str) -> Finding:
    (finding,) = (finding for finding in found.findings if finding.rule == rule)
    return finding


def test_an_amount_without_a_unit_is_told_and_a_count_without_one_is_not(catalogue: Catalogue) -> None:
    text = f"{TITLE}采购项目数量\n采购总金额\n{ONE}\n3\n8.5\n{TWO}\n4\n9.5万元\n"
    found = report(text, catalogue, form(MONEY))
    assert told(found, "R.UNIT") == [(f"proactive/{ONE}/采购总金额", "8.5")]
    assert one(found, "R.UNIT").outcome is Outcome.UNCERTAIN
    assert not [cell for cell in found.observations if cell.unit and cell.column == "采购项目数量"]


def test_a_blank_amount_needs_no_unit(catalogue: Catalogue) -> None:
    found = report(f"{TITLE}| |采购项目数量|采购总金额|\n|{ONE}|3| |\n|{TWO}|4|/|\n", catalogue, form(MONEY))
    assert told(found, "R.UNIT") == []


def test_a_row_that_can_be_split_in_several_ways_lists_them(catalogue: Catalogue) -> None:
    finding = one(report(printed(**{TWO: "11011"}), catalogue, form(REQUESTS), rules=(ADDS,)), "R.SPLIT")
    words = dict(finding.details)
    assert (finding.subject, words["detail"], words["expected"]) == (f"requests/{TWO}", "11011", "3")
    assert words["candidates"] == "1 10 11; 11 0 11"


def test_a_row_with_one_figure_too_few_shows_the_lost_one_in_brackets(catalogue: Catalogue) -> None:
    finding = one(report(printed(**{TWO: "12 12"}), catalogue, form(REQUESTS), rules=(ADDS,)), "R.SPLIT")
    assert dict(finding.details)["candidates"] == "[0] 12 12; 12 [0] 12; 12 12 [24]"
    assert finding.cells == tuple(f"requests/{TWO}/{name}" for name in ("自然人", "商业企业", "总计"))
    assert finding.place is not None


def test_a_row_of_which_nothing_is_left_is_told_with_its_figures(catalogue: Catalogue) -> None:
    found = report(printed(**{TWO: "4 5 9 9 9"}), catalogue, form(REQUESTS), rules=(ADDS,))
    assert told(found, "R.COUNT") == [(f"requests/{TWO}", "4 5 9 9 9")]
    assert dict(one(found, "R.COUNT").details)["candidates"] == ""


def test_a_column_that_the_header_lacks_is_told_with_its_name(catalogue: Catalogue) -> None:
    found = report(printed().replace("商业企业\n", "", 1), catalogue, form(REQUESTS))
    assert told(found, "R.HEADER") == [("requests/*/商业企业", "商业企业")]
    assert told(report(printed(), catalogue, form(REQUESTS)), "R.HEADER") == []


def test_a_table_of_the_form_that_is_not_there_is_told(catalogue: Catalogue) -> None:
    found = report(printed(), catalogue, form(REQUESTS, MONEY))
    assert told(found, "R.TABLE") == [("proactive/*", "")]
    assert told(report(printed(), catalogue, form(REQUESTS)), "R.TABLE") == []


def test_tables_of_two_forms_are_told_and_those_of_one_are_not(catalogue: Catalogue) -> None:
    both = printed() + f"采购项目数量\n采购总金额\n{ONE}金额\n3\n8.5元\n{TWO}金额\n4\n9.5元\n"
    other = table(Layout.STACKED, section(MONEY.sections[0].columns, f"{ONE}金额", f"{TWO}金额"), name="proactive")
    found = report(both, catalogue, form(REQUESTS), form(other, name="other"))
    assert told(found, "R.MIXED") == [("", "requests: small; proactive: other")]
    assert told(report(both, catalogue, form(REQUESTS, other)), "R.MIXED") == []


def test_figures_of_no_row_are_told_where_they_stand(catalogue: Catalogue) -> None:
    finding = one(report(printed(**{TWO: "4 5 9\n其他\n77"}), catalogue, form(REQUESTS)), "R.UNCLAIMED")
    assert dict(finding.details) == {"detail": "77"}
    assert finding.place is not None
    assert finding.subject == f"requests:{finding.place}"
