"""Files as lists and catalogues tell of them: no bytes, but how many there are, their hash, and what a package says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Artifact, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

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

    described: Described | None = None


def listing(files: Iterable[Artifact | Listed]) -> tuple[Listed, ...]:
    """The files without their bytes, in their order."""
    return tuple(
        file
        if isinstance(file, Listed)
        else Listed(
            file.path,
            file.media_type,
            len(file.content),
            file.sha256,
            file.described if isinstance(file, Descriptor) else None,
        )
        for file in files
    )
