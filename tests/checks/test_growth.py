"""Growth told in prose against the tables of two years: new requests, or those with the ones carried over."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from sitegen.checks import growth
from sitegen.checks.evidence import evidence, following
from sitegen.model import Fact, Outcome, Rule, Severity
from tests.checks.test_claims import Cells, report

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Dataset, Finding

RULE = Rule("Y.GROW", "growth", Severity.NOTICE, "", "", "", "")
NEW, OVER = "requests/received_new/total", "requests/carried_in/total"
THEN: Cells = {NEW: 3511, OVER: 96}
NOW: Cells = {NEW: 3525, OVER: 121}


def judged(catalogue: Catalogue, dataset: Dataset, text: str, then: Cells, years: tuple[str, str]) -> list[Finding]:
    """What is found of a text in a report of the second year, against the first."""
    before, now = report(catalogue, dataset, "", then), report(catalogue, dataset, text, NOW)
    before = replace(before, id="before", year=Fact(years[0], "", None, "test"))
    now = replace(now, year=Fact(years[1], "", None, "test"))
    pairs = following(evidence(one, catalogue) for one in (before, now))
    return [finding for years_of in pairs for finding in growth.findings(RULE, years_of)]


@pytest.mark.parametrize(
    ("said", "outcome", "computed"),
    [
        ("增长1.08%", Outcome.PASS, "1.081"),
        ("增长1.1%", Outcome.PASS, "1.081"),
        ("增长0.4%", Outcome.PASS, "0.399"),
        ("增长1.05%", Outcome.UNCERTAIN, "1.081"),
        ("下降1.08%", Outcome.UNCERTAIN, "0.399"),
    ],
)
def test_growth_is_computed_on_what_was_received_with_and_without_what_was_carried_over(
    catalogue: Catalogue, dataset: Dataset, said: str, outcome: Outcome, computed: str
) -> None:
    """The base that agrees is taken, else the nearest; it never fails."""
    text = f"全年收到政府信息公开申请3646件,同比{said}。"
    (finding,) = judged(catalogue, dataset, text, THEN, ("2022", "2023"))
    assert (finding.outcome, finding.right) == (outcome, Decimal(computed))
    assert f"before:{NEW}" in finding.cells


def test_growth_from_nothing_or_blank_is_not_computed(catalogue: Catalogue, dataset: Dataset) -> None:
    """There is no percentage of zero, and none without the year right before."""
    text = "全年收到政府信息公开申请3646件,同比增长1.08%。"
    (finding,) = judged(catalogue, dataset, text, {NEW: 0, OVER: 0}, ("2022", "2023"))
    assert (finding.outcome, finding.reason) == (Outcome.NOT_ASSESSABLE, "claim_no_cell")
    assert judged(catalogue, dataset, text, THEN, ("2021", "2023")) == []
