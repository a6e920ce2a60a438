"""What the sentences of a report claim: each figure with its concept, and why it may not be the table's."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.claims.context import Found, doubt_of, means
from sitegen.claims.parts import lists, with_parts
from sitegen.claims.rates import growths, shares
from sitegen.claims.scan import grammar, scan
from sitegen.claims.scope import Reporter
from sitegen.claims.sentences import sentences, spans, told_in_cells
from sitegen.claims.words import FIGURE
from sitegen.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.claims.scan import Scan
    from sitegen.claims.sentences import Sentence
    from sitegen.claims.words import Word
    from sitegen.extraction.stream import Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Document, Prose

__all__ = ["Reporter", "read", "read_sentences"]


def read(
    document: Document, text: Stream, matches: Iterable[Match], reporter: Reporter, prose: Prose
) -> tuple[Claim, ...]:
    """The claims of a document outside its tables, in reading order."""
    given = [(text, sentence) for sentence in sentences(text, spans(text, document, matches))]
    if (cells := told_in_cells(document)) is not None:
        given += [(cells, sentence) for sentence in sentences(cells, ())]
    return read_sentences(given, reporter, prose)


def read_sentences(given: Iterable[tuple[Stream, Sentence]], reporter: Reporter, prose: Prose) -> tuple[Claim, ...]:
    """The claims of sentences, each with an id of its own: the concept and how many of it came before."""
    seen: Counter[str] = Counter()
    claims: list[Claim] = []
    for text, sentence in given:
        ids = {"": ""}
        for claim in _claims(scan(text, sentence, reporter, prose)):
            seen[claim.concept] += 1
            ids[claim.id] = f"{claim.concept}-{seen[claim.concept]}"
            claims.append(replace(claim, id=ids[claim.id], of=ids.get(claim.of, "")))
    return tuple(claims)


def _claims(sentence: Scan) -> Iterator[Claim]:
    heads: list[tuple[Claim, Word | None]] = []
    for found in _found(sentence):
        if means(found, sentence, heads) and (claim := _claim(found, sentence, heads)):
            heads.append((claim, found.figure))
    claims = with_parts(heads, sentence)
    yield from claims
    yield from lists(sentence) if not claims else ()
    yield from shares(claims, sentence)
    yield from growths(heads, sentence)


def _found(sentence: Scan) -> Iterator[Found]:
    known = grammar(sentence.prose)
    for match in known.pattern.finditer("".join(word.code for word in sentence.outer)):
        concept = known.concepts[(match.lastindex or 1) - 1]
        row = sentence.outer[match.start() : match.end()]
        figure = next((word for word in row if word.code == FIGURE), None)
        kinds = frozenset(word.kind for word in row)
        if figure is None or (figure.unit in concept.units and _is_total(figure, kinds)):
            yield Found(concept, match.start(), match.end() - 1, figure, kinds)


def _is_total(figure: Word, kinds: frozenset[str]) -> bool:
    """Whether a figure is one, and not that of each of two things: 复议、诉讼均为2件 are four."""
    return figure.value is not None and (figure.value == 0 or kinds.isdisjoint({"all", "each"}))


def _claim(found: Found, sentence: Scan, heads: list[tuple[Claim, Word | None]]) -> Claim | None:
    outer, figure = sentence.outer, found.figure
    first, last = outer[found.first], outer[found.last]
    at = sentence.place((figure or first).start, (figure or last).end)
    if at is None:
        return None
    qualifier = figure.qualifier if figure else "none" if first.kind == "none" else "all"
    return Claim(
        id=f"{len(heads)}",
        concept=found.concept.id,
        value=figure.value if figure else Decimal(0) if qualifier == "none" else None,
        unit=figure.unit if figure else "",
        qualifier=qualifier,
        place=at[0],
        printed=at[1],
        words=sentence.text[first.start : last.end],
        doubt=doubt_of(found, sentence, heads),
    )
