"""Documents to reports: what is set aside says why, and a report says where its facts were read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from sitegen import readers
from sitegen.extraction import extract
from sitegen.model import Attribution, Outcome, Quarantined, Report, Source

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.model import Catalogue

SEED = "000_187445dee861a10c.txt"
TITLE = "四川省商务厅2019年政府信息公开工作年度报告"


@pytest.fixture
def seed(root: Path) -> str:
    """A real report."""
    return (root / "data" / "reports" / SEED).read_text(encoding="utf-8")


def given(text: str, catalogue: Catalogue, *, registry: bool = True) -> Report | Quarantined:
    content = text.encode()
    source = Source("report.txt", "text/plain", hashlib.sha256(content).hexdigest(), len(content))
    return extract(readers.read(source, content), catalogue, registry=registry)


def why(result: Report | Quarantined) -> tuple[str, str]:
    """The rule by which a file was set aside, and what its finding quotes."""
    assert isinstance(result, Quarantined)
    (finding,) = result.findings
    assert (finding.outcome, finding.attribution, finding.grounds) == (Outcome.FAIL, Attribution.READING, "not_read")
    assert (finding.report, finding.source) == (None, "report.txt")
    return finding.rule, dict(finding.details).get("detail", "")


def test_a_report_of_an_agency_that_is_not_listed_is_set_aside_with_its_name(seed: str, catalogue: Catalogue) -> None:
    other = seed.replace("四川省商务厅", "四川省气象厅")
    assert why(given(other, catalogue)) == ("R.AGENCY", "四川省气象厅")
    assert isinstance(given(other, catalogue, registry=False), Report)


def test_a_report_that_names_no_agency_is_set_aside_with_a_dash(seed: str, catalogue: Catalogue) -> None:
    nameless = seed.replace(TITLE, "政府信息公开").replace("四川省商务厅", "本厅").replace("商务厅", "本厅")
    assert why(given(nameless, catalogue)) == ("R.AGENCY", "—")


def test_a_report_that_names_no_year_is_set_aside(seed: str, catalogue: Catalogue) -> None:
    text = seed.replace(TITLE, "").replace("2020-02-02", "").replace("。2019年,", "。本年,") + "\n四川省商务厅\n"
    text = text.replace("2018年", "").replace("2019年", "")
    assert why(given(text, catalogue)) == ("R.YEAR", "")
    undated = given(text, catalogue, registry=False)
    assert isinstance(undated, Report)
    assert (undated.year.value, undated.year.how) == ("", "none")


def test_a_report_without_a_table_is_set_aside(catalogue: Catalogue) -> None:
    assert why(given(f"{TITLE}\n一、总体情况\n全年主动公开政府信息123条。", catalogue)) == ("R.NO_FORM", "")


def test_a_report_is_called_by_its_agency_and_year_or_by_its_file(seed: str, catalogue: Catalogue) -> None:
    for agency, called in (("四川省商务厅", "sichuan-commerce-2019"), ("四川省气象厅", "report.txt")):
        report = given(seed.replace("四川省商务厅", agency), catalogue, registry=False)
        assert isinstance(report, Report)
        assert report.id == called
        assert {cell.report for cell in report.observations} == {called}
