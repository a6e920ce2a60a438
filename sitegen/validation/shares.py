"""The rows that packages have in common with the whole, added up by agency so that millions fit into a few numbers."""

from __future__ import annotations

import posixpath
from hashlib import sha256
from itertools import compress, islice, pairwise
from operator import ne
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES = frozenset({"reports", "agencies", "observations", "series", "local-rows", "corrections", "claims", "findings"})
"""The tables that the packages of agencies and regions cut out of the whole, row by row."""
OWNERS = ("agency", "report")  # whose a row is, by the first of these fields that the table has
SIZE = 16  # bytes of a digest
HEADER = "\x00header"  # stands where an owner does, and can be none

Sums = dict[tuple[str, str], int]
"""What the rows of a table and an owner come to. Rows that follow one another about one report are hashed as they are
written, and the hashes are added, so that it does not matter in which files and in which order reports come."""


def table(name: str, path: str) -> str | None:
    """The shared table that a resource is, or is a part of."""
    return next((known for known in (name, posixpath.dirname(path)) if known in TABLES), None)


def owner(names: Sequence[str]) -> int:
    """The place of the field that tells whose a row is."""
    return next((names.index(name) for name in OWNERS if name in names), 0)


class Shares:
    """The sums of a table, as its rows go by."""

    def __init__(self, shared: str, names: Sequence[str]) -> None:
        """No rows yet."""
        self._table, self._owner = shared, owner(names)
        self._about = names.index("report") if "report" in names else self._owner
        self._run: tuple[str, str] | None = None
        self._hash = sha256()
        self.sums: Sums = {(shared, HEADER): _number("\0".join(names))}

    def add(self, columns: Sequence[Sequence[str]], written: Sequence[bytes]) -> None:
        """Take in some rows, by column and as they are written."""
        owners, about = columns[self._owner], columns[self._about]
        starts = [0, *_changes(owners, about), len(written)] if written else [0]
        for start, end in pairwise(starts):
            if (owners[start], about[start]) != self._run:
                self.close()
                self._run = owners[start], about[start]
            self._hash.update(b"\n".join((*written[start:end], b"")))

    def close(self) -> None:
        """Count the run that is over."""
        if self._run:
            key = self._table, self._run[0]
            self.sums[key] = _plus(self.sums.get(key, 0), int.from_bytes(self._hash.digest()[:SIZE], "big"))
        self._hash = sha256()


def _changes(owners: Sequence[str], about: Sequence[str]) -> list[int]:
    """Where rows of another owner, or about another report, begin."""
    places = range(1, len(owners))
    found = set(compress(places, map(ne, islice(owners, 1, None), owners)))
    if about is not owners:
        found.update(compress(places, map(ne, islice(about, 1, None), about)))
    return sorted(found)


def merge(sums: Sums, more: Sums) -> None:
    """Add what another part of a table comes to; the parts have one header."""
    for key, number in more.items():
        sums[key] = number if key[1] == HEADER else _plus(sums.get(key, 0), number)


def _plus(one: int, other: int) -> int:
    return (one + other) % (1 << 8 * SIZE)


def _number(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:SIZE], "big")
