"""Files as lists and catalogues tell of them: no bytes, but how many there are, their hash, and what a package says."""

from __future__ import annotations

import hashlib
import json
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.model import Artifact, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DESCRIPTOR = "datapackage.json"
SHA256 = "sha256:"
UNTOLD = ((b',\n      "schema": {\n', b"\n      }"), (b',\n  "sources": [\n', b"\n  ]"))
"""How the parts of a descriptor begin and end that nobody tells of; most of its bytes are theirs."""


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
    """The files without their bytes, in their order; a hash that a descriptor among them states is not made again."""
    files = tuple(files)
    packages = {
        file.path: described(file.content)
        for file in files
        if isinstance(file, Artifact) and posixpath.basename(file.path) == DESCRIPTOR
    }
    stated = {
        f"{posixpath.dirname(path)}/{one.path}": one.sha256
        for path, package in packages.items()
        for one in package.resources
    }
    return tuple(
        file
        if isinstance(file, Listed)
        else Listed(
            file.path,
            file.media_type,
            len(file.content),
            stated.get(file.path) or hashlib.sha256(file.content).hexdigest(),
            packages.get(file.path),
        )
        for file in files
    )


def described(content: bytes) -> Described:
    """What the descriptor says that others tell of."""
    known: dict[str, Any] = json.loads(_told(content))
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


def _told(content: bytes) -> bytes:
    """The descriptor without what nobody tells of, where it is written a property a line."""
    for start, end in UNTOLD:
        first, *others = content.split(start)
        content = b"".join((first, *(one[one.index(end) + len(end) :] for one in others)))
    return content


def _words(known: Mapping[str, Any], key: str) -> Words:
    text = known.get(key, "")
    return Words(text, known.get(f"{key}s", {}).get("en", text))
