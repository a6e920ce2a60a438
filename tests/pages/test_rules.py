"""The rules: one entry each, to which findings lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import HtmlElement

    from sitegen.model import Catalogue, Dataset

    Page = Callable[[str], HtmlElement]


def test_every_rule_has_an_entry_in_both_languages(page: Page, catalogue: Catalogue) -> None:
    tree = page("codebook/rules/")
    entries = {entry.get("id"): entry.text_content() for entry in tree.xpath("//article")}
    assert set(entries) == {rule.id for rule in catalogue.rules}
    for rule in catalogue.rules:
        assert rule.explanation_en in entries[rule.id]
        assert rule.en in entries[rule.id]


def test_an_entry_tells_formula_forms_years_and_outcomes(
    page: Page, dataset: Dataset, words: Callable[[HtmlElement], str]
) -> None:
    (entry,) = page("codebook/rules/").xpath("//article[@id='T3.BAL']")
    told = words(entry)
    assert "逐列：received_new + carried_in = closed_total + carried_out" in told
    assert "2019– 年度" in told
    passed = sum(finding.rule == "T3.BAL" and finding.outcome == "pass" for finding in dataset.findings)
    assert f"相符 {passed}" in told
    assert entry.xpath(".//a[@href='../national-2021/index.html']")


def test_findings_lead_to_their_rule(page: Page) -> None:
    """On the page of findings, on a report's page, and in its ledger."""
    target = "codebook/rules/index.html#T3.SUM"
    for address in ("findings/", "reports/pingtan-administration-2020/", "findings/pingtan-administration-2020/"):
        assert page(address).xpath(f"//a[contains(@href, '{target}')]"), address
