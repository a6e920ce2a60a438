"""Invented reports for the tests of checks: every cell of the form's tables, zero but where it is told."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.model import Fact, Observation, Place, Provenance, Report, Source, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model import Catalogue, Outcome

Cells = dict[str, int | str | Status]


def invented(
    catalogue: Catalogue,
    agency: str,
    year: int,
    form: str,
    cells: Mapping[str, int | str | Status] | None = None,
    **facts: object,
) -> Report:
    """A report with these cells; a text is a decimal number, a status stands without one."""
    told: Cells = dict(cells or {})
    name = f"{agency}-{year}"
    observations = []
    tables = catalogue.form(form).tables
    for line, (table, row, column) in enumerate(((t, r, c) for t in tables for _, r, c in t.cells()), 1):
        said = told.pop(f"{table.id}/{row.id}/{column.id}", 0)
        status = said if isinstance(said, Status) else Status.REPORTED
        value = None if isinstance(said, Status) else Decimal(said)
        evidence = Provenance("0" * 64, Place(line), "" if value is None else f"{value:f}")
        unit = row.unit or column.unit
        observations.append(Observation(name, form, table.id, row.id, column.id, value, unit, status, evidence))
    assert not told, f"no such cells: {told}"
    return Report(
        id=name,
        source=Source(f"{name}.txt", "text/plain", "0" * 64, 1),
        lines=("",),
        agency=agency,
        form=form,
        year=Fact(str(year), "", Place(1), "title"),
        tables=tuple((table.id, form) for table in tables),
        observations=tuple(observations),
        **facts,  # type: ignore[arg-type]
    )


def balanced(received: int, carried_in: int, carried_out: int, column: str = "natural_person") -> Cells:
    """Requests of one kind of applicant that are granted but for those carried forward."""
    closed = received + carried_in - carried_out
    rows = {"received_new": received, "carried_in": carried_in, "granted": closed, "closed_total": closed}
    rows["carried_out"] = carried_out
    return {f"requests/{row}/{of}": value for row, value in rows.items() for of in (column, "total")}


def told(findings: object, rule: str) -> dict[str, Outcome]:
    """The outcomes of a rule by subject."""
    return {f.subject: f.outcome for f in findings if f.rule == rule}  # type: ignore[attr-defined]
