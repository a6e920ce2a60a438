"""An agency: who it is, its years in charts and tables, the carry-over chain, findings, prose, downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.discovery import feeds
from sitegen.exports.discovery.citations import of_dataset
from sitegen.exports.discovery.holdings import Holding, holdings
from sitegen.model import Outcome
from sitegen.pages.parts import citation, names, structured, years
from sitegen.pages.parts.chain import chain
from sitegen.pages.parts.glance import files, glance
from sitegen.pages.parts.judgement import count_by_rule, judge_of, sorted_by_weight
from sitegen.pages.parts.over_years import over_years
from sitegen.pages.parts.packages import listed
from sitegen.pages.parts.paper import kinds
from sitegen.pages.parts.points import Found
from sitegen.pages.parts.regions import HIGHEST
from sitegen.pages.parts.tables import flags, sheets
from sitegen.pages.parts.told import told

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.model import Agency, Artifact, Dataset, Finding, Report
    from sitegen.pages.parts.judgement import Judge
    from sitegen.pages.parts.packages import Package
    from sitegen.rendering import Renderer

MOST = 20
"""So many findings are told; of the others the page says where they are."""


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """One page an agency of the registry; where it has data, its charts and the citation of them as files."""
    for agency in dataset.catalogue.agencies:
        yield from pages_of(agency, dataset, renderer)


def pages_of(agency: Agency, dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The pages of one agency, of which the dataset has all reports, and maybe no others."""
    judge = renderer.shared(dataset, judge_of)
    found = tuple(renderer.shared(dataset, _reports).get(agency.id, ()))
    own = {report.id: judge.findings.get(report.id, []) for report in found}
    folder = f"data/agencies/{agency.id}"
    holding, package = renderer.shared(dataset, _held).get(folder), renderer.shared(dataset, listed).get(folder)
    box = citation.box(of_dataset(renderer.site, holding), f"agencies/{agency.id}/") if holding else None
    absent = [finding for finding in judge.findings.get(agency.id, []) if finding.agency == agency.id]
    points = renderer.shared(dataset, Found)
    yield from _page(agency, found, own, absent, judge, renderer, package, holding, box, points)
    if box:
        yield from box.artifacts


def _held(dataset: Dataset, renderer: Renderer) -> dict[str, Holding]:
    """The data packages by their folder."""
    return {holding.folder: holding for holding in holdings(dataset, renderer.downloads)}


def _reports(dataset: Dataset, _: object) -> dict[str, list[Report]]:
    """The reports of each agency that has any, in order of year."""
    found: dict[str, dict[int, Report]] = {}
    for report in dataset.reports:
        found.setdefault(report.agency or "", {})[years.year_of(report)] = report
    return {agency: [own[year] for year in sorted(own)] for agency, own in found.items()}


def _page(  # noqa: PLR0913, PLR0917  what the page shows
    agency: Agency,
    reports: tuple[Report, ...],
    findings: Mapping[str, list[Finding]],
    absent: list[Finding],
    judge: Judge,
    renderer: Renderer,
    package: Package | None,
    holding: Holding | None,
    box: citation.Box | None,
    found: Found,
) -> Iterator[Artifact]:
    catalogue = judge.catalogue
    place = names.divisions(agency, catalogue)
    by_id = {report.id: report for report in reports}
    every = [finding for report in reports for finding in findings[report.id]]
    told_of = sorted_by_weight(f for f in every if f.outcome in {Outcome.FAIL, Outcome.UNCERTAIN})
    only = reports[0] if len(reports) == 1 else None
    tables = [] if only else list(over_years(reports, judge))
    single = list(sheets(only, judge, flags(every), here=False)) if only else []
    papers = [paper for sheet in single for paper in (sheet.paper, sheet.local) if paper]
    seen = glance(reports, catalogue, found)
    yield from renderer.pages(
        f"agencies/{agency.id}/",
        "pages/agency.html",
        agency=agency,
        feed=f"agencies/{agency.id}/{feeds.PATH}" in {file.path for file in renderer.downloads},
        place=place,
        above=place[:HIGHEST],
        level=names.level(agency),
        kind=names.kind(agency),
        events=[event for event in catalogue.events if event.agency == agency.id],
        reports=[(report, years.year_of(report), catalogue.form(report.form)) for report in reports],
        absent=[judge(finding) for finding in absent],
        seen=seen,
        kinds_seen=frozenset(sign for plot in seen.plots for sign in plot.signs),
        rings=chain(reports, findings, judge),
        tables=tables,
        papers=papers,
        local=[] if only else [(report, years.year_of(report)) for report in reports if report.local_rows],
        kinds=kinds(*papers, *(table.paper for table in tables)),
        judgements=[(by_id[f.report], judge(f)) for f in told_of[:MOST] if f.report],
        others=len(told_of[MOST:]),
        told=told(reports, findings, judge),
        package=package,
        counts=count_by_rule(every, catalogue),
        structured=structured.data(renderer.site, holding, f"agencies/{agency.id}/") if holding else "",
        citation=box,
        base=renderer.base_url or "",
    )
    if seen.charts:
        yield from renderer.pages(f"embed/agencies/{agency.id}/", "pages/embed.html", agency=agency, seen=seen)
        yield from files(agency, seen, renderer)
