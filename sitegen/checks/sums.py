"""Sums that must agree, for each row or each column of a table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Finding, Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Catalogue, Identity, Observation, Report, Rule, Table

SILENT = frozenset({Status.NOT_APPLICABLE, Status.ABSENT})


def findings(rule: Rule, report: Report, catalogue: Catalogue) -> Iterator[Finding]:
    """One finding for each identity of the rule and each row or column that it is repeated for."""
    form_id = dict(report.tables).get(rule.table)
    if form_id not in rule.forms:
        return
    table = catalogue.form(form_id).table(rule.table)
    if table is None:
        return
    cells = {cell.cell: cell for cell in report.observations}
    blank = Finding(rule.id, Outcome.PASS, rule.severity, report.id, report.source.path, details=(("form", form_id),))
    for identity in rule.identities:
        for left, right in _sides(rule, identity, table):
            if all(address in cells for address in (*left, *right)):
                finding = replace(blank, subject=left[0], cells=(*left, *right))
                yield _judge(finding, rule, [cells[a] for a in left], [cells[a] for a in right], identity)


def _sides(rule: Rule, identity: Identity, table: Table) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The addresses on both sides; terms that this form does not have are left out."""
    pairs = {(row.id, column.id) for _, row, column in table.cells()}
    across = (row for _, row, _ in table.cells()) if rule.each == "row" else table.columns
    for one in dict.fromkeys(item.id for item in across):
        sides = []
        for terms in (identity.left, identity.right):
            keys = [(one, term) if rule.each == "row" else (term, one) for term in terms]
            sides.append(tuple(f"{table.id}/{row}/{column}" for row, column in keys if (row, column) in pairs))
        if all(sides):
            yield sides[0], sides[1]


def _judge(
    finding: Finding, rule: Rule, left: list[Observation], right: list[Observation], identity: Identity
) -> Finding:
    everything = [*left, *right]
    finding = replace(finding, place=next((c.provenance.place for c in everything if c.provenance), None))
    if obstacle := _obstacle(finding, left, right):
        return obstacle
    sums = _total(left), _total(right)
    finding = replace(finding, left=sums[0], right=sums[1], difference=sums[0] - sums[1])
    if sums[0] == sums[1]:
        return finding
    if rule.blank == "unknown" and _blanks_may_explain(left, right, sums):
        return replace(finding, outcome=Outcome.UNCERTAIN, reason="blank_part")
    return replace(finding, outcome=Outcome.FAIL, details=(*finding.details, *_without(identity, right)))


def _obstacle(finding: Finding, left: list[Observation], right: list[Observation]) -> Finding | None:
    """The finding where doubt, silence or blanks keep the sums from being compared at all."""
    everything = [*left, *right]
    if doubtful := [c for c in everything if c.status is Status.UNREADABLE]:
        return _open(finding, Outcome.UNCERTAIN, "unread", doubtful)
    if silent := [c for c in everything if c.status in SILENT]:
        return _open(finding, Outcome.NOT_ASSESSABLE, "unread", silent)
    if all(c.status is Status.BLANK for c in everything):
        return replace(finding, outcome=Outcome.NOT_ASSESSABLE, reason="all_blank")
    if all(c.status is Status.BLANK for c in left):
        return replace(finding, outcome=Outcome.NOT_ASSESSABLE, reason="blank_total", right=_total(right))
    return None


def _total(cells: list[Observation]) -> Decimal:
    return sum((c.value for c in cells if c.value is not None), Decimal(0))


def _open(finding: Finding, outcome: Outcome, reason: str, cells: list[Observation]) -> Finding:
    detail = " ".join(f"{c.row}/{c.column}" for c in cells)
    return replace(finding, outcome=outcome, reason=reason, details=(*finding.details, ("detail", detail)))


def _blanks_may_explain(left: list[Observation], right: list[Observation], sums: tuple[Decimal, Decimal]) -> bool:
    """Whether blank cells on the smaller side, read as numbers that are not negative, could make up the difference."""
    smaller = left if sums[0] < sums[1] else right
    return any(c.status is Status.BLANK for c in smaller)


def _without(identity: Identity, right: list[Observation]) -> Iterator[tuple[str, str]]:
    """The sum without the term that publishers may leave out, where it is printed."""
    term = next((c for c in right if identity.without in {c.row, c.column} and c.value is not None), None)
    if identity.without and term:
        yield "without", term.cell
        yield "sum_without", f"{_total([c for c in right if c is not term]):f}"
