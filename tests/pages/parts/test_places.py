"""Agencies by place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.pages.parts.places import by_place

if TYPE_CHECKING:
    from sitegen.model import Agency, Catalogue


def agencies(catalogue: Catalogue, **counts: int) -> list[Agency]:
    """So many agencies in each division, by its code."""
    one = catalogue.agencies[0]
    return [replace(one, id=f"a-{code}-{n}", division=code[1:]) for code, count in counts.items() for n in range(count)]


def test_provinces_are_parted_where_they_have_very_many(catalogue: Catalogue) -> None:
    """Each agency is in one place; the province keeps its own."""
    some = agencies(catalogue, _510000=2, _512000=5, _440100=3)
    assert [(d.code, len(a)) for d, a in by_place(some, catalogue, 10)] == [("440000", 3), ("510000", 7)]
    parted = by_place(some, catalogue, 6)
    assert [(d.code, len(a)) for d, a in parted] == [("440000", 3), ("510000", 2), ("512000", 5)]
    assert sorted(a.id for _, part in parted for a in part) == sorted(a.id for a in some)


def test_what_cannot_be_parted_stays_together(catalogue: Catalogue) -> None:
    """However many a division has of its own."""
    assert len(by_place(agencies(catalogue, _510000=9), catalogue, 3)) == 1
