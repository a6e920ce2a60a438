"""Between years: carry-over per column, items, documents in force, leaps and copies, suspended across a merger."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check, check_agency, check_all
from sitegen.model import Event, Outcome, Status
from sitegen.wording import message
from tests.checks.invented import Cells, balanced, invented, told

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset, Finding, Report

PASS, FAIL, UNCERTAIN, NOT_ASSESSABLE = Outcome.PASS, Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE
B, C = "national-2019", "national-2021"
AGENCY = "quzhou-commerce"


def between(catalogue: Catalogue, first: Report, second: Report, rule: str) -> list[Finding]:
    """What a rule says of two years."""
    return [f for f in check_agency([first, second], catalogue) if f.rule == rule]


def years(catalogue: Catalogue, form: str, before: Cells, now: Cells, year: int = 2023) -> tuple[Report, Report]:
    """The reports of two years that follow each other."""
    return invented(catalogue, AGENCY, year - 1, form, before), invented(catalogue, AGENCY, year, form, now)


# --- the real reports ------------------------------------------------------------------------------------------------


def test_carry_over_holds_in_all_columns_of_seven_years(dataset: Dataset) -> None:
    """Pingtan, 2019 to 2025: six steps of seven columns."""
    found = [f for f in dataset.findings if f.rule == "Y.CARRY"]
    assert len(found) == 42
    assert {f.outcome for f in found} == {PASS}
    assert {f.report for f in found} == {f"pingtan-administration-{year}" for year in range(2020, 2026)}


def test_in_tables_3_and_4_of_seven_years_only_the_outcomes_of_2020_fail(dataset: Dataset) -> None:
    """26 against 20 and 27 against 21; whether it is the original or the keying is not for us to say."""
    failed = [
        f
        for f in dataset.findings
        if f.outcome is FAIL
        and (f.report or "").startswith("pingtan")
        and {cell.rpartition(":")[2].split("/")[0] for cell in f.cells} & {"requests", "remedies"}
    ]
    assert [(f.report, f.rule, f.left, f.right) for f in failed] == [
        ("pingtan-administration-2020", "T3.SUM", Decimal(20), Decimal(26)),
        ("pingtan-administration-2020", "T3.SUM", Decimal(21), Decimal(27)),
    ]
    assert {(f.attribution, f.grounds) for f in failed} == {("undetermined", "keyed")}


# --- carry-over ------------------------------------------------------------------------------------------------------


def test_carry_over_is_compared_in_each_column(catalogue: Catalogue) -> None:
    """Another kind of applicant in the next year breaks two columns and leaves the total."""
    first, second = years(catalogue, C, balanced(9, 0, 3), balanced(5, 3, 0, "enterprise"))
    found = {f.subject.split("/")[2]: f for f in between(catalogue, first, second, "Y.CARRY")}
    assert {column: f.outcome for column, f in found.items() if f.outcome is not PASS} == {
        "natural_person": FAIL,
        "enterprise": FAIL,
    }
    natural = found["natural_person"]
    assert natural.report == f"{AGENCY}-2023"
    assert natural.cells == (
        "requests/carried_in/natural_person",
        f"{AGENCY}-2022:requests/carried_out/natural_person",
    )
    assert natural.difference == -3
    assert (natural.attribution, natural.grounds) == ("publisher", "printed_twice")
    assert "2022 年报告的结转下年度为 3" in message(natural, catalogue, "zh")


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [
        (3, 3, PASS),
        (3, Status.BLANK, NOT_ASSESSABLE),
        (Status.BLANK, 3, NOT_ASSESSABLE),
        (Status.UNREADABLE, 3, UNCERTAIN),
        (3, Status.NOT_APPLICABLE, NOT_ASSESSABLE),
    ],
)
def test_a_carry_over_that_is_not_printed_is_not_compared(
    catalogue: Catalogue, before: int | Status, now: int | Status, outcome: Outcome
) -> None:
    first, second = years(catalogue, C, {"requests/carried_out/total": before}, {"requests/carried_in/total": now})
    found = told(between(catalogue, first, second, "Y.CARRY"), "Y.CARRY")
    assert found["requests/carried_in/total"] is outcome


def test_only_years_that_follow_each_other_are_compared(catalogue: Catalogue) -> None:
    """Two years apart say nothing."""
    first, second = invented(catalogue, AGENCY, 2021, C, balanced(9, 0, 3)), invented(catalogue, AGENCY, 2023, C)
    assert not between(catalogue, first, second, "Y.CARRY")


def test_reports_of_two_agencies_are_not_compared(catalogue: Catalogue) -> None:
    one, other = invented(catalogue, AGENCY, 2022, C), invented(catalogue, "sichuan-commerce", 2023, C)
    assert not [f for f in check_all([one, other], catalogue) if f.rule.startswith("Y.")]


def test_an_agency_alone_gives_the_same_findings_as_all_together(dataset: Dataset) -> None:
    """A build that rechecks one agency finds what the whole build finds of it, but for what shows across agencies."""
    mine = [r for r in dataset.reports if r.agency == "pingtan-administration"]
    among = {rule.id for rule in dataset.catalogue.rules if rule.kind in {"gap", "part", "parts", "reading"}}
    whole = {f for f in dataset.findings if (f.report or "").startswith("pingtan") and f.rule not in among}
    assert set(check_agency(mine, dataset.catalogue)) == whole


# --- items, documents in force ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "outcome"), [(12, PASS), (13, FAIL)])
def test_items_of_2020_follow_from_2019(catalogue: Catalogue, now: int, outcome: Outcome) -> None:
    before: Cells = {"proactive/licensing/items_previous_year": 14, "proactive/licensing/items_change": -2}
    first, second = years(catalogue, B, before, {"proactive/licensing/items_previous_year": now}, 2020)
    found = told(between(catalogue, first, second, "Y.ITEMS"), "Y.ITEMS")
    assert found["proactive/licensing/items_previous_year"] is outcome
    assert len(found) == 5
    assert set(found.values()) <= {PASS, outcome}


@pytest.mark.parametrize(("now", "outcome"), [(420, PASS), (421, FAIL)])
def test_documents_in_force_follow_from_those_of_the_year_before(
    catalogue: Catalogue, now: int, outcome: Outcome
) -> None:
    """597 and 50 issued less 227 repealed are 420."""
    row = "proactive/normative_documents"
    first, second = years(
        catalogue, C, {f"{row}/in_force": 597}, {f"{row}/issued": 50, f"{row}/repealed": 227, f"{row}/in_force": now}
    )
    finding = next(f for f in between(catalogue, first, second, "Y.VALID") if "normative" in f.subject)
    assert finding.outcome is outcome
    assert finding.difference == now - 420


def test_a_change_of_form_compares_only_what_both_forms_have(catalogue: Catalogue) -> None:
    """2020 to 2021: carry-over and a hint on documents, no items and nothing in force before."""
    first, second = invented(catalogue, AGENCY, 2020, B), invented(catalogue, AGENCY, 2021, C)
    found = {f.rule for f in check_agency([first, second], catalogue) if f.rule.startswith("Y.")}
    assert found == {"Y.CARRY", "Y.BC", "Y.COPY"}
    second = invented(catalogue, AGENCY, 2021, C, {"proactive/rules/in_force": 3})
    assert told(between(catalogue, first, second, "Y.BC"), "Y.BC")["proactive/rules/in_force"] is UNCERTAIN


# --- plausibility ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "outcome"),
    [(20, 100, PASS), (20, 101, UNCERTAIN), (19, 900, None), (25, 5, PASS), (25, 4, UNCERTAIN), (30, 0, UNCERTAIN)],
)
def test_a_leap_is_a_notice_from_some_size_on(
    catalogue: Catalogue, before: int, now: int, outcome: Outcome | None
) -> None:
    cell = "proactive/licensing/decisions"
    first, second = years(catalogue, C, {cell: before}, {cell: now})
    assert told(between(catalogue, first, second, "Y.JUMP"), "Y.JUMP").get(cell) is outcome


def test_a_leap_of_an_amount_in_another_unit_is_none(catalogue: Catalogue) -> None:
    """600 yuan after 20 of 10,000 yuan are less, not more."""
    cell = "proactive/charges/amount"
    first, second = years(catalogue, C, {cell: 20}, {cell: 600})
    observations = tuple(replace(o, unit="元") if o.cell == cell else o for o in second.observations)
    assert not between(catalogue, first, replace(second, observations=observations), "Y.JUMP")


def test_a_table_that_says_the_same_as_last_year_is_a_notice(catalogue: Catalogue) -> None:
    first, second = years(catalogue, C, balanced(9, 0, 0), balanced(9, 0, 0))
    assert told(between(catalogue, first, second, "Y.COPY"), "Y.COPY") == {"requests/*": UNCERTAIN, "remedies/*": PASS}
    first, second = years(catalogue, C, balanced(9, 0, 0), balanced(8, 0, 0))
    assert set(told(between(catalogue, first, second, "Y.COPY"), "Y.COPY").values()) == {PASS}
    first, second = years(catalogue, C, balanced(1, 0, 0), balanced(1, 0, 0))
    assert set(told(between(catalogue, first, second, "Y.COPY"), "Y.COPY").values()) == {PASS}


@pytest.mark.parametrize(("suits", "outcome"), [(5, PASS), (6, UNCERTAIN)])
def test_suits_after_reconsideration_come_from_reconsiderations_of_two_years(
    catalogue: Catalogue, suits: int, outcome: Outcome
) -> None:
    case = "remedies/reconsideration"
    now: Cells = {f"{case}/upheld": 1, f"{case}/other_result": 1, f"{case}/pending": 9}
    first, second = years(
        catalogue, C, {f"{case}/upheld": 2, f"{case}/corrected": 1}, {**now, "remedies/litigation_post/total": suits}
    )
    assert told(between(catalogue, first, second, "T4.POST"), "T4.POST") == {"remedies/litigation_post/total": outcome}


# --- events ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["merger", "split", "renamed"])
def test_comparisons_are_suspended_in_the_year_of_an_event(catalogue: Catalogue, kind: str) -> None:
    """They say why; the years before and after are compared as always."""
    known = replace(catalogue, events=(Event(AGENCY, kind, 2023, "并入粮食局", "took over the grain bureau"),))
    reports = [invented(catalogue, AGENCY, year, C, balanced(30 * year % 70, 0, 0)) for year in (2022, 2023, 2024)]
    found = [f for f in check_agency(reports, known) if f.rule.startswith(("Y.", "T4.POST"))]
    suspended = [f for f in found if f.reason == "suspended"]
    assert {f.report for f in suspended} == {f"{AGENCY}-2023"} == {f.report for f in found if f.report[-4:] == "2023"}  # type: ignore[index]
    assert {f.outcome for f in suspended} == {NOT_ASSESSABLE}
    assert {f.rule for f in suspended} >= {"Y.CARRY", "Y.VALID", "Y.COPY", "T4.POST"}
    assert "并入粮食局" in message(suspended[0], known, "zh")
    assert "took over the grain bureau" in message(suspended[0], known, "en")
    assert {f.outcome for f in found if f.rule == "Y.CARRY" and f.report == f"{AGENCY}-2024"} == {PASS}


def test_of_several_years_exactly_the_planted_breaks_are_reported(catalogue: Catalogue) -> None:
    """Seven years on two forms: a carry-over restated in 2021, a merger in 2023, an outcome too many in 2024."""
    events = (Event(AGENCY, "merger", 2023, "机构合并", "merged"),)
    known = replace(catalogue, events=events)
    carried = {2019: (0, 2), 2020: (2, 4), 2021: (3, 1), 2022: (1, 5), 2023: (9, 2), 2024: (2, 0), 2025: (0, 3)}
    reports = []
    for year, (came_in, went_out) in carried.items():
        cells = balanced(20 + year % 7, came_in, went_out)
        if year == 2024:
            cells["requests/partial/natural_person"] = cells["requests/partial/total"] = 6
        reports.append(invented(catalogue, AGENCY, year, B if year < 2021 else C, cells))
    failed = [f for f in check_agency(reports, known) if f.outcome is FAIL]
    assert sorted((f.report, f.rule, f.subject) for f in failed) == [
        (f"{AGENCY}-2021", "Y.CARRY", "requests/carried_in/natural_person"),
        (f"{AGENCY}-2021", "Y.CARRY", "requests/carried_in/total"),
        (f"{AGENCY}-2024", "T3.SUM", "requests/closed_total/natural_person"),
        (f"{AGENCY}-2024", "T3.SUM", "requests/closed_total/total"),
    ]
    assert {abs(f.difference or 0) for f in failed} == {1, 6}


def test_a_report_alone_is_not_compared_with_others(catalogue: Catalogue) -> None:
    report = invented(catalogue, AGENCY, 2023, C)
    assert not [f for f in check(report, catalogue) if f.rule.startswith("Y.")]
