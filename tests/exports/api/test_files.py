"""The files of the API say what the data package says, and nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from sitegen.exports import api, exports
from sitegen.exports.api.envelope import ROOT
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Dataset

    Files = dict[str, Any]
    Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def files(dataset: Dataset) -> Files:
    """The files of the real dataset, numbers with all their digits."""
    made = api.artifacts(dataset)
    return {
        one.path.removeprefix(ROOT): json.loads(one.content, parse_float=Decimal, parse_int=Decimal) for one in made
    }


@pytest.fixture(scope="module")
def whole(dataset: Dataset) -> dict[str, list[dict[str, str]]]:
    """The CSV files of the whole package by name."""
    texts = {
        one.path: one.content for one in exports(dataset) if one.path.startswith("data/") and one.path[-4:] == ".csv"
    }
    return {
        path.removeprefix("data/"): list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        for path, content in texts.items()
    }


def rows(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The rows of a compact table as objects."""
    return (dict(zip(table["columns"], row, strict=True)) for row in table["rows"])


def test_every_observation_is_there_with_every_digit(files: Files, whole: dict[str, Rows]) -> None:
    """Value, unit, status and place are those of observations.csv, and a cell without a number is null, never zero."""
    seen = 0
    for cell in whole["observations.csv"]:
        report = files[f"reports/{cell['report']}.json"]
        at = report.setdefault("seen", 0)
        found = dict(zip(report["observations"]["columns"], report["observations"]["rows"][at], strict=True))
        report["seen"] += 1
        assert (found["table"], found["row"], found["column"]) == (cell["table"], cell["row"], cell["column"])
        assert ("" if found["value"] is None else str(found["value"])) == cell["value"]
        assert (found["unit"] or "", found["status"], found["place"] or "") == (
            cell["unit"],
            cell["status"],
            cell["place"],
        )
        seen += 1
    for report in files.values():
        report.pop("seen", None)
    assert seen == sum(len(one["observations"]["rows"]) for path, one in files.items() if path.startswith("reports/"))


def test_every_finding_about_a_report_is_there(files: Files, whole: dict[str, Rows]) -> None:
    """In full where something is to be said, by rule, subject and sides where it agrees."""
    told = set()
    for path, one in files.items():
        if path.startswith("reports/"):
            report = one["report"]["report"]
            told |= {(row["finding"], row["outcome"], row["message_zh"]) for row in rows(one["findings"])}
            passed = [":".join(filter(None, (report, row["rule"], row["subject"]))) for row in rows(one["passes"])]
            told |= {(finding, "pass", None) for finding in passed}
    found = whole["findings.csv"]
    assert told == {
        (row["finding"], row["outcome"], None if row["outcome"] == "pass" else row["message_zh"])
        for row in found
        if row["report"]
    }


def test_series_are_the_same_by_agency_and_by_indicator(files: Files, whole: dict[str, Rows]) -> None:
    """And those of series.csv, null with a status where there is no value."""
    table = {(row["agency"], row["indicator"], row["year"]): row for row in whole["series.csv"]}
    count = 0
    for path, one in files.items():
        if path.startswith("agencies/"):
            agency = one["agency"]["agency"]
            for kind in ("counts", "rates"):
                for indicator, years in one[kind]["indicators"].items():
                    assert files[f"indicators/{indicator}.json"]["columns"] == one[kind]["columns"]
                    assert files[f"indicators/{indicator}.json"]["agencies"].get(agency, []) == years
                    for values in years:
                        value = dict(zip(one[kind]["columns"], values, strict=True))
                        row = table[agency, indicator, str(value["year"])]
                        assert ("" if value["value"] is None else str(value["value"])) == row["value"]
                        assert (value["status"], value["grade"] or "") == (row["status"], row["grade"])
                        count += 1
    assert count == len(table)


def test_a_rate_has_both_sides(files: Files) -> None:
    one = files["indicators/disclosure_rate.json"]
    value = next(
        dict(zip(one["columns"], row, strict=True)) for row in one["agencies"]["pingtan-administration"] if row[1]
    )
    assert value["numerator"] is not None
    assert value["denominator"] > 0
    assert isinstance(value["small_base"], bool)


def test_a_series_says_where_it_breaks_and_in_which_cells_it_lies(files: Files) -> None:
    one = files["indicators/requests_received.json"]
    assert {row["year"] for row in rows(one["breaks"])} == {2014, 2019}
    assert {row["form"] for row in rows(one["concordance"])} >= {"national-2019", "national-2021"}


def test_lists_name_files_that_are_there(files: Files) -> None:
    for row in rows(files["agencies.json"]["agencies"]):
        assert f"agencies/{row['agency']}.json" in files
        for year in row["years"]:
            assert f"reports/{row['agency']}-{year}.json" in files
    assert {f"reports/{row['report']}.json" for row in rows(files["reports.json"]["reports"])} <= set(files)
    assert {f"indicators/{row['indicator']}.json" for row in rows(files["indicators.json"]["indicators"])} <= set(files)


def test_the_codebook_is_that_of_the_package(files: Files, whole: dict[str, Rows]) -> None:
    for name in ("forms", "tables", "rows", "columns", "rules", "codes", "indicators", "concordance", "breaks"):
        assert len(files["codebook.json"][name]["rows"]) == len(whole[f"{name}.csv"])
        assert files["codebook.json"][name]["columns"] == list(whole[f"{name}.csv"][0])


def test_a_report_tells_its_corrections_claims_and_rows_of_its_own(small: Dataset) -> None:
    made = {one.path: json.loads(one.content) for one in api.artifacts(small)}
    report = made[f"{ROOT}reports/sichuan-commerce-2019.json"]
    local = list(rows(report["local_rows"]))
    assert [row["label"] for row in local] == ["其他主动公开文件", "其他主动公开文件", "+便民服务"]
    assert [row["value"] for row in local] == [186, None, 7]
    assert report["report"]["note"] == "=1+1"  # raw: no spreadsheet reads JSON


def test_a_report_is_small(dataset: Dataset) -> None:
    """Below 30 KB as arrays; as objects the observations alone would take nearly twice their bytes."""
    for one in api.artifacts(dataset):
        if one.path.startswith(f"{ROOT}reports/"):
            assert len(one.content) < 30_000
            table = json.loads(one.content)["observations"]
            compact = len(json.dumps(table, ensure_ascii=False, separators=(",", ":")))
            assert len(json.dumps(list(rows(table)), ensure_ascii=False, separators=(",", ":"))) > 1.75 * compact


def test_an_agency_tells_the_forms_of_its_tables_and_what_fails(files: Files, dataset: Dataset) -> None:
    """By which to find the cells of a value, and to know that one of the figures is wrong."""
    reports = {report.id: report for report in dataset.reports}
    failing = {one.id: list(one.cells) for one in dataset.findings if one.outcome is Outcome.FAIL and one.report}
    told: dict[str, list[str]] = {}
    seen: set[tuple[str, ...]] = set()
    for path, one in files.items():
        if path.startswith("agencies/"):
            told |= {row["finding"]: row["cells"] for row in rows(one["failing"])}
            seen |= {(row["report"], row["table"], row["form"]) for row in rows(one["tables"])}
    assert told == failing
    assert seen == {(report.id, *table) for report in reports.values() for table in report.tables}
