"""What a report tells of private people is hidden before anything is published: numbers to reach or to know them by.

What stands in the place of a number is as long as it, so that every line and every place stays what it is in the file:
what the mark has not, characters of no width fill.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.cleaning import clean
from sitegen.model import VALUED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Claim, Fact, Finding, Observation, Place, Private, Redaction, Report

FILL = "\u200b"
WORTH_A_LOOK = re.compile(r"[@\uff20]|(?:\d\D{0,3}){6}\d")  # all else holds nothing to hide, whatever the patterns say
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
Spans = tuple[tuple[int, int], ...]


def redacted(report: Report, redaction: Redaction) -> Report:
    """The report as it is published; nothing in it has moved."""
    kept = _kept(report)
    lines = tuple(_hidden(line, redaction, kept.get(number, ())) for number, line in enumerate(report.lines, 1))

    def text(words: str) -> str:
        return hidden(words, redaction)

    def fact(one: Fact | None) -> Fact | None:
        return one and replace(one, value=text(one.value), printed=text(one.printed))

    def facts(those: Iterable[Fact]) -> tuple[Fact, ...]:
        return tuple(replace(one, value=text(one.value), printed=text(one.printed)) for one in those)

    return replace(
        report,
        lines=lines,
        title=fact(report.title),
        agency_name=fact(report.agency_name),
        scope=fact(report.scope),
        names=facts(report.names),
        chapters=facts(report.chapters),
        observations=tuple(_cell(cell, redaction) for cell in report.observations),
        local_rows=tuple(_cell(cell, redaction) for cell in report.local_rows),
        claims=tuple(_claim(claim, redaction) for claim in report.claims),
    )


def redacted_finding(finding: Finding, redaction: Redaction) -> Finding:
    """The finding as it is published: what it quotes of a sentence is hidden as there; figures of tables stay."""
    if "/" in finding.subject or not finding.details:
        return finding
    details = tuple((name, hidden(words, redaction)) for name, words in finding.details)
    return finding if details == finding.details else replace(finding, details=details)


def hidden(text: str, redaction: Redaction) -> str:
    """The text without what is private, as long as before."""
    return _hidden(text, redaction, ())


def _hidden(text: str, redaction: Redaction, kept: Spans) -> str:
    if not WORTH_A_LOOK.search(text):
        return text
    for start, end, mark in _found(text, redaction):
        if not any(start < last and first < end for first, last in kept):
            text = text[:start] + _fitting(mark, redaction.short, end - start) + text[end:]
    return text


def _found(text: str, redaction: Redaction) -> Iterator[tuple[int, int, str]]:
    """What is private in a text: its characters and the mark for it, in no order, none within another."""
    cleaned = clean(text)
    taken: list[tuple[int, int]] = []
    for kind in redaction.kinds:
        for pattern in _patterns(kind):
            for match in pattern.finditer(cleaned.text):
                group = "number" if "number" in pattern.groupindex else 0
                start, end = match.span(group)
                known = any(start < last and first < end for first, last in taken)
                if not known and (kind.check != "resident" or _is_resident(match[group])):
                    taken.append((start, end))
                    yield *cleaned.span(start, end), kind.zh


@lru_cache(maxsize=32)
def _patterns(kind: Private) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in kind.patterns)


def _fitting(mark: str, short: str, length: int) -> str:
    fitting = next((one for one in (mark, short) if len(one) <= length), "*" * length)
    return fitting + FILL * (length - len(fitting))


def _is_resident(number: str) -> bool:
    """Whether the last of the 18 characters is the check digit of GB 11643."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True))
    return CHECK_DIGITS[total % 11] == number[17].upper()


def _kept(report: Report) -> dict[int, Spans]:
    """By line: the characters of what is published as a figure, a date or an index number, which nothing may hide."""
    cells = (cell for cell in (*report.observations, *report.local_rows) if cell.status in VALUED and cell.provenance)
    places: list[Place | None] = [cell.provenance.place for cell in cells if cell.provenance]
    facts = (report.year, report.published_on, report.signed_on, report.composed_on, report.index_no)
    places += [fact.place for fact in facts if fact]
    places += [place for claim in report.claims for place in (claim.place, *(part.place for part in claim.parts))]
    found: dict[int, list[tuple[int, int]]] = {}
    for place in places:
        if place and place.end > place.start:
            found.setdefault(place.line, []).append((place.start, place.end))
    return {line: tuple(spans) for line, spans in found.items()}


def _cell(cell: Observation, redaction: Redaction) -> Observation:
    """The cell without what is private in its labels, and in what it prints where that is no figure."""
    evidence = cell.provenance
    if evidence is None:
        return cell
    texts = evidence.row_label, evidence.column_label, evidence.printed
    if not any(map(WORTH_A_LOOK.search, texts)):
        return cell
    row, column, printed = (hidden(text, redaction) for text in texts)
    shown = evidence.printed if cell.status in VALUED else printed
    return replace(cell, provenance=replace(evidence, row_label=row, column_label=column, printed=shown))


def _claim(claim: Claim, redaction: Redaction) -> Claim:
    parts = tuple(replace(part, label=hidden(part.label, redaction)) for part in claim.parts)
    return replace(claim, words=hidden(claim.words, redaction), parts=parts)
