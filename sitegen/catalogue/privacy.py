"""What is hidden of the text of reports: ``redaction.toml``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.catalogue.entries import read_toml, tables, unique
from sitegen.model import Private, Redaction

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.catalogue.entries import Entry

CHECKS = frozenset({"", "resident"})


def load_redaction(path: Path) -> Redaction:
    """The kinds of numbers that are hidden, in the order in which they are looked for."""
    entry = read_toml(path)
    entry.check(units=list, short=str, kind=list)
    kinds = tables(entry, "kind")
    for kind in kinds:
        kind.check(id=str, zh=str, patterns=list, check_=str)
        if kind.text("check") not in CHECKS:
            kind.fail(f"'check' must be one of {', '.join(sorted(CHECKS - {''}))}")
    unique((kind.text("id"), kind) for kind in kinds)
    units = "|".join(_pattern(entry, unit) for unit in entry.texts("units"))
    return Redaction(
        tuple(
            Private(
                kind.text("id"),
                kind.text("zh"),
                tuple(f"{_pattern(kind, one)}(?!\\s?(?:{units}))" for one in kind.texts("patterns")),
                kind.text("check"),
            )
            for kind in kinds
        ),
        entry.text("short"),
    )


def _pattern(entry: Entry, pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        entry.fail(f"{pattern!r} is no pattern: {error}")
    return pattern
