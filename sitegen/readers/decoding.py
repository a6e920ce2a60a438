"""Bytes to text: a ladder of encodings, each taken strictly or not at all, so that nothing is lost in silence.

A byte order mark decides; then UTF-8, whatever the page declares; then the Chinese encodings, the declared one first,
weighed by how many of the characters that come out are common ones. A character cut off at the very end of the file is
replaced by U+FFFD and all else is kept.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from operator import itemgetter

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages call them, and the widest encoding that is meant: GB2312 pages hold characters of GB18030.
SIMPLIFIED, TRADITIONAL = "gb18030", "big5hkscs"
FAMILIES = {
    SIMPLIFIED: frozenset({"gb2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk", "gb18030", "cp936", "windows-936"}),
    TRADITIONAL: frozenset({"big5", "big-5", "x-x-big5", "big5-hkscs", "big5hkscs", "cp950", "windows-950"}),
}
PLAUSIBLE = 0.75  # of the characters beyond ASCII are common ones; real pages have 0.97, misread ones 0.3 to 0.6
DECLARED = 0.1  # what a declaration is worth where both encodings fit
CONTROLS = 0.05  # of all characters may be controls; binary files have far more
CUT = "\ufffd"

# Why a file cannot be read: keys of data/reasons.toml.
EMPTY, UNDECODABLE, TOO_LARGE, UNKNOWN_FORMAT = "empty", "undecodable", "too_large", "unknown_format"

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes(byte for byte in range(128) if _CONTROL.match(chr(byte)))
_ASCII = re.compile(r"[\x00-\x7f]+")
# Four Chinese characters of UTF-8 in a row, which are next to impossible in the other encodings.
_UTF8 = re.compile(rb"[\xe4-\xe9][\x80-\xbf][\x80-\xbf]" * 4)


class UnreadableError(Exception):
    """A file that cannot be read; ``str()`` is the reason, a key of ``data/reasons.toml``."""


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of a file; :class:`UnreadableError` when it is empty or no encoding of the ladder fits."""
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableError(EMPTY)
    text = _by_ladder(content, (declared or "").strip().lower())
    if text is None or _is_binary(content, text):
        raise UnreadableError(UNDECODABLE)
    if not text.strip():
        raise UnreadableError(EMPTY)
    if not text.strip().strip(CUT):  # the first bytes of a character, and nothing else
        raise UnreadableError(UNDECODABLE)
    return text


def _is_binary(content: bytes, text: str) -> bool:
    if len(content.translate(None, _CONTROL_BYTES)) == len(content):  # the quick answer for nearly all files
        return False
    return len(_CONTROL.findall(text)) > CONTROLS * len(text)


def glance(head: bytes) -> str:
    """The beginning of a file, well enough to tell its format by ASCII characters in it."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    return head.decode(_unmarked(head) or "latin-1", "ignore")


def _by_ladder(content: bytes, declared: str) -> str | None:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    if unmarked := _unmarked(content):
        wide = _strictly(content, unmarked)
        if wide is not None and _commonness(wide) >= PLAUSIBLE:
            return wide
    unicode = _strictly(content, "utf-8")
    return _chinese(content, declared) if unicode is None else unicode


def _unmarked(content: bytes) -> str | None:
    """UTF-16 without a mark, which shows in the zero bytes beside its ASCII characters, if it is that."""
    if b"\x00" not in content:
        return None
    even, odd = content[::2].count(0), content[1::2].count(0)
    if even + odd < CONTROLS * len(content):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _chinese(content: bytes, declared: str) -> str | None:
    """The text in the Chinese encoding that fits best; none for a mixture with UTF-8 and for what is no Chinese."""
    if _UTF8.search(content):
        return None
    found = []
    for encoding, names in FAMILIES.items():
        text = _strictly(content, encoding)
        if text is not None and (worth := _commonness(text)) >= PLAUSIBLE:
            found.append((worth + DECLARED * (declared in names), text))
    return max(found, key=itemgetter(0))[1] if found else None


def _strictly(content: bytes, encoding: str) -> str | None:
    """The text if every byte fits, but for a character that the end of the file cuts off."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        text = decoder.decode(content)
    except UnicodeDecodeError:
        return None
    return text + CUT if decoder.getstate()[0] else text


def _commonness(text: str) -> float:
    """The share of common characters among those beyond ASCII."""
    counts = Counter(_ASCII.sub("", text).removesuffix(CUT))
    common = _common()
    return sum(n for character, n in counts.items() if character in common) / (counts.total() or 1)


@cache
def _common() -> frozenset[str]:
    """The characters and symbols that GB2312 and Big5 hold to be in common use: their first levels."""
    simplified = _region(0xA1, 0xA9, "gbk", 0xA1) + _region(0xB0, 0xD7, "gbk", 0xA1)
    return frozenset(simplified + _region(0xA1, 0xC6, TRADITIONAL, 0x40))


def _region(first: int, last: int, encoding: str, trail: int) -> str:
    pairs = b"".join(bytes((lead, second, 0x0A)) for lead in range(first, last + 1) for second in range(trail, 0xFF))
    return pairs.decode(encoding, "ignore")  # the line feeds keep a pair that stands for nothing from moving the next
