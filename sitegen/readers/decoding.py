"""Bytes to text: a ladder of encodings, each tried strictly, so that nothing is lost in silence."""

from __future__ import annotations

import codecs

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LADDER = ("utf-8", "gb18030", "big5")


# Why a file cannot be read: keys of data/reasons.toml.
EMPTY, UNDECODABLE, TOO_LARGE, UNKNOWN_FORMAT = "empty", "undecodable", "too_large", "unknown_format"


class UnreadableError(Exception):
    """A file that cannot be read; ``str()`` is the reason, a key of ``data/reasons.toml``."""


def decode(content: bytes) -> str:
    """The text of a file; :class:`UnreadableError` when it is empty or no encoding of the ladder fits."""
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableError(EMPTY)
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strictly(content, (encoding,))
    return _strictly(content, LADDER)


def _strictly(content: bytes, encodings: tuple[str, ...]) -> str:
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableError(UNDECODABLE)
