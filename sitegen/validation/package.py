"""A package as a whole: its descriptor, its tables, its archives."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.validation import cells, descriptor, shares
from sitegen.validation.blocks import joined
from sitegen.validation.keys import nothing
from sitegen.validation.problem import Problem
from sitegen.validation.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import IO

    from sitegen.validation.blocks import Blocks, Known, Wants
    from sitegen.validation.descriptor import Resource
    from sitegen.validation.keys import Key
    from sitegen.validation.shares import Sums
    from sitegen.validation.table import Targets

    Find = Callable[[str], Known]
"""Finds the blocks of a shared table that were found right in other packages."""

AT_ONCE = 1 << 18  # bytes


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with a package or a table, and what its rows come to where packages have them in common.

    ``blocks`` has these rows by their table, where nothing is wrong with any; ``wants`` the keys that references have
    of which nobody knew the targets.
    """

    problems: tuple[Problem, ...]
    sums: Sums = field(default_factory=dict)
    blocks: Mapping[str, Blocks] = field(default_factory=dict)
    wants: Wants = field(default_factory=dict)


def examine(path: Path, known: Find | None = None) -> Examination:
    """What is found in the package of a descriptor; rows that are ``known`` to be right are not looked at again."""
    package = Package(path)
    found, sums = list(package.problems), dict[tuple[str, str], int]()
    blocks: dict[str, Blocks] = {}
    for name in package.tables:
        one = package.table(name, known)
        found += one.problems
        shares.merge(sums, one.sums)
        blocks |= one.blocks
    return Examination((*found, *package.archives()), sums, blocks)


def look(resource: Resource, folder: Path, targets: Targets, known: Find | None = None) -> Examination:
    """What is found in one table, by blocks if they tell all of it; ``targets`` are what its references may be."""
    shared = shares.table(resource.name, resource.path)
    found = joined(folder / resource.path, resource, known(shared)) if known and shared else None
    if found and all(found.wants[one] <= keys for one, keys in targets.items()):
        return Examination((), found.sums, wants={one: keys for one, keys in found.wants.items() if one not in targets})
    table = Table(resource, folder, targets)
    table.examine()
    blocks = {shared: table.blocks} if shared and table.blocks else {}
    return Examination(tuple(table.problems), table.sums, blocks, table.wants)


class Package:
    """The package of a descriptor, to be examined table by table; ``problems`` are those of the descriptor."""

    def __init__(self, path: Path) -> None:
        """Read the descriptor; no table is looked at yet."""
        self._folder = path.parent
        self._tables: dict[str, Resource] = {}
        self._known: dict[tuple[str, tuple[str, ...]], frozenset[Key]] = {}
        try:
            resources, problems = descriptor.read(path.read_bytes(), path.parent)
        except OSError as error:
            self.problems: tuple[Problem, ...] = (Problem("", None, f"cannot be read: {error.strerror}"),)
            return
        self.problems = tuple(problems)
        self._tables = {resource.name: resource for resource in resources}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables."""
        return tuple(self._tables)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """Its tables as they are described."""
        return tuple(self._tables.values())

    def table(self, name: str, known: Find | None = None) -> Examination:
        """What is found in one table, references to others included."""
        resource = self._tables[name]
        targets = {}
        for reference in resource.schema.references:
            other = self._tables.get(reference.resource or name)
            if other is None or not set(reference.names) <= set(other.schema.names):
                continue  # which the descriptor's problems tell
            if (key := (other.name, reference.names)) not in self._known:
                self._known[key] = having(other, self._folder, reference.names)
            targets[reference] = self._known[key]
        return look(resource, self._folder, targets, known)

    def archives(self) -> Iterator[Problem]:
        """What is wrong with the zips that lie beside the descriptor."""
        resources = tuple(self._tables.values())
        for archive in sorted(self._folder.glob("*.zip")) if resources else ():
            yield from (Problem("", None, f"{archive.name}: {said}") for said in _packed(archive, resources))


def having(resource: Resource, folder: Path, names: tuple[str, ...]) -> frozenset[Key]:
    """The keys that a table has in fields that others refer to; none where it cannot be read."""
    schema = resource.schema
    try:
        found = cells.keys(folder / resource.path, schema, schema.places(names))
        return frozenset(key for some in found for _, key in some) - {nothing(len(names))}
    except OSError:
        return frozenset()


def _packed(archive: Path, resources: tuple[Resource, ...]) -> Iterator[str]:
    """What is wrong with an archive of the package: it must hold what lies beside it."""
    try:
        with zipfile.ZipFile(archive) as packed:
            names = set(packed.namelist())
            if descriptor.FILE not in names:
                return  # no package, but something else that is offered there
            yield from (f"lacks {name}" for name in sorted({one.path for one in resources} - names))
            for name in sorted(names):
                beside = archive.parent / name
                if not beside.is_file() or packed.getinfo(name).file_size != beside.stat().st_size:
                    yield f"{name} is not the file beside it"
                    continue
                with packed.open(name) as one, beside.open("rb") as other:
                    if not _same(one, other):
                        yield f"{name} is not the file beside it"
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        yield f"cannot be unpacked: {error}"


def _same(one: IO[bytes], other: IO[bytes]) -> bool:
    while block := one.read(AT_ONCE):
        if block != other.read(AT_ONCE):
            return False
    return True
