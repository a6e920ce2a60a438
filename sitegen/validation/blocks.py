"""Tables that are joined of rows of other packages: what was found right there is not looked at again, row by row.

The rows of an agency stand, byte for byte, in the tables of its regions and of the whole. A block of them that was
found right is right wherever it stands under a schema that asks the same; what is left to see is that a file is made of
such blocks and nothing else, and what holds between them. Of a file in which anything is otherwise nothing is said
here: it is examined row by row, as if there were no blocks.
"""

from __future__ import annotations

import hashlib
import os
import sys
from array import array
from bisect import bisect_right
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.validation import shares
from sitegen.validation.keys import nothing
from sitegen.validation.shares import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import IO

    from sitegen.validation.descriptor import Resource
    from sitegen.validation.keys import Key
    from sitegen.validation.schema import Reference, Schema
    from sitegen.validation.shares import Sums

    Wants = dict[Reference, set[Key]]


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a table in which nothing is wrong: what they were held to, and each in its order.

    ``led`` are the fields, by their places, of which every value begins with what the row is about and a colon.
    """

    held: str
    led: tuple[int, ...]
    blocks: tuple[Block, ...]


class Joined(NamedTuple):
    """What the rows of a joined table come to, and the keys that its references want."""

    sums: Sums
    wants: Wants


class Known:
    """The blocks that were found right in some packages, by the hash of their first line.

    There are as many as reports, in every process that examines what is joined: so they are held in columns.
    """

    def __init__(self, packages: Iterable[Blocks] = ()) -> None:
        """Take the blocks of one table, of packages that have each owner's rows in one of them at most."""
        self._packages: list[Blocks] = []
        self._firsts, self._lengths, self._whose = array("Q"), array("Q"), array("I")
        self._digests = bytearray()
        self._owners: list[str] = []
        self._abouts: list[str] = []
        self._order: tuple[array[int], array[int]] | None = None
        for package in packages:
            self.add(package)

    def add(self, package: Blocks) -> None:
        """Take the blocks of one more package."""
        self._order = None
        for block in package.blocks:
            self._firsts.append(int.from_bytes(block.first, "big"))
            self._lengths.append(block.length)
            self._whose.append(len(self._packages))
            self._digests += block.digest
            self._owners.append(sys.intern(block.owner))  # tables have much the same
            self._abouts.append(sys.intern(block.about))
        self._packages.append(Blocks(package.held, package.led, ()))

    def cut(self, file: IO[bytes]) -> Iterator[tuple[_Cut, bytes]]:
        """The blocks that a file is made of from there on, with their rows; it ends early where one is not known."""
        while line := file.readline():
            first = shares.first(line.removesuffix(b"\n"))
            number = self._number(first)
            if number is None or not line.endswith(b"\n"):
                return
            length = self._lengths[number]
            digest = bytes(self._digests[number * shares.SIZE : (number + 1) * shares.SIZE])
            rows = line + file.read(length - len(line)) if length > len(line) else line
            if len(rows) != length or hashlib.sha256(rows).digest()[: shares.SIZE] != digest:
                return
            block = Block(self._owners[number], self._abouts[number], length, digest, first)
            yield _Cut(block, self._packages[self._whose[number]]), rows

    def _number(self, first: bytes) -> int | None:
        """The number of the block of that first line, the last of several."""
        if self._order is None:
            order = array("I", sorted(range(len(self._firsts)), key=self._firsts.__getitem__))
            self._order = order, array("Q", map(self._firsts.__getitem__, order))
        order, firsts = self._order
        wanted = int.from_bytes(first, "big")
        place = bisect_right(firsts, wanted) - 1
        return order[place] if place >= 0 and firsts[place] == wanted else None


class _Cut(NamedTuple):
    block: Block
    package: Blocks


def joined(path: Path, resource: Resource, known: Known) -> Joined | None:
    """What a table comes to that is known blocks and nothing else, and in which nothing is wrong but references.

    None where it is not, or where what holds between blocks is not seen to hold. The table may be of any size: no more
    of it is held than a block.
    """
    schema, shared = resource.schema, shares.table(resource.name, resource.path)
    if not shared:
        return None
    head = BOM_UTF8 + ",".join(schema.names).encode() + b"\r\n"
    digest, length = hashlib.sha256(head), len(head)
    cuts: list[_Cut] = []
    firsts: set[bytes] = set()
    asked = any(reference.places == (0,) for reference in schema.references)
    try:
        with path.open("rb") as file:
            if file.read(len(head)) != head:
                return None
            for cut, rows in known.cut(file):
                cuts.append(cut)
                digest.update(rows)
                length += len(rows)
                if asked:
                    firsts.update(line.partition(b",")[0] for line in rows.split(b"\r\n")[:-1])
            whole = os.fstat(file.fileno()).st_size
    except OSError:
        return None
    if length != whole or (length, digest.hexdigest()) != (resource.size, resource.sha256) or not _apart(cuts, schema):
        return None
    wants = {reference: _wanted(cuts, reference, schema, firsts) for reference in schema.references}
    if any(keys is None for keys in wants.values()):
        return None
    sums = shares.header(shared, schema.names)
    for cut in cuts:
        shares.count(sums, shared, cut.block)
    return Joined(sums, {reference: keys for reference, keys in wants.items() if keys is not None})


def leads(columns: Sequence[Sequence[str]], place: int, names: Sequence[str]) -> bool:
    """Whether every value at that place begins with what its row is about, or with its owner where that is nothing."""
    owners, abouts = columns[shares.owner(names)], columns[shares.about(names)]
    return all(
        value.partition(":")[:2] == (about or owner, ":")
        for value, owner, about in zip(columns[place], owners, abouts, strict=True)
    )


def _apart(cuts: Sequence[_Cut], schema: Schema) -> bool:
    """Whether no key can occur in two of the blocks; in one of them, or in one package, none occurs twice.

    Blocks of one owner come from one package, and no two are about the same. So keys differ that have a field of the
    owner, of the report, or one that is led by what it is about.
    """
    packages: dict[str, Blocks] = {}
    for cut in cuts:
        if cut.package.held != schema.held or packages.setdefault(cut.block.owner, cut.package) is not cut.package:
            return False
    if len({cut.block.lead for cut in cuts}) < len(cuts):
        return False
    told = {shares.owner(schema.names)}
    if all(cut.block.about for cut in cuts):
        told.add(shares.about(schema.names))
    led = set.intersection(*(set(package.led) for package in packages.values())) if packages else set()
    keys = (schema.primary, *schema.unique)
    return all(not told.isdisjoint(key) or (len(key) == 1 and key[0] in led) for key in keys)


def _wanted(cuts: Sequence[_Cut], reference: Reference, schema: Schema, firsts: set[bytes]) -> set[Key] | None:
    """The keys that a reference wants, as far as they can be told without reading rows: of whom, about what, or first.

    What stands ``firsts`` in the lines is taken as it is written, unless that is in quotes.
    """
    if len(reference.places) > 1:
        return None
    place = reference.places[0]
    found: set[Key]
    if place == shares.owner(schema.names):
        found = {cut.block.owner for cut in cuts}
    elif place == shares.about(schema.names):
        found = {cut.block.about for cut in cuts}
    elif place == 0:
        if any(cell.startswith(b'"') for cell in firsts):
            return None
        found = {cell.decode(errors="replace") for cell in firsts}
    else:
        return None
    return found - {nothing(1)}
