"""Comparisons within a report: every rule kept by one table and broken by another, blanks and silence left open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check
from sitegen.model import Outcome, Status
from sitegen.wording import message
from tests.checks.invented import Cells, invented

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Finding

PASS, FAIL, UNCERTAIN, NOT_ASSESSABLE = Outcome.PASS, Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE
B, C, A = "national-2019", "national-2021", "national-2014"
DEPARTMENT, GOVERNMENT = "quzhou-commerce", "pingtan-administration"


def judge(catalogue: Catalogue, rule: str, form: str, cells: Cells, subject: str) -> Finding:
    """What a rule says of a subject."""
    report = invented(catalogue, DEPARTMENT, 2020, form, cells)
    (finding,) = (f for f in check(report, catalogue) if f.rule == rule and f.subject == subject)
    return finding


def prefixed(table: str, cells: Cells) -> Cells:
    return {f"{table}/{cell}": value for cell, value in cells.items()}


Case = tuple[str, str, str, Cells, Cells, Outcome]
BOTH_WAYS: tuple[Case, ...] = (
    # rule, form, subject, cells that keep it, cells that break it, the outcome of a break
    ("B2.NEWPUB", B, "proactive/rules/disclosed_total",
     {"rules/disclosed_total": 5, "rules/disclosed": 5}, {"rules/disclosed_total": 4, "rules/disclosed": 5}, FAIL),
    ("B2.MADE", B, "proactive/normative_documents/made",
     {"normative_documents/made": 3, "normative_documents/disclosed": 3},
     {"normative_documents/made": 2, "normative_documents/disclosed": 3}, UNCERTAIN),
    ("B2.NET", B, "proactive/charges/items_previous_year",
     {"charges/items_previous_year": 2, "charges/items_change": -2},
     {"charges/items_previous_year": 2, "charges/items_change": -3}, FAIL),
    ("B2.DEC0", B, "proactive/licensing/items_previous_year",
     {"licensing/items_previous_year": 1, "licensing/decisions": 9}, {"licensing/decisions": 9}, UNCERTAIN),
    ("B2.PROC", B, "proactive/procurement/projects",
     {"procurement/projects": 1, "procurement/amount": "0.5"}, {"procurement/amount": "0.5"}, FAIL),
    ("B2.PROC", B, "proactive/procurement/projects", {}, {"procurement/projects": 3}, FAIL),
    ("C2.VALID", C, "proactive/normative_documents/in_force",
     {"normative_documents/in_force": 3, "normative_documents/issued": 5, "normative_documents/repealed": 2},
     {"normative_documents/in_force": 2, "normative_documents/issued": 5, "normative_documents/repealed": 2}, FAIL),
    ("C2.RULE", C, "proactive/rules/issued", {}, {"rules/issued": 1}, FAIL),
    ("C2.RULE", C, "proactive/rules/in_force", {}, {"rules/in_force": 1}, FAIL),
    ("B2.RULE", B, "proactive/rules/made", {}, {"rules/made": 1}, FAIL),
    ("A1.RC", A, "statistics/closed/count", {"requests/count": 4, "closed/count": 4},
     {"requests/count": 4, "closed/count": 5}, UNCERTAIN),
    ("A1.CH", A, "statistics/gazette/count", {"proactive/count": 9, "website/count": 9, "weibo/count": 9},
     {"proactive/count": 9, "website/count": 8}, FAIL),
    ("A1.CH", A, "statistics/website/count", {"proactive/count": 9, "website/count": 9},
     {"proactive/count": 9, "website/count": 10}, FAIL),
    ("A1.ND", A, "statistics/normative_documents_disclosed/count",
     {"normative_documents_disclosed/count": 2, "normative_documents_issued/count": 2, "proactive/count": 2},
     {"normative_documents_disclosed/count": 3, "normative_documents_issued/count": 2, "proactive/count": 3}, FAIL),
    ("A1.ND", A, "statistics/normative_documents_disclosed/count:proactive/count",
     {"normative_documents_disclosed/count": 2, "normative_documents_issued/count": 2, "proactive/count": 2},
     {"normative_documents_disclosed/count": 3, "normative_documents_issued/count": 3, "proactive/count": 2}, FAIL),
    ("A1.HEAD", A, "statistics/press_conferences_by_head/count",
     {"press_conferences_by_head/count": 1, "press_conferences/count": 1},
     {"press_conferences_by_head/count": 1}, FAIL),
    ("A1.HEAD", A, "statistics/interviews_by_head/count",
     {"interviews_by_head/count": 1, "interviews/count": 2},
     {"interviews_by_head/count": 3, "interviews/count": 2}, FAIL),
)  # fmt: skip


@pytest.mark.parametrize("case", BOTH_WAYS, ids=[f"{case[0]} {case[2]}" for case in BOTH_WAYS])
def test_each_rule_is_kept_by_one_table_and_broken_by_another(catalogue: Catalogue, case: Case) -> None:
    rule, form, subject, kept, broken, outcome = case
    table = "statistics" if form == A else "proactive"
    assert judge(catalogue, rule, form, prefixed(table, kept), subject).outcome is PASS
    finding = judge(catalogue, rule, form, prefixed(table, broken), subject)
    assert finding.outcome is outcome
    assert (finding.attribution is None) == (outcome is UNCERTAIN)
    assert message(finding, catalogue, "zh").endswith("。")
    assert message(finding, catalogue, "en").endswith(".")


@pytest.mark.parametrize("form", [B, C])
def test_every_comparison_holds_in_a_table_of_zeros(catalogue: Catalogue, form: str) -> None:
    report = invented(catalogue, DEPARTMENT, 2020, form)
    assert {f.outcome for f in check(report, catalogue) if catalogue.rule(f.rule).kind == "comparison"} == {PASS}


def test_a_government_of_a_city_may_issue_rules_and_a_department_not(catalogue: Catalogue) -> None:
    cells: Cells = {"proactive/rules/issued": 2}
    assert judge(catalogue, "C2.RULE", C, cells, "proactive/rules/issued").outcome is FAIL
    report = invented(catalogue, GOVERNMENT, 2021, C, cells)
    assert not [f for f in check(report, catalogue) if f.rule == "C2.RULE"]


@pytest.mark.parametrize(
    ("cells", "outcome", "reason"),
    [
        ({"disclosed_total": Status.BLANK, "disclosed": 3}, NOT_ASSESSABLE, "blank_total"),
        ({"disclosed_total": 3, "disclosed": Status.BLANK}, NOT_ASSESSABLE, "blank_other"),
        ({"disclosed_total": Status.BLANK, "disclosed": Status.BLANK}, NOT_ASSESSABLE, "all_blank"),
        ({"disclosed_total": Status.UNREADABLE, "disclosed": 3}, UNCERTAIN, "unread"),
        ({"disclosed_total": 3, "disclosed": Status.NOT_APPLICABLE}, NOT_ASSESSABLE, "unread"),
    ],
)
def test_what_is_not_printed_is_not_compared(catalogue: Catalogue, cells: Cells, outcome: Outcome, reason: str) -> None:
    finding = judge(catalogue, "B2.NEWPUB", B, prefixed("proactive/rules", cells), "proactive/rules/disclosed_total")
    assert (finding.outcome, finding.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("cells", "outcome", "implied"),
    [
        ({"in_force": 5, "issued": 8, "repealed": Status.BLANK}, UNCERTAIN, "3"),
        ({"in_force": 5, "issued": Status.BLANK, "repealed": 1}, PASS, ""),
        ({"in_force": 5, "issued": 2, "repealed": Status.BLANK}, PASS, ""),
    ],
)
def test_a_blank_that_would_mend_a_comparison_is_told(
    catalogue: Catalogue, cells: Cells, outcome: Outcome, implied: str
) -> None:
    """Repealed documents are taken off: with three or more of them five in force are enough."""
    finding = judge(
        catalogue, "C2.VALID", C, prefixed("proactive/normative_documents", cells),
        "proactive/normative_documents/in_force",
    )  # fmt: skip
    assert finding.outcome is outcome
    if implied:
        assert finding.reason == "blank_part"
        assert f"空白格至少须为 {implied}" in message(finding, catalogue, "zh")
    else:
        assert finding.reason == "blank_zero"


@pytest.mark.parametrize(
    ("table", "cell", "value", "outcome"),
    [
        ("requests", "requests/granted/total", "1.5", FAIL),
        ("requests", "requests/granted/total", -1, FAIL),
        ("requests", "requests/granted/total", Status.NOT_APPLICABLE, PASS),
        ("remedies", "remedies/reconsideration/upheld", "0.5", FAIL),
        ("proactive", "proactive/licensing/decisions", -2, FAIL),
        ("proactive", "proactive/licensing/items_change", -2, PASS),
        ("proactive", "proactive/procurement/amount", "2.5", PASS),
    ],
)
def test_counts_are_whole_and_not_below_zero(
    catalogue: Catalogue, table: str, cell: str, value: int | str | Status, outcome: Outcome
) -> None:
    rule = {"requests": "T3.INT", "remedies": "T4.INT", "proactive": "T2.INT"}[table]
    finding = judge(catalogue, rule, B, {cell: value}, f"{table}/*")
    assert finding.outcome is outcome
    assert finding.cells == ((cell,) if outcome is FAIL else ())


@pytest.mark.parametrize(
    ("value", "outcome"),
    [("326.60000000", PASS), ("24252.311082", PASS), ("24252.3110825", UNCERTAIN), ("2000000", PASS)],
)
def test_an_amount_has_few_decimals(catalogue: Catalogue, value: str, outcome: Outcome) -> None:
    cell = "proactive/charges/amount"
    assert judge(catalogue, "C2.FEE", C, {cell: value}, cell).outcome is outcome


@pytest.mark.parametrize(("level", "outcome"), [("county", UNCERTAIN), ("prefecture", PASS)])
def test_an_amount_of_a_county_is_not_in_the_billions(catalogue: Catalogue, level: str, outcome: Outcome) -> None:
    """Two million times ten thousand yuan is more than a county charges."""
    agencies = tuple(replace(a, level=level) for a in catalogue.agencies)
    cell = "proactive/charges/amount"
    assert judge(replace(catalogue, agencies=agencies), "C2.FEE", C, {cell: "2000000"}, cell).outcome is outcome
