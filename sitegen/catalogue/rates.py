"""Rates: what they are made of, and what that makes them in each form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Equivalent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.catalogue.entries import Entry
    from sitegen.model import Form

PER_CENT = "%"


def check_rate(entry: Entry, known: Mapping[str, Entry]) -> None:
    """Refuse half a rate, one in another unit than per cent, and one whose parts are no counts."""
    sides = (entry.texts("numerator"), entry.texts("denominator"))
    if bool(sides[0]) != bool(sides[1]):
        entry.fail("a rate has both a numerator and a denominator")
    if bool(sides[1]) != (entry.text("unit") == PER_CENT):
        entry.fail(f"rates, and rates alone, are in {PER_CENT}")
    for side in sides:
        if missing := [part for part in side if part not in known]:
            entry.fail(f"there is no indicator {', '.join(missing)}")
        if rates := [part for part in side if known[part].text("denominator")]:
            entry.fail(f"{', '.join(rates)} is itself a rate")


def equivalents_of_rate(
    entry: Entry, twins: Mapping[str, tuple[Equivalent, ...]], forms: Sequence[Form], grades: Sequence[str]
) -> tuple[Equivalent, ...]:
    """What a rate is in each form in which every part has a twin: as comparable as the worst, for all their reasons."""
    found = []
    for form in sorted(forms, key=lambda form: (form.first_year, form.id)):
        above, below = (
            [next((t for t in twins.get(part, ()) if t.form == form.id), None) for part in entry.texts(side)]
            for side in ("numerator", "denominator")
        )
        parts = [twin for twin in (*above, *below) if twin]
        if len(parts) < len(above) + len(below):
            continue
        cells, base = ([cell for twin in side if twin for cell in twin.cells] for side in (above, below))
        if len(set(cells)) < len(cells) or len(set(base)) < len(base):
            entry.fail(f"in {form.id} a cell would be counted twice")
        found.append(
            Equivalent(
                form.id,
                tuple(cells),
                max((twin.grade for twin in parts), key=grades.index),
                ";".join(dict.fromkeys(twin.reason_zh for twin in parts if twin.reason_zh)),
                ". ".join(dict.fromkeys(twin.reason_en for twin in parts if twin.reason_en)),
                tuple(base),
            )
        )
    return tuple(found)
