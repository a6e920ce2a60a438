"""All findings: failures first, then what is uncertain or could not be assessed; passes in counts; files set aside."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.model import Outcome
from sitegen.pages.parts import names
from sitegen.pages.parts.judgement import ORDER, Judge, Judgement, count_by_rule
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.exports.schema import Words
    from sitegen.model import Agency, Artifact, Dataset, Finding, Report
    from sitegen.rendering import Renderer

SECTIONS = (
    (Outcome.FAIL, "报告所印的数字或日期对不上。这里只说哪里对不上，不推断原因。"),
    (Outcome.UNCERTAIN, "原文有缺漏，或不止一种读法，列出来由读者判断。"),
    (Outcome.NOT_ASSESSABLE, "缺少核对所需的数字或日期。"),
)
ASIDE = (
    ("aside", "没有发布的文件", "这些文件读不成一份年报，或者不能确定属于谁，原因如下。"),
    ("duplicates", "同一份年报的其他文件", "同一机关同一年度的年报有几个文件时，只发布其中一个，其余列在这里。"),
)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The one page of findings."""
    judge = Judge(dataset)
    of_reports = [finding for finding in dataset.findings if finding.report in judge.reports]
    counts = Counter((finding.report, finding.outcome) for finding in of_reports)
    yield from renderer.pages(
        "findings/",
        "pages/findings.html",
        sections=[
            (outcome, explanation, _grouped((f for f in of_reports if f.outcome is outcome), judge))
            for outcome, explanation in SECTIONS
        ],
        outcomes=ORDER,
        signs=OUTCOME_SIGNS,
        words={outcome: outcome_name(outcome, "zh") for outcome in ORDER},
        totals=Counter(finding.outcome for finding in of_reports),
        counts=count_by_rule(of_reports, dataset.catalogue),
        by_report=[
            (report, names.agency_name(report, dataset.catalogue), {o: counts[report.id, o] for o in ORDER})
            for report in dataset.reports
        ],
        missing=_missing(dataset.findings, judge),
        aside=[
            (section, title, explanation, [(item.source, [judge(one) for one in item.findings]) for item in items])
            for (section, title, explanation), items in zip(ASIDE, (dataset.unread, dataset.duplicates), strict=True)
            if items
        ],
    )


def _missing(findings: Iterable[Finding], judge: Judge) -> list[tuple[Agency, list[Judgement]]]:
    """The findings about reports that are not there, by agency."""
    groups: dict[str, list[Judgement]] = {}
    for finding in findings:
        if finding.report is None and finding.agency:
            groups.setdefault(finding.agency, []).append(judge(finding))
    return [(judge.catalogue.agency(agency), told) for agency, told in groups.items()]


def _grouped(findings: Iterable[Finding], judge: Judge) -> list[tuple[Report, Words, list[Judgement]]]:
    """The findings by report, in the order of the findings."""
    groups: dict[str, list[Judgement]] = {}
    for finding in findings:
        groups.setdefault(finding.report or "", []).append(judge(finding))
    reports = [judge.reports[key] for key in groups]
    return [(report, names.agency_name(report, judge.catalogue), groups[report.id]) for report in reports]
