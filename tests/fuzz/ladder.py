"""The decode ladder: texts in every encoding, whole, mixed, cut and damaged."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, NamedTuple

from sitegen.readers.decoding import CUT, FAMILIES, MARKS, SIMPLIFIED, TRADITIONAL, UnreadableError, decode
from tests.fuzz.mutating import CHARACTERS, damaged, excerpt
from tests.fuzz.promises import promise

if TYPE_CHECKING:
    from random import Random

    from tests.fuzz.material import Material

ENCODINGS = ("utf-8", "utf-8-sig", SIMPLIFIED, "gbk", TRADITIONAL, "utf-16", "utf-16-le", "utf-16-be", "utf-32")
NAMES = (None, "", "utf-8", "none-such", "GB2312 ", *sorted(FAMILIES[SIMPLIFIED]), *sorted(FAMILIES[TRADITIONAL]))
CONTROLS = frozenset(map(chr, (*range(9), *range(14, 32), 127)))
MOST_CONTROLS = 0.05  # of a text; what has more is no text
LONGEST_CHARACTER = 4  # bytes
DAMAGED = 0.8
LENGTHS = (4, 40, 400, 2000)


class Encoded(NamedTuple):
    """Bytes, what is declared of them, and the text where they are whole and nothing but it."""

    content: bytes
    declared: str | None
    whole: str | None


def draw(rng: Random, material: Material) -> Encoded:
    """A piece of a report in some encoding, mostly damaged."""
    text = excerpt(rng, rng.choice(material.texts), rng.choice(LENGTHS))
    if rng.random() < 1 / 4:
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(CHARACTERS) + text[at:]
    encoding, declared = rng.choice(ENCODINGS), rng.choice(NAMES)
    content = text.encode(encoding, "ignore")
    if rng.random() < DAMAGED:
        pieces = tuple(excerpt(rng, other, 300).encode(rng.choice(ENCODINGS), "ignore") for other in material.texts[:2])
        return Encoded(damaged(rng, content, pieces), declared, None)
    is_told = encoding in {"utf-8", "utf-8-sig", "utf-16", "utf-32"}  # by its bytes
    # A zero after the mark of UTF-16 would make it that of UTF-32.
    certain = is_told and text.strip("\x00 \t\r\n\ufeff") and not text.startswith("\x00")
    return Encoded(content, declared, text if certain else None)


def examine(case: Encoded) -> str:
    """Decode, and hold the text against the bytes: all of them, and no character that stands for none."""
    try:
        text = decode(case.content, case.declared)
    except UnreadableError as error:
        promise(case.whole is None or _is_hopeless(case.whole), "a whole text is read", case)
        return str(error)
    promise(text.strip().strip(CUT), "what is read is more than blanks and a mark of what is cut off", case)
    text.encode()  # no half of a pair, which could not be written
    as_it_was = case.whole is None or case.whole.lstrip("\ufeff") == text.lstrip("\ufeff")
    promise(as_it_was, "a whole text comes back as it was", case, text)
    promise(any(_says(case.content, text, encoding) for encoding in _possible(case.content)), "all of it", case, text)
    return "cut" if text.endswith(CUT) else "read"


def _is_hopeless(text: str) -> bool:
    """Whether a text is mostly controls, or blank."""
    return not text.strip().strip(CUT) or sum(c in CONTROLS for c in text) > MOST_CONTROLS * len(text)


def _possible(content: bytes) -> tuple[tuple[bytes, str], ...]:
    marks = tuple((mark, encoding) for mark, encoding in MARKS if content.startswith(mark))
    return marks[:1] or tuple((b"", name) for name in ("utf-8", SIMPLIFIED, TRADITIONAL, "utf-16-le", "utf-16-be"))


def _says(content: bytes, text: str, encoding: tuple[bytes, str]) -> bool:
    """Whether the bytes say the text in that encoding; only what the very end cuts off may be told as U+FFFD."""
    mark, name = encoding
    body = content[len(mark) :]
    try:
        if body.decode(name) == text:
            return True
    except UnicodeDecodeError as error:
        if not text.endswith(CUT) or error.start < len(body) - LONGEST_CHARACTER:
            return False
        return codecs.decode(body[: error.start], name) + CUT == text
    return False
