"""Sums that must agree, for each row or each column of a table."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.checks.arithmetic import Verdict, equal, total
from sitegen.checks.attribution import LOCAL, conclude
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Finding, Identity, Observation, Rule, Table

    Sides = tuple[Identity, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def findings(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """One finding for each identity of the rule and each row or column that it is repeated for."""
    table = one.tables.get(rule.table)
    form = one.forms.get(rule.table, "")
    if table is None or form not in rule.forms:
        return
    cells, about = one.cells, (("form", form),)
    for identity, left, _, both in sides(rule, table):
        try:
            involved = [(one, cells[address]) for address in both]
        except KeyError:
            continue
        first, second = [cell for _, cell in involved[: len(left)]], [cell for _, cell in involved[len(left) :]]
        verdict = equal(first, second, blank=rule.blank)
        doubts: tuple[str, ...] = ()
        if verdict.outcome is Outcome.FAIL:
            verdict = _softened(verdict, identity, second)
            doubts = _local(rule, one, verdict, first[0])
        yield conclude(rule, verdict, involved, one, subject=left[0], words=about, doubts=doubts, cells=both)


@lru_cache(maxsize=1024)
def sides(rule: Rule, table: Table) -> tuple[Sides, ...]:
    """Each identity with the addresses on either side and on both; terms that this form does not have are left out."""
    pairs = {(row.id, column.id) for _, row, column in table.cells()}
    across = [row for _, row in table.rows] if rule.each == "row" else table.columns
    found: list[Sides] = []
    for identity in rule.identities:
        for name in dict.fromkeys(item.id for item in across):
            left, right = (
                tuple(
                    f"{table.id}/{row}/{column}"
                    for row, column in ((name, term) if rule.each == "row" else (term, name) for term in terms)
                    if (row, column) in pairs
                )
                for terms in (identity.left, identity.right)
            )
            if left and right:
                found.append((identity, left, right, (*left, *right)))
    return tuple(found)


def _softened(verdict: Verdict, identity: Identity, right: list[Observation]) -> Verdict:
    """A break with what may explain it: a total that counts more than its items, a term that publishers leave out."""
    if identity.excess and (verdict.difference or 0) > 0:
        return replace(verdict, outcome=Outcome.UNCERTAIN, reason="excess")
    term = next((c for c in right if identity.without in {c.row, c.column} and c.value is not None), None)
    if not identity.without or term is None:
        return verdict
    rest = total([(cell, False) for cell in right if cell is not term])
    return replace(verdict, words=(("without", term.cell), ("sum_without", f"{rest:f}")))


def _local(rule: Rule, one: Evidence, verdict: Verdict, first: Observation) -> tuple[str, ...]:
    """Whether rows that the form does not have may be counted in a total: the difference is one of them, or their sum.

    Sums of one row know no other rows.
    """
    if rule.each == "row" or rule.table not in one.local or verdict.difference is None:
        return ()
    values = [
        cell.value
        for cell in one.report.local_rows
        if cell.table == first.table and cell.column == first.column and cell.value
    ]
    return (LOCAL,) if verdict.difference in {*values, sum(values)} else ()
