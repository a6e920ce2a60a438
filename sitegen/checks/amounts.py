"""What single figures may be: counts are whole and not below zero, amounts have few decimals and a likely size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.arithmetic import EITHER_SIGN, Verdict
from sitegen.checks.attribution import conclude
from sitegen.checks.evidence import holds_for
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Finding, Observation, Rule

UNIT = "万元"


def whole(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Whether every number of a table is a whole number not below zero; one finding a table."""
    table = one.tables.get(rule.table)
    if table is None or one.forms[rule.table] not in rule.forms:
        return
    left_out = EITHER_SIGN | {column.id for column in table.columns if column.money}
    mine = [c for c in one.report.observations if c.table == table.id and c.value is not None]
    odd = [c for c in mine if c.value and (c.value < 0 or c.value % 1) and c.column not in left_out]
    if mine:
        verdict = Verdict(Outcome.FAIL if odd else Outcome.PASS, words=(("odd", _printed(odd)),))
        words = (("form", one.forms[rule.table]),)
        yield conclude(rule, verdict, [(one, cell) for cell in odd], one, subject=f"{rule.table}/*", words=words)


def amounts(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """Whether amounts in 10,000 yuan have few decimals, and are not so large that they may be in yuan."""
    for address in rule.cells:
        cell = one.cells.get(address)
        if cell is None or cell.value is None or cell.form not in rule.forms or cell.unit not in {"", UNIT}:
            continue
        measure = rule.measure
        decimals = max(0, -int(cell.value.normalize().as_tuple().exponent))
        odd = measure.decimals is not None and decimals > measure.decimals
        odd = odd or (measure.most is not None and cell.value > measure.most and holds_for(rule, one))
        verdict = Verdict(Outcome.FAIL if odd else Outcome.PASS, left=cell.value)
        yield conclude(rule, verdict, [(one, cell)], one, subject=cell.cell, words=(("form", cell.form),))


def _printed(cells: list[Observation]) -> str:
    return " ".join(f"{cell.row}/{cell.column}={cell.value:f}" for cell in cells)
