"""Simplified characters turned into Traditional ones as they are written in Taiwan, as OpenCC's ``s2tw`` does.

OpenCC looks every piece of a text up in its dictionary of words, from the longest to the shortest. Here words are told
by their first two characters, so that a text is gone through once; what is in no word is turned by a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

WORDS, CHARACTERS, VARIANTS = "STPhrases.txt", "STCharacters.txt", "TWVariants.txt"
START = 2  # characters by which a word is told: none is shorter


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """What stands for each word, the lengths of words by their beginnings, and what stands for each character.

    Of the words the characters that are written otherwise in Taiwan, the ``variants``, are still to be turned.
    """

    words: dict[str, str]
    lengths: dict[str, tuple[int, ...]]
    characters: dict[int, str]
    variants: dict[int, str]


def traditionalized(text: str) -> str:
    """The text as OpenCC turns it."""
    known = dictionary()
    parts: list[str] = []
    end = 0
    for start, stop in _places(text, known):
        word = _first(known.words[text[start:stop]]).translate(known.variants)
        parts += (text[end:start].translate(known.characters), word)
        end = stop
    return "".join((*parts, text[end:].translate(known.characters)))


def _places(text: str, known: _Dictionary) -> list[tuple[int, int]]:
    """Where the words of the text stand: of those that overlap the longest, of equally long ones the first."""
    words, lengths, size = known.words, known.lengths, len(text)
    there = [
        (-length, at)
        for at in range(size - START + 1)
        for length in lengths.get(text[at : at + START], ())
        if at + length <= size and text[at : at + length] in words
    ]
    taken: set[int] = set()
    found = []
    for length, at in sorted(there):
        places = range(at, at - length)
        if taken.isdisjoint(places):
            taken.update(places)
            found.append((at, at - length))
    return sorted(found)


@lru_cache(maxsize=1)
def dictionary() -> _Dictionary:
    """What is known of words and characters; read once, which takes a while."""
    words, characters, variants = (_entries(name) for name in (WORDS, CHARACTERS, VARIANTS))
    found: dict[str, int] = {}  # lengths as bits, of which there are few kinds
    for word in words:
        start = word[:START]
        found[start] = found.get(start, 0) | 1 << len(word)
    kinds = {bits: tuple(one for one in range(bits.bit_length()) if bits >> one & 1) for bits in set(found.values())}
    lengths = {start: kinds[bits] for start, bits in found.items()}
    other = {ord(old): _first(new) for old, new in variants.items()}
    turned = {ord(old): _first(new).translate(other) for old, new in characters.items()}
    return _Dictionary(words, lengths, other | turned, other)


def _entries(name: str) -> dict[str, str]:
    """What a dictionary of OpenCC has for each entry."""
    text = resources.files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
    cells = text.rstrip("\n").replace("\n", "\t").split("\t")
    return dict(zip(cells[::2], cells[1::2], strict=True))


def _first(meanings: str) -> str:
    """The first where a dictionary names several."""
    return meanings.partition(" ")[0]
