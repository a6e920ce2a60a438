"""How work is cut into batches: by what there is to do alone, never by who does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sitegen.cache.keys import key as key_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.assembly import Planned

Job = TypeVar("Job")

FEWEST, MOST = 15, 400  # files that are read together: a process must be started for them
SHARES = 16  # batches of files that there are at least, if none is to be too small
AGENCIES = 32  # in a batch, on average, at most


def of_files(files: Sequence[Job]) -> tuple[Sequence[Job], ...]:
    """Files in batches, in their order."""
    size = min(max(-(-len(files) // SHARES), FEWEST), MOST)
    return tuple(files[start : start + size] for start in range(0, len(files), size))


def of_agencies(plans: Sequence[Planned]) -> dict[str, tuple[Planned, ...]]:
    """Agencies in batches by a name that depends on the agency and how many there are: a new one touches one batch."""
    digits = 1
    while len(plans) > AGENCIES * 16**digits:
        digits += 1
    found: dict[str, list[Planned]] = {}
    for plan in plans:
        found.setdefault(key_of(plan.agency)[:digits], []).append(plan)
    return {name: tuple(some) for name, some in sorted(found.items())}
