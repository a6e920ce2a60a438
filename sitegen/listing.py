"""Files as lists and catalogues tell of them: no bytes, but how many there are, their hash, and what a package says."""

from __future__ import annotations

import hashlib
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Artifact, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Resource:
    """A table of a data package: the path of its file within the package, its title, the hash of the file."""

    path: str
    title: Words
    sha256: str


@dataclass(frozen=True, slots=True)
class Described:
    """What a descriptor says of its package; ``created`` is the date of the data, empty where none is known."""

    name: str
    title: Words
    description: Words
    created: str
    keywords: tuple[str, ...]
    resources: tuple[Resource, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that was made; ``described`` where it is the descriptor of a package."""

    path: str
    media_type: str
    size: int
    sha256: str
    described: Described | None = None


@dataclass(frozen=True, slots=True)
class Descriptor(Artifact):
    """The descriptor of a package, with what it says that others tell of it."""

    described: Described


def listing(files: Iterable[Artifact | Listed], hashes: Mapping[str, str] | None = None) -> tuple[Listed, ...]:
    """The files without their bytes, in their order.

    Of the ``hashes`` by path those that are known are not made again, nor are those that a descriptor states.
    """
    files = tuple(files)
    known = dict(hashes or {})
    for file in files:
        if isinstance(file, Descriptor):
            folder = posixpath.dirname(file.path)
            known |= {f"{folder}/{one.path}": one.sha256 for one in file.described.resources}
    return tuple(
        file
        if isinstance(file, Listed)
        else Listed(
            file.path,
            file.media_type,
            len(file.content),
            known.get(file.path) or hashlib.sha256(file.content).hexdigest(),
            file.described if isinstance(file, Descriptor) else None,
        )
        for file in files
    )
