"""Packages agree: what one of an agency or a region repeats is in the whole, byte by byte. No number has two versions.

Each package adds up its rows as it is examined, so that only what does not come to the same is read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.validation import cells, shares
from sitegen.validation.descriptor import read
from sitegen.validation.rows import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.validation.shares import Sums


def between(whole: Path, sums: Sums, package: Path, own: Sums) -> Iterator[str]:
    """Rows of a package that the whole has not, the first of each table; both by descriptor and what they add up to."""
    differing: dict[str, set[str]] = {}
    for (table, owner), number in own.items():
        if sums.get((table, owner)) != number:
            differing.setdefault(table, set()).add(owner)
    for table, owners in differing.items():
        if shares.HEADER in owners and (table, shares.HEADER) in sums:
            yield f"{table}: the whole dataset has other fields"
            continue
        known = {hash(row) for row in _rows(whole, table, owners)}
        for row in _rows(package, table, owners):
            if hash(row) not in known:
                yield f"{table}: the whole dataset has no such row: {row.decode(errors='replace').strip()[:200]}"
                break


def _rows(package: Path, table: str, owners: set[str]) -> Iterator[bytes]:
    """The rows of a table, in parts or not, that are of one of the owners, as they are written."""
    resources, _ = read(package.read_bytes(), package.parent)
    for resource in resources:
        if shares.table(resource.name, resource.path) == table:
            place = shares.owner(resource.schema.names)
            with (package.parent / resource.path).open("rb") as file:
                for chunk in cells.body(Reading(file), resource.schema, lambda *_: None):
                    rows = zip(chunk.columns[place], chunk.written, strict=True)
                    yield from (line for owner, line in rows if owner in owners)
