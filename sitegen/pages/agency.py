"""An agency: who it is, its official tables year by year, its downloads and the findings of its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.discovery.citations import of_dataset
from sitegen.exports.discovery.holdings import Holding, holdings
from sitegen.model import Outcome
from sitegen.pages.parts import citation, names, structured, years
from sitegen.pages.parts.judgement import Judge, count_by_rule, sorted_by_weight
from sitegen.pages.parts.over_years import over_years
from sitegen.pages.parts.packages import by_folder
from sitegen.pages.parts.paper import kinds
from sitegen.pages.parts.tables import flags, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Agency, Artifact, Dataset, Finding, Report
    from sitegen.pages.parts.packages import Package
    from sitegen.rendering import Renderer


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page an agency of the registry; where it has data, the citation of them as files."""
    held = {holding.folder: holding for holding in holdings(dataset, renderer.downloads)}
    packages = by_folder(renderer.downloads)
    reports = years.by_agency(dataset)
    judge = Judge(dataset)
    findings = dataset.findings_by_report()
    for agency in dataset.catalogue.agencies:
        found = tuple(report for _, report in sorted(reports[agency.id].items()))
        own = [finding for report in found for finding in findings.get(report.id, [])]
        folder = f"data/agencies/{agency.id}"
        holding = held.get(folder)
        box = citation.box(of_dataset(renderer.site, holding), f"agencies/{agency.id}/") if holding else None
        yield from _page(agency, found, own, judge, renderer, packages.get(folder), holding, box)
        if box:
            yield from box.artifacts


def _page(  # noqa: PLR0913, PLR0917  what the page shows
    agency: Agency,
    reports: tuple[Report, ...],
    findings: list[Finding],
    judge: Judge,
    renderer: Renderer,
    package: Package | None,
    holding: Holding | None,
    box: citation.Box | None,
) -> Iterator[Artifact]:
    catalogue = judge.catalogue
    by_id = {report.id: report for report in reports}
    told = [finding for finding in findings if finding.outcome in {Outcome.FAIL, Outcome.UNCERTAIN}]
    only = reports[0] if len(reports) == 1 else None
    tables = [] if only else list(over_years(reports, catalogue))
    single = list(sheets(only, catalogue, flags(findings), f"reports/{only.id}/")) if only else []
    papers = [paper for sheet in single for paper in (sheet.paper, sheet.local) if paper]
    return renderer.pages(
        f"agencies/{agency.id}/",
        "pages/agency.html",
        agency=agency,
        place=names.divisions(agency, catalogue),
        level=names.level(agency),
        kind=names.kind(agency),
        reports=[(report, years.year_of(report), catalogue.form(report.form)) for report in reports],
        tables=tables,
        papers=papers,
        local=[] if only else [(report, years.year_of(report)) for report in reports if report.local_rows],
        kinds=kinds(*papers, *(table.paper for table in tables)),
        package=package,
        judgements=[(by_id[finding.report], judge(finding)) for finding in sorted_by_weight(told) if finding.report],
        counts=count_by_rule(findings, catalogue),
        structured=structured.data(renderer.site, holding, f"agencies/{agency.id}/") if holding else "",
        citation=box,
    )
