"""The findings of each rule in a list: what does not pass, the weightiest first, in pages that stay small."""

from __future__ import annotations

import json
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from sitegen.exports.schema import Words
from sitegen.model import Outcome
from sitegen.pages.parts import names
from sitegen.pages.parts.judgement import ORDER, judge_of
from sitegen.pages.parts.request import request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.gathering import Section, Sections
    from sitegen.model import Dataset, Finding, Rule
    from sitegen.pages.parts.judgement import Judgement
    from sitegen.pages.parts.request import Request
    from sitegen.rendering import Renderer

LENGTH = 40
"""So many findings a page has; the script that filters them counts on it."""
COUNTS, REPORTS = "findings/counts", "findings/reports"
"""The sections with how many findings of each rule an agency has by outcome, and which passes its reports have."""
END = Markup("<end>")
TEMPLATE = "fragments/listed.html"
Html = dict[str, str]
"""A finding as it is shown, by base language."""


class Key(NamedTuple):
    """What a finding is put in order by: failures first, then the latest year, then by report or agency.

    ``outcome`` is the place of the outcome in the usual order, ``year`` has a minus so that the latest comes first.
    """

    outcome: int
    year: int
    about: str
    id: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding with whose it is and of which year, where that leads to, and the request to put it right."""

    judgement: Judgement
    agency: Words
    year: str
    target: str
    request: Request | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The findings of a rule that do not pass, in the order of their pages: how many there are of each outcome."""

    rule: Rule
    counts: Mapping[Outcome, int]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.counts.get(outcome, 0) for outcome in ORDER if outcome is not Outcome.PASS)

    @property
    def pages(self) -> int:
        """How many pages it has: one at least, so that its address lasts."""
        return max(1, -(-self.count // LENGTH))

    def address(self, number: int = 1) -> str:
        """The address of a page."""
        return f"findings/rules/{self.rule.id}/" + (f"{number}/" if number > 1 else "")

    def first(self, outcome: Outcome) -> str:
        """Where the findings of that outcome begin."""
        place = sum(self.counts.get(one, 0) for one in ORDER[: ORDER.index(outcome)])
        return f"{self.address(place // LENGTH + 1)}#{outcome}"


class Told:
    """The findings of an agency that can be listed, with their keys."""

    def __init__(self, dataset: Dataset, renderer: Renderer) -> None:
        """Take the slice of an agency."""
        self._dataset, self._base = dataset, renderer.base_url
        self._judge = renderer.shared(dataset, judge_of)
        self._reports = {report.id: report for report in dataset.reports}
        agencies = dataset.catalogue.by_agency
        self.all = tuple(
            finding
            for finding in dataset.findings
            if (finding.report in self._reports if finding.report else finding.agency in agencies)
        )

    def key(self, finding: Finding) -> Key:
        """What the finding is put in order by."""
        report = self._reports.get(finding.report or "")
        year = int(report.year.value) if report else finding.year or 0
        return Key(ORDER.index(finding.outcome), -year, finding.report or finding.agency or "", finding.id)

    def entry(self, finding: Finding) -> Entry:
        """The finding as it is shown."""
        one = self._judge(finding)
        if report := self._reports.get(finding.report or ""):
            agency, year = names.agency_name(report, self._dataset.catalogue), report.year.value
            wrong = finding.outcome is not Outcome.NOT_ASSESSABLE
            asked = request(one, agency, year, self._base) if wrong else None
            return Entry(one, agency, year, f"reports/{report.id}/", asked)
        missing = self._dataset.catalogue.agency(finding.agency or "")
        return Entry(one, Words(missing.zh, missing.en), str(finding.year or ""), f"agencies/{missing.id}/", None)


def keys_of(rule: str) -> str:
    """The section with the keys of the findings of a rule."""
    return f"findings/{rule}"


def entries_of(rule: str, outcome: int, year: int) -> str:
    """The section with the findings of a rule, an outcome and a year as they are shown."""
    return f"findings/{rule}/{outcome}/{-year}"


def listed(dataset: Dataset, renderer: Renderer) -> Iterator[Section]:
    """What an agency gives to the lists: counts, the passes of each report, and what does not pass as it is shown."""
    told = Told(dataset, renderer)
    counts: dict[str, list[int]] = {}
    passes: dict[tuple[int, str], dict[str, int]] = {}
    keys: dict[str, list[Key]] = {}
    shown: dict[str, list[tuple[Key, Entry]]] = {}
    for finding in told.all:
        key = told.key(finding)
        counts.setdefault(finding.rule, [0] * len(ORDER))[key.outcome] += 1
        own = passes.setdefault((key.year, key.about), {})
        if finding.outcome is Outcome.PASS:
            own[finding.rule] = own.get(finding.rule, 0) + 1
            continue
        keys.setdefault(finding.rule, []).append(key)
        name = entries_of(finding.rule, key.outcome, key.year)
        shown.setdefault(name, []).append((key, told.entry(finding)))
    if counts:
        yield COUNTS, _written(counts)
        yield REPORTS, _written([[year, about, own] for (year, about), own in sorted(passes.items())])
        yield from ((keys_of(rule), _written(some)) for rule, some in keys.items())
        yield from _entry_sections(shown, renderer)


def _entry_sections(shown: Mapping[str, Sequence[tuple[Key, Entry]]], renderer: Renderer) -> Iterator[Section]:
    """The sections with entries as they are shown, all of them rendered in one go."""
    html = renderer.fragments(TEMPLATE, entries=[entry for some in shown.values() for _, entry in some], end=END)
    texts = {base: iter(text.split(END)) for base, text in html.items()}
    for name, some in shown.items():
        yield name, _written([[key for key, _ in some], {b: list(islice(one, len(some))) for b, one in texts.items()}])


def _written(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def keys(sections: Sections, rule: str) -> list[Key]:
    """The keys of the findings of a rule in the order of its list."""
    return sorted(Key(*row) for _, content in sections.of(keys_of(rule)) for row in json.loads(content))


def groups(names_of: Iterable[str], rule: str) -> list[tuple[int, int]]:
    """The outcomes and years that findings of a rule have, in the order of its list, by the names of sections."""
    start = f"{keys_of(rule)}/"
    found = (name.removeprefix(start).split("/") for name in names_of if name.startswith(start))
    return sorted((int(outcome), -int(year)) for outcome, year in found)


def entries(sections: Sections, name: str) -> Iterator[tuple[Key, Html]]:
    """The findings of a section as they are shown, by base language, agency by agency."""
    for _, content in sections.of(name):
        rows, html = json.loads(content)
        for place, row in enumerate(rows):
            yield Key(*row), {base: texts[place] for base, texts in html.items()}


def first(sections: Sections, names_of: Iterable[str], count: int) -> list[Html]:
    """The first findings, as they are shown, of sections that come in the order of the list."""
    found: list[Html] = []
    for name in names_of:
        if len(found) < count:
            some = nsmallest(count - len(found), entries(sections, name), key=_key)
            found += (html for _, html in some)
    return found


def in_order(sections: Sections, rule: str, order: Sequence[Key]) -> Iterator[tuple[Key, Html]]:
    """The findings of a rule as they are shown, in the order of these keys; few are held before their turn."""
    waiting: dict[Key, list[Html]] = {}
    found = _all(sections, rule, order)
    for key in order:
        while key not in waiting:
            other, html = next(found)
            waiting.setdefault(other, []).append(html)
        own = waiting[key]
        yield key, own.pop(0)
        if not own:
            del waiting[key]


def _all(sections: Sections, rule: str, order: Sequence[Key]) -> Iterator[tuple[Key, Html]]:
    for outcome, year in dict.fromkeys((key.outcome, key.year) for key in order):
        yield from entries(sections, entries_of(rule, outcome, year))


def _key(entry: tuple[Key, Any]) -> Key:
    return entry[0]
