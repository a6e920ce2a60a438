"""Subtotals that a report prints in a row where the form has a mere heading."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.checks.arithmetic import compare
from sitegen.checks.attribution import conclude
from sitegen.cleaning import clean
from sitegen.model import Relation, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Finding, Observation, Rule, Table


def findings(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """One finding for each number of a row that bears a heading's name: whether the items below it add up to it."""
    table, form = one.tables.get(rule.table), one.forms.get(rule.table, "")
    if table is None or form not in rule.forms or not one.report.local_rows:
        return
    headings = _headings(table)
    for cell in one.report.local_rows:
        items = headings.get(_name(cell.provenance.row_label), ()) if cell.provenance else ()
        below = [one.cells[a] for row in items if (a := f"{table.id}/{row}/{cell.column}") in one.cells]
        if cell.table == table.id and cell.status is Status.REPORTED and below:
            yield _judge(rule, one, cell, below)


def _judge(rule: Rule, one: Evidence, cell: Observation, below: list[Observation]) -> Finding:
    verdict = compare([(cell, False)], Relation.EQUAL, [(item, False) for item in below])
    words = (("form", cell.form), ("detail", _name(cell.provenance.row_label) if cell.provenance else ""))
    involved = [(one, item) for item in below]
    return conclude(rule, verdict, involved, one, subject=cell.cell, words=words)


@lru_cache(maxsize=64)
def _headings(table: Table) -> dict[str, tuple[str, ...]]:
    """The rows below each innermost heading, by its name."""
    found: dict[str, list[str]] = {}
    for _, row in table.rows:
        if row.path:
            found.setdefault(_name(row.path[-1]), []).append(row.id)
    return {name: tuple(rows) for name, rows in found.items()}


def _name(label: str) -> str:
    """A heading as it is compared: cleaned, without spaces."""
    return "".join(clean(label).text.split())
