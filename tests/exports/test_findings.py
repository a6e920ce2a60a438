"""The table of findings: whose a break is, and the reports that are not there."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.exports import agency, whole
from sitegen.model import Attribution, Finding, Outcome, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Artifact, Dataset

MISSING = Finding(
    "M.MISSING", Outcome.UNCERTAIN, Severity.NOTICE, None, "", "2021",
    reason="gap", agency="sichuan-commerce", year=2021,
)  # fmt: skip
BROKEN = Finding(
    "Y.CARRY", Outcome.FAIL, Severity.ERROR, "sichuan-commerce-2023", "b.txt", "requests/carried_in/total",
    cells=("requests/carried_in/total", "sichuan-commerce-2019:requests/carried_out/total"),
    details=(("form", "national-2021"), ("before", "2022")),
    attribution=Attribution.PUBLISHER, grounds="printed_twice",
)  # fmt: skip


@pytest.fixture
def found(small: Dataset) -> Dataset:
    """A break between years and a missing year."""
    return replace(small, findings=(BROKEN, MISSING))


def rows(artifacts: Iterable[Artifact], path: str) -> list[dict[str, str]]:
    """The lines of a file."""
    (content,) = (one.content.decode("utf-8-sig") for one in artifacts if one.path == path)
    return list(csv.DictReader(io.StringIO(content)))


def test_a_break_says_whose_it_is_in_both_languages(found: Dataset) -> None:
    row, _ = rows(whole.artifacts(found), "data/findings.csv")
    assert (row["attribution"], row["agency"], row["year"]) == ("publisher", "sichuan-commerce", "2023")
    assert "至少有一份有误" in row["grounds_zh"]
    assert "at least one of them is wrong" in row["grounds_en"]
    assert row["cells"] == "requests/carried_in/total sichuan-commerce-2019:requests/carried_out/total"


def test_a_report_that_is_not_there_is_told_by_agency_and_year(found: Dataset) -> None:
    _, row = rows(whole.artifacts(found), "data/findings.csv")
    assert (row["report"], row["agency"], row["year"]) == ("", "sichuan-commerce", "2021")
    assert (row["attribution"], row["grounds_zh"]) == ("", "")
    assert row["finding"] == "sichuan-commerce:M.MISSING:2021"


def test_the_package_of_an_agency_tells_its_missing_years(found: Dataset) -> None:
    told = rows(agency.artifacts(found), "data/agencies/sichuan-commerce/findings.csv")
    assert [row["rule"] for row in told] == ["Y.CARRY", "M.MISSING"]
    assert rows(agency.artifacts(found), "data/agencies/quzhou-commerce/findings.csv") == []
