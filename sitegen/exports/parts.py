"""What is large, and how it is cut: tables into a file for each province and year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

UNKNOWN = "unknown"
"""In the place of the division of a report whose agency is not registered."""
LARGEST = 250_000
"""The most rows that observations.csv and series.csv may have; above, there is a file for each province and year.

A site with more cells than these has findings, claims and local rows in such files, too: they grow with the cells.
"""
MOST = 100
"""The most agencies whose packages one page and one catalogue list; above, there are several, by division.

An agency takes some ten thousand bytes of either: with so many a page is a megabyte and opens at once.
"""


PART = re.compile(r"data/[a-z_]+/[^/]+\.csv(?:-metadata\.json)?")


def parts(name: str, sections: Collection[str], *, cut: bool) -> list[tuple[str, tuple[str, ...]]]:
    """The files of a table with the names of the sections that each is made of: one, or one a province and year.

    A table that no agency has rows of is one file, whatever the size of the others.
    """
    if not cut or not sections:
        return [(name, tuple(sections))]
    found: dict[str, list[str]] = {}
    for section in sections:
        _, _, division, year = section.split("/")
        found.setdefault(f"{name}/{province_of(division)}-{year}", []).append(section)
    return [(part, tuple(some)) for part, some in sorted(found.items())]


def is_part(path: str) -> bool:
    """Whether that file within the package of the whole is a part of a table."""
    return "/" in path


def lies_apart(path: str) -> bool:
    """Whether that file of the site is a part of a table of the whole, or lies beside one and describes it."""
    return PART.fullmatch(path) is not None


def table(path: str) -> str:
    """The name of the table that a file within a package is, or is a part of."""
    return path.partition("/")[0].removesuffix(".csv")


def province(path: str) -> str:
    """The code of the province that a part of a table is about, or what stands in its place."""
    return path.rpartition("/")[2].partition(".")[0].partition("-")[0]


def province_of(division: str) -> str:
    """The code of the province that a division lies in, which is its first two digits."""
    return division if division == UNKNOWN else f"{division[:2]}0000"
