"""What a report tells of private people is hidden before anything is published: numbers to reach or to know them by.

What stands in the place of a number is as long as it, so that every line and every place stays what it is in the file:
what the mark has not, characters of no width fill.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from sitegen.cleaning import clean
from sitegen.model import VALUED

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from sitegen.model import Claim, Fact, Finding, Observation, Private, Quarantined, Redaction, Report

FILL = "\u200b"
# All else holds nothing to hide, whatever the patterns say: no @, no seven digits close together in a cell of a row.
AT_SIGNS = ("@", "\uff20")
DIGITS = re.compile(r"\d[^\d|]{0,3}\d[^\d|]{0,3}\d(?:[^\d|]{0,3}\d){4}")
APART = "\n" * 4  # between texts that are looked at together: digits so far apart belong to no number
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
Spans = tuple[tuple[int, int], ...]


def redacted(report: Report, redaction: Redaction) -> Report:
    """The report as it is published; nothing in it has moved."""

    def fact(one: Fact | None) -> Fact | None:
        return one and _fact(one, redaction)

    return replace(
        report,
        lines=_lines(report, redaction),
        title=fact(report.title),
        agency_name=fact(report.agency_name),
        scope=fact(report.scope),
        names=tuple(_fact(one, redaction) for one in report.names),
        chapters=tuple(_fact(one, redaction) for one in report.chapters),
        observations=_cells(report.observations, redaction),
        local_rows=_cells(report.local_rows, redaction),
        claims=tuple(_claim(claim, redaction) for claim in report.claims),
    )


def redacted_finding(finding: Finding, redaction: Redaction) -> Finding:
    """The finding as it is published: what it quotes of a sentence is hidden as there; figures of tables stay."""
    if "/" in finding.subject or not finding.details:
        return finding
    details = tuple((name, hidden(words, redaction)) for name, words in finding.details)
    return finding if details == finding.details else replace(finding, details=details)


def redacted_aside(item: Quarantined, redaction: Redaction) -> Quarantined:
    """The file that is set aside, with what was found about it as it is published."""
    return replace(item, findings=tuple(redacted_finding(finding, redaction) for finding in item.findings))


def hidden(text: str, redaction: Redaction) -> str:
    """The text without what is private, as long as before."""
    return _hidden(text, redaction, ())


def _is_worth_a_look(text: str) -> bool:
    return any(sign in text for sign in AT_SIGNS) or DIGITS.search(text) is not None


def _hidden(text: str, redaction: Redaction, kept: Spans) -> str:
    if not _is_worth_a_look(text):
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


def _lines(report: Report, redaction: Redaction) -> tuple[str, ...]:
    """The lines without what is private; those that are worth no look are the same."""
    lines = list(report.lines)
    ends = list(accumulate(len(line) + len(APART) for line in lines))
    # All lines are looked at together, which is quicker than one by one.
    together = APART.join(lines)
    suspect = {bisect_right(ends, found.start()) + 1 for found in DIGITS.finditer(together)}
    if any(sign in together for sign in AT_SIGNS):
        suspect.update(number for number, line in enumerate(lines, 1) if _is_worth_a_look(line))
    if not suspect:
        return report.lines
    kept = _kept(report, suspect)
    for number in suspect:
        lines[number - 1] = _hidden(lines[number - 1], redaction, kept.get(number, ()))
    return tuple(lines)


def _kept(report: Report, lines: Container[int]) -> dict[int, Spans]:
    """By line: the characters of what is published as a figure, a date or an index number, which nothing may hide."""
    cells = (*report.observations, *report.local_rows)
    evidence = (cell.provenance.place for cell in cells if cell.provenance and cell.status in VALUED)
    facts = (report.year, report.published_on, report.signed_on, report.composed_on, report.index_no)
    told = (place for claim in report.claims for place in (claim.place, *(part.place for part in claim.parts)))
    found: dict[int, list[tuple[int, int]]] = {}
    for place in (*evidence, *(fact.place for fact in facts if fact), *told):
        if place and place.line in lines and place.end > place.start:
            found.setdefault(place.line, []).append((place.start, place.end))
    return {line: tuple(spans) for line, spans in found.items()}


def _fact(one: Fact, redaction: Redaction) -> Fact:
    value, printed = hidden(one.value, redaction), hidden(one.printed, redaction)
    return one if (value, printed) == (one.value, one.printed) else replace(one, value=value, printed=printed)


def _cells(cells: tuple[Observation, ...], redaction: Redaction) -> tuple[Observation, ...]:
    """The cells without what is private; the texts of a table are few, so all of them are looked at together."""
    known = [cell.provenance for cell in cells if cell.provenance]
    texts = {one.printed for one in known} | {one.row_label for one in known} | {one.column_label for one in known}
    return tuple(_cell(cell, redaction) for cell in cells) if _is_worth_a_look(APART.join(texts)) else cells


def _cell(cell: Observation, redaction: Redaction) -> Observation:
    """The cell without what is private in its labels, and in what it prints where that is no figure."""
    evidence = cell.provenance
    if evidence is None:
        return cell
    texts = evidence.row_label, evidence.column_label, evidence.printed
    if not any(map(_is_worth_a_look, texts)):
        return cell
    row, column, printed = (hidden(text, redaction) for text in texts)
    shown = evidence.printed if cell.status in VALUED else printed
    return replace(cell, provenance=replace(evidence, row_label=row, column_label=column, printed=shown))


def _claim(claim: Claim, redaction: Redaction) -> Claim:
    if not _is_worth_a_look(APART.join((claim.words, *(part.label for part in claim.parts)))):
        return claim
    parts = tuple(replace(part, label=hidden(part.label, redaction)) for part in claim.parts)
    return replace(claim, words=hidden(claim.words, redaction), parts=parts)
