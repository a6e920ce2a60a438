"""Splits that the identities of a table leave open, decided by what the reports of the neighbouring years carry over.

What a year carries forward, the next one carries in, column by column. Only figures that were certain before decide:
every report is compared with its neighbours as they were read, never with what was settled there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sitegen.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from decimal import Decimal

    from sitegen.model import Catalogue, Finding, Observation, OpenSplit, Report, Rule

    Changes = Container[tuple[str, int]]  # agencies and the years in which something happened to them

Values = dict[str, "Decimal | None"]
Years = dict[tuple[str | None, int], "Report"]  # by agency and year


@dataclass(frozen=True, slots=True)
class Witness:
    """A row of a neighbouring year's report, ``name``, that should have the figures of a row of ours.

    ``figures`` are its cells with the address of ours that each of them speaks of; those without a value are left out.
    """

    name: str
    figures: dict[str, Observation]

    def is_certain_of(self, cells: Iterable[str]) -> bool:
        """Whether it speaks of any of these cells, and has a figure for every one in its row."""
        row = next(iter(self.figures), "").rpartition("/")[0]
        mine = [cell for cell in cells if cell.rpartition("/")[0] == row]
        return bool(mine) and all(cell in self.figures for cell in mine)

    def agrees(self, values: Mapping[str, Decimal | None]) -> bool:
        """Whether no value differs from its figure."""
        return all(values.get(cell) in {None, figure.value} for cell, figure in self.figures.items())

    def told(self) -> Iterator[str]:
        """Its cells, as ``report:table/row/column``."""
        yield from (f"{figure.report}:{figure.cell}" for figure in self.figures.values())


def settle(reports: Iterable[Report], catalogue: Catalogue) -> tuple[Report, ...]:
    """The reports, one for each agency and year, with those splits taken that the neighbouring years single out.

    Nothing is carried over into a year in which something happened to the agency, such as a merger.
    """
    reports = tuple(reports)
    rule = catalogue.rule("R.CARRIED")
    changed = catalogue.by_event.keys()
    by_year: Years = {(report.agency, int(report.year.value)): report for report in reports if report.agency}
    return tuple(
        _settled(report, tuple(_witnesses(report, by_year, rule, changed)), rule) if report.open_splits else report
        for report in reports
    )


def _witnesses(report: Report, by_year: Years, rule: Rule, changed: Changes) -> Iterator[Witness]:
    """The rows of the year before and of the year after that should have the figures of ours."""
    year = int(report.year.value) if report.agency else 0
    before, after = (by_year.get((report.agency, year + step)) for step in (-1, 1))
    for identity in rule.identities:
        (row_in,), (row_out,) = identity.left, identity.right
        if before and _continues(before, report, rule, changed):
            yield _witness(rule.table, row_in, before, row_out)
        if after and _continues(report, after, rule, changed):
            yield _witness(rule.table, row_out, after, row_in)


def _continues(earlier: Report, later: Report, rule: Rule, changed: Changes) -> bool:
    """Whether the second report goes on where the first ends: the same table of the same body, as far as is known."""
    scopes = {report.scope.value for report in (earlier, later) if report.scope}
    forms = {dict(report.tables).get(rule.table) for report in (earlier, later)}
    same_body = len(scopes) < len((earlier, later)) and (later.agency or "", int(later.year.value)) not in changed
    return same_body and forms <= set(rule.forms)


def _witness(table: str, row: str, other: Report, other_row: str) -> Witness:
    figures = {
        f"{table}/{row}/{cell.column}": cell
        for cell in other.observations
        if (cell.table, cell.row) == (table, other_row) and cell.value is not None
    }
    return Witness(f"{other.id}:{table}/{other_row}", figures)


# --- one report ------------------------------------------------------------------------------------------------------


def _settled(report: Report, witnesses: tuple[Witness, ...], rule: Rule) -> Report:
    """The report with the cells that its neighbours decide, and findings that say so."""
    values: Values = {cell.cell: cell.value for cell in report.observations}
    taken: dict[str, Observation] = {}
    findings: list[Finding] = []
    for finding in report.findings:
        split = _split_of(finding, report)
        heard = tuple(witness for witness in witnesses if split and witness.is_certain_of(split.cells))
        if split is None or not heard:
            findings.append(finding)
        elif chosen := _chosen(split, finding.cells, heard, values):
            taken |= chosen
            findings.append(_decided(finding, {**values, **{c: o.value for c, o in chosen.items()}}, heard, rule))
        else:
            findings.append(replace(finding, reason="carry_open", details=(*finding.details, *_by(heard))))
    return replace(
        report,
        observations=tuple(taken.get(cell.cell, cell) for cell in report.observations),
        findings=tuple(findings),
        open_splits=(),
    )


def _split_of(finding: Finding, report: Report) -> OpenSplit | None:
    """The open split whose cells a finding of several splits is about."""
    if finding.rule != "R.SPLIT":
        return None
    return next((split for split in report.open_splits if set(finding.cells) <= set(split.cells)), None)


def _chosen(
    split: OpenSplit, cells: tuple[str, ...], heard: tuple[Witness, ...], values: Values
) -> dict[str, Observation]:
    """The cells of a row as the one split has them that agrees with all who were heard; nothing if there are several.

    Where several rows depend on one another, the figures that decide one of them decide the others with it.
    """
    ways: dict[tuple[Decimal | None, ...], dict[str, Observation]] = {}
    for candidate in split.candidates:
        put = dict(zip(split.cells, candidate, strict=True))
        together = {**values, **{cell: one.value for cell, one in put.items()}}
        if all(witness.agrees(together) for witness in heard):
            ways[tuple(put[cell].value for cell in cells)] = {cell: put[cell] for cell in cells}
    if len(ways) != 1:
        return {}
    (way,) = ways.values()
    by = tuple(cell for witness in heard for cell in witness.told())
    return {cell: _with_witnesses(one, by) for cell, one in way.items()}


def _with_witnesses(cell: Observation, by: tuple[str, ...]) -> Observation:
    return replace(cell, provenance=cell.provenance and replace(cell.provenance, decided_by=by))


def _decided(finding: Finding, values: Values, heard: tuple[Witness, ...], rule: Rule) -> Finding:
    """The finding that a row was open, turned into one that says what it was read as, and by whose figures."""
    row = [
        f"{value:f}" for cell, value in values.items() if cell.startswith(f"{finding.subject}/") and value is not None
    ]
    words = {**dict(finding.details), "candidates": " ".join(row)}
    return replace(
        finding,
        rule=rule.id,
        severity=rule.severity,
        outcome=Outcome.PASS,
        cells=(*finding.cells, *(cell for witness in heard for cell in witness.told())),
        details=(*words.items(), *_by(heard)),
    )


def _by(heard: tuple[Witness, ...]) -> Iterator[tuple[str, str]]:
    yield from (("by", witness.name) for witness in heard)
