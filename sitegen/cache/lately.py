"""The results of the last build together, so that a build after it need not open thousands of small ones.

What is said here was true of the site that the build published, whose tree has the number ``state``. A record that is
damaged, or of another kind, is as good as none: everything in it can be had from the results themselves.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, Self

from sitegen.cache.heap import Heap
from sitegen.cache.made import Made, held, holding, linked
from sitegen.cache.said import ORDER, Said
from sitegen.cache.whole import write_whole
from sitegen.links import packed, unpacked

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.cache.store import Store


FILE = "lately"
MARK = f"ogi-annual-reports lately 7 {ORDER}\n".encode()
DIGEST = 32
HELD, WANTS = " held", " wants"


@dataclass(frozen=True, slots=True)
class Lately:
    """The results of the last build by their ``keys``: ``slices`` are those of agencies, by their ids.

    ``weights`` are the bytes of each part of the site, ``said`` is what all agencies say, and ``amending`` has of each
    task that may go on from what it made the key of that, and one of what was given to it. ``more`` has these results
    and other small ones of the store by key, and sections by their hashes.
    """

    state: str = ""
    slices: Mapping[str, str] = field(default_factory=dict)
    said: Said = field(default_factory=Said)
    weights: Mapping[str, int] = field(default_factory=dict)
    amending: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keys: Mapping[str, None] = field(default_factory=dict)
    more: Heap = field(default_factory=Heap)

    def __contains__(self, key: str) -> bool:
        """Whether it is the key of a result of the last build."""
        return key in self.keys

    def made(self, key: str) -> Made | None:
        """The result under that key, if the last build had it."""
        return holding(key, self.more[key + HELD]) if key in self.keys else None

    def wants(self, key: str) -> array[int]:
        """What the files of a result of the last build want of others, as digests."""
        return unpacked(self.more[key + WANTS])

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What the last build has left in the folder of the results; nothing where that makes no sense."""
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            content = (folder / FILE).read_bytes()
            head = len(MARK) + DIGEST
            if content[:head] == MARK + sha256(memoryview(content)[head:]).digest():
                begin = content.find(b"\n", head) + 1
                known: dict[str, Any] = json.loads(content[head:begin])
                bounds = pairwise(accumulate(known["said"], initial=begin))
                said = Said.read(*(content[start:end] for start, end in bounds))
                told = (known["slices"], said, known["weights"], known["amending"])
                return cls(known["state"], *told, dict.fromkeys(known["keys"]), Heap.load(folder, known["more"]))
        return cls()

    def save(  # noqa: PLR0913  all that there is to know of a build
        self,
        store: Store,
        state: str,
        results: Sequence[Made],
        *,
        slices: Mapping[str, str],
        said: Said,
        weights: Mapping[str, int],
        amending: Mapping[str, Sequence[str]],
        more: Iterable[tuple[str, Callable[[], bytes]]] = (),
    ) -> None:
        """Write down the results of this build for the one after it, which finds them out anew where that fails.

        ``more`` has other small results that it will ask for, by key, and sections by their hashes.
        """
        with contextlib.suppress(OSError):
            store.folder.mkdir(parents=True, exist_ok=True)
            heap = self.more.following(store.folder, FILE, (*_pieces(store, results), *more))
            pieces = said.written()
            known = {
                "state": state,
                "slices": dict(slices),
                "said": [len(part) for part in pieces],
                "weights": dict(weights),
                "amending": dict(amending),
                "keys": [one.key for one in results],
                "more": heap.told,
            }
            body = (json.dumps(known).encode(), b"\n", *pieces)
            digest = sha256()
            for part in body:
                digest.update(part)
            write_whole(store.folder / FILE, MARK, digest.digest(), *body)
            heap.clear(store.folder, FILE)


def _pieces(store: Store, results: Iterable[Made]) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The pieces of results."""
    for one in results:
        yield one.key + HELD, partial(held, one)
        yield one.key + WANTS, partial(_wants, store, one.key)


def _wants(store: Store, key: str) -> bytes:
    return packed(linked(store, key).wants)
