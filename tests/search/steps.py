"""Growing numbers as the indexes hold them, read as the scripts read them."""

from __future__ import annotations


def numbers(told: str) -> list[int]:
    """The numbers of a text that holds the steps between them to base 36, and how often a step comes again."""
    found, last = [], 0
    for piece in told.split():
        step, _, again = piece.partition(".")
        for _ in range(1 + int(again or "0", 36)):
            last += int(step, 36)
            found.append(last)
    return found
