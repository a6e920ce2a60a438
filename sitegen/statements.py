"""All that a report says of its year, its agency and its chapters, for checks to see whether it agrees with itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.model import Fact
from sitegen.recognition import (
    CAPTION,
    DATE,
    GROUP,
    LOST_DATE,
    ORGANISATION,
    PERIOD,
    TAIL,
    first,
    title_in,
    year_in_text,
)

if TYPE_CHECKING:
    from sitegen.model import Catalogue, Chapter, Form
    from sitegen.recognition import Facts, Line

DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
NUMBERS = "一二三四五六七八九十"
ORDINAL_BEGINS = frozenset(f"第({NUMBERS}")
ORDINAL = re.compile(rf"第?(?P<number>[{NUMBERS}])(?:部分|章|[、.,:])|[((](?P<bracketed>[{NUMBERS}])[))]")
BY_TITLE, BY_NUMBER = "title", "number"
SIGNED_WITHIN = 3  # lines above the date of signature in which the name stands


def years(facts: Facts) -> tuple[Fact, ...]:
    """Every year that the report gives as its own, by where it stands: title, period, caption, page data, text."""
    found: list[Fact | None] = []
    if facts.title and facts.title.place and (match := title_in(facts.title.value)):
        found.append(Fact(match["year"].translate(DIGITS), facts.title.printed, facts.title.place, "title"))
    for pattern, how in ((PERIOD, "period"), (CAPTION, "caption"), (GROUP, "page_data")):
        found.append(first(pattern, "year", facts.worded, how))
    found.append(year_in_text(facts.worded))
    return tuple(Fact(one.value.translate(DIGITS), one.printed, one.place, one.how) for one in found if one)


def names(facts: Facts) -> tuple[Fact, ...]:
    """The name in the title, that of the publisher, and the one above the date of signature."""
    named = facts.agency_name if facts.agency_name and facts.agency_name.how == "title" else None
    return tuple(fact for fact in (named, facts.publisher, _signature(facts.lines[-TAIL:])) if fact)


def _signature(tail: tuple[Line, ...]) -> Fact | None:
    for at in range(len(tail) - 1, -1, -1):
        if DATE.fullmatch(tail[at].text) or LOST_DATE.fullmatch(tail[at].text):
            for line in reversed(tail[max(0, at - SIGNED_WITHIN) : at]):
                if ORGANISATION.fullmatch(line.text):
                    return Fact(line.text, line.printed, line.place, "signature")
            return None
    return None


def chapters(facts: Facts, catalogue: Catalogue) -> tuple[Fact, ...]:
    """The headings of chapters in reading order, by the chapter's number: known by title, or by their number alone."""
    known, rows = catalogue.chapters, _rows(catalogue.forms)
    titles = tuple(title for chapter in known for title in chapter.titles)
    lines = (line for line in facts.worded.lines if line.text[0] in ORDINAL_BEGINS or line.text in titles)
    return tuple(found for line in lines if (found := _heading(line, known, titles, rows)))


@lru_cache(maxsize=8)
def _rows(forms: tuple[Form, ...]) -> tuple[str, ...]:
    """What rows of tables and the headings above them say after their number: they are no headings of chapters."""
    rows = [row for form in forms for table in form.tables for _, row in table.rows]
    above = {part.partition("、")[2] for row in rows for part in row.path}
    return tuple(sorted(({row.zh for row in rows} | above) - {""}))


def _heading(line: Line, known: tuple[Chapter, ...], titles: tuple[str, ...], rows: tuple[str, ...]) -> Fact | None:
    match = ORDINAL.match(line.text)
    rest = line.text[match.end() :] if match else line.text
    for chapter in known if rest.startswith(titles) else ():
        if rest in chapter.titles or (match and rest.startswith(chapter.titles)):
            return Fact(str(chapter.number), line.printed, line.place, BY_TITLE)
    if not match or not match["number"] or rest.startswith(rows):
        return None
    number = NUMBERS.index(match["number"]) + 1
    for chapter in known:
        if chapter.number == number:
            how = BY_TITLE if any(word in rest[:40] for word in chapter.words) else BY_NUMBER
            return Fact(str(number), line.printed[:80], line.place, how)
    return None
