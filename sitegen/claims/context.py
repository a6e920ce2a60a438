"""Whether words mean their concept where they stand, and how certain it is that the figure is the table's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.claims.scope import doubt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.claims.scan import Scan
    from sitegen.claims.words import Word
    from sitegen.model import Claim, Concept, Prose

    Heads = Sequence[tuple[Claim, Word | None]]

PAUSES = frozenset(",;:")
APPLICATION = re.compile(r"(?<!依)申请|(?:受理|收到|答复|办结|办理)[^,。;]{0,4}依申请公开")


@dataclass(frozen=True, slots=True)
class Found:
    """A concept found in a sentence: the words from ``first`` to ``last``, and its figure if it has one."""

    concept: Concept
    first: int
    last: int
    figure: Word | None
    kinds: frozenset[str]


def means(found: Found, sentence: Scan, heads: Heads) -> bool:
    """Whether what stands around the words lets them mean the concept."""
    concept, before = found.concept, sentence.outer[: found.first]
    if _is_turned(found, sentence) or (heads and heads[-1][0].concept in concept.not_after):
        return False
    # 不予公开、无法提供12件 is the figure of both.
    if len(before) > 1 and before[-1].kind == "and" and before[-2].code not in "FP,;":
        return False
    if concept.after:
        named = [known for claim, _ in heads if (known := sentence.prose.concept(claim.concept)) and not known.after]
        return bool(named) and named[-1].id == concept.after
    # 办理行政复议案件126件 is what an agency does that decides reconsiderations of whatever kind.
    acts = "none" not in found.kinds and _acts(found, sentence)
    return bool(concept.headed and not acts) or _speaks(found, sentence)


def _is_turned(found: Found, sentence: Scan) -> bool:
    """Whether the words say the contrary, a condition, or something of applications for whatever it is."""
    before = sentence.outer[: found.first]
    after = sentence.text[sentence.outer[found.last].end :]
    condition = "none" in found.kinds and after.startswith("的") and after[1:2] in PAUSES  # 未收到申请的,应当…
    whatever = found.kinds.issuperset({"bare", "gap"}) and "request" not in found.kinds
    return condition or whatever or bool(before and before[-1].kind == "none")


def _speaks(found: Found, sentence: Scan) -> bool:
    """Whether the sentence, or what stands before it, speaks of what the concept needs."""
    concept = found.concept
    said = {word.kind for word in sentence.outer[: found.last + 1]}
    return (
        not concept.needs
        or not said.isdisjoint(concept.needs)
        or not sentence.before.isdisjoint((*concept.needs, *concept.headed))
    )


def _clause(found: Found, sentence: Scan) -> set[str]:
    """The kinds of the words before the concept in its clause."""
    words = sentence.outer[: found.first]
    begin = next((n + 1 for n in range(len(words) - 1, -1, -1) if words[n].kind == "mark"), 0)
    return {word.kind for word in words[begin:]}


def _acts(found: Found, sentence: Scan) -> bool:
    """Whether the clause says that somebody accepted or handled cases, as an agency that decides them does."""
    return not (_clause(found, sentence) | found.kinds).isdisjoint({"handle", "receive", "close"})


def doubt_of(found: Found, sentence: Scan, heads: Heads) -> str:
    """Why the figure may not be the table's, as :class:`sitegen.model.Claim` says; empty where it certainly is."""
    concept, leader = found.concept, heads[-1][0] if heads else None
    subject = next((claim for claim, _ in reversed(heads) if claim.concept == concept.after), None)
    if subject and subject.doubt:
        return subject.doubt
    why = doubt(found.first, found.last, sentence)
    led = leader is not None and (leader.concept in concept.under or _leads(leader, sentence.prose, concept.under))
    if why and not (why == "part" and (led or subject)):
        return why
    loose = concept.vague or _loose(found, sentence, heads) or _bare(found, sentence) or _of_the_office(found, sentence)
    return "unclear" if loose else ""


def _leads(claim: Claim, prose: Prose, under: tuple[str, ...]) -> bool:
    """Whether a claim is itself a part of what the concepts named list, as the first of two outcomes is."""
    concept = prose.concept(claim.concept)
    return concept is not None and bool(under) and concept.under == under and not claim.doubt


def _loose(found: Found, sentence: Scan, heads: Heads) -> bool:
    """Whether an outcome may be of some requests only, or a case of something other than disclosure."""
    concept = found.concept
    if concept.headed:
        return not _speaks(found, sentence) or _acts(found, sentence)
    if not concept.under:
        return False
    ends = [word.end for _, word in heads if word]
    before = sentence.outer[: found.first]
    between = [word for word in before if not ends or word.start >= ends[-1]]
    if ends and any(word.kind in {"figure", "gap", "applicant"} for word in between):
        return True
    said = {word.kind for word in before} | sentence.before
    return not said.isdisjoint((*sentence.prose.elsewhere, "applicant")) or not _applied(before, sentence, heads)


def _applied(before: Sequence[Word], sentence: Scan, heads: Heads) -> bool:
    """Whether applications are spoken of, and not documents: 主动公开25件,依申请公开3件,不予公开12件."""
    if any(word.kind == "publish" and after.kind == "figure" for word, after in pairwise(before)):
        return False
    text = sentence.text[: before[-1].end] if before else ""
    return any(not claim.doubt for claim, _ in heads) or bool(APPLICATION.search(sentence.preceding + text))


def _of_the_office(found: Found, sentence: Scan) -> bool:
    """Whether a government may speak of its own office, while its table counts the whole territory."""
    if not sentence.reporter.government:
        return False
    first, last = sentence.outer[found.first], sentence.outer[found.last]
    clause = sentence.text.rfind(",", 0, first.start) + 1
    told = sentence.text[clause : last.end]
    whole = sentence.reporter.territory and any(
        word.kind == "territory" and word.start >= clause for word in sentence.outer[: found.first]
    )
    return not whole and (found.concept.territorial or sentence.reporter.without_names(told) != told)


def _bare(found: Found, sentence: Scan) -> bool:
    """Whether a bare 申请 is not said to be one for information by anything before."""
    if "bare" not in found.kinds or "request" in found.kinds:
        return False
    return "request" not in {word.kind for word in sentence.outer[: found.first]} | sentence.before
