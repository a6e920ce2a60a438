"""The home page: what this is, how much is in it, what stands out, what is new, how to take it, what is covered."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.exports.discovery.times import modified
from sitegen.gathering import Aggregate, Task, encoded, together
from sitegen.model import Outcome, Severity
from sitegen.pages.parts import names, years
from sitegen.pages.parts.coverage import Covering
from sitegen.pages.parts.judgement import judge_of
from sitegen.pages.parts.packages import by_folder
from sitegen.pages.parts.regions import Regions
from sitegen.pages.parts.specimen import specimen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.gathering import Section, Sections
    from sitegen.model import Artifact, Correction, Dataset, Finding, Report
    from sitegen.pages.parts.judgement import Judge
    from sitegen.pages.parts.packages import File
    from sitegen.rendering import Renderer

STRIKING = 3  # findings told on the home page
NEWEST = 3  # reports, and corrections, that are new
MOST = 12  # agencies that are listed with their years; where there are more, regions are counted
WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
SPECIMEN, STRIKING_ONES = "home/specimen", "home/striking"
OFFERED = ("Excel", "ZIP", "SQLite", "JSON")


def gather(own: Dataset, renderer: Renderer) -> Iterator[Section]:
    """What the agency might show: its best specimen, and as many failures as the page has room for."""
    judge = renderer.shared(own, judge_of)
    if found := specimen(judge, own.reports):
        told = renderer.fragments("parts/specimen.html", specimen=found)
        yield SPECIMEN, encoded({"size": str(found.size), "told": told})
    failures = [f for f in own.findings if f.outcome is Outcome.FAIL and f.report in judge.reports]
    if striking := _striking(failures, judge.reports):
        yield STRIKING_ONES, encoded({f.id: _told(f, judge, renderer) for f in striking})


def _told(finding: Finding, judge: Judge, renderer: Renderer) -> Mapping[str, str]:
    report = judge.reports[finding.report or ""]
    name = names.agency_name(report, judge.catalogue)
    return renderer.fragments("parts/striking.html", name=name, report=report, one=judge(finding))


def tasks(overview: Dataset, renderer: Renderer, _: Sections) -> Iterator[Task]:
    """The one home page."""
    yield Task("home", (SPECIMEN, STRIKING_ONES), lambda sections: _page(overview, renderer, sections), overall=True)


def _page(overview: Dataset, renderer: Renderer, sections: Sections) -> Iterator[Artifact]:
    known = {report.id: report for report in overview.reports}
    failures = [f for f in overview.findings if f.outcome is Outcome.FAIL and f.report in known]
    told = {name: one for _, some in sections.of(STRIKING_ONES) for name, one in json.loads(some).items()}
    specimens = [json.loads(some) for _, some in sections.of(SPECIMEN)]
    best = max(specimens, key=lambda one: Decimal(one["size"]), default=None)
    regions, covering = Regions(overview.catalogue), Covering(overview)
    everyone = tuple(agency for region in regions.highest for agency in region.agencies)
    many = len(everyone) > MOST
    package = by_folder(renderer.downloads).get("data")
    yield from renderer.pages(
        "",
        "pages/home.html",
        reports=len(overview.reports),
        agencies=len({report.agency for report in overview.reports}),
        span=years.span(years.year_of(report) for report in overview.reports),
        numbers=overview.totals.values,
        coverage=None if many else covering.matrix([(None, everyone)]),
        overview=covering.overview(regions.highest) if many else None,
        specimen=best["told"] if best else None,
        striking=[told[finding.id] for finding in _striking(failures, known)],
        failures=len(failures),
        newest=[
            (names.agency_name(report, overview.catalogue), report, report.published_on)
            for report in _newest(overview.reports)
        ],
        corrected=[
            (names.agency_name(report, overview.catalogue), report, correction)
            for report, correction in _corrections(overview.reports)
        ],
        release=max(overview.catalogue.releases, key=lambda release: release.date, default=None),
        offered=_offered(package.together) if package else (),
    )


AGGREGATE = Aggregate("home", gather, tasks, offering=True)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one home page of a dataset that lies in memory."""
    return together(AGGREGATE, dataset, renderer)


def _striking(failures: Iterable[Finding], reports: Mapping[str, Report]) -> list[Finding]:
    """The weightiest failures, the newest first, of as many agencies as there are before a second one of any."""
    rounds: Counter[str | None] = Counter()
    ranked = []

    def weight(finding: Finding) -> tuple[int, int]:
        return WEIGHT.index(finding.severity), -years.year_of(reports[finding.report or ""])

    for place, finding in enumerate(sorted(failures, key=weight)):
        agency = reports[finding.report or ""].agency
        rounds[agency] += 1
        ranked.append((rounds[agency], place, finding))
    return [finding for _, _, finding in sorted(ranked, key=lambda one: one[:2])][:STRIKING]


def _newest(reports: Iterable[Report]) -> list[Report]:
    """The reports that were published or fetched last."""
    dated = [(day, report.id, report) for report in reports if (day := modified(report))]
    return [report for _, _, report in sorted(dated, key=lambda one: (-one[0].toordinal(), one[1]))][:NEWEST]


def _corrections(reports: Iterable[Report]) -> list[tuple[Report, Correction]]:
    """The latest corrections."""
    found = [(report, correction) for report in reports for correction in report.corrections]
    return sorted(found, key=lambda one: (-one[1].date.toordinal(), one[0].id, one[1].cell))[:NEWEST]


def _offered(files: Iterable[File]) -> tuple[File, ...]:
    """The files that hold everything, in the order in which most people want them."""
    return tuple(sorted((f for f in files if f.format in OFFERED), key=lambda file: OFFERED.index(file.format)))
