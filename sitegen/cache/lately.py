"""The results of the last build together in one file, so that a build after it need not open thousands of small ones.

What is said here was true of the site that the build published, whose tree has the number ``state``. A record that is
damaged, or of another kind, is as good as none: everything in it can be had from the results themselves.
"""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import accumulate, pairwise
from mmap import ACCESS_READ, mmap
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from sitegen.cache.made import Made, held, holding, linked
from sitegen.cache.said import ORDER, Said
from sitegen.cache.whole import write_whole
from sitegen.links import packed, unpacked

if TYPE_CHECKING:
    from array import array
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from sitegen.cache.store import Store

FILE = "lately"
MARK = f"ogi-annual-reports lately 7 {ORDER}\n".encode()
DIGEST = 32
NOTHING = MappingProxyType[str, bytes]({})


@dataclass(frozen=True, slots=True)
class Lately:
    """The results of the last build: ``slices`` are the keys of those of agencies, by their ids.

    ``weights`` are the bytes of each part of the site.

    ``amending`` has of each task that may go on from what it made the key of that, and one of what was given to it.

    ``said`` is what all agencies say, ``more`` has other small results of the store by key, and
    sections by their hashes.
    """

    state: str = ""
    slices: Mapping[str, str] = field(default_factory=dict)
    said: Said = field(default_factory=Said)
    weights: Mapping[str, int] = field(default_factory=dict)
    amending: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ends: Mapping[str, tuple[int, int, int]] = field(default_factory=dict)
    content: mmap | bytes = b""
    more: Mapping[str, bytes] = field(default_factory=dict)

    def __contains__(self, key: str) -> bool:
        """Whether it is the key of a result of the last build."""
        return key in self.ends

    def made(self, key: str) -> Made | None:
        """The result under that key, if the last build had it."""
        if key not in self.ends:
            return None
        start, end, _ = self.ends[key]
        return holding(key, self.content[start:end])

    def wants(self, key: str) -> array[int]:
        """What the files of a result of the last build want of others, as digests."""
        _, start, end = self.ends[key]
        return unpacked(self.content[start:end])

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What the last build has left in the folder of the results; nothing where that makes no sense."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            content = _content(folder / FILE)
            head = len(MARK) + DIGEST
            if content[:head] == MARK + sha256(memoryview(content)[head:]).digest():
                begin = content.find(b"\n", head) + 1
                known: dict[str, Any] = json.loads(content[head:begin])
                bounds = list(accumulate(known["said"], initial=begin))
                at, ends = bounds[-1], {}
                for key, length, wants in known["lengths"]:
                    ends[key] = at, at + length, at + length + wants
                    at += length + wants
                more = {}
                for key, length in known["more"]:
                    more[key] = content[at : at + length]
                    at += length
                said = Said.read(*(content[start:end] for start, end in pairwise(bounds)))
                told = (known["slices"], said, known["weights"], known["amending"])
                return cls(known["state"], *told, ends, content, more)
        return cls()

    def save(  # noqa: PLR0913  all that there is to know of a build
        self,
        store: Store,
        state: str,
        results: Iterable[Made],
        *,
        slices: Mapping[str, str],
        said: Said,
        weights: Mapping[str, int],
        amending: Mapping[str, Sequence[str]],
        more: Mapping[str, bytes] = NOTHING,
    ) -> None:
        """Write down the results of this build for the one after it, which finds them out anew where that fails.

        ``more`` has other small results that it will ask for, by key, and sections by their hashes.
        """
        parts = [
            (one.key, *(self._parts(one.key) if one.key in self else (held(one), packed(linked(store, one.key).wants))))
            for one in results
        ]
        pieces = said.written()
        known = {
            "state": state,
            "slices": dict(slices),
            "said": [len(part) for part in pieces],
            "weights": dict(weights),
            "amending": dict(amending),
            "lengths": [(key, len(own), len(wants)) for key, own, wants in parts],
            "more": [(key, len(content)) for key, content in more.items()],
        }
        of_results = (part for _, *both in parts for part in both)
        body = (json.dumps(known).encode(), b"\n", *pieces, *of_results, *more.values())
        digest = sha256()
        for part in body:
            digest.update(part)
        with contextlib.suppress(OSError):
            store.folder.mkdir(parents=True, exist_ok=True)
            write_whole(store.folder / FILE, MARK, digest.digest(), *body)

    def _parts(self, key: str) -> tuple[bytes, bytes]:
        start, middle, end = self.ends[key]
        return self.content[start:middle], self.content[middle:end]


def _content(path: Path) -> mmap | bytes:
    """What a file holds, not copied where it may be replaced while it is looked into."""
    if sys.platform == "win32":
        return path.read_bytes()
    with path.open("rb") as file:
        return mmap(file.fileno(), 0, access=ACCESS_READ)
