"""Text as it is searched: Simplified, half-width, lower case, one character for one; and the terms that it has.

``templates/assets/find.js`` folds what is typed, and ``search.js`` cuts it into terms, in the same way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import add
from typing import TYPE_CHECKING

from sitegen.simplifying import simple_characters

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST, LAST = "\u3400", "\u9fff"
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
RUNS = re.compile(r"[\u3400-\u9fff]+(?:\s+[\u3400-\u9fff]+)*")  # white space between characters counts for nothing
WORDS = re.compile("[a-z0-9]{2,}")
SIGMA = "\u03a3"
APART = "\x00"  # between texts: neither white space, nor of any term
FEW = 64
LONGEST = 24  # characters of a word or a number; what is longer is a hash or a leftover


def folded(text: str) -> str:
    """The text with each character as it is searched; as long as it was."""
    plain = _replaced(text)
    low = plain.lower()
    if len(low) == len(plain) and SIGMA not in plain:  # which alone is another letter at the end of a word
        return low
    return "".join(low if len(low := character.lower()) == 1 else character for character in plain)


def _replaced(text: str) -> str:
    """The text with other characters for those that are written otherwise; a few are replaced one by one, faster."""
    replaced = _other_characters()
    found = replaced.keys() & set(text)
    if len(found) > FEW:
        return text.translate({ord(one): other for one, other in replaced.items()})
    for one in found:
        text = text.replace(one, replaced[one])
    return text


def terms(*texts: str) -> set[str]:
    """The terms of texts: pairs of neighbouring Chinese characters, the last of each run alone, words, numbers."""
    text = folded(APART.join(texts))
    found = {word for word in WORDS.findall(text) if len(word) <= LONGEST}
    for spaced in set(RUNS.findall(text)):
        run = "".join(spaced.split())
        found.update(map(add, run, run[1:]))
        found.add(run[-1])
    return found


def shard_key(term: str) -> str:
    """What decides where a term is kept: its first character, of a word the first two, so that beginnings suffice."""
    return term[0] if FIRST <= term[0] <= LAST else term[:2]


def shard(key: str, shards: int) -> int:
    """The number of the shard of a key; the script computes the same."""
    number = 0
    for character in key:
        number = (number * 31 + ord(character)) % 2**32
    return number % shards


def traditional_of(text: Iterable[str]) -> tuple[str, str]:
    """The Traditional characters, in order, that stand for Simplified ones of the text, and for which each."""
    wanted = set(text)
    pairs = [(chr(code), simple) for code, simple in _simplified().items() if simple in wanted]
    return "".join(pair[0] for pair in pairs), "".join(pair[1] for pair in pairs)


@lru_cache(maxsize=1)
def _other_characters() -> dict[str, str]:
    """What is searched for characters that are written otherwise, or are as wide as Chinese ones; none for another."""
    return {chr(one): other for one, other in (*_simplified().items(), *((w, chr(n)) for w, n in FULL_WIDTH.items()))}


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Each character that is written otherwise in Simplified Chinese, and how, by OpenCC."""
    pairs = sorted((chr(code), simple) for code, simple in simple_characters().items())
    return {ord(old): simple for old, simple in pairs if old <= LAST and simple <= LAST}
