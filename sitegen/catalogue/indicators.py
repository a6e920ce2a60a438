"""Indicators and their concordance: what each is in every form, how comparable, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, read_csv, unique
from sitegen.model import Equivalent, Form, Indicator

if TYPE_CHECKING:
    from pathlib import Path

GRADES = ("same", "approximate", "not_comparable")


def load_indicators(indicators: Path, concordance: Path, forms: tuple[Form, ...]) -> tuple[Indicator, ...]:
    """The indicators in the order of the file."""
    columns = ("id", "name_zh", "name_en", "unit", "definition_zh", "definition_en", "law")
    entries = read_csv(indicators, columns)
    unique((entry.text("id"), entry) for entry in entries)
    twins = read_csv(concordance, ("indicator", "form", "cells", "grade", "reason_zh", "reason_en"))
    unique((f"{entry.text('indicator')} in {entry.text('form')}", entry) for entry in twins)
    known = {entry.text("id") for entry in entries}
    cells = {form.id: {f"{t.id}/{r.id}/{c.id}" for t in form.tables for _, r, c in t.cells()} for form in forms}
    by_indicator: dict[str, list[Equivalent]] = {}
    for entry in twins:
        if entry.text("indicator") not in known:
            entry.fail(f"there is no indicator {entry.text('indicator')!r}")
        by_indicator.setdefault(entry.text("indicator"), []).append(_equivalent(entry, cells))
    return tuple(
        Indicator(
            id=e.text("id"),
            zh=e.text("name_zh"),
            en=e.text("name_en"),
            unit=e.text("unit"),
            definition_zh=e.text("definition_zh"),
            definition_en=e.text("definition_en"),
            law=e.text("law"),
            equivalents=tuple(by_indicator.get(e.text("id"), ())),
        )
        for e in entries
    )


def _equivalent(entry: Entry, cells: dict[str, set[str]]) -> Equivalent:
    form = entry.text("form")
    if form not in cells:
        entry.fail(f"there is no form {form!r}")
    if entry.text("grade") not in GRADES:
        entry.fail(f"'grade' must be one of {', '.join(GRADES)}")
    if not entry.texts("cells"):
        entry.fail("'cells' is empty")
    if missing := [cell for cell in entry.texts("cells") if cell not in cells[form]]:
        entry.fail(f"{form} has no cell {', '.join(missing)}")
    return Equivalent(form, entry.texts("cells"), entry.text("grade"), entry.text("reason_zh"), entry.text("reason_en"))
