"""The figures that a sentence lists under another (共公开100条,其中…60条,…40条), or without one (公开情况如下:…)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.claims.words import FIGURE
from sitegen.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.claims.scan import Scan
    from sitegen.claims.words import Word
    from sitegen.model import Figure

FEWEST = 3  # figures in a row that look like parts though the sentence does not say so
REST = re.compile(r"其[他它余]")
ENDS = frozenset({"compare", "up", "down", "among", "deed"})


def with_parts(heads: Sequence[tuple[Claim, Word | None]], sentence: Scan) -> list[Claim]:
    """The claims, those that list others with their parts, and the parts with the claim that they belong to."""
    result = [claim for claim, _ in heads]
    taken: set[int] = set()
    for n, (claim, head) in enumerate(heads):
        if head is None or claim.doubt == "part" or n in taken:
            continue
        later = [(m, other, word) for m, (other, word) in enumerate(heads) if m > n and word]
        others = [word.start for _, other, word in later if not _is_under(other, claim, sentence)]
        named, listed = _listed(sentence.words, head, min(others, default=len(sentence.text)))
        parts = _figures([head, *listed], sentence)
        if not parts or not (named or (claim.concept == "published" and len(parts) >= FEWEST)):
            continue
        closed = any(REST.search(part.label) for part in parts) and not _mixed(sentence.words, head, listed[-1])
        result[n] = replace(claim, parts=parts, listing="implied" if not named else "closed" if closed else "named")
        for m, _, word in later:
            if any(word.start == part.start for part in listed):
                result[m] = replace(result[m], of=claim.id)
                taken.add(m)
    return result


def lists(sentence: Scan) -> Iterator[Claim]:
    """What an agency's website has published, where the sentence lists it and gives no total."""
    words = sentence.outer
    at = next((n for n, word in enumerate(words) if word.kind == "among"), len(words))
    concept = next((c for c in sentence.prose.concepts if c.listed), None)
    leading = {word.kind for word in words[:at]}
    figures = [word for word in words[at:] if word.code == FIGURE]
    if concept is None or not leading.issuperset(concept.listed) or "figure" in leading or len(figures) < FEWEST:
        return
    parts = _figures([words[at], *figures], sentence)
    whole = sentence.place(figures[0].start, figures[-1].end)
    if parts and whole and all(part.unit == parts[0].unit and part.unit in concept.units for part in parts):
        said = sentence.text[words[at].start : figures[-1].end]
        yield Claim("list", concept.id, None, parts[0].unit, "list", *whole, words=said, listing="named", parts=parts)


def _is_under(claim: Claim, parent: Claim, sentence: Scan) -> bool:
    """Whether a claim may be a part of another: an outcome of requests, a document among what was published."""
    concept = sentence.prose.concept(claim.concept)
    if concept is None or parent.concept in {*concept.under, concept.after}:
        return True
    return claim.doubt == "part" and parent.concept in {"published", claim.concept}


def _listed(words: Sequence[Word], head: Word, stop: int) -> tuple[bool, list[Word]]:
    """Whether the sentence says that parts follow, and the figures of one depth and unit that do."""
    named, depth, listed = False, head.depth, list["Word"]()
    items = False  # introduced by a colon, and parted by semicolons
    behind = [n for n, word in enumerate(words) if head.end <= word.start < stop]
    for n in behind:
        word = words[n]
        if word.kind == "among" and not listed and not named:
            named, depth = True, word.depth
            items = n + 1 < len(words) and words[n + 1].text == ":"
        elif (
            word.depth < depth
            or (word.kind in ENDS and word.depth <= depth)
            or (not items and _ends_list(words, n, depth, listed))
        ):
            break
        elif word.code == FIGURE and word.depth == depth and word.unit == head.unit and word.value is not None:
            listed.append(word)
    return named, listed


def _mixed(words: Sequence[Word], head: Word, last: Word) -> bool:
    """Whether figures of another unit stand among the parts, so that these cannot be all."""
    inside = [word for word in words if head.end <= word.start < last.start and word.depth == last.depth]
    return any(word.code == FIGURE and word.unit != head.unit for word in inside)


def _ends_list(words: Sequence[Word], at: int, depth: int, listed: list[Word]) -> bool:
    """Whether a semicolon parts the list from what follows, and no item of a numbered list does."""
    if words[at].text != ";" or words[at].depth != depth or not listed:
        return False
    return at + 1 >= len(words) or words[at + 1].kind != "ordinal"


def _figures(words: Sequence[Word], sentence: Scan) -> tuple[Figure, ...]:
    """The figures after the first word, each with the text before it as its label; none where one is not whole."""
    figures = [
        sentence.figure(word, sentence.text[before.end : word.start].strip(",;:、()"))
        for before, word in pairwise(words)
    ]
    whole = [figure for figure in figures if figure and figure.value is not None]
    return tuple(whole) if len(whole) == len(figures) else ()
