"""Findings as lines of CSV: those that differ only in numbers and in the report are put into words once.

Most of what is found is that the same sums hold, report after report. A line of such a finding is a pattern with holes
for the report and the sides; whatever might be written otherwise in a cell of its own is written cell by cell.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sitegen.exports import csvfile, findings
from sitegen.exports.known import once
from sitegen.wording import because, phrased

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from decimal import Decimal

    from sitegen.exports.schema import Field, Values
    from sitegen.model import Catalogue, Finding, Report

MOST = 1 << 13  # patterns that are kept; those of what holds are a few hundred
LONG = 28  # digits; of longer numbers the size without the sign is rounded
SIDES = {"left": 1, "right": 2, "difference": 4}
"""Where the holes of a message are filled from: report, left, right, difference, the same without its sign, the end."""


class _Pattern(NamedTuple):
    text: str
    take: Callable[[Sequence[str | None]], tuple[str, ...]]


def lines(
    catalogue: Catalogue, some: Iterable[Finding], report: Report | None, row: Callable[[Finding], Values]
) -> bytes:
    """The findings about that report, or about none, as lines of the table; ``row`` makes the row of one."""
    fields, patterns = findings.fields(catalogue), _patterns(catalogue)
    end = csvfile.cells(fields[-2:], findings.whose(report)) if report and _is_slug(report.id) else None
    made = []
    for one in some:
        pattern = None
        left, right, apart = _side(one.left), _side(one.right), _side(one.difference)
        if end is not None and report and one.report == report.id and None not in (left, right, apart):
            key = _likeness(one)
            if key not in patterns:
                if len(patterns) >= MOST:
                    patterns.clear()
                patterns[key] = _pattern(catalogue, fields, one)
            pattern = patterns[key]
        if pattern is None:
            made.append(csvfile.cells(fields, row(one)))
        else:
            made.append(pattern.text % pattern.take((one.report, left, right, apart, (apart or "").lstrip("-"), end)))
    return "\r\n".join([*made, ""]).encode()


def _likeness(one: Finding) -> Hashable:
    """What two findings have in common of which only report and sides may differ."""
    about = (one.rule, one.outcome, one.severity, one.subject, one.cells, one.reason, one.details)
    return (*about, one.attribution, one.grounds, one.agency, one.year, one.left is None, one.right is None,
            one.difference is None)  # fmt: skip


@once
def _patterns(_: Catalogue) -> dict[Hashable, _Pattern | None]:
    return {}


def _pattern(catalogue: Catalogue, fields: Sequence[Field], one: Finding) -> _Pattern | None:
    """The line with its holes; none where what stands in the holes may change how the rest is written."""
    said = [phrased(one, catalogue, language) for language in ("zh", "en")]
    rest = (one.rule, one.outcome, one.severity, " ".join(one.cells) or None, one.attribution)
    grounds = [because(one, catalogue, language) or None for language in ("zh", "en")]
    name = one.id.removeprefix(one.report or "")
    if any(words is None for words in said) or csvfile.quoted(name) != name:
        return None
    rule, outcome, severity, cells, whose = (
        _fixed(csvfile.cell(field, value)) for field, value in zip(_at(fields, 1, 2, 3, 8, 11), rest, strict=True)
    )
    why = [_fixed(csvfile.cell(field, value)) for field, value in zip(_at(fields, 12, 13), grounds, strict=True)]
    holes = [0, 0, 1, 2, 3]
    sentences = []
    for words in said:
        text, places = _sentence(words or ())
        if not text[:1].isalnum():  # which might run in a spreadsheet
            return None
        sentences.append(csvfile.quoted(text))
        holes += places
    texts = (f"%s{_fixed(name)}", rule, outcome, severity, *["%s"] * 4, cells, *sentences, whose, *why, "%s")
    return _Pattern(",".join(texts), itemgetter(*holes, 5))


def _sentence(words: Sequence[str]) -> tuple[str, list[int]]:
    """A sentence with its holes, and which of them are which; every other piece is the name of a side."""
    text = "".join("%s" if at % 2 else _fixed(piece) for at, piece in enumerate(words))
    return text, [SIDES[name] for name in words[1::2]]


def _fixed(text: str) -> str:
    return text.replace("%", "%%")


def _at(fields: Sequence[Field], *places: int) -> list[Field]:
    return [fields[place] for place in places]


def _side(value: Decimal | dt.date | None) -> str | None:
    """A side as it stands in a cell and in a sentence alike; nothing where it might be written otherwise there."""
    if value is None:
        return ""
    text = str(value)
    return text if len(text) < LONG and text.isdigit() else _bare(text)


@lru_cache(maxsize=1 << 12)
def _bare(text: str) -> str | None:
    return text if len(text) < LONG and text.strip("0123456789.-") == "" else None


@lru_cache(maxsize=1 << 12)
def _is_slug(text: str) -> bool:
    return text.isascii() and text.replace("-", "").isalnum()
