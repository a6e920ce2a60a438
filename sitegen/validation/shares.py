"""The rows that packages have in common with the whole, added up by agency so that millions fit into a few numbers."""

from __future__ import annotations

import posixpath
from hashlib import blake2b, sha256
from itertools import compress, islice, pairwise
from operator import ne
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

TABLES = frozenset({"reports", "agencies", "observations", "series", "local-rows", "corrections", "claims", "findings"})
"""The tables that the packages of agencies and regions cut out of the whole, row by row."""
OWNERS = ("agency", "report")  # whose a row is, by the first of these fields that the table has
SIZE, LINE = 16, 8  # bytes of the digests of a block and of a line
HEADER = "\x00header"  # stands where an owner does, and can be none

Sums = dict[tuple[str, str], int]
"""What the rows of a table and an owner come to. Rows that follow one another about one report are hashed as they are
written, and the hashes are added, so that it does not matter in which files and in which order reports come."""


def table(name: str, path: str) -> str | None:
    """The shared table that a resource is, or is a part of."""
    return next((known for known in (name, posixpath.dirname(path).replace("_", "-")) if known in TABLES), None)


class Block(NamedTuple):
    """Rows that follow one another, of one owner and about one report: so many bytes, their digest, their first line.

    The first line is hashed, too; by it the block is known again where it stands in another file.
    """

    owner: str
    about: str
    length: int
    digest: bytes
    first: bytes

    @property
    def lead(self) -> str:
        """What the rows are about: the report, or where there is none the owner."""
        return self.about or self.owner


def first(line: bytes | memoryview) -> bytes:
    """The hash of the first line of a block, without its end."""
    return blake2b(line, digest_size=LINE).digest()


def owner(names: Sequence[str]) -> int:
    """The place of the field that tells whose a row is."""
    return next((names.index(name) for name in OWNERS if name in names), 0)


class Shares:
    """The sums of a table, as its rows go by, and the ``blocks`` that they come in."""

    def __init__(self, shared: str, names: Sequence[str]) -> None:
        """No rows yet."""
        self._table, self._owner = shared, owner(names)
        self._about = about(names)
        self._run: tuple[str, str] | None = None
        self._hash, self._length, self._first = sha256(), 0, b""
        self.blocks: list[Block] = []
        self.sums: Sums = header(shared, names)

    def add(self, columns: Sequence[Sequence[str]], written: Sequence[bytes]) -> None:
        """Take in some rows, by column and as they are written."""
        owners, about = columns[self._owner], columns[self._about]
        starts = [0, *_changes(owners, about), len(written)] if written else [0]
        for start, end in pairwise(starts):
            if (owners[start], about[start]) != self._run:
                self.close()
                self._run = owners[start], about[start]
                self._first = written[start].partition(b"\n")[0]
            rows = b"\n".join((*written[start:end], b""))
            self._hash.update(rows)
            self._length += len(rows)

    def close(self) -> None:
        """Count the run that is over."""
        if self._run:
            block = Block(*self._run, self._length, self._hash.digest()[:SIZE], first(self._first))
            self.blocks.append(block)
            count(self.sums, self._table, block)
        self._run, self._hash, self._length = None, sha256(), 0


def about(names: Sequence[str]) -> int:
    """The place of the field that tells which report a row is about; else that of its owner."""
    return names.index("report") if "report" in names else owner(names)


def header(shared: str, names: Sequence[str]) -> Sums:
    """The sums of a table that has no rows yet."""
    return {(shared, HEADER): _number("\0".join(names))}


def count(sums: Sums, shared: str, block: Block) -> None:
    """Add a block to the sums of its table."""
    key = shared, block.owner
    sums[key] = _plus(sums.get(key, 0), int.from_bytes(block.digest, "big"))


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
