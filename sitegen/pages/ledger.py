"""A report's ledger: every finding with both sides and the lines that they are printed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Outcome, Part
from sitegen.pages.parts import names, years
from sitegen.pages.parts.entry import Entry, Quoted
from sitegen.pages.parts.judgement import ORDER, OUTCOME_WORDS, form_of, judge_of, sorted_by_weight
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.pages.parts.request import request
from sitegen.wording import cell_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.exports.schema import Words
    from sitegen.model import Artifact, Catalogue, Dataset, Finding, Place, Report
    from sitegen.pages.parts.judgement import Judge
    from sitegen.rendering import Renderer

AROUND = 24  # characters of a line that are quoted before and after what is printed in a cell
WRONG = frozenset({Outcome.FAIL, Outcome.UNCERTAIN})  # what somebody may be asked to put right


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page a report, unless the site leaves them out."""
    if Part.LEDGERS in renderer.site.leave_out:
        return
    judge = renderer.shared(dataset, judge_of)
    for report in dataset.reports:
        own = sorted_by_weight(judge.findings.get(report.id, []))
        entries = [_entry(finding, report, judge, renderer.base_url) for finding in own]
        yield from renderer.pages(
            f"findings/{report.id}/",
            "pages/ledger.html",
            report=report,
            year=years.year_of(report),
            agency_name=names.agency_name(report, dataset.catalogue),
            sections=[(outcome, [e for e in entries if e.judgement.outcome == outcome]) for outcome in ORDER],
            signs=OUTCOME_SIGNS,
            words=OUTCOME_WORDS,
        )


def _entry(finding: Finding, report: Report, judge: Judge, base: str | None) -> Entry:
    one = judge(finding)
    wrong = finding.outcome in WRONG
    return Entry(
        one,
        tuple(_quoted(finding, report, judge)) if finding.outcome is not Outcome.PASS else (),
        request(one, names.agency_name(report, judge.catalogue), years.year_of(report), base) if wrong else None,
        names.is_keyed(report),
    )


def _quoted(finding: Finding, report: Report, judge: Judge) -> Iterator[Quoted]:
    """The lines of the cells, or the line of the finding itself; what the site cuts from a source is not quoted."""
    places = set()
    for cell in finding.cells:
        other, _, address = cell.rpartition(":")
        of = judge.reports.get(other) if other else report
        found = judge.observations(of).get(address) if of else None
        if of and found and found.provenance and (quoted := _line(of, found.provenance.place, judge)):
            places.add((of.id, found.provenance.place))
            year = None if of is report else years.year_of(of)
            yield Quoted(_name(of, address, judge.catalogue), *quoted, other=year)
    if finding.place and (report.id, finding.place) not in places and (quoted := _line(report, finding.place, judge)):
        yield Quoted(None, *quoted)


def _name(report: Report, address: str, catalogue: Catalogue) -> Words:
    return names.in_both(cell_name, catalogue, form_of(report, address), address)


def _line(report: Report, place: Place, judge: Judge) -> tuple[str, str, str, Place, str] | None:
    """What stands before, at and after a place in its line, the place, and where the page shows it."""
    target = judge.evidence(report).target(place)
    if not target:
        return None
    text = report.lines[place.line - 1]
    start, end = (place.start, place.end) if place.end > place.start else (0, 0)
    before, after = ("", "") if names.is_keyed(report) else (text[:start].lstrip(), text[end:].rstrip())
    return (
        "…" + before[-AROUND:] if len(before) > AROUND else before,
        text[start:end],
        after[:AROUND] + "…" if len(after) > AROUND else after,
        place,
        f"reports/{report.id}/{target}",
    )
