"""Mutation: in balanced reports one printed cell of the tables of requests or remedies is changed, and is reported.

100 reports in the usual run; ``PROVE=2000`` proves as many as that.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.checks import check
from sitegen.model import Fact, Observation, Outcome, Place, Provenance, Report, Source, Status
from tests.proving.facts import draw
from tests.proving.generator import random

if TYPE_CHECKING:
    from random import Random

    from sitegen.model import Catalogue
    from tests.proving.facts import Facts

NUMBER = int(os.environ.get("PROVE", "100"))
SEED = os.environ.get("PROVE_SEED", "1")
AUDITED = ("requests", "remedies")
REPORTED = 0.99  # the least share of changes that is reported


def balanced(number: int, catalogue: Catalogue) -> list[tuple[Random, Facts]]:
    """So many invented reports on forms that have the audited tables, with the dice that made them."""
    found: list[tuple[Random, Facts]] = []
    at = 0
    while len(found) < number:
        rng = random(f"{SEED}-mutation-{at}")
        facts = draw(rng, catalogue)
        at += 1
        if {table.id for _, table in facts.tables} >= set(AUDITED):
            found.append((rng, facts))
    return found


def as_report(facts: Facts) -> Report:
    """The facts on the audited tables as a report whose every cell is printed and read without doubt."""
    tables = [(form, table) for form, table in facts.tables if table.id in AUDITED]
    cells = []
    for number, (form, table, row, column) in enumerate(((f, t, r, c) for f, t in tables for _, r, c in t.cells()), 1):
        figure = facts.figures[f"{table.id}/{row.id}/{column.id}"]
        evidence = Provenance("0" * 64, Place(number), figure.text)
        unit = row.unit or column.unit
        cells.append(
            Observation("invented", form.id, table.id, row.id, column.id, figure.value, unit, Status.REPORTED, evidence)
        )
    return Report(
        id="invented",
        source=Source("invented.txt", "text/plain", "0" * 64, 1),
        lines=(),
        agency=None,
        form=tables[-1][0].id,
        year=Fact(str(facts.year), "", None, "title"),
        tables=tuple((table.id, form.id) for form, table in tables),
        observations=tuple(cells),
    )


def changed(rng: Random, report: Report) -> tuple[Report, str]:
    """The report with one cell of the audited tables that says another number, and the address of the cell."""
    at = rng.randrange(len(report.observations))
    cell = report.observations[at]
    value = cell.value
    assert value is not None
    other = value + rng.choice((-10, -2, -1, 1, 2, 9, 10, 90))
    other = other if other >= 0 else value + 1
    observations = (*report.observations[:at], replace(cell, value=other), *report.observations[at + 1 :])
    return replace(report, observations=observations), cell.cell


def test_nearly_every_changed_cell_is_reported_with_its_address(catalogue: Catalogue) -> None:
    unnoticed = []
    for rng, facts in balanced(NUMBER, catalogue):
        report, cell = changed(rng, as_report(facts))
        told = [finding for finding in check(report, catalogue) if finding.outcome is Outcome.FAIL]
        if not any(cell in finding.cells for finding in told):
            unnoticed.append(cell)
    assert len(unnoticed) <= NUMBER * (1 - REPORTED), unnoticed


def test_a_break_without_doubt_is_the_publishers(catalogue: Catalogue) -> None:
    for rng, facts in balanced(NUMBER // 10, catalogue):
        report, _ = changed(rng, as_report(facts))
        failed = [finding for finding in check(report, catalogue) if finding.outcome is Outcome.FAIL]
        assert {(f.attribution, f.grounds) for f in failed} == {("publisher", "printed")}


def test_in_balanced_reports_nothing_fails(catalogue: Catalogue) -> None:
    for _, facts in balanced(NUMBER, catalogue):
        failed = [finding for finding in check(as_report(facts), catalogue) if finding.outcome is Outcome.FAIL]
        assert not failed, [finding.id for finding in failed]
