"""Percentages: a share of a figure before it (占 p%), or growth against another year (同比增长 p%)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.claims.words import FIGURE, PERCENT
from sitegen.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.claims.scan import Scan
    from sitegen.claims.words import Word
    from sitegen.model import Figure

# The concept that a word before 同比 names.
SUBJECTS = {
    "request": "received",
    "bare": "received",
    "receive": "received",
    "close": "closed",
    "review": "reconsideration",
    "suit": "litigation",
    "info": "published",
}
GIVEN_YEAR = re.compile(r"\d{4}")


def shares(claims: Sequence[Claim], sentence: Scan) -> Iterator[Claim]:
    """Percentages that say which share of another the figure right before them is."""
    words = sentence.words
    for n, percent in enumerate(words):
        if not _is_rate(percent):
            continue
        at = next((m for m in range(n - 1, -1, -1) if words[m].kind == "share"), None)
        if at is None or any(w.code in {FIGURE, PERCENT} for w in words[at:n]):
            continue
        figure = next((w for w in reversed(words[:at]) if w.code in {FIGURE, PERCENT}), None)
        if figure is None or figure.code == PERCENT or figure.depth != percent.depth:
            continue
        part, place = sentence.figure(figure), sentence.place(percent.start, percent.end)
        if part is None or place is None or words[at].start - figure.end > 1:
            continue
        of = _claim_of(part, claims)
        yield Claim(
            f"share{n}", "share", percent.value, "%", "exact", *place,
            words=sentence.text[figure.start : percent.end],
            doubt="" if of and of.doubt in {"", "part"} else "unclear",
            of=of.id if of else "",
            parts=(part,),
        )  # fmt: skip


def growths(heads: Sequence[tuple[Claim, Word | None]], sentence: Scan) -> Iterator[Claim]:
    """Percentages that say how much more or less than in the year before there was of something."""
    words = sentence.outer
    for n, percent in enumerate(words):
        if not _is_rate(percent):
            continue
        change = words[n - 1] if n else percent
        if change.kind not in {"up", "down"} or percent.value is None:
            continue
        at = next((m for m in range(n - 2, -1, -1) if words[m].kind in {"compare", "figure", "percent"}), None)
        if at is None or words[at].kind != "compare" or GIVEN_YEAR.search(words[at].text):
            continue
        clause = next((m + 1 for m in range(at - 1, -1, -1) if words[m].kind == "mark"), 0)
        named = {SUBJECTS[word.kind] for word in words[clause:at] if word.kind in SUBJECTS}
        of = next((claim for claim, word in reversed(heads) if word and word.end <= words[at].start), None)
        place = sentence.place(percent.start, percent.end)
        if of is None or place is None or (named and of.concept not in named):
            continue
        yield Claim(
            f"growth{n}", "growth", -percent.value if change.kind == "down" else percent.value, "%", "exact", *place,
            words=sentence.text[words[at].start : percent.end], doubt=of.doubt, of=of.id,
        )  # fmt: skip


def _is_rate(word: Word) -> bool:
    return word.code == PERCENT and word.text.endswith("%")


def _claim_of(part: Figure, claims: Sequence[Claim]) -> Claim | None:
    """The claim that lists the figure among its parts, or is made by it."""
    listing = (claim for claim in claims if any(other.place == part.place for other in claim.parts))
    own = (claim for claim in claims if claim.place == part.place)
    return next(listing, None) or next(own, None)
