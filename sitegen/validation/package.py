"""A package as a whole: its descriptor, its tables, its archives."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.validation import cells, descriptor, shares
from sitegen.validation.keys import nothing
from sitegen.validation.problem import Problem
from sitegen.validation.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from sitegen.validation.descriptor import Resource
    from sitegen.validation.keys import Key
    from sitegen.validation.schema import Reference
    from sitegen.validation.shares import Sums

AT_ONCE = 1 << 18  # bytes


@dataclass(frozen=True, slots=True)
class Examination:
    """What is wrong with a package, and what its rows come to where packages have them in common."""

    problems: tuple[Problem, ...]
    sums: Sums = field(default_factory=dict)


def examine(path: Path) -> Examination:
    """What is found in the package of a descriptor."""
    try:
        resources, problems = descriptor.read(path.read_bytes())
    except OSError as error:
        return Examination((Problem("", None, f"cannot be read: {error.strerror}"),))
    found, sums = list(problems), dict[tuple[str, str], int]()
    known: dict[tuple[str, tuple[str, ...]], frozenset[Key]] = {}
    by_name = {resource.name: resource for resource in resources}
    for resource in resources:
        targets = {}
        for reference in resource.schema.references:
            other = by_name.get(reference.resource or resource.name)
            if other is None or not set(reference.names) <= set(other.schema.names):
                continue  # which the descriptor's problems tell
            if (key := (other.name, reference.names)) not in known:
                known[key] = _keys(path.parent, other, reference)
            targets[reference] = known[key]
        table = Table(resource, path.parent, targets)
        table.examine()
        found += table.problems
        shares.merge(sums, table.sums)
    for archive in sorted(path.parent.glob("*.zip")):
        found += (Problem("", None, f"{archive.name}: {said}") for said in _packed(archive, resources))
    return Examination(tuple(found), sums)


def _keys(folder: Path, resource: Resource, reference: Reference) -> frozenset[Key]:
    """The keys that a table has in the fields that another refers to; none where it cannot be read."""
    schema, names = resource.schema, reference.names
    try:
        having = cells.keys(folder / resource.path, schema, schema.places(names))
        return frozenset(key for some in having for _, key in some) - {nothing(len(names))}
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
