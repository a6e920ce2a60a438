"""The whole dataset: the columns of the contract, and values as the reports print them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import parts, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Artifact, Dataset

    Read = Callable[[str], list[dict[str, str]]]

COLUMNS = {
    "observations.csv": "report,agency,year,form,table,row,column,value,unit,status,printed,place,corrected,"
    "corrected_unit",
    "local_rows.csv": "report,agency,year,form,table,row,label,column,value,unit,status,printed,place,corrected,"
    "corrected_unit",
    "corrections.csv": "report,table,row,column,expect,value,unit,status,date,source,reason_zh,reason_en",
    "claims.csv": "report,agency,year,claim,concept,value,unit,qualifier,doubt,of,parts,words,printed,place",
    "findings.csv": "finding,rule,outcome,severity,report,left,right,difference,cells,message_zh,message_en,"
    "attribution,grounds_zh,grounds_en,agency,year",
    "reports.csv": "report,agency,year,form,title,published_on,signed_on,composed_on,index_no,scope,url,retrieved,"
    "sha256,bytes,media_type,file,note",
    "agencies.csv": "agency,name_zh,name_en,other_names,division,division_zh,division_en,level,kind,department,merged,"
    "uscc",
    "indicators.csv": "indicator,name_zh,name_en,unit,definition_zh,definition_en,law,group,group_zh,group_en,"
    "numerator,denominator",
    "concordance.csv": "indicator,form,cells,base_cells,grade,reason_zh,reason_en",
    "breaks.csv": "indicator,year,reason_zh,reason_en",
    "forms.csv": "form,name_zh,name_en,basis_zh,basis_en,first_year,last_year",
    "tables.csv": "form,table,name_zh,name_en,layout",
    "rows.csv": "form,table,row,section,section_zh,number,name_zh,name_en,path,unit,law,aliases,first_year,last_year,"
    "indicators",
    "columns.csv": "form,table,section,column,name_zh,name_en,path,unit,money,aliases,first_year,last_year",
    "rules.csv": "rule,name_zh,name_en,severity,kind,explanation_zh,explanation_en,forms,each,formula,first_year,"
    "last_year",
    "codes.csv": "vocabulary,code,label_zh,label_en",
    "series.csv": "indicator,report,agency,year,form,grade,value,unit,status,small_base,numerator,denominator,cells,"
    "base_cells,corrected,failing",
}


@pytest.fixture
def cells(read: Read) -> dict[str, dict[str, str]]:
    """The observations of the 2019 report, by cell."""
    rows = [row for row in read("observations.csv") if row["report"] == "sichuan-commerce-2019"]
    return {f"{row['table']}/{row['row']}/{row['column']}": row for row in rows}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_columns_are_those_of_the_contract(published: dict[str, Artifact], name: str) -> None:
    assert published[f"data/{name}"].content.decode().split("\r\n")[0] == "\ufeff" + COLUMNS[name]


def test_there_is_one_row_for_every_cell_of_every_report(read: Read, small: Dataset) -> None:
    assert len(read("observations.csv")) == sum(len(report.observations) for report in small.reports)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("proactive/procurement/amount", ("326.60", "万元", "reported", "326.60万元")),
        ("proactive/licensing/items_change", ("-6", "项", "reported", "-6(子项)")),
        ("proactive/penalties/items_change", ("-1", "项", "reported", "-1")),
        ("proactive/coercion/decisions", ("", "件", "not_applicable", "-")),
        ("requests/granted/total", ("", "件", "blank", "")),
        ("requests/partial/total", ("", "件", "unreadable", "若干")),
        ("requests/other/total", ("", "件", "absent", "")),
        ("requests/carried_out/total", ("1", "件", "resolved", "1")),
        ("requests/received_new/total", ("0", "件", "reported", "0")),
    ],
)
def test_a_cell_is_published_as_it_was_read(
    cells: dict[str, dict[str, str]], cell: str, expected: tuple[str, ...]
) -> None:
    assert tuple(cells[cell][name] for name in ("value", "unit", "status", "printed")) == expected


def test_a_cell_tells_its_place_and_one_that_is_not_printed_has_none(cells: dict[str, dict[str, str]]) -> None:
    assert cells["requests/received_new/natural_person"]["place"] == "10:3-3"
    assert cells["requests/other/total"]["place"] == ""


def test_the_scope_is_told_where_the_report_tells_it(read: Read) -> None:
    assert {row["report"]: row["scope"] for row in read("reports.csv")} == {
        "quzhou-commerce-2013": "",
        "sichuan-commerce-2019": "jurisdiction",
        "sichuan-commerce-2023": "",
    }


def test_an_amount_is_written_without_exponent(read: Read) -> None:
    rows = [row for row in read("observations.csv") if row["report"] == "sichuan-commerce-2023"]
    assert [row["value"] for row in rows if row["column"] == "amount"] == ["100"]


def test_sides_of_findings_are_bare(read: Read) -> None:
    found = {row["finding"]: row for row in read("findings.csv")}
    order = found["sichuan-commerce-2019:M.ORDER"]
    assert (order["left"], order["right"], order["difference"]) == ("2020-01-23", "2020-01-30", "-7")
    balance = found["sichuan-commerce-2019:T3.BAL:total"]
    assert (balance["left"], balance["right"], balance["difference"]) == ("2.50", "2.50", "0.00")
    assert balance["cells"] == "requests/received_new/total requests/closed_total/total"


def test_a_finding_speaks_both_languages(read: Read) -> None:
    for row in read("findings.csv"):
        assert row["message_zh"]
        assert row["message_en"]
        assert row["message_zh"] != row["message_en"]


def test_a_file_without_a_report_is_listed_with_its_finding(read: Read) -> None:
    row = read("findings.csv")[-1]
    assert row["report"] == ""
    assert row["finding"] == "'=evil.txt:R.NO_FORM"


def test_every_agency_of_the_registry_is_listed(read: Read, small: Dataset) -> None:
    rows = read("agencies.csv")
    assert [row["agency"] for row in rows] == [agency.id for agency in small.catalogue.agencies]
    assert {row["division_zh"] for row in rows if row["agency"] == "sichuan-commerce"} == {"四川省"}


def test_the_concordance_lists_every_pair_of_indicator_and_form(read: Read, small: Dataset) -> None:
    pairs = [(row["indicator"], row["form"]) for row in read("concordance.csv")]
    assert pairs == [(i.id, e.form) for i in small.catalogue.indicators for e in i.equivalents]


def test_above_the_limit_there_is_a_file_for_each_province_and_year(
    small: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LARGEST", 100)
    made = {artifact.path: artifact for artifact in whole.artifacts(small)}
    resources = json.loads(made["data/datapackage.json"].content)["resources"]
    wanted = {
        "observations": sum(len(report.observations) for report in small.reports),
        "series": len(small.reports) * len(small.catalogue.indicators),
    }
    for name, count in wanted.items():
        named = [f"{name}/{part}.csv" for part in ("330000-2013", "510000-2019", "510000-2023")]
        assert [resource["path"] for resource in resources if resource["path"].startswith(name)] == named
        assert f"data/{name}.csv" not in made
        assert sum(made[f"data/{part}"].content.count(b"\r\n") - 1 for part in named) == count
