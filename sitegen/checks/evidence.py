"""What a rule may look at: the cells of a report, and how sure the reading of each table is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.readers.sheets import KEYED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model import Agency, Catalogue, Event, Observation, Report, Rule, Table


@dataclass(frozen=True, slots=True)
class Evidence:
    """A report with its cells by address, the forms of its tables, and the doubts about the reading of each.

    ``local`` are the tables that have rows of their own, ``doubts`` the rules of the findings that leave open whether
    a table was read as it is printed.
    """

    report: Report
    catalogue: Catalogue
    agency: Agency | None
    cells: Mapping[str, Observation]
    tables: Mapping[str, Table]
    forms: Mapping[str, str]
    doubts: Mapping[str, tuple[str, ...]]
    local: frozenset[str]

    @property
    def year(self) -> int | None:
        """The report year, where it is known."""
        return int(self.report.year.value) if self.report.year.value else None

    @property
    def keyed(self) -> bool:
        """Whether the figures were keyed by hand from what was published."""
        return self.report.source.media_type in KEYED


def evidence(report: Report, catalogue: Catalogue) -> Evidence:
    """What the rules may look at of a report."""
    doubting = _doubting(catalogue.rules)
    doubts: dict[str, dict[str, None]] = {}
    for finding in report.findings:
        if finding.rule in doubting:
            doubts.setdefault(re.split(r"[/:]", finding.subject)[0], {})[finding.rule] = None
    tables = {name: table for name, form in report.tables if (table := catalogue.form(form).table(name))}
    return Evidence(
        report=report,
        catalogue=catalogue,
        agency=catalogue.register.by_id.get(report.agency) if report.agency else None,
        cells={cell.cell: cell for cell in report.observations},
        tables=tables,
        forms=dict(report.tables),
        doubts={table: tuple(rules) for table, rules in doubts.items()},
        local=frozenset(cell.table for cell in report.local_rows if cell.value),
    )


@lru_cache(maxsize=8)
def _doubting(rules: tuple[Rule, ...]) -> frozenset[str]:
    """The rules whose findings leave open whether a table was read as it is printed."""
    return frozenset(rule.id for rule in rules if rule.doubt)


@dataclass(frozen=True, slots=True)
class Years:
    """The reports of an agency in two years that follow each other; findings belong to the later one."""

    before: Evidence
    now: Evidence

    @property
    def event(self) -> Event | None:
        """What happened to the agency in the later year, if comparing the two says nothing for that."""
        agency, year = self.now.report.agency, self.now.year
        return self.now.catalogue.by_event.get((agency, year)) if agency and year is not None else None


def following(reports: Iterable[Evidence]) -> Iterator[Years]:
    """Every two reports of an agency whose years follow each other."""
    years = {one.year: one for one in reports if one.year is not None}
    for year, one in sorted(years.items()):
        if year - 1 in years:
            yield Years(years[year - 1], one)


def holds_for(rule: Rule, one: Evidence) -> bool:
    """Whether the report's agency is of a sort that the rule is about; an unknown one is not."""
    if not rule.bearers:
        return True
    agency = one.agency
    return agency is not None and any(
        bearer.level in {"", agency.level} and bearer.kind in {"", agency.kind} for bearer in rule.bearers
    )
