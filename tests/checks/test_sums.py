"""Sums: both sides and their difference are told; a blank is no zero but where the form's publishers mean it so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import check, sums
from sitegen.checks.evidence import evidence
from sitegen.model import Finding, Outcome, Status
from sitegen.wording import message
from tests.checks.invented import invented

if TYPE_CHECKING:
    from sitegen.model import Dataset, Report

PASS, FAIL, UNCERTAIN, NOT_ASSESSABLE = Outcome.PASS, Outcome.FAIL, Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE
SICHUAN, QUZHOU = "sichuan-commerce-2019", "quzhou-commerce-2013"
NATIONAL = (SICHUAN, "guangzhou-commerce-2020", "chaoyang-commerce-2023", "ziyang-economic-cooperation-2019")
BLANK, DASH, DOUBT, GONE = Status.BLANK, Status.NOT_APPLICABLE, Status.UNREADABLE, Status.ABSENT

Cells = dict[str, int | Status]


def changed(dataset: Dataset, report_id: str, cells: Cells) -> Report:
    """A real report with some cells that say something else."""
    report = next(r for r in dataset.reports if r.id == report_id)
    assert set(cells) <= {cell.cell for cell in report.observations}
    observations = []
    for cell in report.observations:
        said = cells.get(cell.cell)
        if isinstance(said, Status):
            observations.append(replace(cell, value=None, status=said))
        elif said is not None:
            observations.append(replace(cell, value=Decimal(said), status=Status.REPORTED))
        else:
            observations.append(cell)
    return replace(report, observations=tuple(observations))


def judge(dataset: Dataset, report: Report, rule: str, subject: str) -> Finding:
    """What a rule says of a row or column."""
    found = sums.findings(dataset.catalogue.rule(rule), evidence(report, dataset.catalogue))
    (finding,) = (f for f in found if f.subject == subject)
    return finding


def sides(finding: Finding) -> tuple[Outcome, int | None, int | None, int | None]:
    """Outcome, both sides and the difference."""
    numbers = (finding.left, finding.right, finding.difference)
    left, right, difference = (int(n) if isinstance(n, Decimal) else None for n in numbers)
    return finding.outcome, left, right, difference


# --- the real reports ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report_id", NATIONAL)
def test_every_identity_of_the_national_tables_holds_in_the_seeds(dataset: Dataset, report_id: str) -> None:
    """Row sums, balance, sum of outcomes in all seven columns and the three sums of remedies, with no break."""
    report = next(r for r in dataset.reports if r.id == report_id)
    rows = 25 if report.form == "national-2021" else 23
    found = [
        f for f in dataset.findings if f.report == report_id and f.rule in {"T3.ROW", "T3.BAL", "T3.SUM", "T4.SUM"}
    ]
    counts = {rule: sum(f.rule == rule for f in found) for rule in ("T3.ROW", "T3.BAL", "T3.SUM", "T4.SUM")}
    assert counts == {"T3.ROW": rows, "T3.BAL": 7, "T3.SUM": 7, "T4.SUM": 3}
    assert {f.outcome for f in found} == {PASS}
    assert all(f.left == f.right and f.difference == 0 for f in found)


def test_the_hierarchy_of_the_zhejiang_report_breaks_in_two_places(dataset: Dataset) -> None:
    """9622 against 4765 and 28 against 137 fail; what is filled in below agrees; what is blank cannot be assessed."""
    found = {f.subject.split("/")[1]: sides(f) for f in dataset.findings if f.rule == "A0.QZ"}
    assert found == {
        "proactive": (FAIL, 9622, 4765, 4857),
        "portal": (PASS, 380, 380, 0),
        "portal_affairs": (PASS, 336, 336, 0),
        "portal_sunshine": (PASS, 44, 44, 0),
        "own_site": (PASS, 4107, 4107, 0),
        "enquiries": (FAIL, 28, 137, -109),
        "units": (PASS, 1, 1, 0),
        "staff": (PASS, 5, 5, 0),
        **dict.fromkeys(
            ("requests", "requests_accepted", "replies", "replies_refused", "reconsideration", "litigation"),
            (NOT_ASSESSABLE, None, None, None),
        ),
    }


def test_the_sum_without_the_odd_unit_is_told_too(dataset: Dataset) -> None:
    """Leaflets are counted in another unit: without them the parts of 9622 add up to 4508."""
    finding = next(f for f in dataset.findings if f.rule == "A0.QZ" and f.subject.startswith("statistics/proactive/"))
    details = dict(finding.details)
    assert (details["without"], details["sum_without"]) == ("statistics/publicity_material/count", "4508")
    assert finding.cells[0] == "statistics/proactive/count"
    assert len(finding.cells) == 7


def test_the_sum_without_a_blank_term_is_not_told(dataset: Dataset) -> None:
    """What is not printed cannot be left out."""
    report = changed(dataset, QUZHOU, {"statistics/publicity_material/count": BLANK})
    finding = judge(dataset, report, "A0.QZ", "statistics/proactive/count")
    assert sides(finding) == (FAIL, 9622, 4508, 5114)
    assert "without" not in dict(finding.details)


def test_every_finding_has_an_address_of_its_own(dataset: Dataset) -> None:
    """No two findings of the dataset share their id."""
    ids = [finding.id for finding in dataset.findings]
    assert len(ids) == len(set(ids))


def test_every_side_can_be_recomputed_from_the_cells_that_a_finding_names(dataset: Dataset) -> None:
    """Left and right are the sums of the named cells, split where the rule splits them."""
    for finding in dataset.findings:
        rule = dataset.catalogue.rule(finding.rule)
        if rule.kind == "sum" and finding.outcome in {PASS, FAIL}:
            report = next(r for r in dataset.reports if r.id == finding.report)
            values = {c.cell: c.value or Decimal(0) for c in report.observations}
            numbers = [values[cell] for cell in finding.cells]
            widths = {len(identity.left) for identity in rule.identities}
            assert any(sum(numbers[:n]) == finding.left and sum(numbers[n:]) == finding.right for n in widths)


# --- each outcome ----------------------------------------------------------------------------------------------------

ROW = "requests/granted/total"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({}, (PASS, 1, 1, 0)),
        ({"requests/granted/total": 2}, (FAIL, 2, 1, 1)),
        ({"requests/granted/natural_person": 4}, (FAIL, 1, 4, -3)),
        ({"requests/granted/research": BLANK}, (PASS, 1, 1, 0)),
        ({"requests/granted/total": 3, "requests/granted/research": BLANK}, (UNCERTAIN, 3, 1, 2)),
        ({"requests/granted/natural_person": 4, "requests/granted/research": BLANK}, (FAIL, 1, 4, -3)),
        ({"requests/granted/research": DOUBT}, (UNCERTAIN, None, None, None)),
        ({"requests/granted/total": DOUBT}, (UNCERTAIN, None, None, None)),
        ({"requests/granted/research": DASH}, (NOT_ASSESSABLE, None, None, None)),
        ({"requests/granted/research": GONE}, (NOT_ASSESSABLE, None, None, None)),
        ({"requests/granted/research": DASH, "requests/granted/total": DOUBT}, (UNCERTAIN, None, None, None)),
        ({"requests/granted/total": BLANK}, (NOT_ASSESSABLE, None, 1, None)),
    ],
    ids=[
        "as printed",
        "total too large",
        "part too large",
        "a blank where the sum holds",
        "a blank that may make up the difference",
        "a blank that cannot",
        "a part that could not be read",
        "a total that could not be read",
        "a dash",
        "a cell that is not printed",
        "a dash and doubt",
        "a blank total",
    ],
)
def test_a_row_sum_has_one_of_four_outcomes(
    dataset: Dataset, cells: Cells, said: tuple[Outcome, int | None, int | None, int | None]
) -> None:
    """Pass, fail, uncertain through doubt or blanks, not assessable through silence: never a blank taken for zero."""
    assert sides(judge(dataset, changed(dataset, SICHUAN, cells), "T3.ROW", ROW)) == said


def test_blank_cells_alone_cannot_be_assessed(dataset: Dataset) -> None:
    """A row with nothing in it is no row of zeros."""
    report = next(r for r in dataset.reports if r.id == SICHUAN)
    cells: Cells = {c.cell: BLANK for c in report.observations if c.row == "granted"}
    finding = judge(dataset, changed(dataset, SICHUAN, cells), "T3.ROW", ROW)
    assert (finding.outcome, finding.reason) == (NOT_ASSESSABLE, "all_blank")


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"requests/granted/total": BLANK}, "blank_total"),
        ({"requests/granted/total": 3, "requests/granted/research": BLANK}, "blank_part"),
        ({"requests/granted/research": DOUBT}, "unread"),
        ({"requests/granted/research": DASH}, "unread"),
        ({}, ""),
        ({"requests/granted/total": 3}, ""),
    ],
)
def test_what_is_left_open_says_why(dataset: Dataset, cells: Cells, reason: str) -> None:
    """An open outcome has a reason, a plain one has none."""
    assert judge(dataset, changed(dataset, SICHUAN, cells), "T3.ROW", ROW).reason == reason


def test_the_cells_that_stand_in_the_way_are_named(dataset: Dataset) -> None:
    """Whoever looks for the doubtful cell finds it in the finding."""
    cells: Cells = {"requests/granted/research": DOUBT, "requests/granted/other_org": DOUBT}
    finding = judge(dataset, changed(dataset, SICHUAN, cells), "T3.ROW", ROW)
    assert dict(finding.details)["detail"] == "granted/research granted/other_org"


def test_the_balance_holds_in_each_column_on_its_own(dataset: Dataset) -> None:
    """A break in one column leaves the other six as they are."""
    report = changed(dataset, SICHUAN, {"requests/carried_out/enterprise": 5})
    found = list(sums.findings(dataset.catalogue.rule("T3.BAL"), evidence(report, dataset.catalogue)))
    assert len(found) == 7
    assert [f.subject for f in found if f.outcome is FAIL] == ["requests/received_new/enterprise"]
    assert sides(judge(dataset, report, "T3.BAL", "requests/received_new/enterprise")) == (FAIL, 0, 5, -5)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"requests/carried_in/total": BLANK}, (PASS, 2, 2, 0)),
        ({"requests/received_new/total": BLANK, "requests/carried_in/total": 5}, (FAIL, 5, 2, 3)),
        ({"requests/carried_in/total": BLANK, "requests/carried_out/total": 5}, (UNCERTAIN, 2, 7, -5)),
        ({"requests/received_new/total": BLANK, "requests/carried_in/total": BLANK}, (NOT_ASSESSABLE, None, 2, None)),
    ],
)
def test_one_blank_of_two_terms_leaves_the_other_standing(
    dataset: Dataset, cells: Cells, said: tuple[Outcome, int | None, int | None, int | None]
) -> None:
    """Only where a whole side is blank is there nothing to compare."""
    assert sides(judge(dataset, changed(dataset, SICHUAN, cells), "T3.BAL", "requests/received_new/total")) == said


@pytest.mark.parametrize("row", ["partial", "refused_admin_query", "other", "rejected_repeat"])
def test_each_outcome_of_the_form_counts_towards_the_total(dataset: Dataset, row: str) -> None:
    """One more under any outcome breaks the sum by one."""
    report = changed(dataset, SICHUAN, {f"requests/{row}/research": 1})
    assert sides(judge(dataset, report, "T3.SUM", "requests/closed_total/research")) == (FAIL, 0, 1, -1)


@pytest.mark.parametrize("row", ["other_no_correction", "other_unpaid_fee", "other_misc"])
def test_the_three_other_outcomes_of_2021_count_too(dataset: Dataset, row: str) -> None:
    """The form of 2021 has three rows where that of 2019 has one."""
    report = changed(dataset, "chaoyang-commerce-2023", {f"requests/{row}/research": 1})
    finding = judge(dataset, replace(report, findings=()), "T3.SUM", "requests/closed_total/research")
    assert sides(finding) == (FAIL, 0, 1, -1)


@pytest.mark.parametrize("row", ["reconsideration", "litigation_direct", "litigation_post"])
def test_each_group_of_remedies_has_its_own_sum(dataset: Dataset, row: str) -> None:
    """Pending cases count towards the total of their own group."""
    report = changed(dataset, SICHUAN, {f"remedies/{row}/pending": 2})
    found = list(sums.findings(dataset.catalogue.rule("T4.SUM"), evidence(report, dataset.catalogue)))
    assert [sides(f) for f in found if f.outcome is FAIL] == [(FAIL, 0, 2, -2)]
    assert judge(dataset, report, "T4.SUM", f"remedies/{row}/total").outcome is FAIL


def test_a_blank_is_zero_where_publishers_leave_zeros_empty_and_nowhere_else(dataset: Dataset) -> None:
    """In the Zhejiang form a blank part counts as zero and the sum fails plainly; in the national forms it is open."""
    local = changed(dataset, QUZHOU, {"statistics/portal_affairs/count": 500})
    assert sides(judge(dataset, local, "A0.QZ", "statistics/portal/count")) == (FAIL, 380, 544, -164)
    local = changed(dataset, QUZHOU, {"statistics/own_site/count": 9999, "statistics/own_site_other/count": BLANK})
    assert sides(judge(dataset, local, "A0.QZ", "statistics/own_site/count")) == (FAIL, 9999, 3559, 6440)
    national = changed(dataset, SICHUAN, {ROW: 3, "requests/granted/research": BLANK})
    assert judge(dataset, national, "T3.ROW", ROW).outcome is UNCERTAIN


def test_a_blank_total_is_not_zero_even_there(dataset: Dataset) -> None:
    """Who filled in the parts and not the total has not said that the total is zero."""
    report = changed(dataset, QUZHOU, {"statistics/portal/count": BLANK})
    assert sides(judge(dataset, report, "A0.QZ", "statistics/portal/count")) == (NOT_ASSESSABLE, None, 380, None)


def test_a_rule_says_nothing_of_a_report_on_another_form(dataset: Dataset) -> None:
    """The sums of the national forms are not asked of the Zhejiang form, nor the other way round."""
    for report in dataset.reports:
        names = {f.rule for f in check(report, dataset.catalogue) if dataset.catalogue.rule(f.rule).kind == "sum"}
        assert names == ({"A0.QZ"} if report.id == QUZHOU else {"T3.ROW", "T3.BAL", "T3.SUM", "T4.SUM"})


def test_a_table_that_the_report_lacks_is_not_checked(dataset: Dataset) -> None:
    """Without a table of remedies there is no finding on its sums."""
    report = next(r for r in dataset.reports if r.id == SICHUAN)
    without = replace(
        report, tables=report.tables[:2], observations=tuple(c for c in report.observations if c.table != "remedies")
    )
    found = {f.rule for f in check(without, dataset.catalogue)}
    assert {"T3.ROW", "T3.BAL", "T3.SUM", "M.DEADLINE", "M.ORDER", "N.SUM"} <= found
    assert not {rule for rule in found if rule.startswith("T4.")}


# --- subtotals, and totals that count more ---------------------------------------------------------------------------


@pytest.mark.parametrize(("printed", "outcome"), [(2, PASS), (3, FAIL)])
def test_a_subtotal_that_is_printed_equals_its_items(dataset: Dataset, printed: int, outcome: Outcome) -> None:
    """The form has a mere heading there; other rows of a report's own are not compared."""
    cells: Cells = {"requests/refused_state_secret/total": 1, "requests/refused_admin_query/total": 1}
    report = changed(dataset, SICHUAN, cells)
    pattern = next(cell for cell in report.observations if cell.cell == ROW)
    assert pattern.provenance is not None
    local = tuple(
        replace(pattern, row=row, value=Decimal(printed), provenance=replace(pattern.provenance, row_label=label))
        for row, label in (("local_1", "（三） 不予公开"), ("local_2", "其中:网上申请"))
    )
    found = [f for f in check(replace(report, local_rows=local), dataset.catalogue) if f.rule == "T3.SUB"]
    assert [(f.subject, f.outcome) for f in found] == [("requests/local_1/total", outcome)]
    assert "requests/refused_admin_query/total" in found[0].cells
    assert "「(三)不予公开」" in message(found[0], dataset.catalogue, "zh")


@pytest.mark.parametrize(("total", "outcome", "reason"), [(3, PASS, ""), (5, UNCERTAIN, "excess"), (2, FAIL, "")])
def test_a_total_may_count_pending_cases_that_the_form_has_no_row_for(
    dataset: Dataset, total: int, outcome: Outcome, reason: str
) -> None:
    """The form of 2014 has none for cases that are pending: a larger total is open, a smaller one is wrong."""
    cells: Cells = {
        "statistics/reconsideration/count": total,
        "statistics/reconsideration_upheld/count": 2,
        "statistics/reconsideration_other/count": 1,
    }
    report = invented(dataset.catalogue, "quzhou-commerce", 2016, "national-2014", cells)
    (finding,) = (f for f in check(report, dataset.catalogue) if f.rule == "A1.REV")
    assert (finding.outcome, finding.reason) == (outcome, reason)
