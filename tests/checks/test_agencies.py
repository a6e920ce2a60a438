"""Across agencies: years without a report, and the parts of a jurisdiction against the whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check_all
from sitegen.model import Agency, Event, Fact, Outcome
from sitegen.wording import message
from tests.checks.invented import balanced, invented, told

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Finding, Report

PASS, FAIL, UNCERTAIN, NOT_ASSESSABLE = Outcome.PASS, Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE
C = "national-2021"
RECEIVED = "requests/received_new/total"


def gaps(catalogue: Catalogue, years: dict[str, tuple[int, ...]]) -> list[tuple[str | None, int | None, str]]:
    """The years that are missed, by agency, with the reason."""
    reports = [invented(catalogue, agency, year, C) for agency, own in years.items() for year in own]
    found = [f for f in check_all(reports, catalogue) if f.rule == "M.MISSING"]
    assert all((f.report, f.outcome, f.source) == (None, UNCERTAIN, "") for f in found)
    return [(f.agency, f.year, f.reason) for f in found]


# --- missing years ---------------------------------------------------------------------------------------------------


def test_a_year_between_others_and_the_latest_of_all_are_missed(catalogue: Catalogue) -> None:
    years = {"quzhou-commerce": (2019, 2021), "sichuan-commerce": (2020, 2021, 2022, 2023)}
    assert gaps(catalogue, years) == [("quzhou-commerce", 2020, "gap"), ("quzhou-commerce", 2023, "not_yet")]


def test_nothing_is_missed_of_agencies_without_reports_or_with_all(catalogue: Catalogue) -> None:
    assert gaps(catalogue, {"quzhou-commerce": (2022, 2023), "sichuan-commerce": (2023,)}) == []


def test_of_an_agency_that_was_abolished_nothing_is_expected(catalogue: Catalogue) -> None:
    ended = replace(catalogue, events=(Event("quzhou-commerce", "abolished", 2021, "撤销", "abolished"),))
    years = {"quzhou-commerce": (2018, 2020), "sichuan-commerce": (2023,)}
    assert gaps(ended, years) == [("quzhou-commerce", 2019, "gap")]


def test_a_missing_year_is_told_in_words(catalogue: Catalogue) -> None:
    reports = [invented(catalogue, "quzhou-commerce", year, C) for year in (2019, 2021)]
    (finding,) = (f for f in check_all(reports, catalogue) if f.rule == "M.MISSING")
    assert finding.id == "quzhou-commerce:M.MISSING:2020"
    assert message(finding, catalogue, "zh") == "衢州市商务局:缺少 2020 年的报告,前后年份都有。"
    assert "there is no report for 2020" in message(finding, catalogue, "en")


# --- parts -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def registry(catalogue: Catalogue) -> Catalogue:
    """A city with its government, two bureaus, a tax office, and a county below it."""
    kinds = (
        ("city", "350100", "government", "government"),
        ("bureau", "350100", "department", "commerce"),
        ("school", "350100", "department", "education"),
        ("tax", "350100", "department", "taxation"),
        ("county", "350128", "government", "government"),
    )
    agencies = tuple(
        Agency(name, f"例{name}", f"the {name}", division, "prefecture", kind, department, merged=False, uscc=None)
        for name, division, kind, department in kinds
    )
    return replace(catalogue, agencies=agencies)


def city(catalogue: Catalogue, received: int, *, scope: str | None = "jurisdiction") -> Report:
    """The government's report, of the whole jurisdiction or of its office alone."""
    fact = Fact(scope, "全市", None, "text") if scope else None
    return invented(catalogue, "city", 2023, C, balanced(received, 0, 0), scope=fact)


def findings(catalogue: Catalogue, whole: Report, **parts: int) -> list[Finding]:
    """What is found across the whole and parts that received so many requests."""
    reports = [invented(catalogue, name, 2023, C, balanced(number, 0, 0)) for name, number in parts.items()]
    return [f for f in check_all([whole, *reports], catalogue) if f.rule.startswith("G.")]


def test_no_part_has_more_than_the_whole(registry: Catalogue) -> None:
    found = findings(registry, city(registry, 10), bureau=4, county=11)
    assert told(found, "G.GEQ") == {"bureau-2023": PASS, "county-2023": FAIL}
    broken = next(f for f in found if f.rule == "G.GEQ" and f.outcome is FAIL)
    assert broken.report == "city-2023"
    assert broken.cells[:2] == (RECEIVED, f"county-2023:{RECEIVED}")
    assert broken.difference == -1
    assert "例county" in message(broken, registry, "zh")
    assert "the county" in message(broken, registry, "en")
    kept = next(f for f in found if f.rule == "G.GEQ" and f.outcome is PASS)
    assert message(kept, registry, "zh") == "没有一格小于「例bureau」的报告。"


@pytest.mark.parametrize(
    ("parts", "outcome"),
    [
        ({"bureau": 4, "county": 6}, PASS),
        ({"bureau": 4, "county": 5}, NOT_ASSESSABLE),
        ({"bureau": 4, "county": 7}, FAIL),
        ({"bureau": 4, "school": 3, "county": 3}, PASS),
        ({"bureau": 10, "tax": 8}, PASS),
    ],
)
def test_parts_add_up_to_the_whole_or_say_nothing(registry: Catalogue, parts: dict[str, int], outcome: Outcome) -> None:
    """Less than the whole may be parts that are not registered; a tax office answers to the one above it."""
    found = told(findings(registry, city(registry, 10), **parts), "G.SUM")
    assert found[RECEIVED] is outcome
    assert found["requests/carried_in/total"] is PASS
    for finding in findings(registry, city(registry, 10), **parts):
        assert message(finding, registry, "zh").endswith("。")


def test_a_report_for_the_office_alone_is_no_whole(registry: Catalogue) -> None:
    assert findings(registry, city(registry, 1, scope="own"), bureau=4) == []
    assert findings(registry, city(registry, 1, scope=None), bureau=4) == []


def test_parts_of_another_year_are_left_out(registry: Catalogue) -> None:
    part = invented(registry, "bureau", 2022, C, balanced(99, 0, 0))
    found = [f for f in check_all([city(registry, 1), part], registry) if f.rule.startswith("G.")]
    assert found == []
