"""Two sides that must stand to each other in some way, within a report or between two years of an agency."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.checks.arithmetic import Verdict, compare
from sitegen.checks.attribution import conclude
from sitegen.checks.evidence import Years, holds_for
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Comparison, Finding, Observation, Rule, Table, Term

Address = tuple[str, bool, bool]  # the cell, whether it is of the year before, whether it is taken off


@dataclass(frozen=True, slots=True)
class Plan:
    """A comparison with the addresses of its cells; ``subject`` tells it from the others of its rule.

    ``cells`` are the addresses of a comparison within one year.
    """

    comparison: Comparison
    subject: str
    left: tuple[Address, ...]
    right: tuple[Address, ...]
    between_years: bool
    cells: tuple[str, ...] | None


def findings(rule: Rule, one: Evidence) -> Iterator[Finding]:
    """One finding for each comparison within the report and each row or column that it is repeated for."""
    table = _table(rule, one)
    if table is not None and holds_for(rule, one):
        for plan in plans(rule, table):
            if not plan.between_years and (found := _judge(rule, plan, one, None)):
                yield found


def between(rule: Rule, years: Years) -> Iterator[Finding]:
    """The same for comparisons with the year before; suspended where something happened to the agency."""
    table = _table(rule, years.now)
    if table is not None and holds_for(rule, years.now):
        for plan in plans(rule, table):
            if plan.between_years and (found := _judge(rule, plan, years.now, years)):
                yield found


def _table(rule: Rule, one: Evidence) -> Table | None:
    """The table that the rule is about, if the report has it on one of the rule's forms."""
    return one.tables.get(rule.table) if one.forms.get(rule.table) in rule.forms else None


@lru_cache(maxsize=1024)
def plans(rule: Rule, table: Table) -> tuple[Plan, ...]:
    """Every comparison of the rule, for each row or column of the table that has all its cells of the year itself."""
    pairs = {(row.id, column.id) for _, row, column in table.cells()}
    rows, columns = (tuple(dict.fromkeys(pair[at] for pair in pairs)) for at in (0, 1))
    order = [row.id for _, row in table.rows] if rule.each == "row" else [column.id for column in table.columns]
    names = dict.fromkeys(name for name in order if name in (rows if rule.each == "row" else columns))
    known = {f"{table.id}/{row}/{column}" for row, column in pairs}
    found: dict[str, Plan] = {}
    for comparison in rule.comparisons:
        for name in names if rule.each != "table" else ("",):
            if rule.rows and name and name not in rule.rows:
                continue
            left, right = (
                tuple((_address(rule, table, term, name), term.before, term.minus) for term in terms)
                for terms in (comparison.left, comparison.right)
            )
            if all(before or cell in known for cell, before, _ in (*left, *right)):
                subject = left[0][0]
                while subject in found:
                    subject = f"{subject}:{right[0][0].split('/', 1)[1]}" if right else f"{subject}:0"
                apart = comparison.between_years
                cells = None if apart else tuple(cell for cell, _, _ in (*left, *right))
                found[subject] = Plan(comparison, subject, left, right, apart, cells)
    return tuple(found.values())


def _address(rule: Rule, table: Table, term: Term, name: str) -> str:
    if rule.each == "table":
        return f"{table.id}/{term.id}"
    return f"{table.id}/{name}/{term.id}" if rule.each == "row" else f"{table.id}/{term.id}/{name}"


def _judge(rule: Rule, plan: Plan, now: Evidence, years: Years | None) -> Finding | None:
    """The finding of a comparison, if both reports have all its cells."""
    involved: list[tuple[Evidence, Observation]] = []
    sides: list[list[tuple[Observation, bool]]] = [[], []]
    for side, addresses in zip(sides, (plan.left, plan.right), strict=True):
        for address, before, minus in addresses:
            one = years.before if years and before else now
            if (cell := one.cells.get(address)) is None:
                return None
            involved.append((one, cell))
            side.append((cell, minus))
    words: tuple[tuple[str, str], ...] = (("form", now.forms[rule.table]),)
    if years:
        words = (*words, ("before", str(years.before.year)))
    if years and years.event:
        verdict = suspended(years)
    else:
        verdict = compare(sides[0], plan.comparison.relation, sides[1], blank=rule.blank, strict=True)
    return conclude(rule, verdict, involved, now, subject=plan.subject, words=words, cells=plan.cells)


def suspended(years: Years) -> Verdict:
    """The verdict where something happened to the agency, so that its years cannot be compared."""
    event = years.event
    words = (("detail", event.note_zh), ("detail_en", event.note_en)) if event else ()
    return Verdict(Outcome.NOT_ASSESSABLE, reason="suspended", words=words)
