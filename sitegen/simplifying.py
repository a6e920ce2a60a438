"""Traditional characters turned into simplified ones, as OpenCC does with its dictionaries.

A text that has none is told by one look at its characters. Where no phrase of the dictionary stands in a text, OpenCC
turns it character by character, and so does a table; only the others are left to OpenCC itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Protocol, cast

CHARACTERS, PHRASES = "TSCharacters.txt", "TSPhrases.txt"
FIRST = "\u3400"  # what stands before it is no Chinese character
RARE = re.compile("[\U00010000-\U0010ffff]")  # a class that holds any of these is searched ten times as slowly


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@dataclass(frozen=True, slots=True)
class _Characters:
    """What stands for each traditional character, and a pattern that any of them matches but the rare ones."""

    simple: dict[int, str]
    pattern: re.Pattern[str]


def has_traditional(text: str) -> bool:
    """Whether any character is one that OpenCC turns into another."""
    if text.isascii():
        return False
    known = _characters()
    if known.pattern.search(text):
        return True
    return RARE.search(text) is not None and any(ord(character) in known.simple for character in text)


def simplified(text: str) -> str:
    """The text as OpenCC turns it, character for character; untouched where it has no traditional character."""
    if not has_traditional(text):
        return text
    if not _phrases().search(text):
        return text.translate(_characters().simple)
    converted = _opencc().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(_opencc().convert(character)[:1] for character in text)


@lru_cache(maxsize=1)
def simple_characters() -> dict[int, str]:
    """What stands for each traditional character by its number."""
    return {ord(old): new for old, new in _entries(CHARACTERS).items() if old >= FIRST and new != old}


@lru_cache(maxsize=1)
def _characters() -> _Characters:
    simple = simple_characters()
    common = "".join(character for character in map(chr, simple) if not RARE.match(character))
    return _Characters(simple, re.compile(f"[{common}]"))


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _entries(PHRASES))))


def _entries(name: str) -> dict[str, str]:
    """What a dictionary of OpenCC puts in the place of each entry, the first where it names several."""
    text = resources.files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.split("\n") if line)
    return {old: new.split(" ")[0].strip() for old, new in pairs}


@lru_cache(maxsize=1)
def _opencc() -> _Converter:
    from opencc import OpenCC  # noqa: PLC0415  loading its dictionaries takes a while and few texts need them

    return cast("_Converter", OpenCC("t2s"))
