"""What a published tree holds, on record beside the cache: so that a later build knows its files without reading them.

How many folders; a line a folder, with its time of change; a line a file: path, SHA-256, size, time of change, inode.
The record bears the number of the folder that it is about and a sum of itself; what is cut short, altered, or about
another folder is no record at all.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from sitegen.site.putting import Written

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "tree 1"
SUM = 16  # bytes
TOGETHER = 1 << 12  # lines


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree as it was: a line for each file, its path and what :func:`mark` says, and each folder's time of change.

    The path of its root is ``""``; ``sum`` is that of its record, if there is one.
    """

    lines: list[str]
    folders: dict[str, int]
    sum: str = ""

    @property
    def files(self) -> dict[str, str]:
        """The marks of the files by path."""
        return dict(line.split(" ", 1) for line in self.lines)


class Known(Mapping[str, Written]):
    """The files of a tree by path; made of their marks when they are asked for, as there are many."""

    def __init__(self, marks: Mapping[str, str]) -> None:
        """Know the files of these marks."""
        self._marks = marks

    def __getitem__(self, path: str) -> Written:
        """The file at that path."""
        sha256, size, _ = self._marks[path].split(" ", 2)
        return Written(path, int(size), sha256)

    def __iter__(self) -> Iterator[str]:
        """The paths."""
        return iter(self._marks)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._marks)


def mark(file: Written, found: os.stat_result) -> str:
    """What a file is and by what it is known again: its hash, and its stamp."""
    return file.sha256 + stamp(found)


def stamp(found: os.stat_result) -> str:
    """What changes when anybody writes to a file, or puts another in its place."""
    return f" {found.st_size} {found.st_mtime_ns} {found.st_ino}"


def is_marked(marked: str | None, file: Written) -> bool:
    """Whether the mark is that of this very file."""
    return marked is not None and marked.startswith(f"{file.sha256} {file.size} ")


def recorded(record: Path, folder: Path) -> Tree | None:
    """The tree in that folder as it was recorded, if there is a sound record of it."""
    try:
        body, _, last = _of(record, folder).read_bytes().rpartition(b"\n")
        first, *lines = body.decode().split("\n")
        if last.decode() != _sum(body) or first != _first(folder):
            return None
        count = int(lines[0])
        folders = (line.rpartition("/ ") for line in lines[1 : count + 1])
        return Tree(lines[count + 1 :], {path: int(changed) for path, _, changed in folders}, last.decode())
    except (OSError, ValueError, IndexError):
        return None


def record_tree(record: Path, folder: Path, tree: Tree) -> str:
    """Record what the folder holds, and return the sum of the record; those of other folders stay."""
    folders = (f"{path}/ {changed}" for path, changed in tree.folders.items())
    record.parent.mkdir(parents=True, exist_ok=True)
    scratch = record.with_name(f".{record.name}.new")
    digest = blake2b(digest_size=SUM)
    with scratch.open("wb") as file:  # there are many lines: they are never held together
        for part in _parts((_first(folder), str(len(tree.folders)), *folders), tree.lines):
            digest.update(part)
            file.write(part)
        last = digest.hexdigest()
        file.write(f"\n{last}".encode())
    os.replace(scratch, _of(record, folder))  # noqa: PTH105  so that tests can make it fail
    return last


def _parts(head: Sequence[str], lines: Sequence[str]) -> Iterator[bytes]:
    """The lines one below another, as bytes, some at a time."""
    yield "\n".join(head).encode()
    for start in range(0, len(lines), TOGETHER):
        yield "\n".join(("", *lines[start : start + TOGETHER])).encode()


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


def _sum(body: bytes) -> str:
    return blake2b(body, digest_size=SUM).hexdigest()
