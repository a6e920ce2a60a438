"""Findings in words, rendered late and in either language (``zh`` or ``en``)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from sitegen.model import Outcome

if TYPE_CHECKING:
    import datetime as dt

    from sitegen.model import Catalogue, Finding, Form, Rule

Language = Literal["zh", "en"]

OUTCOMES: dict[Outcome, dict[Language, str]] = {
    Outcome.PASS: {"zh": "相符", "en": "pass"},
    Outcome.FAIL: {"zh": "不符", "en": "fail"},
    Outcome.UNCERTAIN: {"zh": "存疑", "en": "uncertain"},
    Outcome.NOT_ASSESSABLE: {"zh": "无法核对", "en": "not assessable"},
}


def outcome_name(outcome: Outcome, language: Language) -> str:
    """The outcome as readers see it."""
    return OUTCOMES[outcome][language]


def plain(value: Decimal | dt.date | None) -> str:
    """A side of a finding without unit: a plain decimal, a date as YYYY-MM-DD, or nothing."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat()


def cell_name(catalogue: Catalogue, form_id: str, cell: str, language: Language) -> str:
    """A cell's address ``table/row/column`` in words: the labels of its row and, where there are several, its column.

    A star stands for every row.
    """
    table_id, row_id, *rest = cell.split("/")
    table = catalogue.form(form_id).table(table_id)
    if table is None:
        return cell
    row = next((row for _, row in table.rows if row.id == row_id), None)
    column = next((column for column in table.columns if rest and column.id == rest[0]), None)
    names = [getattr(table, language)] if row is None else [row.label if language == "zh" else row.en]
    if column and row and len(table.columns) > 1:
        names.append(getattr(column, language))
    return ("·" if language == "zh" else ", ").join(names)


def message(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """One sentence that a citizen understands."""
    rule = catalogue.rule(finding.rule)
    templates = {m.key: m for m in (*catalogue.reasons, *rule.messages)}
    template = templates[finding.reason or finding.outcome]
    words = dict(finding.details)
    return (template.zh if language == "zh" else template.en).format(
        where=_where(finding, rule, catalogue, language),
        left=plain(finding.left),
        right=plain(finding.right),
        difference=plain(abs(finding.difference) if finding.difference is not None else None),
        without=_without(words, finding, catalogue, language),
        **{name: words.get(f"{name}_{language}", words.get(name, "")) for name in ("detail", "candidates", "expected")},
    )


def _form_of(finding: Finding, catalogue: Catalogue) -> Form | None:
    form_id = dict(finding.details).get("form")
    return catalogue.form(form_id) if form_id else None


def _where(finding: Finding, rule: Rule, catalogue: Catalogue, language: Language) -> str:
    """What a finding is about: a row, a column or a cell in words, else the file."""
    form = _form_of(finding, catalogue)
    if form is None:
        return finding.source if finding.report is None else _line(finding, language)
    table, row, *column = finding.subject.split("/")
    if rule.kind == "sum" and rule.each == "row":
        return cell_name(catalogue, form.id, f"{table}/{row}", language)
    if rule.kind == "sum" and column and rule.one_identity and len((form.table(table) or form.tables[0]).columns) > 1:
        known = next((c for t in form.tables if t.id == table for c in t.columns if c.id == column[0]), None)
        return getattr(known, language, column[0])
    return cell_name(catalogue, form.id, finding.subject, language)


def _line(finding: Finding, language: Language) -> str:
    """The line of the source that a finding is about."""
    if finding.place is None:
        return finding.source
    return f"第 {finding.place.line} 行" if language == "zh" else f"line {finding.place.line}"


def _without(words: dict[str, str], finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """The sum without a term that publishers may leave out."""
    form = _form_of(finding, catalogue)
    if form is None or "without" not in words:
        return ""
    name = cell_name(catalogue, form.id, words["without"], language)
    return (
        f"不计其中的「{name}」,则为 {words['sum_without']}。"
        if language == "zh"
        else f" Without “{name}” they add up to {words['sum_without']}."
    )
