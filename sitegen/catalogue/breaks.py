"""The years in which series break, for whole groups of indicators or for one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.catalogue.entries import Entry, read_csv, unique
from sitegen.model import Break

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.model import Equivalent, Form


def load_breaks(
    path: Path,
    indicators: Mapping[str, Entry],
    twins: Mapping[str, tuple[Equivalent, ...]],
    forms: Mapping[str, Form],
) -> dict[str, tuple[Break, ...]]:
    """The breaks of each indicator, by year: its own; where it has none of that year, its group's and its parts'.

    A break comes with a form, and applies where the indicator has a twin in that form.
    """
    entries = read_csv(path, ("year", "form", "subject", "reason_zh", "reason_en"))
    unique((f"{entry.text('year')} of {entry.text('subject')}", entry) for entry in entries)
    known = set(indicators) | {entry.text("group") for entry in indicators.values()}
    for entry in entries:
        _check(entry, known, forms)
    found: dict[str, tuple[Break, ...]] = {}
    for id_, indicator in indicators.items():
        here = {twin.form for twin in twins.get(id_, ())}
        applying = [entry for entry in entries if entry.text("form") in here]
        own = [entry for entry in applying if entry.text("subject") == id_]
        settled = {entry.text("year") for entry in own}
        parts = (*indicator.texts("numerator"), *indicator.texts("denominator"))
        inherited = {*parts, *(indicators[one].text("group") for one in (id_, *parts))}
        others = [e for e in applying if e.text("subject") in inherited and e.text("year") not in settled]
        breaks = [Break(int(e.text("year")), e.text("reason_zh"), e.text("reason_en")) for e in (*own, *others)]
        found[id_] = tuple(dict.fromkeys(sorted(breaks, key=lambda one: one.year)))
    return found


def _check(entry: Entry, known: set[str], forms: Mapping[str, Form]) -> None:
    form = forms.get(entry.text("form"))
    if form is None:
        entry.fail(f"there is no form {entry.text('form')!r}")
    if entry.text("subject") not in known:
        entry.fail(f"there is no indicator and no group {entry.text('subject')!r}")
    year = entry.text("year")
    if not (year.isascii() and year.isdecimal()) or not form.first_year <= int(year) <= (form.last_year or int(year)):
        entry.fail(f"'year' must be one of those of {form.id}")
    if not (entry.text("reason_zh") and entry.text("reason_en")):
        entry.fail("a break has a reason in both languages")
