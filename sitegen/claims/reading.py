"""What the sentences of a report claim: each figure with its concept, and why it may not be the table's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.claims.parts import lists, with_parts
from sitegen.claims.rates import growths, shares
from sitegen.claims.scan import grammar, scan
from sitegen.claims.scope import Reporter, doubt
from sitegen.claims.sentences import sentences, spans
from sitegen.claims.words import FIGURE
from sitegen.model import Claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.claims.scan import Scan
    from sitegen.claims.sentences import Sentence
    from sitegen.claims.words import Word
    from sitegen.extraction.stream import Stream
    from sitegen.extraction.tables import Match
    from sitegen.model import Concept, Document, Prose

PAUSES = frozenset(",;:")

__all__ = ["Reporter", "read", "read_sentences"]


def read(
    document: Document, text: Stream, matches: Iterable[Match], reporter: Reporter, prose: Prose
) -> tuple[Claim, ...]:
    """The claims of a document outside its tables, in reading order."""
    return read_sentences(text, sentences(text, spans(text, document, matches)), reporter, prose)


def read_sentences(text: Stream, given: Iterable[Sentence], reporter: Reporter, prose: Prose) -> tuple[Claim, ...]:
    """The claims of sentences, each with an id of its own: the concept and how many of it came before."""
    seen: Counter[str] = Counter()
    claims: list[Claim] = []
    for sentence in given:
        ids = {"": ""}
        for claim in _claims(scan(text, sentence, reporter, prose)):
            seen[claim.concept] += 1
            ids[claim.id] = f"{claim.concept}-{seen[claim.concept]}"
            claims.append(replace(claim, id=ids[claim.id], of=ids.get(claim.of, "")))
    return tuple(claims)


@dataclass(frozen=True, slots=True)
class _Found:
    """A concept found in a sentence: the words from ``first`` to ``last``, and its figure if it has one."""

    concept: Concept
    first: int
    last: int
    figure: Word | None
    kinds: frozenset[str]


def _claims(sentence: Scan) -> Iterator[Claim]:
    heads: list[tuple[Claim, Word | None]] = []
    for found in _found(sentence):
        if _allowed(found, sentence, heads) and (claim := _claim(found, sentence, heads)):
            heads.append((claim, found.figure))
    claims = with_parts(heads, sentence)
    yield from claims
    yield from lists(sentence) if not claims else ()
    yield from shares(claims, sentence)
    yield from growths(heads, sentence)


def _found(sentence: Scan) -> Iterator[_Found]:
    known = grammar(sentence.prose)
    for match in known.pattern.finditer("".join(word.code for word in sentence.outer)):
        concept = known.concepts[(match.lastindex or 1) - 1]
        row = sentence.outer[match.start() : match.end()]
        figure = next((word for word in row if word.code == FIGURE), None)
        kinds = frozenset(word.kind for word in row)
        if figure is None or (figure.unit in concept.units and _is_total(figure, kinds)):
            yield _Found(concept, match.start(), match.end() - 1, figure, kinds)


def _is_total(figure: Word, kinds: frozenset[str]) -> bool:
    """Whether a figure is one, and not that of each of two things: 复议、诉讼均为2件 are four."""
    return figure.value is not None and (figure.value == 0 or kinds.isdisjoint({"all", "each"}))


def _allowed(found: _Found, sentence: Scan, heads: list[tuple[Claim, Word | None]]) -> bool:
    """Whether what stands before lets the words mean the concept."""
    concept, before = found.concept, sentence.outer[: found.first]
    if before and before[-1].kind == "none":
        return False
    if found.kinds.issuperset({"bare", "gap"}) and "request" not in found.kinds:  # an application for whatever it is
        return False
    # 未收到申请的,应当… is a condition.
    after = sentence.text[sentence.outer[found.last].end :]
    if "none" in found.kinds and after.startswith("的") and after[1:2] in PAUSES:
        return False
    # 不予公开、无法提供12件 is the figure of both.
    if len(before) > 1 and before[-1].kind == "and" and before[-2].code not in "FP,;":
        return False
    if heads and heads[-1][0].concept in concept.not_after:
        return False
    if concept.after:
        named = [known for claim, _ in heads if (known := sentence.prose.concept(claim.concept)) and not known.after]
        return bool(named) and named[-1].id == concept.after
    # 办理行政复议案件126件 is what an agency does that decides reconsiderations of whatever kind.
    acts = "none" not in found.kinds and _acts(found, sentence)
    return bool(concept.headed and not acts) or _speaks(found, sentence)


def _speaks(found: _Found, sentence: Scan) -> bool:
    """Whether the sentence, or what stands before it, speaks of what the concept needs."""
    concept = found.concept
    said = {word.kind for word in sentence.outer[: found.last + 1]}
    return (
        not concept.needs
        or not said.isdisjoint(concept.needs)
        or not sentence.before.isdisjoint((*concept.needs, *concept.headed))
    )


def _clause(found: _Found, sentence: Scan) -> set[str]:
    """The kinds of the words before the concept in its clause."""
    words = sentence.outer[: found.first]
    begin = next((n + 1 for n in range(len(words) - 1, -1, -1) if words[n].kind == "mark"), 0)
    return {word.kind for word in words[begin:]}


def _acts(found: _Found, sentence: Scan) -> bool:
    """Whether the clause says that somebody accepted or handled cases, as an agency that decides them does."""
    return not (_clause(found, sentence) | found.kinds).isdisjoint({"handle", "receive", "close"})


def _claim(found: _Found, sentence: Scan, heads: list[tuple[Claim, Word | None]]) -> Claim | None:
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
        doubt=_doubt(found, sentence, heads),
    )


def _doubt(found: _Found, sentence: Scan, heads: list[tuple[Claim, Word | None]]) -> str:
    concept, leader = found.concept, heads[-1][0] if heads else None
    why = doubt(found.first, found.last, sentence)
    if why == "part" and leader:
        if leader.concept in concept.under or _leads(leader, sentence.prose, concept.under):
            why = ""
        elif concept.after:
            why = leader.doubt
    if why:
        return why
    return "unclear" if _loose(found, sentence, heads) or _bare(found, sentence) else ""


def _leads(claim: Claim, prose: Prose, under: tuple[str, ...]) -> bool:
    """Whether a claim is itself a part of what the concepts named list, as the first of two outcomes is."""
    concept = prose.concept(claim.concept)
    return concept is not None and bool(under) and concept.under == under and not claim.doubt


def _loose(found: _Found, sentence: Scan, heads: list[tuple[Claim, Word | None]]) -> bool:
    """Whether an outcome may be of some requests only, or a case of something other than disclosure."""
    concept = found.concept
    if concept.headed:
        return not _speaks(found, sentence) or _acts(found, sentence)
    if not concept.under:
        return False
    ends = [word.end for _, word in heads if word]
    between = [w for w in sentence.outer[: found.first] if not ends or w.start >= ends[-1]]
    if ends and any(word.kind in {"figure", "gap", "applicant"} for word in between):
        return True
    said = {word.kind for word in sentence.outer[: found.first]} | sentence.before
    return not said.isdisjoint((*sentence.prose.elsewhere, "applicant"))


def _bare(found: _Found, sentence: Scan) -> bool:
    """Whether a bare 申请 is not said to be one for information by anything before."""
    if "bare" not in found.kinds or "request" in found.kinds:
        return False
    return "request" not in {word.kind for word in sentence.outer[: found.first]} | sentence.before
