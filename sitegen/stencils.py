"""Pieces of pages that are cut once and filled many times: of values that are the same but for a few.

A template is rendered with marks in the place of what varies; what it makes of them is cut there. The template stays
the one source of the markup, and the many pieces that differ only in numbers and ids cost no rendering.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MARKED = re.compile("(?:\x02|%02)([0-9]+)(?:\x03|%03)")
PLAIN = re.compile(r"[A-Za-z0-9._~-]*")
"""What stands in text, in an attribute and in an address alike, escaped in none of them."""


def hole(number: int) -> str:
    """The mark in the place of what is filled in with that number: characters that no text has, in an address too."""
    return f"\x02{number}\x03"


def is_plain(text: str) -> bool:
    """Whether the text can be filled in as it is, wherever its hole is."""
    return PLAIN.fullmatch(text) is not None


class Stencil:
    """A piece of a page with holes."""

    __slots__ = ("_pattern", "_take")

    def __init__(self, rendered: str) -> None:
        """Cut what a template made of the marks."""
        pieces = MARKED.split(rendered)
        texts, numbers = [piece.replace("%", "%%") for piece in pieces[::2]], [int(piece) for piece in pieces[1::2]]
        self._pattern = "%s".join(texts)
        self._take = itemgetter(*numbers) if numbers else None

    def fill(self, values: Sequence[str]) -> str:
        """The piece with the values, which are plain, in the holes of their numbers."""
        return self._pattern % self._take(values) if self._take else self._pattern % ()
