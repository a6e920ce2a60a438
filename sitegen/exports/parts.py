"""Large tables in parts: one file up to a number of rows; above, a file for each province and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.exports.given import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Collection

LARGEST = 250_000
"""The most rows that observations.csv and series.csv may have; above, there is a file for each province and year.

A site with more cells than these has findings, claims and local rows in such files, too: they grow with the cells.
"""


def parts(name: str, sections: Collection[str], *, cut: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The files of a table with the names of the sections that each is made of: one, or one a province and year.

    A table that no agency has rows of is one file, whatever the size of the others.
    """
    if not cut or not sections:
        return [(name, tuple(sections))]
    found: dict[str, list[str]] = {}
    for section in sections:
        _, _, division, year = section.split("/")
        found.setdefault(f"{name}/{_province(division)}-{year}", []).append(section)
    return [(part, tuple(some)) for part, some in sorted(found.items())]


def _province(division: str) -> str:
    """The code of the province that a division lies in, which is its first two digits."""
    return division if division == UNKNOWN else f"{division[:2]}0000"
