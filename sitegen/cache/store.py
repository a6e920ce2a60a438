"""Results on disk by key; one that is damaged, or was written by something else, is as good as none.

Nothing in the store is run when it is read: it holds bytes, and each is checked against its own digest.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.cache.whole import write_whole

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

MARK = b"ogi-annual-reports cache 1\n"  # what a file of ours begins with; another format has another number
RESULTS = "results"  # the folder of the cache that results lie in
DIGEST = 32
HEAD = len(MARK) + DIGEST
READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)


class Store:
    """A folder of results by key, a hexadecimal hash; any process may use it, and two may write the same at once."""

    def __init__(self, folder: Path) -> None:
        """Use that folder, which is made when something is put into it."""
        self.folder = folder
        self._root = f"{os.fspath(folder)}{os.sep}"
        self._made: set[str] = set()
        self.at_hand: Mapping[str, bytes] = {}
        """What is also known without looking, by key: small results that are read together in one file."""

    def get(self, key: str) -> bytes | None:
        """What is kept under the key; nothing where there is none, or not as it was written."""
        if found := self.at_hand.get(key):
            return found
        try:
            with open(f"{self._root}{key[:2]}{os.sep}{key[2:]}", "rb") as file:  # noqa: PTH123  a Path costs more
                content = file.read()
        except OSError:
            return None
        kept = content[HEAD:]
        digest = hashlib.blake2b(kept, digest_size=DIGEST).digest()
        return kept if content[:HEAD] == MARK + digest else None

    def part(self, key: str, start: int, length: int) -> bytes:
        """Some bytes of what is kept under the key, unchecked; nothing where they are not there."""
        try:
            file = os.open(f"{self._root}{key[:2]}{os.sep}{key[2:]}", READ)  # of every section: a Path costs more
        except OSError:
            return b""
        try:
            os.lseek(file, HEAD + start, os.SEEK_SET)
            return os.read(file, length)
        except OSError:
            return b""
        finally:
            os.close(file)

    def has(self, key: str) -> bool:
        """Whether anything is kept under the key."""
        return os.path.isfile(f"{self._root}{key[:2]}{os.sep}{key[2:]}")  # noqa: PTH113  asked of every file there is

    def put(self, key: str, content: bytes) -> None:
        """Keep the content under the key: whole or not at all."""
        first, rest = key[:2], key[2:]
        if first not in self._made:
            os.makedirs(f"{self._root}{first}", exist_ok=True)  # noqa: PTH103  as above
            self._made.add(first)
        write_whole(
            f"{self._root}{first}{os.sep}{rest}", MARK + hashlib.blake2b(content, digest_size=DIGEST).digest(), content
        )

    def sweep(self, used: Container[str]) -> None:
        """Delete what is kept under other keys: what a build has not used, no later one will."""
        for folder in _folders(self.folder):
            for entry in os.scandir(folder):
                if f"{folder.name}{entry.name}" not in used:
                    with contextlib.suppress(OSError):
                        Path(entry.path).unlink()

    def clear(self) -> None:
        """Delete all of it."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _folders(folder: Path) -> list[Path]:
    return [entry for entry in folder.iterdir() if entry.is_dir()] if folder.is_dir() else []
