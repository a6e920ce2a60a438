"""A table of a package: its file, header, rows, cells and keys, in one pass over its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.validation import cells, shares
from sitegen.validation.blocks import Blocks, leads
from sitegen.validation.keys import Distinct, Hashes, combine, filled, nothing
from sitegen.validation.problem import Problems
from sitegen.validation.rows import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.validation.descriptor import Resource
    from sitegen.validation.keys import Columns, Key
    from sitegen.validation.problem import Problem
    from sitegen.validation.rows import Chunk
    from sitegen.validation.schema import Reference

    Targets = Mapping[Reference, frozenset[Key]]


class Table:
    """What is found in the file of a resource: ``problems``, and ``sums`` of the rows that other packages repeat.

    ``wants`` are the keys that were met of those references of which the targets are not known.
    """

    def __init__(self, resource: Resource, folder: Path, targets: Targets) -> None:
        """Nothing looked at yet; ``targets`` has the keys that its references may have, as far as they are known."""
        self._resource, self._schema, self._path = resource, resource.schema, folder / resource.path
        self._targets = targets
        self.wants: dict[Reference, set[Key]] = {one: set() for one in self._schema.references if one not in targets}
        self._distinct = {key: Distinct(len(key)) for key in (self._schema.primary, *self._schema.unique)}
        self._problems = Problems(resource.name)
        self._tell = self._problems.add
        shared = shares.table(resource.name, resource.path)
        self._shares = shares.Shares(shared, self._schema.names) if shared else None
        whose = {shares.owner(self._schema.names), shares.about(self._schema.names)}
        self._led = {key: True for key in self._distinct if shared and len(key) == 1 and whose.isdisjoint(key)}

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong, as far as it was looked at."""
        return self._problems.found

    @property
    def sums(self) -> shares.Sums:
        """What its rows come to, where other packages repeat them."""
        return self._shares.sums if self._shares else {}

    @property
    def blocks(self) -> Blocks | None:
        """The blocks of its rows, where other packages repeat them and nothing is wrong with any."""
        if self.problems or not self._shares:
            return None
        led = tuple(key[0] for key, every in self._led.items() if every)
        return Blocks(self._schema.held, led, tuple(self._shares.blocks))

    def examine(self) -> None:
        """Look at everything."""
        try:
            with self._path.open("rb") as file:
                reading = Reading(file)
                for chunk in cells.body(reading, self._schema, self._tell):
                    self._look(chunk)
        except OSError as error:
            self._tell(None, f"{self._resource.path} cannot be read: {error.strerror}")
            return
        if not reading.marked:
            self._tell(None, "the file does not begin with a byte order mark")
        if (reading.size, reading.sha256) != (self._resource.size, self._resource.sha256):
            self._tell(None, f"{self._resource.path} is not the file described: its size or its hash is another")
        if self._shares:
            self._shares.close()
        for key, distinct in self._distinct.items():
            if not distinct.clear:
                self._twice(key)

    def _look(self, chunk: Chunk) -> None:
        taken = cells.valid(chunk, self._schema, self._tell)
        for place, said in self._schema.consistency.problems(chunk.columns):
            self._tell(chunk.first + place, said)
        for reference, targets in self._targets.items():
            self._refer(chunk, reference, targets, combine([taken[place] for place in reference.places]))
        for reference, wants in self.wants.items():
            wants.update(combine([taken[place] for place in reference.places]))
        for key, distinct in self._distinct.items():
            own: Columns = [taken[place] for place in key]
            if key != self._schema.primary:
                own = filled(own)
            elif not any(self._schema.columns[place].required for place in key):
                self._lacking(chunk, combine(own))  # else an empty cell of it is told already
            distinct.add(own)
        if self._shares:
            self._shares.add(chunk.columns, chunk.written)
            for key, led in self._led.items():
                self._led[key] = led and leads(chunk.columns, key[0], self._schema.names)

    def _lacking(self, chunk: Chunk, keys: Sequence[Key]) -> None:
        if (none := nothing(len(self._schema.primary))) in keys:
            for number, key in enumerate(keys, chunk.first):
                if key == none:
                    self._tell(number, "has no primary key")

    def _refer(self, chunk: Chunk, reference: Reference, targets: frozenset[Key], keys: Sequence[Key]) -> None:
        if targets.issuperset(keys):
            return
        missing = set(keys) - targets - {nothing(len(reference.places))}
        for number, key in enumerate(keys, chunk.first) if missing else ():
            if key in missing:
                where = f"{', '.join(reference.names)} of {reference.resource or 'this table'}"
                self._tell(number, f"{_plain(key)} is not in {where}")

    def _twice(self, key: tuple[int, ...]) -> None:
        """Tell the rows whose key one before has: through the file for hashes, and once more for those alike."""
        hashes = Hashes()
        for some in self._having(key):
            hashes.add(one for _, one in some)
        suspects = hashes.twice()
        names = ", ".join(self._schema.columns[place].name for place in key)
        seen: dict[Key, int] = {}
        for some in self._having(key) if suspects else ():
            for number, one in some:
                if hash(one) in suspects and seen.setdefault(one, number) != number:
                    self._tell(number, f"{names} is the same as in row {seen[one]}: {_plain(one)}")

    def _having(self, key: tuple[int, ...]) -> Iterator[list[tuple[int, Key]]]:
        """The keys of the rows that have one: a primary key in part, any other as a whole."""
        none, whole = nothing(len(key)), key != self._schema.primary
        for some in cells.keys(self._path, self._schema, key):
            yield [(n, one) for n, one in some if one != none and not (whole and isinstance(one, tuple) and "" in one)]


def _plain(key: Key) -> str:
    return repr(key if isinstance(key, str) else ", ".join(key))[:200]
