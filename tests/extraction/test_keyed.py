"""Keyed sheets: each line goes to the cell that it addresses; cells that are not keyed are absent, strangers told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.extraction import keyed
from sitegen.model import Layout, Source, Status
from sitegen.readers import sheets
from tests.extraction.small import ONE, TWO, column, form, report, row, section, table, told

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Document

AMOUNTS = table(
    Layout.STACKED,
    section((column("件数", unit="件"), column("金额", money=True, unit="万元")), ONE, row(TWO, unit="条")),
    name="proactive",
)
REQUESTS = table(Layout.MATRIX, section("总计", ONE, TWO))
FORM = form(AMOUNTS)


def sheet(*lines: str) -> Document:
    content = "\n".join(("table,row,column,value,unit", *lines)).encode()
    return sheets.read(Source("报告.csv", sheets.MEDIA_TYPE, "0" * 64, 1), content)


def observed(*lines: str) -> dict[str, tuple[Decimal | None, str, Status]]:
    entries = sheets.entries(sheet(*lines))
    found = keyed.observations(keyed.tables(entries, (FORM,)), entries, "报告", "0" * 64)
    return {f"{cell.row}/{cell.column}": (cell.value, cell.unit, cell.status) for cell in found}


def forms_of(document: Document, *names: str) -> list[tuple[str, str]]:
    """Which table is of which form; each letter of a name is a table, with two rows where it is a capital."""
    forms = tuple(
        form(
            *(
                table(
                    Layout.MATRIX, section("总计", *((ONE, TWO) if letter.isupper() else (ONE,))), name=letter.lower()
                )
                for letter in name
            ),
            name=name,
        )
        for name in names
    )
    return [(one.id, of.id) for one, of in keyed.tables(sheets.entries(document), forms)]


def test_every_cell_of_a_table_is_observed_and_those_that_are_not_keyed_are_absent() -> None:
    assert observed(f"proactive,{ONE},件数,12,", f"proactive,{TWO},金额,3.5,元") == {
        f"{ONE}/件数": (Decimal(12), "件", Status.REPORTED),
        f"{ONE}/金额": (None, "", Status.ABSENT),
        f"{TWO}/件数": (None, "条", Status.ABSENT),
        f"{TWO}/金额": (Decimal("3.5"), "元", Status.REPORTED),
    }


def test_the_unit_is_the_one_in_the_cell_or_the_one_beside_it_or_the_form_s() -> None:
    """An amount of money has no unit but one that is printed."""
    found = observed(f"proactive,{ONE},件数,12次,件", f"proactive,{TWO},件数,12,宗", f"proactive,{ONE},金额,7,")
    assert [unit for _, unit, _ in found.values()] == ["次", "", "宗", ""]


def test_a_cell_that_is_keyed_twice_has_a_value_only_where_both_are_the_same() -> None:
    same = observed(f"proactive,{ONE},件数,12,", f"proactive,{ONE},件数,12,")
    assert same[f"{ONE}/件数"] == (Decimal(12), "件", Status.REPORTED)
    other = observed(f"proactive,{ONE},件数,12,", f"proactive,{ONE},件数,21,")
    assert other[f"{ONE}/件数"] == (None, "件", Status.UNREADABLE)


def test_a_table_is_of_the_form_that_has_most_of_its_addresses() -> None:
    lines = (f"a,{ONE},总计,1,", f"a,{TWO},总计,2,")
    assert forms_of(sheet(*lines), "a", "A") == [("a", "A")]
    assert forms_of(sheet(*lines), "A", "a") == [("a", "A")]


def test_a_table_that_two_forms_have_alike_goes_with_the_other_tables() -> None:
    lines = (f"a,{ONE},总计,1,", f"b,{ONE},总计,2,", f"b,{TWO},总计,3,")
    for names in (("ab", "aB"), ("aB", "ab")):
        assert forms_of(sheet(*lines), *names) == [("a", "aB"), ("b", "aB")]


def test_a_table_of_which_nothing_is_keyed_is_not_there() -> None:
    assert forms_of(sheet(f"a,{ONE},总计,1,"), "ab") == [("a", "ab")]
    assert forms_of(sheet("a,别的,总计,1,"), "ab") == []


def test_a_line_whose_address_no_table_has_is_told_with_what_it_says(catalogue: Catalogue) -> None:
    strange = f"proactive,{ONE},比率,55,"
    found = report(sheet(f"proactive,{ONE},件数,12,", strange, f"requests,{ONE},总计,,"), catalogue, FORM)
    assert told(found, "R.UNCLAIMED") == [
        ("line:3", f"proactive/{ONE}/比率 55"),
        ("line:4", f"requests/{ONE}/总计"),
    ]
    places = [finding.place.line for finding in found.findings if finding.rule == "R.UNCLAIMED" and finding.place]
    assert places == [3, 4]
