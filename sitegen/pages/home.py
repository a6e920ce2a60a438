"""The home page: what this is, how much is in it, which years of which agencies, what stands out, how to take it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages.parts import names, years
from sitegen.pages.parts.coverage import coverage
from sitegen.pages.parts.judgement import Judge
from sitegen.pages.parts.packages import by_folder
from sitegen.pages.parts.specimen import specimen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.model import Artifact, Dataset
    from sitegen.rendering import Renderer

STRIKING = 6  # findings told on the home page


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one home page."""
    judge = Judge(dataset)
    failures = [
        (judge.reports[finding.report], finding)
        for finding in dataset.findings
        if finding.outcome is Outcome.FAIL and finding.report in judge.reports
    ]
    observations = [observation for report in dataset.reports for observation in report.observations]
    yield from renderer.pages(
        "",
        "pages/home.html",
        reports=len(dataset.reports),
        agencies=len({report.agency for report in dataset.reports}),
        span=years.span(years.year_of(report) for report in dataset.reports),
        numbers=sum(1 for observation in observations if observation.value is not None),
        coverage=coverage(dataset),
        specimen=specimen(dataset),
        striking=[
            (names.agency_name(report, dataset.catalogue), report, judge(finding))
            for report, finding in failures[:STRIKING]
        ],
        failures=len(failures),
        package=by_folder(renderer.downloads).get("data"),
    )
