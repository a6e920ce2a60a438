"""What the extractor made of a generated report, cell by cell and identity by identity."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen import readers
from sitegen.checks import check
from sitegen.cleaning import clean
from sitegen.extraction import extract
from sitegen.model import Outcome, Report, Source, Status
from tests.proving.identities import sums

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from sitegen.model import Catalogue, Finding, Observation
    from tests.proving.generator import Generated


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of cells (right, empty, wrong, honest), and in words what is wrong, misjudged or lost.

    ``mistaken`` tells of a wrong year or name; ``resolved`` counts the cells that the layout leaves open and that were
    read all the same.
    """

    made: Generated
    cells: Counter[str]
    wrong: tuple[str, ...]
    misjudged: tuple[str, ...]
    mistaken: tuple[str, ...]
    lost: tuple[str, ...]
    resolved: int


def read(made: Generated, catalogue: Catalogue) -> Report | None:
    """The report that is read from the file, None where it is set aside."""
    digest = hashlib.sha256(made.content).hexdigest()
    source = Source(made.name, "application/octet-stream", digest, len(made.content))
    try:
        document = readers.read(source, made.content)
    except readers.UnreadableError:
        return None
    found = extract(document, catalogue, registry=False)
    return found if isinstance(found, Report) else None


def score(made: Generated, catalogue: Catalogue) -> Score:
    """Compare what is read with the truth."""
    found = read(made, catalogue)
    observed = {cell.cell: cell for cell in found.observations} if found else {}
    cells: Counter[str] = Counter()
    wrong: list[str] = []
    lost: list[str] = []
    resolved = 0
    for cell, true in made.facts.values.items():
        got = observed.pop(cell, None)
        kind = _kind(got, true, is_open=cell in made.open)
        cells[kind] += 1
        resolved += kind == "right" and true is not None and cell in made.open
        if kind == "wrong":
            wrong.append(
                f"{cell} is {true}, read as {got.value if got and got.value is not None else got and got.status}"
            )
        elif kind == "empty":
            lost.append(cell)
    values = {cell: one.value for cell, one in observed.items() if one.value is not None}
    cells["wrong"] += len(values)
    wrong += [f"{cell} is not in the report, read as {got}" for cell, got in values.items()]
    return Score(
        made=made,
        cells=cells,
        wrong=tuple(wrong),
        misjudged=tuple(_misjudged(made, found, catalogue)),
        mistaken=tuple(_mistaken(made, found)),
        lost=tuple(lost),
        resolved=resolved,
    )


def _kind(got: Observation | None, true: Decimal | None, *, is_open: bool) -> str:
    """How a cell was read; to call a printed number blank or struck through is as wrong as another number."""
    if got is None or got.value is None:
        denied = got is not None and got.status in {Status.BLANK, Status.NOT_APPLICABLE}
        return "right" if true is None else "wrong" if denied else "honest" if is_open else "empty"
    return "right" if got.value == true else "wrong"


def _misjudged(made: Generated, found: Report | None, catalogue: Catalogue) -> Iterator[str]:
    """Identities that are judged against the printed numbers, and planted breaks that nothing reports.

    Where a cell of an identity was not read, or the reading of its table is in doubt, doubt is an answer; where no
    report was read, the file's finding is one; where a table was not found, the finding that says so and that its
    identities cannot be checked.
    """
    if found is None:
        return
    missing = {finding.subject.split("/")[0] for finding in found.findings if finding.rule == "R.TABLE"}
    told = {(finding.rule, finding.subject): finding for finding in check(found, catalogue)}
    sure = {cell.cell for cell in found.observations if cell.value is not None}
    for one in sums(catalogue, made.facts.tables):
        gap = one.gap(made.facts.values)
        if gap is None:
            continue
        finding = told.get((one.rule, one.subject))
        outcome = finding.outcome if finding else None
        allowed = {Outcome.FAIL if gap else Outcome.PASS}
        if not sure.issuperset(one.cells) or (gap and finding and _is_open(finding, found, catalogue)):
            allowed |= {Outcome.UNCERTAIN, Outcome.NOT_ASSESSABLE}
        unfound = outcome is None and one.subject.split("/")[0] in missing
        if outcome not in allowed and (gap or outcome) and not unfound:
            yield f"{one.rule} {one.subject}: {outcome}, while the sides differ by {gap}"


def _is_open(finding: Finding, found: Report, catalogue: Catalogue) -> bool:
    """Whether there is a reason to leave a break open: the table was read with doubt, or totals may count more."""
    table = finding.subject.split("/")[0]
    doubting = {rule.id for rule in catalogue.rules if rule.doubt}
    doubted = any(f.rule in doubting and f.subject.startswith(table) for f in found.findings)
    resolved = any(c.status is Status.RESOLVED and c.cell in finding.cells for c in found.observations)
    local = any(cell.table == table for cell in found.local_rows)
    if finding.reason == "excess":
        return (finding.difference or 0) > 0 and any(i.excess for i in catalogue.rule(finding.rule).identities)
    return finding.reason == "doubtful" and (doubted or resolved or local)


def _mistaken(made: Generated, found: Report | None) -> Iterator[str]:
    """A year or a name that the report does not have; none found is no mistake."""
    if found is None:
        return
    true = made.facts
    if found.year.value not in {"", str(true.year)}:
        yield f"the year is {true.year}, read as {found.year.value} ({found.year.how})"
    name = found.agency_name
    if name and clean(name.value).text not in {"", true.agency}:
        yield f"the agency is {true.agency}, read as {name.value} ({name.how})"
    for what, fact, date in (
        ("published", found.published_on, true.published),
        ("signed", found.signed_on, true.signed),
    ):
        if fact and fact.value != date.isoformat():
            yield f"{what} on {date}, read as {fact.value} ({fact.how})"
