"""A number printed twice: where a sum fails by exactly one of its items, and the same number stands elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.arithmetic import ZERO, Verdict
from sitegen.checks.attribution import conclude
from sitegen.checks.sums import sides
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Finding, Rule


def findings(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Items that make a sum fail by just their number, which another cell of the table outside that sum has too.

    Equal numbers are common, most of all where the same cases are counted by applicant and in all; only one that breaks
    a sum is remarkable, and only from some size on.
    """
    table, form = one.tables.get(rule.table), one.forms.get(rule.table)
    if table is None or form not in rule.forms:
        return
    demanded = (r for r in one.catalogue.rules if r.kind == "sum" and r.table == rule.table and form in r.forms)
    for sum_rule in demanded:
        for _, left, right, both in sides(sum_rule, table):
            if all(map(one.cells.__contains__, both)):
                yield from _echoes(rule, one, left, right)


def _echoes(rule: Rule, one: Evidence, left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[Finding]:
    values = [one.cells[address].value or ZERO for address in right]
    excess = sum(values, ZERO) - sum([one.cells[address].value or ZERO for address in left], ZERO)
    if excess < (rule.measure.base or 1) or values.count(excess) != 1:
        return
    item = one.cells[right[values.index(excess)]]
    twins = [
        c for c in one.cells.values() if c.value == excess and c.table == item.table and c.cell not in {*left, *right}
    ]
    if len(twins) == 1:
        verdict = Verdict(Outcome.FAIL, excess, excess)
        words = (("form", item.form),)
        yield conclude(rule, verdict, [(one, item), (one, twins[0])], one, subject=item.cell, words=words)
