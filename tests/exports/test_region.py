"""The packages of regions: every province, and what lies below where several agencies report."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.exports import parts, region
from sitegen.model import Agency, Division

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from sitegen.model import Artifact, Dataset

    Read = Callable[[str], list[dict[str, str]]]

SICHUAN = "regions/510000"


def two_of_ziyang(small: Dataset) -> Dataset:
    """The small dataset with its reports of 2019 and 2023 as those of two agencies of one city."""
    before = small.catalogue
    agencies = tuple(
        Agency(name, f"资阳市{zh}", name, "512000", "prefecture", "department", "commerce", merged=False, uscc=None)
        for name, zh in (("ziyang-one", "一局"), ("ziyang-two", "二局"))
    )
    reports = [small.reports[0]]
    for agency, report in zip(agencies, small.reports[1:], strict=True):
        name = f"{agency.id}-{report.year.value}"
        cells = tuple(replace(o, report=name) for o in report.observations)
        reports.append(replace(report, id=name, agency=agency.id, observations=cells, local_rows=()))
    return replace(
        small, catalogue=replace(before, agencies=(*before.agencies, *agencies)), reports=tuple(reports), findings=()
    )


def regions_of(dataset: Dataset) -> tuple[tuple[Division, tuple[Agency, ...]], ...]:
    """The regions that have packages."""
    return region.regions(dataset.catalogue, {report.agency for report in dataset.reports if report.agency})


def test_a_province_has_a_package_of_all_its_agencies(small: Dataset) -> None:
    found = regions_of(two_of_ziyang(small))
    assert [(one.code, [agency.id for agency in agencies]) for one, agencies in found] == [
        ("330000", ["quzhou-commerce"]),
        ("510000", ["ziyang-one", "ziyang-two"]),
        ("512000", ["ziyang-one", "ziyang-two"]),
    ]


def test_a_lower_division_with_one_agency_has_none_of_its_own(published: dict[str, Artifact]) -> None:
    folders = {path.split("/")[2] for path in published if path.startswith("data/regions/")}
    assert folders == {"330000", "510000"}


def test_the_official_tables_tell_agency_and_year(read: Read) -> None:
    rows = read(f"{SICHUAN}/national-2019-requests.csv")
    assert list(rows[0])[:6] == ["agency", "year", "row", "agency_zh", "group", "label"]
    assert {(row["agency"], row["year"], row["agency_zh"]) for row in rows} == {
        ("sichuan-commerce", "2019", "四川省商务厅")
    }


def test_the_rows_of_several_agencies_follow_one_another(small: Dataset) -> None:
    made = {artifact.path: artifact for artifact in region.artifacts(two_of_ziyang(small))}
    descriptor = json.loads(made["data/regions/512000/datapackage.json"].content)
    tables = {resource["name"]: resource for resource in descriptor["resources"]}
    assert tables["national-2019-requests"]["schema"]["foreignKeys"] == [
        {"fields": ["agency", "year"], "reference": {"resource": "reports", "fields": ["agency", "year"]}}
    ]
    assert tables["divisions"]["schema"]["foreignKeys"][0]["reference"]["resource"] == ""
    assert tables["agencies"]["schema"]["foreignKeys"][0]["reference"]["resource"] == "divisions"


def test_a_region_has_every_cell_of_its_agencies_and_no_other(read: Read, small: Dataset) -> None:
    found = {(r["report"], r["table"], r["row"], r["column"], r["status"]) for r in read(f"{SICHUAN}/observations.csv")}
    assert found == {
        (o.report, o.table, o.row, o.column, o.status.value)
        for report in small.reports[1:]
        for o in report.observations
    }
    assert {row["agency"] for row in read(f"{SICHUAN}/findings.csv")} == {"sichuan-commerce"}
    assert [row["agency"] for row in read(f"{SICHUAN}/agencies.csv")] == ["sichuan-commerce"]


def test_divisions_are_listed_up_to_the_province(small: Dataset, published: dict[str, Artifact]) -> None:
    text = published["data/regions/330000/divisions.csv"].content.decode("utf-8-sig")
    assert text.split("\r\n")[1:3] == [
        "330000,浙江省,Zhejiang Province,",
        "330800,衢州市,Quzhou City,330000",
    ]
    assert Division("330800", "衢州市", "Quzhou City", "330000") in small.catalogue.divisions


def test_the_zip_holds_exactly_the_files_beside_it(published: dict[str, Artifact]) -> None:
    folder = f"data/{SICHUAN}/"
    beside = {path.removeprefix(folder): a.content for path, a in published.items() if path.startswith(folder)}
    with zipfile.ZipFile(io.BytesIO(beside.pop("510000.zip"))) as found:
        assert {name: found.read(name) for name in found.namelist()} == beside


def test_where_the_whole_is_in_parts_a_region_does_not_repeat_them(
    small: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tables in the official layout stay, and the descriptor says where the rest is."""
    monkeypatch.setattr(parts, "LARGEST", 100)
    made = {a.path.removeprefix(f"data/{SICHUAN}/"): a for a in region.artifacts(small) if SICHUAN in a.path}
    assert "national-2019-requests.csv" in made
    assert not {"observations.csv", "series.csv", "findings.csv"} & set(made)
    assert "observations、series 和 findings" in json.loads(made["datapackage.json"].content)["description"]


def test_numbers_are_those_of_the_agencys_own_package(read: Read) -> None:
    own = read("agencies/sichuan-commerce/national-2019-proactive.csv")
    theirs = read(f"{SICHUAN}/national-2019-proactive.csv")
    assert [{key: row[key] for key in own[0]} for row in theirs] == own
    assert Decimal(next(row["amount"] for row in theirs if row["row"] == "procurement")) == Decimal("326.60")
