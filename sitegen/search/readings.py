"""How the characters of names are read: every reading of each in pinyin without tones, for typing names by sound."""

from __future__ import annotations

import os
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from sitegen.search.folding import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

NO_WORDS = "PYPINYIN_NO_PHRASES"


def readings(text: Iterable[str]) -> dict[str, str]:
    """The characters of the text by their readings, which have a space between them.

    All readings count, so that 重庆 and 厦门 are found as they are read without knowing which words they are.
    """
    found: dict[str, list[str]] = {}
    for character in sorted({one for one in text if FIRST <= one <= LAST}):
        if read := _readings(character):
            found.setdefault(read, []).append(character)
    return {read: "".join(found[read]) for read in sorted(found)}


@lru_cache(maxsize=1 << 14)
def _readings(character: str) -> str:
    (read,) = load()(character) or ([],)
    return " ".join(dict.fromkeys(one for each in read if each for one in _typed(each)))


@lru_cache(maxsize=1)
def load() -> Callable[[str], list[list[str]]]:
    """What tells all readings of a character; without the dictionary of words, which is slow to load, as none is one.

    The library asks for that in the environment, when it is imported.
    """
    before = os.environ.get(NO_WORDS)
    os.environ[NO_WORDS] = "true"
    try:
        from pypinyin import Style, pinyin  # noqa: PLC0415  loading its dictionaries takes a while
    finally:
        os.environ.pop(NO_WORDS)
        if before is not None:
            os.environ[NO_WORDS] = before
    return partial(pinyin, style=Style.NORMAL, heteronym=True, errors="ignore")


def _typed(syllable: str) -> tuple[str, ...]:
    """A syllable as it is typed: ü as v, and as u by those who leave the dots out."""
    plain = syllable.replace("ü", "v")
    return (plain, plain.replace("v", "u")) if "v" in plain else (plain,)
