"""The index of texts: which documents have a term, in shards; and the text of each document, to show and to verify.

A document is a report, with the lines that are shown of it and its findings, or a part of the codebook. Terms lead to
documents only; the script looks into the few that it shows, so that no list of positions need be loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any
from zlib import crc32

from sitegen.search.folding import shard, shard_key, terms, traditional_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SHARD = 16_384  # bytes that a shard has on average at most
ENTRY = 8  # bytes that a term weighs beside its numbers, about
PARTS = 64
"""So many parts the index is gathered in, each by itself; of a large site a part is several shards."""
ONE_OF = 16  # so large a share of the terms stands for all where they are counted


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source by its number."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A text in both languages that has an address or an anchor; ``kind`` is an outcome, or a kind of thing."""

    target: str
    kind: str
    zh: str
    en: str
    name_zh: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A document: its id, the number of its agency in the index of agencies, its year; its lines, its notes.

    A part of the codebook is of no agency and no year.
    """

    id: str
    agency: int | None = None
    year: str = ""
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()

    def terms(self) -> set[str]:
        """Every term that stands in it."""
        lines = (line.text for line in self.lines)
        return terms(*lines, *(part for one in self.notes for part in (one.zh, one.en, one.name_zh, one.name_en)))

    def content(self) -> dict[str, Any]:
        """What the script shows of it: rows of number and text, rows of target, kind, texts and names."""
        notes = [[one.target, one.kind, one.zh, one.en, one.name_zh, one.name_en] for one in self.notes]
        return {"lines": [[line.number, line.text] for line in self.lines], "notes": notes}


class Terms:
    """The terms of some documents, of one agency or of the codebook."""

    def __init__(self, documents: Iterable[Text]) -> None:
        """Note of each term which of the documents have it: a bit for each, the first one's the lowest."""
        self._found: dict[str, int] = {}
        found = self._found
        for place, document in enumerate(documents):
            bit = 1 << place
            for term in document.terms():
                found[term] = found.get(term, 0) | bit

    def parts(self) -> Iterator[tuple[int, bytes]]:
        """What they have in each part of the index: lines of the documents in hexadecimal, and the terms in these."""
        parts: dict[int, dict[int, list[str]]] = {}
        for term, documents in self._found.items():
            parts.setdefault(_part(shard_key(term)), {}).setdefault(documents, []).append(term)
        for part, lines in sorted(parts.items()):
            yield part, "\n".join(f"{own:x} {' '.join(sorted(some))}" for own, some in sorted(lines.items())).encode()

    def size(self) -> bytes:
        """How often a document has a term, and a sample of the terms, from which the number of shards is reckoned."""
        sample = sorted(term for term in self._found if crc32(term.encode()) % ONE_OF == 0)
        return " ".join((str(sum(own.bit_count() for own in self._found.values())), *sample)).encode()

    def characters(self) -> bytes:
        """Every character that a term has."""
        return "".join(sorted(set().union(*self._found))).encode()


@lru_cache(maxsize=1 << 16)
def _part(key: str) -> int:
    return shard(key, PARTS)


def shards_for(sizes: Iterable[bytes]) -> int:
    """So many shards, a power of two, that they stay small, about; each size is of :class:`Terms`."""
    count, sample = 0, set[str]()
    for size in sizes:
        own, *terms_of_it = size.decode().split(" ")
        count += int(own)
        sample.update(terms_of_it)
    weight = ENTRY * ONE_OF * len(sample) + 2 * count
    shards = 1
    while shards * SHARD < weight:
        shards *= 2
    return shards


def parts_of(shards: int) -> dict[tuple[int, ...], tuple[int, ...]]:
    """Which shards are made of which parts: several shards of one part, or one of several."""
    step = min(shards, PARTS)
    return {tuple(range(first, PARTS, step)): tuple(range(first, shards, step)) for first in range(step)}


def shards_of(found: Iterable[tuple[Sequence[int], bytes]], numbers: Sequence[int], shards: int) -> dict[int, Any]:
    """The shards of these numbers: each term with the numbers of its documents, as :func:`differences` writes them.

    What is ``found`` are parts of the index, each with the numbers of the documents that its bits stand for.
    """
    postings: dict[str, list[tuple[int, ...]]] = {}
    for own, part in found:
        for term, documents in _documents(own, part):
            postings.setdefault(term, []).append(documents)
    content: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for term in sorted(postings):
        content[shard(shard_key(term), shards)][term] = differences(sorted(chain.from_iterable(postings[term])))
    return content


def amended(
    shards: Mapping[int, dict[str, str]], changes: Iterable[tuple[Sequence[int], bytes, bytes]], count: int
) -> dict[int, dict[str, str]]:
    """Those of the shards, by number, that parts of the index change, as :func:`shards_of` makes them; of so many.

    Of each change: the numbers of the documents that its bits stand for, what the part was and what it is.
    """
    found: dict[int, dict[str, str]] = {}
    for own, then, now in changes:
        before, after = (dict(_documents(own, part)) for part in (then, now))
        for term in before.keys() | after.keys():
            gone, new = before.get(term, ()), after.get(term, ())
            if gone == new:
                continue
            number = shard(shard_key(term), count)
            content = found.setdefault(number, dict(shards[number]))
            left = {*numbers_of(content.get(term, "")), *new}.difference(set(gone).difference(new))
            if left:
                content[term] = differences(sorted(left))
            else:
                del content[term]
    return {number: dict(sorted(content.items())) for number, content in found.items()}


def _documents(own: Sequence[int], part: bytes) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The terms of a part of the index, each with the numbers of the documents that have it."""
    for line in part.decode().split("\n") if part else ():
        bits, *terms_of_it = line.split(" ")
        which = int(bits, 16)
        documents = tuple(number for place, number in enumerate(own) if which >> place & 1)
        for term in terms_of_it:
            yield term, documents


def about(shards: int, documents: Sequence[Text], characters: Iterable[bytes]) -> dict[str, Any]:
    """What the script must know before it searches; ``documents`` may be bare of lines and notes."""
    known = set[str]()
    for some in characters:
        known.update(some.decode())
    traditional, simplified = traditional_of(known)
    return {
        "shards": shards,
        "documents": [[one.id, *((one.agency, one.year) if one.agency is not None else ())] for one in documents],
        "from": traditional,
        "to": simplified,
    }


def differences(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps between them: ``2 1.8 a`` is 2, then nine more in a row, 3 to 11, then 21."""
    told: list[str] = []
    before, last, again = 0, -1, 0
    for number in (*numbers, -1):
        step = number - before
        before = number
        if step == last:
            again += 1
            continue
        if last >= 0:
            told.append(f"{base36(last)}.{base36(again)}" if again else base36(last))
        last, again = step, 0
    return " ".join(told)


def numbers_of(told: str) -> Iterator[int]:
    """The numbers that :func:`differences` has written so."""
    number = 0
    for part in told.split():
        step, _, again = part.partition(".")
        for _ in range(int(again, 36) + 1 if again else 1):
            number += int(step, 36)
            yield number


@lru_cache(maxsize=1 << 12)
def base36(number: int) -> str:
    """A number in the digits 0 to 9 and a to z."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits
