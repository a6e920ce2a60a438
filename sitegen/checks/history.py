"""Plausibility against the agency's own year before: figures that leap, tables that repeat themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.arithmetic import Verdict
from sitegen.checks.attribution import conclude
from sitegen.checks.comparisons import suspended
from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from sitegen.checks.evidence import Evidence, Years
    from sitegen.model import Finding, Rule


def jumps(rule: Rule, years: Years) -> Iterator[Finding]:
    """Whether a figure is many times that of the year before, or a small part of it, from some size on."""
    ratio, base = rule.measure.ratio, rule.measure.base
    for address in rule.cells:
        now, before = years.now.cells.get(address), years.before.cells.get(address)
        if not (now and before and ratio and base) or now.value is None or before.value is None:
            continue
        if before.value < base or now.unit != before.unit:
            continue
        leaps = now.value > before.value * ratio or now.value * ratio < before.value
        verdict = Verdict(Outcome.FAIL if leaps else Outcome.PASS, now.value, before.value)
        yield conclude(
            rule,
            suspended(years) if years.event else verdict,
            [(years.now, now), (years.before, before)],
            years.now,
            subject=address,
            words=(("form", now.form), ("before", str(years.before.year))),
        )


def copies(rule: Rule, years: Years) -> Iterator[Finding]:
    """Whether a whole table says the same as in the year before, with figures that are not all small."""
    for table in rule.cells:
        ours, theirs = _numbers(table, years.now), _numbers(table, years.before)
        if not ours or not theirs or years.now.forms[table] not in rule.forms:
            continue
        same = ours == theirs and max(ours.values()) >= (rule.measure.base or 1)
        yield conclude(
            rule,
            suspended(years) if years.event else Verdict(Outcome.FAIL if same else Outcome.PASS),
            [(years.now, years.now.cells[cell]) for cell in ours if same and ours[cell]],
            years.now,
            subject=f"{table}/*",
            words=(("form", years.now.forms[table]), ("before", str(years.before.year))),
        )


def _numbers(table: str, one: Evidence) -> Mapping[str, Decimal]:
    """The numbers of a table by cell."""
    return {a: c.value for a, c in one.cells.items() if c.table == table and c.value is not None}
