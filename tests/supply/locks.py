"""What the locks pin: packages of Python by the hashes of their files, of Node by the integrity of their archive."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

PINNED = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[\w.+!]+)(?: ; (?P<marker>[^\\#]+?))?")
HASH = re.compile(r"--hash=sha256:(?P<digest>[0-9a-f]{64})")
INTEGRITY = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")
FOLDER = "node_modules/"


class LockError(Exception):
    """A lock has an entry that is not pinned, or that cannot be read with certainty."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package of Python; ``marker`` says where it is installed, empty for everywhere."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodePackage:
    """A package of Node, and the hash of its archive."""

    name: str
    version: str
    integrity: str


def pinned(text: str) -> tuple[Pinned, ...]:
    """The packages of a lock of Python; whatever is not a version with hashes is refused."""
    lines = (line for line in text.replace("\\\n", " ").split("\n") if not line.lstrip().startswith("#"))
    return tuple(_entry(line) for line in lines if line.strip())


def _entry(line: str) -> Pinned:
    wanted, *options = line.split(" --")
    found = PINNED.fullmatch(wanted.strip())
    hashes = [HASH.fullmatch(f"--{option.strip()}") for option in options]
    if found is None or not hashes or None in hashes:
        message = f"not pinned by hash: {wanted.strip()}"
        raise LockError(message)
    digests = sorted(one["digest"] for one in hashes if one)
    return Pinned(found["name"], found["version"], found["marker"] or "", tuple(digests))


def node_packages(text: str) -> tuple[NodePackage, ...]:
    """The packages of a lock of npm but its root; whatever has no SHA-512 or comes from elsewhere is refused."""
    found = []
    for path, entry in json.loads(text)["packages"].items():
        if not path:
            continue
        integrity, place = entry.get("integrity", ""), entry.get("resolved", "https://registry.npmjs.org/")
        if not INTEGRITY.fullmatch(integrity) or not place.startswith("https://registry.npmjs.org/"):
            message = f"not pinned by integrity: {path}"
            raise LockError(message)
        found.append(NodePackage(path.rpartition(FOLDER)[2], entry["version"], integrity))
    return tuple(found)
