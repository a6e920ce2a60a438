"""Agencies by their place: by province, and where one has very many, by the divisions below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.parts import names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Agency, Catalogue, Division

Place = tuple["Division", tuple["Agency", ...]]


def by_place(agencies: Sequence[Agency], catalogue: Catalogue, most: int) -> tuple[Place, ...]:
    """The agencies of each province, in order of code; where they are more than ``most``, of each division below.

    A division's own agencies stand under it where those below are listed by themselves.
    """
    return tuple(_parted(agencies, catalogue, most, 0))


def _parted(agencies: Sequence[Agency], catalogue: Catalogue, most: int, depth: int) -> list[Place]:
    groups: dict[str, tuple[Division, list[Agency]]] = {}
    for agency in agencies:
        path = names.divisions(agency, catalogue)
        division = path[min(depth, len(path) - 1)]
        groups.setdefault(division.code, (division, []))[1].append(agency)
    found: list[Place] = []
    for _, (division, some) in sorted(groups.items()):
        deeper = any(len(names.divisions(agency, catalogue)) > depth + 1 for agency in some)
        if len(some) > most and deeper:
            found += _parted(some, catalogue, most, depth + 1)
        else:
            found.append((division, tuple(some)))
    return found
