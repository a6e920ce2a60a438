"""Tables that are joined of rows of other packages: what was found right there is not looked at again, row by row.

The rows of an agency stand, byte for byte, in the tables of its regions and of the whole. A block of them that was
found right is right wherever it stands under a schema that asks the same; what is left to see is that a file is made of
such blocks and nothing else, and what holds between them. Of a file in which anything is otherwise nothing is said
here: it is examined row by row, as if there were no blocks.
"""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.validation import shares
from sitegen.validation.keys import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from sitegen.validation.descriptor import Resource
    from sitegen.validation.keys import Key
    from sitegen.validation.schema import Reference, Schema
    from sitegen.validation.shares import Block, Sums

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
    """The blocks that were found right in some packages, by the hash of their first line."""

    def __init__(self, packages: Iterable[Blocks]) -> None:
        """Take the blocks of one table, of packages that have each owner's rows in one of them at most."""
        self._found: dict[bytes, tuple[Block, Blocks]] = {}
        for package in packages:
            for block in package.blocks:
                self._found[block.first] = block, package

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._found)

    def cut(self, content: memoryview, begin: int, find: Callable[[bytes, int], int]) -> Iterator[_Cut]:
        """The blocks that a content is made of from there on; it ends early where one is not known."""
        while begin < len(content):
            end = find(b"\n", begin)
            known = self._found.get(shares.first(content[begin:end])) if end >= 0 else None
            if known is None:
                return
            block, package = known
            rows = content[begin : begin + block.length]
            if len(rows) != block.length or hashlib.sha256(rows).digest()[: shares.SIZE] != block.digest:
                return
            begin += block.length
            yield _Cut(block, package, rows)


class _Cut(NamedTuple):
    block: Block
    package: Blocks
    rows: memoryview


def joined(path: Path, resource: Resource, known: Known) -> Joined | None:
    """What a table comes to that is known blocks and nothing else, and in which nothing is wrong but references.

    None where it is not, or where what holds between blocks is not seen to hold.
    """
    schema, shared = resource.schema, shares.table(resource.name, resource.path)
    try:
        content = path.read_bytes()
    except OSError:
        return None
    head = BOM_UTF8 + ",".join(schema.names).encode() + b"\r\n"
    if not shared or not content.startswith(head):
        return None
    if (len(content), hashlib.sha256(content).hexdigest()) != (resource.size, resource.sha256):
        return None
    cuts = tuple(known.cut(memoryview(content), len(head), content.find))
    length = len(head) + sum(cut.block.length for cut in cuts)
    if length != len(content) or not _apart(cuts, schema):
        return None
    wants = {reference: _wanted(cuts, reference, schema) for reference in schema.references}
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


def _wanted(cuts: Sequence[_Cut], reference: Reference, schema: Schema) -> set[Key] | None:
    """The keys that a reference wants, as far as they can be told without reading rows: of whom, about what, or first.

    What stands first in a line is taken as it is written, unless that is in quotes.
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
        firsts = {line.partition(b",")[0] for cut in cuts for line in bytes(cut.rows).split(b"\r\n")[:-1]}
        if any(cell.startswith(b'"') for cell in firsts):
            return None
        found = {cell.decode(errors="replace") for cell in firsts}
    else:
        return None
    return found - {nothing(1)}
