"""What lies in the repository as others published it, by the list in ``vendored.toml``."""

from __future__ import annotations

import base64
import hashlib
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LIST = "vendored.toml"


@dataclass(frozen=True, slots=True)
class Contained:
    """Another project within the files of a package."""

    name: str
    version: str
    licence: str
    source: str


@dataclass(frozen=True, slots=True)
class Vendored:
    """A package of which files lie in a folder; ``sha256`` has a hash for each, by its name."""

    name: str
    registry: str
    version: str
    licence: str
    scope: str
    homepage: str
    source: str
    archive: str
    integrity: str
    folder: str
    licences: tuple[str, ...]
    sha256: Mapping[str, str]
    ours: tuple[str, ...] = ()
    contains: tuple[Contained, ...] = ()

    @property
    def purl(self) -> str:
        """The package URL."""
        return f"pkg:{self.registry}/{self.name}@{self.version}"

    @property
    def archive_hash(self) -> tuple[str, str]:
        """The kind and the hexadecimal digits of the hash of the archive."""
        kind, _, digest = self.integrity.partition("-")
        return kind, base64.b64decode(digest, validate=True).hex()


def vendored(root: Path) -> tuple[Vendored, ...]:
    """All packages of the list."""
    entries = tomllib.loads((root / LIST).read_text(encoding="utf-8"))["package"]
    return tuple(
        Vendored(
            **{
                **entry,
                "licences": tuple(entry["licences"]),
                "ours": tuple(entry.get("ours", ())),
                "contains": tuple(Contained(**one) for one in entry.get("contains", ())),
            }
        )
        for entry in entries
    )


def problems(root: Path, package: Vendored) -> tuple[str, ...]:
    """In what the folder is not as listed, a line for each file: missing, unlisted, or altered."""
    folder = root / package.folder
    there = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*") if file.is_file()}
    wanted = set(package.sha256) | set(package.ours)
    found = [f"{package.folder}/{name}: missing" for name in wanted - set(there)]
    found += [f"{package.folder}/{name}: not listed" for name in set(there) - wanted]
    for name in set(there) & set(package.sha256):
        if hashlib.sha256(there[name].read_bytes()).hexdigest() != package.sha256[name]:
            found.append(f"{package.folder}/{name}: not the file that was taken over")
    return tuple(sorted(found))
