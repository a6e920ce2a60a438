"""The findings: counts by rule and outcome, a list for each rule, files set aside, and the index for the filter."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from sitegen.interface import msg
from sitegen.model import Artifact, Outcome
from sitegen.pages.parts import names
from sitegen.pages.parts.judgement import ORDER, Judge, count_by_rule
from sitegen.pages.parts.listing import LENGTH, Listings
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.pages.parts.searchable import findable
from sitegen.search.texts import differences
from sitegen.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.model import Dataset, Finding
    from sitegen.rendering import Renderer

EXPLANATIONS = {
    Outcome.FAIL: msg("报告所印的数字或日期对不上。这里只说哪里对不上，不推断原因。"),
    Outcome.UNCERTAIN: msg("原文有缺漏，或不止一种读法，列出来由读者判断。"),
    Outcome.NOT_ASSESSABLE: msg("核对所需的数字或日期不全。"),
}
ASIDE = (
    ("aside", msg("没有发布的文件"), msg("这些文件读不成一份年报，或者不能确定属于谁，原因如下。")),
    (
        "duplicates",
        msg("同一份年报的其他文件"),
        msg("同一机关同一年度的年报有几个文件时，只发布其中一个，其余列在这里。"),
    ),
)
FEW = 20  # failures that the page itself tells; all others are in the lists of their rules
MISSING = "M.MISSING"


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page of counts with the first failures, the pages of each rule, and the two files of the index."""
    judge = Judge(dataset)
    listings = Listings(dataset, judge, renderer.base_url)
    told = [finding for finding in dataset.findings if listings.lists(finding)]
    failures = (finding for one in listings.all for finding in one.findings if finding.outcome is Outcome.FAIL)
    lists = {one.rule.id: one for one in listings.all}
    shared: dict[str, Any] = {
        "signs": OUTCOME_SIGNS,
        "words": {outcome: names.in_both(outcome_name, outcome) for outcome in ORDER},
        "explanations": EXPLANATIONS,
    }
    yield from renderer.pages(
        "findings/",
        "pages/findings.html",
        outcomes=ORDER,
        totals=Counter(finding.outcome for finding in told),
        counts=[(row.rule, lists[row.rule.id], row.counts) for row in count_by_rule(told, dataset.catalogue)],
        failures=list(listings.entries(tuple(islice(failures, FEW)))),
        missing=lists.get(MISSING),
        lacking=list(listings.entries(lists[MISSING].findings[:FEW])) if MISSING in lists else [],
        aside=[
            (section, title, explanation, [(item.source, [judge(one) for one in item.findings]) for item in items])
            for (section, title, explanation), items in zip(ASIDE, (dataset.unread, dataset.duplicates), strict=True)
            if items
        ],
        **shared,
    )
    for one in listings.all:
        own = Counter(finding.outcome for finding in one.findings)
        for number in range(1, one.pages + 1):
            entries = list(listings.entries(one.page(number)))
            sections = [(o, [e for e in entries if e.judgement.outcome == o]) for o in ORDER]
            yield from renderer.pages(
                one.address(number),
                "pages/rule_findings.html",
                listing=one,
                number=number,
                sections=[(outcome, own[outcome], some) for outcome, some in sections if some],
                totals=own,
                **shared,
            )
    yield from _index(dataset, listings, told)


def _index(dataset: Dataset, listings: Listings, told: Sequence[Finding]) -> Iterator[Artifact]:
    """What the filter looks up: reports as number in the index of agencies, year and id; where findings are, by report.

    By rule and outcome there are the numbers of reports as :func:`differences` writes them, in the order of the lists;
    passes are by rule and by how many the report has.
    """
    known = {one.address: number for number, one in enumerate(findable(dataset))}
    keys = sorted({listings.key(finding) for finding in told})
    numbers = {key: number for number, key in enumerate(keys)}
    rules = {
        one.rule.id: {
            outcome: differences(numbers[listings.key(f)] for f in one.findings if f.outcome is outcome)
            for outcome in ORDER
            if any(f.outcome is outcome for f in one.findings)
        }
        for one in listings.all
        if one.findings
    }
    passed = Counter((f.rule, numbers[listings.key(f)]) for f in told if f.outcome is Outcome.PASS)
    passes: dict[str, dict[int, list[int]]] = {}
    for (rule, number), count in sorted(passed.items()):
        passes.setdefault(rule, {}).setdefault(count, []).append(number)
    rows = [[known[listings.address(one)], -year, one] for year, one in keys]
    yield _json("index.json", {"length": LENGTH, "reports": rows, "rules": rules})
    yield _json(
        "passes.json",
        {rule: {count: differences(some) for count, some in counts.items()} for rule, counts in passes.items()},
    )


def _json(name: str, content: object) -> Artifact:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Artifact(f"findings/{name}", "application/json", text.encode())
