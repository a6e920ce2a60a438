"""A government's report for its whole jurisdiction against the reports of its departments and lower governments."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.checks.arithmetic import Verdict
from sitegen.checks.attribution import conclude
from sitegen.model import Outcome, Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sitegen.checks.evidence import Evidence
    from sitegen.model import Catalogue, Finding, Observation, Rule

    Group = tuple[Evidence, tuple[Evidence, ...]]

DEPARTMENT, GOVERNMENT = "department", "government"


def parts_of(
    wholes: Iterable[tuple[str, int]], known: Container[str], catalogue: Catalogue
) -> dict[str, frozenset[str]]:
    """The agencies whose reports a government's for its whole territory must contain, by the government.

    ``wholes`` are agencies with the years of such reports; of agencies those are meant that are ``known``.
    """
    heads = {agency for agency, _ in wholes}
    below = {division.code: division.parent for division in catalogue.divisions}
    within: dict[str, set[str]] = {}
    for agency in catalogue.agencies:
        if agency.id in known:
            place = agency.division if agency.kind == DEPARTMENT else below.get(agency.division)
            if agency.kind in {DEPARTMENT, GOVERNMENT} and place:
                within.setdefault(place, set()).add(agency.id)
    found = {agency.id: agency.division for agency in catalogue.agencies if agency.id in heads}
    return {agency: frozenset(within[place] - {agency}) for agency, place in found.items() if place in within}


def groups(everyone: Iterable[Evidence]) -> Iterator[Group]:
    """Each report for a whole jurisdiction with those of the same year that it must contain, in order."""
    listed = [one for one in everyone if one.agency and one.year is not None]
    above = {d.code: d.parent for one in listed[:1] for d in one.catalogue.divisions}
    within: dict[tuple[int | None, str | None], list[int]] = defaultdict(list)  # by year and division
    for number, one in enumerate(listed):
        if one.agency and one.agency.kind in {DEPARTMENT, GOVERNMENT}:
            division = one.agency.division
            within[one.year, division if one.agency.kind == DEPARTMENT else above.get(division)].append(number)
    for whole in listed:
        scope, head = whole.report.scope, whole.agency
        if head and head.kind == GOVERNMENT and scope and scope.value == "jurisdiction":
            yield whole, tuple(listed[number] for number in within.get((whole.year, head.division), ()))


def each(rule: Rule, everyone: Sequence[Evidence]) -> Iterator[Finding]:
    """For each part of each whole, whether no cell is larger than the same cell of the whole; the worst is told."""
    for whole, parts in groups(everyone):
        yield from _each(rule, whole, _concerned(rule, parts))


def _each(rule: Rule, whole: Evidence, parts: Sequence[Evidence]) -> Iterator[Finding]:
    for part in parts:
        pairs = [
            (cell, other)
            for cell in _counted(rule, whole)
            if (other := part.cells.get(cell.cell)) and other.value is not None and other.form == cell.form
        ]
        if not pairs:
            continue
        over = [pair for pair in pairs if (pair[1].value or 0) > (pair[0].value or 0)]
        worst = max(over, key=lambda pair: (pair[1].value or 0) - (pair[0].value or 0), default=None)
        verdict = Verdict(Outcome.PASS)
        if worst:
            verdict = Verdict(Outcome.FAIL, worst[0].value, worst[1].value)
        involved = [item for cell, other in over for item in ((whole, cell), (part, other))]
        if worst:
            involved.sort(key=lambda item: item[1].cell != worst[0].cell)
        words = _words(rule, whole, part)
        yield conclude(rule, verdict, involved, whole, subject=part.report.id, words=words)


def together(rule: Rule, everyone: Sequence[Evidence]) -> Iterator[Finding]:
    """For each cell of each whole, whether the parts add up to it.

    That all parts are in the registry cannot be known: parts that add up to less say nothing, to more they are wrong.
    """
    for whole, parts in groups(everyone):
        if known := _concerned(rule, parts):
            yield from _together(rule, whole, known)


def _together(rule: Rule, whole: Evidence, known: Sequence[Evidence]) -> Iterator[Finding]:
    for cell in _counted(rule, whole):
        others = [(part, other) for part in known if (other := part.cells.get(cell.cell)) and other.form == cell.form]
        if len(others) < len(known) or any(other.value is None for _, other in others):
            continue
        right = sum((other.value or Decimal(0) for _, other in others), Decimal(0))
        left = cell.value or Decimal(0)
        outcome = Outcome.PASS if left == right else Outcome.FAIL if right > left else Outcome.NOT_ASSESSABLE
        reason = "parts_missing" if outcome is Outcome.NOT_ASSESSABLE else ""
        verdict = Verdict(outcome, left, right, reason)
        words = (("form", cell.form), ("expected", str(len(known))))
        yield conclude(rule, verdict, [(whole, cell), *others], whole, subject=cell.cell, words=words)


def _concerned(rule: Rule, parts: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The parts that the whole counts: not those that answer to an authority above it."""
    return tuple(part for part in parts if part.agency and part.agency.department not in rule.spared)


def _counted(rule: Rule, whole: Evidence) -> Iterator[Observation]:
    """The cells of the whole that are compared, read as numbers."""
    for address in rule.cells:
        cell = whole.cells.get(address)
        if cell and cell.value is not None and cell.status is not Status.RESOLVED and cell.form in rule.forms:
            yield cell


def _words(rule: Rule, whole: Evidence, part: Evidence) -> tuple[tuple[str, str], ...]:
    form = whole.forms.get(rule.cells[0].split("/")[0], whole.report.form)
    agency = part.agency
    return ("form", form), ("detail", agency.zh if agency else ""), ("detail_en", agency.en if agency else "")
