"""Indicators and their concordance: what each is in every form, how comparable, why, and where its series breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.catalogue.breaks import load_breaks
from sitegen.catalogue.entries import Entry, read_csv, unique
from sitegen.catalogue.rates import check_rate, equivalents_of_rate
from sitegen.model import Equivalent, Form, Group, Indicator

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GRADES = ("same", "approximate", "not_comparable")
COLUMNS = (
    "id", "name_zh", "name_en", "unit", "group", "numerator", "denominator", "definition_zh", "definition_en", "law",
)  # fmt: skip


def load_indicators(data: Path, forms: tuple[Form, ...]) -> tuple[Indicator, ...]:
    """The indicators in the order of ``indicators.csv``, counts with their twins, rates with those of their parts."""
    groups = _groups(data / "groups.csv")
    entries = read_csv(data / "indicators.csv", COLUMNS)
    unique((entry.text("id"), entry) for entry in entries)
    known = {entry.text("id"): entry for entry in entries}
    for entry in entries:
        if entry.text("group") not in groups:
            entry.fail(f"there is no group {entry.text('group')!r}")
        if entry.text("id") in groups:
            entry.fail(f"{entry.text('id')!r} is the id of a group")
        check_rate(entry, known)
    twins = _concordance(data / "concordance.csv", known, forms)
    for entry in entries:
        if entry.text("denominator"):
            twins[entry.text("id")] = equivalents_of_rate(entry, twins, forms, GRADES)
    breaks = load_breaks(data / "breaks.csv", known, twins, {form.id: form for form in forms})
    return tuple(
        Indicator(
            id=e.text("id"),
            zh=e.text("name_zh"),
            en=e.text("name_en"),
            unit=e.text("unit"),
            group=groups[e.text("group")],
            definition_zh=e.text("definition_zh"),
            definition_en=e.text("definition_en"),
            law=e.text("law"),
            equivalents=twins.get(e.text("id"), ()),
            breaks=breaks[e.text("id")],
            numerator=e.texts("numerator"),
            denominator=e.texts("denominator"),
        )
        for e in entries
    )


def _groups(path: Path) -> dict[str, Group]:
    entries = read_csv(path, ("id", "name_zh", "name_en"))
    unique((entry.text("id"), entry) for entry in entries)
    return {e.text("id"): Group(e.text("id"), e.text("name_zh"), e.text("name_en")) for e in entries}


def _concordance(path: Path, known: Mapping[str, Entry], forms: tuple[Form, ...]) -> dict[str, tuple[Equivalent, ...]]:
    """The twins of each count, in the order of the file."""
    entries = read_csv(path, ("indicator", "form", "cells", "grade", "reason_zh", "reason_en"))
    unique((f"{entry.text('indicator')} in {entry.text('form')}", entry) for entry in entries)
    cells = {form.id: {f"{t.id}/{r.id}/{c.id}" for t in form.tables for _, r, c in t.cells()} for form in forms}
    found: dict[str, tuple[Equivalent, ...]] = {}
    for entry in entries:
        indicator = entry.text("indicator")
        if indicator not in known:
            entry.fail(f"there is no indicator {indicator!r}")
        if known[indicator].text("denominator"):
            entry.fail(f"{indicator!r} is a rate: its cells are those of its parts")
        found[indicator] = (*found.get(indicator, ()), _equivalent(entry, cells))
    return found


def _equivalent(entry: Entry, cells: Mapping[str, set[str]]) -> Equivalent:
    form = entry.text("form")
    if form not in cells:
        entry.fail(f"there is no form {form!r}")
    if entry.text("grade") not in GRADES:
        entry.fail(f"'grade' must be one of {', '.join(GRADES)}")
    if not entry.texts("cells"):
        entry.fail("'cells' is empty")
    if missing := [cell for cell in entry.texts("cells") if cell not in cells[form]]:
        entry.fail(f"{form} has no cell {', '.join(missing)}")
    if len(set(entry.texts("cells"))) < len(entry.texts("cells")):
        entry.fail("a cell is named twice")
    if (entry.text("grade") == "same") == bool(entry.text("reason_zh") and entry.text("reason_en")):
        entry.fail("every grade but 'same' has a reason in both languages, and 'same' has none")
    return Equivalent(form, entry.texts("cells"), entry.text("grade"), entry.text("reason_zh"), entry.text("reason_en"))
