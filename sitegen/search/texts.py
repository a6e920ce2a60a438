"""The index of texts: which documents have a term, in shards; and the text of each document, to show and to verify.

A document is a report, with the lines that are shown of it and its findings, or a part of the codebook. Terms lead to
documents only; the script looks into the few that it shows, so that no list of positions need be loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sitegen.search.folding import shard, shard_key, terms, traditional_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHARD = 16_384  # bytes that a shard has on average at most
ENTRY = 8  # bytes that a term weighs beside its numbers, about


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
        texts = [line.text for line in self.lines]
        texts += (part for one in self.notes for part in (one.zh, one.en, one.name_zh, one.name_en))
        return {term for text in texts for term in terms(text)}

    def content(self) -> dict[str, Any]:
        """What the script shows of it: rows of number and text, rows of target, kind, texts and names."""
        notes = [[one.target, one.kind, one.zh, one.en, one.name_zh, one.name_en] for one in self.notes]
        return {"lines": [[line.number, line.text] for line in self.lines], "notes": notes}


def text_index(documents: Sequence[Text]) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """What the script must know before it searches, and the shards.

    ``documents`` are rows of id, number of the agency and year. A shard has the terms that fall into it, each with the
    numbers of its documents, written as differences in base 36.
    """
    postings: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        for term in document.terms():
            postings.setdefault(term, []).append(number)
    shards = _shards_for(postings)
    content: list[dict[str, str]] = [{} for _ in range(shards)]
    for term in sorted(postings):
        content[shard(shard_key(term), shards)][term] = differences(postings[term])
    traditional, simplified = traditional_of("".join(postings))
    about = {
        "shards": shards,
        "documents": [[one.id, *((one.agency, one.year) if one.agency is not None else ())] for one in documents],
        "from": traditional,
        "to": simplified,
    }
    return about, content


def differences(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps between them: ``2 1.8 a`` is 2, then nine more in a row, 3 to 11, then 21."""
    steps = [after - before for before, after in pairwise((0, *numbers))]
    told: list[str] = []
    at = 0
    while at < len(steps):
        end = at
        while end + 1 < len(steps) and steps[end + 1] == steps[at]:
            end += 1
        again = end - at
        told.append(base36(steps[at]) + (f".{base36(again)}" if again else ""))
        at = end + 1
    return " ".join(told)


def base36(number: int) -> str:
    """A number in the digits 0 to 9 and a to z."""
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits


def _shards_for(postings: dict[str, list[int]]) -> int:
    """So many shards, a power of two, that they stay small."""
    size = sum(ENTRY + 2 * len(numbers) for numbers in postings.values())
    shards = 1
    while shards * SHARD < size:
        shards *= 2
    return shards
