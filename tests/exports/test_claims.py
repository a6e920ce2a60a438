"""Figures in prose as a table and in the output of extract: words, place, doubt, and the parts that are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports import claims
from sitegen.exports.agency import artifacts
from sitegen.exports.columns import TO_REPORT
from sitegen.exports.extract import as_json
from sitegen.exports.shared import Shared

if TYPE_CHECKING:
    from sitegen.exports.schema import Value
    from sitegen.model import Dataset


def rows(dataset: Dataset) -> dict[tuple[str, str], dict[str, Value]]:
    """The rows of the table by report and claim."""
    table = claims.table(dataset.catalogue, Shared(dataset).claims(dataset.reports), (TO_REPORT,))
    names = [field.name for field in table.fields]
    found = [dict(zip(names, row, strict=True)) for row in table.rows]
    return {(str(row["report"]), str(row["claim"])): row for row in found}


def test_every_claim_of_every_report_has_a_row(dataset: Dataset) -> None:
    """The key is report and claim; a figure is as printed, with what it lists."""
    found = rows(dataset)
    assert len(found) == sum(len(report.claims) for report in dataset.reports)
    row = found["guangzhou-commerce-2020", "published-1"]
    assert (row["value"], row["unit"], row["qualifier"], row["parts"]) == (2411, "条", "exact", "143 76 2 2190")
    assert (row["words"], row["printed"], row["place"]) == ("主动公开政府信息2411条", "2411條", "15:507-511")
    row = found["quzhou-commerce-2013", "published_site-1"]
    assert (row["value"], row["qualifier"], row["parts"]) == (None, "list", "3 9 55 15 3 6 22 15 4")


def test_closed_vocabularies_hold_every_value(dataset: Dataset) -> None:
    """Concept, qualifier and doubt are among the categories that the table declares."""
    table = claims.table(dataset.catalogue, Shared(dataset).claims(dataset.reports), (TO_REPORT,))
    for number, field in enumerate(table.fields):
        if field.categories:
            allowed = {category.value for category in field.categories}
            assert {row[number] for row in table.rows} - {None} <= allowed, field.name


def test_an_agency_has_a_file_of_its_claims_where_there_are_any(dataset: Dataset) -> None:
    """Keyed sheets have no prose, and no file of claims."""
    paths = {artifact.path for artifact in artifacts(dataset)}
    assert "data/agencies/guangzhou-commerce/claims.csv" in paths
    assert "data/agencies/pingtan-administration/claims.csv" not in paths


def test_extract_tells_every_claim(dataset: Dataset) -> None:
    """Concept, value, qualifier, unit, what is printed and where."""
    report = next(report for report in dataset.reports if report.id == "chaoyang-commerce-2023")
    told = as_json(report, (), dataset.catalogue)["claims"]
    assert [claim["claim"] for claim in told] == [claim.id for claim in report.claims]
    received = next(claim for claim in told if claim["concept"] == "received")
    assert {name: received[name] for name in ("value", "unit", "qualifier", "printed", "doubt")} == {
        "value": 3, "unit": "件", "qualifier": "exact", "printed": "3件", "doubt": "",
    }  # fmt: skip
    assert received["place"]["line"] == 9
    published = next(claim for claim in told if claim["concept"] == "published")
    assert [part["value"] for part in published["parts"]] == [24, 95, 20, 28]
