"""The least part of a report that still shows what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.proving.scoring import read, score

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Catalogue
    from tests.proving.generator import Generated

FEW = 15  # lines; a text of fewer is cut at its sentences and cells


def shrink(made: Generated, catalogue: Catalogue) -> str:
    """The first wrong cell of a report, and the least of its text from which it is read so."""
    found = score(made, catalogue).wrong
    if not found:
        return "nothing is wrong\n"
    cell = found[0].split(" ")[0]

    def value(text: str) -> object:
        report = read(replace(made, content=text.encode()), catalogue)
        return next((c.value for c in report.observations if c.cell == cell), None) if report else None

    text = made.content.decode()
    wrong = value(text)
    parts = re.split(r"(?<=\n)|(?=<tr)|(?=<p)" if text.count("\n") > FEW else r"(?<=[ 。情况])|(?=第)", text)
    least = _least(parts, lambda kept: value("".join(kept)) == wrong)
    return f"{found[0]}\n{''.join(least)}\n"


def _least(parts: list[str], still: Callable[[list[str]], bool]) -> list[str]:
    """Leave out ever smaller runs of parts as long as the rest still shows it."""
    size = len(parts) // 2
    while size:
        at = 0
        while at < len(parts):
            rest = parts[:at] + parts[at + size :]
            if still(rest):
                parts = rest
            else:
                at += size
        size //= 2
    return parts
