"""What can be searched: agencies by name; lines of reports as they are shown, findings and the codebook by word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages import form as form_page
from sitegen.pages import indicator as indicator_page
from sitegen.pages.parts import names, years
from sitegen.pages.parts.judgement import anchor
from sitegen.rendering import typeset
from sitegen.search.agencies import Findable
from sitegen.search.texts import Line, Note, Text
from sitegen.wording import message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model import Catalogue, Dataset, Finding, Form, Report


def findable(dataset: Dataset) -> list[Findable]:
    """The agencies of the registry, then the reports of agencies that are not in it."""
    catalogue = dataset.catalogue
    known = []
    for one in catalogue.agencies:
        at = names.place(one, catalogue)
        others = tuple(name for name in one.names if name != one.zh)
        known.append(Findable(f"agencies/{one.id}/", one.zh, one.en, one.division, (at.zh, at.en), others))
    registered = {agency.id for agency in catalogue.agencies}
    for report in dataset.reports:
        if report.agency not in registered:
            own = names.agency_name(report, catalogue)
            known.append(Findable(f"reports/{report.id}/", own.zh, own.en))
    return known


def codebook(catalogue: Catalogue) -> Iterator[Text]:
    """Indicators, rules and forms, which come before all reports."""
    yield Text("indicators", notes=tuple(_indicators(catalogue)))
    yield Text("rules", notes=tuple(_rules(catalogue)))
    for form in catalogue.forms:
        yield Text(form.id, notes=tuple(_rows(form)))


def bare(dataset: Dataset, known: Sequence[Findable]) -> Iterator[Text]:
    """The report documents without their texts, the latest first, each with the number of its agency."""
    numbers = {one.address: number for number, one in enumerate(known)}
    for report in sorted(dataset.reports, key=lambda one: (-years.year_of(one), one.id)):
        number = numbers.get(f"agencies/{report.agency}/", numbers.get(f"reports/{report.id}/"))
        yield Text(report.id, number, report.year.value)


def documents(dataset: Dataset) -> Iterator[Text]:
    """Each report of an agency, in order: the lines that its page shows, and findings but passes.

    The lines of a keyed sheet are codes of cells and no words of the report.
    """
    findings = dataset.findings_by_report()
    for report in dataset.reports:
        told = [one for one in findings.get(report.id, []) if one.outcome is not Outcome.PASS]
        lines = () if names.is_keyed(report) else tuple(_lines(report))
        yield Text(report.id, lines=lines, notes=tuple(_finding(one, dataset.catalogue) for one in told))


def _lines(report: Report) -> Iterator[Line]:
    """The lines that are not cut, with their white space folded; what is empty then says nothing."""
    cut = {number for cut in report.cuts for number in range(cut.first, cut.last + 1)}
    for number, line in enumerate(report.lines, 1):
        if (text := " ".join(line.split())) and number not in cut:
            yield Line(number, text)


def _finding(finding: Finding, catalogue: Catalogue) -> Note:
    words = names.in_both(message, finding, catalogue)
    return Note(anchor(finding), finding.outcome.value, typeset(words.zh), words.en)


def _indicators(catalogue: Catalogue) -> Iterator[Note]:
    for one in catalogue.indicators:
        yield Note(
            indicator_page.address(one.id),
            "indicator",
            typeset(one.definition_zh),
            one.definition_en,
            typeset(one.zh),
            one.en,
        )


def _rules(catalogue: Catalogue) -> Iterator[Note]:
    for one in catalogue.rules:
        yield Note(
            f"codebook/rules/#{one.id}",
            "rule",
            typeset(one.explanation_zh),
            one.explanation_en,
            typeset(one.zh),
            one.en,
        )


def _rows(form: Form) -> Iterator[Note]:
    for table in form.tables:
        for _, row in table.rows:
            target = f"{form_page.address(form.id)}#{table.id}/{row.id}"
            yield Note(target, "row", typeset(form.zh), form.en, typeset("".join((*row.path, row.label))), row.en)
