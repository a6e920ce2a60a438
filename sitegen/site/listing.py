"""What a published tree holds, on record beside the cache: so that a later build knows its files without reading them.

Which folder it is; each folder of it with its time of change and how much is said of its files; then of each folder a
line a file: name, SHA-256, size, time of change, inode. The record ends with a sum of itself: what is cut short,
altered, or about another folder is no record at all.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sitegen.site.putting import Written

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "tree 2"
TOGETHER = 1 << 10  # folders
AT_HAND = 100  # folders whose files are held one by one


class Folder(NamedTuple):
    """A folder as it was: its time of change in nanoseconds, and a line for each file, its name and :func:`mark`."""

    changed: int
    lines: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree as it was, folder by folder; the path of its root is ``""``. ``sum`` is that of its record, if any."""

    folders: Mapping[str, Folder]
    sum: str = ""

    @property
    def lines(self) -> dict[str, str]:
        """What is said of the files of each folder."""
        return {path: folder.lines for path, folder in self.folders.items()}


class Known(Mapping[str, Written]):
    """The files of a tree by path; made of what is said of their folders when they are asked for, as there are many."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        """Know the files of these folders."""
        self._lines = lines
        self._folders: dict[str, dict[str, str]] = {}

    def __getitem__(self, path: str) -> Written:
        """The file at that path."""
        folder, _, name = path.rpartition("/")
        if folder not in self._folders:
            if len(self._folders) > AT_HAND:
                self._folders.clear()
            self._folders[folder] = marks(self._lines[folder])
        known, size, _ = self._folders[folder][name].split(" ", 2)
        return Written(path, int(size), known)

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return (joined(folder, name) for folder, lines in self._lines.items() for name in marks(lines))

    def __len__(self) -> int:
        """How many files there are."""
        return count(self._lines)


def joined(folder: str, name: str) -> str:
    """The path of what has that name in the folder."""
    return f"{folder}/{name}" if folder else name


def above(path: str) -> str:
    """The folder that a path lies in."""
    return path.rpartition("/")[0]


def marks(lines: str) -> dict[str, str]:
    """The marks of the files of a folder by name."""
    return dict(line.split(" ", 1) for line in lines.split("\n")) if lines else {}


def count(lines: Mapping[str, str]) -> int:
    """How many files folders have, of which this is said."""
    return sum(own.count("\n") + 1 for own in lines.values() if own)


def mark(of: str, found: os.stat_result) -> str:
    """What a file is, which its SHA-256 and its size say, and by what it is known again."""
    return f"{of.partition(' ')[0]}{stamp(found)}"


def stamp(found: os.stat_result) -> str:
    """What changes when anybody writes to a file, or puts another in its place."""
    return f" {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def recorded(record: Path, folder: Path) -> Tree | None:
    """The tree in that folder as it was recorded, if there is a sound record of it."""
    try:
        body, _, last = _of(record, folder).read_bytes().rpartition(b"\n")
        if last.decode() != sha256(body).hexdigest():
            return None
        first, head, lines = body.decode().split("\n", 2)
        if first != _first(folder):
            return None
        folders, start = {}, 0
        for path, changed, length in json.loads(head):
            folders[path] = Folder(changed, lines[start : start + length])
            start += length
        return Tree(folders, last.decode())
    except (OSError, ValueError, TypeError):
        return None


def record_tree(record: Path, folder: Path, tree: Tree) -> str:
    """Record what the folder holds, and return the sum of the record; those of other folders stay."""
    head = [(path, one.changed, len(one.lines)) for path, one in tree.folders.items()]
    record.parent.mkdir(parents=True, exist_ok=True)
    scratch = record.with_name(f".{record.name}.new")
    digest = sha256()
    with scratch.open("wb") as file:  # there are many lines: they are never held together
        for part in _parts((_first(folder), "\n", json.dumps(head, separators=(",", ":")), "\n"), tree):
            digest.update(part)
            file.write(part)
        last = digest.hexdigest()
        file.write(f"\n{last}".encode())
    os.replace(scratch, _of(record, folder))  # noqa: PTH105  so that tests can make it fail
    return last


def _parts(head: Iterable[str], tree: Tree) -> Iterator[bytes]:
    """What is said of the tree, as bytes, some folders at a time."""
    yield "".join(head).encode()
    lines = (one.lines for one in tree.folders.values())
    while some := [*islice(lines, TOGETHER)]:
        yield "".join(some).encode()


def keep_records(record: Path, *folders: Path) -> None:
    """Delete the records of all folders but these."""
    kept = {_of(record, folder) for folder in folders if folder.exists()}
    for file in record.parent.glob(f"{record.name}-*"):
        if file not in kept:
            with contextlib.suppress(OSError):
                file.unlink()


def _of(record: Path, folder: Path) -> Path:
    """The record of a folder: named by its inode, which it keeps when it is renamed."""
    return record.with_name(f"{record.name}-{folder.stat().st_ino}")


def _first(folder: Path) -> str:
    found = folder.stat()
    return f"{VERSION} {found.st_dev} {found.st_ino}"
