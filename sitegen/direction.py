"""Marks that turn the direction of text: a page shows none, or figures could be shown in another order than printed."""

from __future__ import annotations

import re

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ENCODED = re.compile(b"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")


def undirected(text: str) -> bytes:
    """The text without such marks, encoded; hardly any has one."""
    return _ENCODED.sub(b"", text.encode())
