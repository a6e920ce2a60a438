"""Marks that turn the direction of text: a page shows none, or figures could be shown in another order than printed."""

from __future__ import annotations

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NOTHING = dict.fromkeys(map(ord, MARKS))


def undirected(text: str) -> str:
    """The text without such marks; hardly any has one."""
    return text.translate(_NOTHING) if any(mark in text for mark in MARKS) else text
