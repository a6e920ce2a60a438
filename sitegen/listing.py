"""Files as lists and catalogues tell of them: no bytes, but how many there are, their hash, and what a package says."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.model import Artifact, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DESCRIPTOR = "datapackage.json"
SHA256 = "sha256:"


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


def listing(files: Iterable[Artifact | Listed]) -> tuple[Listed, ...]:
    """The files without their bytes, in their order."""
    files = tuple(files)
    packages = {
        file.path: described(file.content)
        for file in files
        if isinstance(file, Artifact) and posixpath.basename(file.path) == DESCRIPTOR
    }
    return tuple(
        file
        if isinstance(file, Listed)
        else Listed(
            file.path,
            file.media_type,
            len(file.content),
            file.sha256,
            packages.get(file.path),
        )
        for file in files
    )


def described(content: bytes) -> Described:
    """What the descriptor says that others tell of."""
    known: dict[str, Any] = json.loads(content)
    return Described(
        known.get("name", ""),
        _words(known, "title"),
        _words(known, "description"),
        known.get("created", "").partition("T")[0],
        tuple(known.get("keywords", ())),
        tuple(
            Resource(one["path"], _words(one, "title"), one.get("hash", "").removeprefix(SHA256))
            for one in known.get("resources", ())
        ),
    )


def _words(known: Mapping[str, Any], key: str) -> Words:
    text = known.get(key, "")
    return Words(text, known.get(f"{key}s", {}).get("en", text))
