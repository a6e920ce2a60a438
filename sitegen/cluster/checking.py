"""A batch of agencies checked, wherever that is done: their slices, and the parts that are written of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.assembly import slice_of
from sitegen.cache.checked import written
from sitegen.cluster.addresses import opened
from sitegen.cluster.parts import PARTS, Parts, of_batch
from sitegen.reading import RESULT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.assembly import Planned
    from sitegen.model import Catalogue


@dataclass(frozen=True, slots=True)
class Gathering:
    """Agencies to be checked together: the name of the batch, and of each the plan and the bytes its files gave."""

    name: str
    plans: tuple[Planned, ...]
    own: tuple[Iterable[bytes], ...]
    others: tuple[Iterable[bytes], ...]


def checked(batch: Gathering, catalogue: Catalogue, data: Path, parts: str | None) -> list[bytes]:
    """The checked slice of each agency, then the parts that were written to the address, as JSON."""
    slices = [
        slice_of(map(RESULT.decode, own), map(RESULT.decode, others), plan, catalogue, data)
        for plan, own, others in zip(batch.plans, batch.own, batch.others, strict=True)
    ]
    told = of_batch(batch.name, slices, catalogue, opened(parts)) if parts else ()
    return [*map(written, slices), PARTS.encode(Parts(told))]
