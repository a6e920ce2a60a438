"""A sentence as the readers of figures, parts and percentages see it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.claims.words import CLOSE, FIGURE, Lexicon, Word, lexicon
from sitegen.model import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.claims.scope import Reporter
    from sitegen.claims.sentences import Sentence
    from sitegen.extraction.stream import Stream
    from sitegen.model import Concept, Place, Prose

BROKEN = re.compile(r"\D?(\d[\d,.]*)")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rows of all concepts as one pattern over the codes of words, with the concept of each."""

    lexicon: Lexicon
    pattern: re.Pattern[str]
    concepts: tuple[Concept, ...]


@lru_cache(maxsize=8)
def grammar(prose: Prose) -> Grammar:
    """The grammar of a knowledge base, made once; the longest row comes first: 行政复议和行政诉讼 is no 行政复议."""
    words = lexicon(prose)
    rows: list[tuple[str, str, Concept]] = []
    for concept in prose.concepts:
        # What is not understood after a word of none may turn it into something else: 未公开… is not 未….
        rows += [(terms, words.row(terms, gap=""), concept) for terms in concept.none]
        rows += [(terms, words.row(terms), concept) for terms in (*concept.patterns, *concept.phrases)]
    rows.sort(key=lambda row: -row[0].count(" "))
    # The group behind each row only tells which it is; before it, every row would have to be tried to its end.
    return Grammar(words, re.compile("|".join(f"{row}()" for _, row, _ in rows)), tuple(c for _, _, c in rows))


@dataclass(frozen=True, slots=True)
class Scan:
    """The words of a sentence, those outside brackets apart, and the sentence before it or the heading above."""

    text: str
    words: tuple[Word, ...]
    outer: tuple[Word, ...]
    preceding: str
    start: int
    stream: Stream
    reporter: Reporter
    prose: Prose

    @property
    def before(self) -> frozenset[str]:
        """The kinds of words that stand in the sentence before, or in the heading above."""
        return _kinds(self.prose, self.preceding) if self.preceding else frozenset()

    def place(self, start: int, end: int) -> tuple[Place, str] | None:
        """Where characters are printed, and as what; none where a figure is broken by a space or a new line."""
        first = self.start + start
        digits = BROKEN.match(self.text, start, end)
        if digits and self.stream.next_break(self.start + digits.start(1)) < self.start + digits.end(1):
            return None
        piece = self.stream.piece(first, self.start + end)
        return piece.place, piece.printed

    def figure(self, word: Word, label: str = "") -> Figure | None:
        """A figure of the sentence, if it is whole."""
        found = self.place(word.start, word.end)
        return Figure(word.value, word.unit, word.qualifier, *found, label) if found else None


def scan(stream: Stream, sentence: Sentence, reporter: Reporter, prose: Prose) -> Scan:
    """A sentence of the stream, read as words."""
    read = _words(prose, reporter.without_names(sentence.text))
    outer = tuple(word for word in read if word.depth == 0 and word.code != CLOSE)
    return Scan(sentence.text, read, outer, sentence.before, sentence.start, stream, reporter, prose)


@lru_cache(maxsize=4096)
def _words(prose: Prose, text: str) -> tuple[Word, ...]:
    """The words of a sentence; many sentences are the same from year to year, and from agency to agency."""
    return tuple(_settled(lexicon(prose).read(text)))


@lru_cache(maxsize=256)
def _kinds(prose: Prose, text: str) -> frozenset[str]:
    return frozenset(word.kind for word in lexicon(prose).read(text))


def _settled(words: list[Word]) -> Iterator[Word]:
    """The words without the "one" of "not one"."""
    before = ""
    for word in words:
        if word.code == FIGURE and before == "none" and word.text.startswith("一"):
            continue
        if before != "none" or word.kind not in {"receive", "request", "about"}:
            before = word.kind
        yield word
