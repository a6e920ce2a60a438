"""The findings: counts by rule and outcome, a list for each rule, files set aside, and the index for the filter."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from sitegen.gathering import Aggregate, Task, together
from sitegen.interface import msg
from sitegen.model import Artifact, Outcome
from sitegen.pages.parts import names
from sitegen.pages.parts.judgement import ORDER, Judge
from sitegen.pages.parts.listing import (
    COUNTS,
    LENGTH,
    REPORTS,
    Listing,
    entries_of,
    first,
    groups,
    in_order,
    keys,
    keys_of,
    listed,
)
from sitegen.pages.parts.marks import OUTCOME_SIGNS
from sitegen.pages.parts.searchable import findable
from sitegen.search.texts import differences
from sitegen.wording import outcome_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.gathering import Sections
    from sitegen.model import Dataset, Rule
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


def tasks(dataset: Dataset, renderer: Renderer, sections: Sections) -> Iterator[Task]:
    """The page of counts, the index for the filter, and the list of each rule."""
    known = sections.names("findings/")
    by_rule = {rule.id: groups(known, rule.id) for rule in dataset.catalogue.rules}
    failing = [
        entries_of(rule, outcome, year)
        for rule, some in by_rule.items()
        for outcome, year in some
        if ORDER[outcome] is Outcome.FAIL
    ][:FEW]
    lacking = [entries_of(MISSING, outcome, year) for outcome, year in by_rule.get(MISSING, [])][:FEW]
    make = partial(_counts, dataset, renderer, failing, lacking)
    yield Task("findings", (COUNTS, *failing, *lacking), make, overall=True, offering=False)
    told = tuple(rule for rule, some in by_rule.items() if some)
    needs = (REPORTS, *map(keys_of, told))
    yield Task("findings/index", needs, partial(_index, dataset, told), overall=True, offering=False)
    for rule in dataset.catalogue.rules:
        some = tuple(entries_of(rule.id, outcome, year) for outcome, year in by_rule[rule.id])
        yield Task(keys_of(rule.id), (keys_of(rule.id), *some), partial(_list, rule, renderer))


AGGREGATE = Aggregate("findings", listed, tasks)


def pages(dataset: Dataset, renderer: Renderer) -> Iterator[Artifact]:
    """The page of counts with the first failures, the pages of each rule, and the two files of the index."""
    return together(AGGREGATE, dataset, renderer)


def _shared() -> dict[str, Any]:
    """What both kinds of page show."""
    return {
        "signs": OUTCOME_SIGNS,
        "words": {outcome: names.in_both(outcome_name, outcome) for outcome in ORDER},
        "explanations": EXPLANATIONS,
    }


def _counts(
    dataset: Dataset, renderer: Renderer, failing: Sequence[str], lacking: Sequence[str], sections: Sections
) -> Iterator[Artifact]:
    """The page of counts; ``failing`` and ``lacking`` are the sections with the first failures and missing reports."""
    counts: dict[str, Counter[Outcome]] = {rule.id: Counter() for rule in dataset.catalogue.rules}
    for _, content in sections.of(COUNTS):
        for rule, own in json.loads(content).items():
            counts[rule].update(dict(zip(ORDER, own, strict=True)))
    lists = {rule.id: Listing(rule, counts[rule.id]) for rule in dataset.catalogue.rules}
    judge = Judge(dataset)
    yield from renderer.pages(
        "findings/",
        "pages/findings.html",
        outcomes=ORDER,
        totals=sum(counts.values(), Counter()),
        counts=[
            (one.rule, one, [(outcome, one.counts[outcome]) for outcome in ORDER])
            for one in lists.values()
            if sum(one.counts.values())
        ],
        failures=first(sections, failing, FEW),
        missing=lists.get(MISSING),
        lacking=first(sections, lacking, FEW),
        aside=[
            (section, title, explanation, [(item.source, [judge(one) for one in item.findings]) for item in items])
            for (section, title, explanation), items in zip(ASIDE, (dataset.unread, dataset.duplicates), strict=True)
            if items
        ],
        **_shared(),
    )


def _list(rule: Rule, renderer: Renderer, sections: Sections) -> Iterator[Artifact]:
    """The pages of a rule."""
    order = keys(sections, rule.id)
    listing = Listing(rule, Counter(ORDER[key.outcome] for key in order))
    found = in_order(sections, rule.id, order)
    for number in range(1, listing.pages + 1):
        some = list(islice(found, LENGTH))
        parts = [(outcome, [html for key, html in some if ORDER[key.outcome] is outcome]) for outcome in ORDER]
        yield from renderer.pages(
            listing.address(number),
            "pages/rule_findings.html",
            listing=listing,
            number=number,
            sections=[(outcome, listing.counts[outcome], entries) for outcome, entries in parts if entries],
            totals=listing.counts,
            **_shared(),
        )


def _index(dataset: Dataset, told: Sequence[str], sections: Sections) -> Iterator[Artifact]:
    """What the filter looks up: reports as number in the index of agencies, year and id; where findings are, by report.

    By rule and outcome there are the numbers of reports as :func:`differences` writes them, in the order of the lists;
    passes are by rule and by how many the report has.
    """
    known = [(year, one, own) for _, content in sections.of(REPORTS) for year, one, own in json.loads(content)]
    about = sorted((year, one) for year, one, _ in known)
    numbers = {key: number for number, key in enumerate(about)}
    rules = {}
    for rule in told:
        found: dict[str, list[int]] = {}
        for key in keys(sections, rule):
            found.setdefault(ORDER[key.outcome], []).append(numbers[key.year, key.about])
        rules[rule] = {outcome: differences(some) for outcome, some in found.items()}
    addresses = {one.address: number for number, one in enumerate(findable(dataset))}
    agencies = {report.id: f"agencies/{report.agency}/" for report in dataset.reports}
    rows = []
    for year, one in about:
        of_agency = agencies.get(one, f"agencies/{one}/")
        rows.append([addresses[of_agency if of_agency in addresses else f"reports/{one}/"], -year, one])
    yield _json("index.json", {"length": LENGTH, "reports": rows, "rules": rules})
    yield _json("passes.json", _passes(numbers, known))


def _passes(
    numbers: Mapping[tuple[int, str], int], known: Iterable[tuple[int, str, Mapping[str, int]]]
) -> dict[str, dict[int, str]]:
    """By rule and count the numbers of the reports that pass so often."""
    found: dict[str, dict[int, array[int]]] = {}
    for year, one, own in known:
        number = numbers[year, one]
        for rule, count in own.items():
            found.setdefault(rule, {}).setdefault(count, array("L")).append(number)
    told = {}
    for rule, counts in sorted(found.items()):
        ordered = {count: sorted(some) for count, some in counts.items()}
        told[rule] = {count: differences(some) for count, some in sorted(ordered.items(), key=lambda one: one[1][0])}
    return told


def _json(name: str, content: object) -> Artifact:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Artifact(f"findings/{name}", "application/json", text.encode())
