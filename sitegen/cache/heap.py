"""Small pieces of bytes by name, together in one file, to which each build adds what is new and nothing else.

A piece says under its name the same for ever. What no build asks for any more stays until it is half of the file; then
the rest moves to another one. Whoever keeps a heap keeps what :meth:`Heap.told` says of it: names and places, and a
hash of each stretch that was added at once, so that a harmed heap is none.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Mapping
from hashlib import sha256
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

MOST = 100  # stretches of a file
IDLE = 2  # times what is asked for, which a file may have


class Heap(Mapping[str, bytes]):
    """The pieces by name."""

    def __init__(
        self,
        file: str = "",
        places: Mapping[str, tuple[int, int]] | None = None,
        stretches: Iterable[tuple[int, str]] = (),
        content: mmap | bytes = b"",
    ) -> None:
        """Know where each piece begins and ends in the content, and where each stretch ends, with its hash."""
        self._file, self._places = file, dict(places or {})
        self._stretches, self._content = list(stretches), content

    @classmethod
    def load(cls, folder: Path, told: Mapping[str, Any]) -> Self:
        """The heap in that folder of which this was told; one that is not what was told is a :class:`ValueError`."""
        path = folder / str(told["file"])
        if path.parent != folder:
            raise ValueError(path)
        content, start = _content(path), 0
        for end, digest in told["stretches"]:
            if sha256(memoryview(content)[start:end]).hexdigest() != digest:
                raise ValueError(path)
            start = end
        if not all(0 <= first <= last <= start for first, last in told["places"].values()):
            raise ValueError(path)
        return cls(path.name, told["places"], told["stretches"], content)

    @property
    def told(self) -> dict[str, Any]:
        """What is to be kept of it, as JSON has it."""
        return {"file": self._file, "places": self._places, "stretches": self._stretches}

    def __getitem__(self, name: str) -> bytes:
        """The piece of that name."""
        start, end = self._places[name]
        return self._content[start:end]

    def __contains__(self, name: object) -> bool:
        """Whether there is a piece of that name; nothing is read."""
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        """The names."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._places)

    def following(self, folder: Path, name: str, pieces: Iterable[tuple[str, Callable[[], bytes]]]) -> Heap:
        """A heap of these pieces, for the next build: those that are here stay, the others are made and added.

        ``name`` is what its file's name begins with. Until what is told of it is kept, this one remains what it is.
        """
        wanted = dict(pieces)
        start = self._stretches[-1][0] if self._stretches else 0
        places = {one: self._places[one] for one in wanted if one in self}
        file, stretches = self._file, self._stretches
        idle = sum(end - begin for begin, end in places.values()) * IDLE < start
        if idle or not start or len(stretches) >= MOST:
            file, start, places, stretches = f"{name}.{secrets.token_hex(4)}", 0, {}, []
        end, digest = start, sha256()
        with (folder / file).open("r+b" if start else "wb") as out:
            out.truncate(start)  # what a build has left that did not come to its end
            out.seek(start)
            for one, make in wanted.items():
                if one not in places:
                    content = self[one] if one in self else make()
                    out.write(content)
                    digest.update(content)
                    places[one] = (end, end + len(content))
                    end += len(content)
        return Heap(file, places, [*stretches, (end, digest.hexdigest())] if end > start else stretches)

    def clear(self, folder: Path, name: str) -> None:
        """Delete the files of all other heaps of that name."""
        for path in folder.glob(f"{name}.*"):
            if path.name != self._file:
                with contextlib.suppress(OSError):
                    path.unlink()


def _content(path: Path) -> mmap | bytes:
    """What a file holds, not copied where it may be replaced while it is looked into."""
    if sys.platform == "win32" or not os.path.getsize(path):  # noqa: PTH202  nothing cannot be mapped
        return path.read_bytes()
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
