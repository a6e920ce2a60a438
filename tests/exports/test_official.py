"""The official tables: the form's rows and columns as on paper, years stacked, nothing lost."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.exports.official import found, tables
from sitegen.model import Correction, CorrectionStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Artifact, Catalogue, Dataset

    Read = Callable[[str], list[dict[str, str]]]

SICHUAN = "agencies/sichuan-commerce"
QUZHOU = "agencies/quzhou-commerce"


def test_numbers_stand_together_as_on_paper_and_states_follow(published: dict[str, Artifact]) -> None:
    header = published[f"data/{SICHUAN}/national-2019-requests.csv"].content.decode("utf-8-sig").split("\r\n")[0]
    numbers = "natural_person,enterprise,research,public_interest,legal_service,other_org,total"
    states = ",".join(f"{name}_status" for name in numbers.split(","))
    assert header == f"year,row,group,label,label_en,law,{numbers},{states}"


def test_rows_are_those_of_the_form_in_its_order(read: Read, knowledge: Catalogue) -> None:
    table = knowledge.form("national-2019").table("requests")
    assert table
    rows = read(f"{SICHUAN}/national-2019-requests.csv")
    assert [row["row"] for row in rows] == [row.id for row in table.sections[0].rows]
    assert rows[0]["label"] == "一、本年新收政府信息公开申请数量"
    assert rows[4]["group"] == "三、本年度办理结果 / (三)不予公开"


def test_blank_and_zero_and_the_rest_stay_apart(read: Read) -> None:
    rows = {row["row"]: row for row in read(f"{SICHUAN}/national-2019-requests.csv")}
    seen = {name: (rows[name]["total"], rows[name]["total_status"]) for name in rows}
    assert seen["received_new"] == ("0", "reported")
    assert seen["granted"] == ("", "blank")
    assert seen["partial"] == ("", "unreadable")
    assert seen["other"] == ("", "absent")
    assert seen["carried_out"] == ("1", "resolved")


def test_a_cell_that_the_form_does_not_have_has_no_state(read: Read) -> None:
    rows = {row["row"]: row for row in read(f"{SICHUAN}/national-2019-proactive.csv")}
    assert rows["rules"]["section"] == "article-20-1"
    assert rows["rules"]["group"] == "第二十条第(一)项"
    assert (rows["rules"]["decisions"], rows["rules"]["decisions_status"]) == ("", "")
    assert (rows["coercion"]["decisions"], rows["coercion"]["decisions_status"]) == ("", "not_applicable")


def test_an_amount_keeps_the_unit_that_is_printed_with_it(read: Read) -> None:
    rows = {row["row"]: row for row in read(f"{SICHUAN}/national-2019-proactive.csv")}
    assert (rows["procurement"]["amount"], rows["procurement"]["amount_unit"]) == ("326.60", "万元")


def test_a_form_with_units_by_row_has_a_column_for_them(read: Read) -> None:
    rows = {row["row"]: row for row in read(f"{QUZHOU}/zhejiang-2013-statistics.csv")}
    assert (rows["proactive"]["count"], rows["proactive"]["unit"]) == ("4765", "条")
    assert (rows["budget"]["count"], rows["budget"]["count_status"]) == ("", "blank")
    assert "count_unit" not in rows["budget"]


def test_nothing_is_lost_between_the_two_layouts(read: Read, published: dict[str, Artifact], small: Dataset) -> None:
    found = set()
    for name in published:
        folder, _, file = name.removeprefix("data/").rpartition("/")
        form, _, table = file.removesuffix(".csv").rpartition("-")
        if folder.startswith("agencies/") and form and file.endswith(".csv"):
            for row in read(f"{folder}/{file}"):
                for column in (key.removesuffix("_status") for key in row if key.endswith("_status")):
                    if status := row[f"{column}_status"]:
                        report = f"{folder.removeprefix('agencies/')}-{row['year']}"
                        found.add(
                            (report, form, table, row["row"], column, row[column] and Decimal(row[column]), status)
                        )
    expected = {
        (o.report, o.form, o.table, o.row, o.column, "" if o.value is None else o.value, o.status.value)
        for report in small.reports
        for o in report.observations
    }
    assert found == expected


def test_a_column_under_a_common_heading_is_named_with_it(published: dict[str, Artifact]) -> None:
    resources = json.loads(published[f"data/{SICHUAN}/datapackage.json"].content)["resources"]
    fields = {field["name"]: field for field in resources[2]["schema"]["fields"]}
    assert fields["other_org"]["title"] == "法人或其他组织/其他"
    assert fields["other_org"]["titles"]["en"] == "Other organisations"
    assert fields["other_org"]["unit"] == "件"


def test_what_the_agency_corrected_stands_beside_the_printed_number(small: Dataset) -> None:
    """In the columns where there is a correction, and a proposal that the agency has not confirmed is none."""
    correction = Correction(
        report="sichuan-commerce-2019",
        cell="requests/received_new/total",
        expect="0",
        value=Decimal(3),
        unit="件",
        reason_zh="漏加",
        reason_en="left out",
        date=dt.date(2020, 3, 1),
        status=CorrectionStatus.CONFIRMED,
        source=None,
        line=1,
    )
    proposed = replace(correction, cell="requests/granted/enterprise", status=CorrectionStatus.PROPOSED)
    report = replace(small.reports[1], corrections=(correction, proposed))
    (table,) = (
        t for t in tables(small.catalogue, found(small.catalogue, (report,))) if t.name == "national-2019-requests"
    )
    names = [field.name for field in table.fields]
    assert [name for name in names if "corrected" in name] == ["total_corrected", "total_corrected_unit"]
    rows = {row[1]: dict(zip(names, row, strict=True)) for row in table.rows}
    received = rows["received_new"]
    assert (received["total"], received["total_corrected"], received["total_corrected_unit"]) == (0, 3, "件")
    assert (rows["granted"]["total_corrected"], rows["granted"]["total_corrected_unit"]) == (None, None)
