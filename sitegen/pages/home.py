"""The home page: what this is, how much is in it, what stands out, what is new, how to take it, what is covered."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.exports.discovery.times import modified
from sitegen.model import Outcome, Severity
from sitegen.pages.parts import names, years
from sitegen.pages.parts.coverage import Covering
from sitegen.pages.parts.judgement import Judge
from sitegen.pages.parts.packages import by_folder
from sitegen.pages.parts.regions import Regions
from sitegen.pages.parts.specimen import specimen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.model import Artifact, Correction, Dataset, Finding, Report
    from sitegen.pages.parts.packages import File
    from sitegen.rendering import Renderer

STRIKING = 3  # findings told on the home page
NEWEST = 3  # reports, and corrections, that are new
MOST = 12  # agencies that are listed with their years; where there are more, regions are counted
WEIGHT = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)
OFFERED = ("Excel", "ZIP", "SQLite", "JSON")


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one home page."""
    judge = Judge(dataset)
    failures = [f for f in dataset.findings if f.outcome is Outcome.FAIL and f.report in judge.reports]
    regions, covering = Regions(dataset.catalogue), Covering(dataset)
    everyone = tuple(agency for region in regions.highest for agency in region.agencies)
    many = len(everyone) > MOST
    package = by_folder(renderer.downloads).get("data")
    yield from renderer.pages(
        "",
        "pages/home.html",
        reports=len(dataset.reports),
        agencies=len({report.agency for report in dataset.reports}),
        span=years.span(years.year_of(report) for report in dataset.reports),
        numbers=sum(o.value is not None for report in dataset.reports for o in report.observations),
        coverage=None if many else covering.matrix([(None, everyone)]),
        overview=covering.overview(regions.highest) if many else None,
        specimen=specimen(dataset),
        striking=[
            (names.agency_name(report, dataset.catalogue), report, judge(finding))
            for report, finding in ((judge.reports[f.report or ""], f) for f in _striking(failures, judge.reports))
        ],
        failures=len(failures),
        newest=[
            (names.agency_name(report, dataset.catalogue), report, report.published_on)
            for report in _newest(dataset.reports)
        ],
        corrected=[
            (names.agency_name(report, dataset.catalogue), report, correction)
            for report, correction in _corrections(dataset.reports)
        ],
        release=max(dataset.catalogue.releases, key=lambda release: release.date, default=None),
        offered=_offered(package.together) if package else (),
    )


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
