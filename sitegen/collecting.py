"""Evidence collected: every file read in a worker, its result kept unread, and what must be known of all beforehand.

A file that was read before, as it is now and by the same code and knowledge, is not read again.
"""

from __future__ import annotations

import contextlib
from contextlib import closing
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from sitegen.cache.inputs import Inputs
from sitegen.cache.keys import key as key_of
from sitegen.cache.whole import write_whole
from sitegen.codec import Codec, CodecError
from sitegen.compact import ByName, Compact
from sitegen.evidence import Input
from sitegen.model import Outlined

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
    from pathlib import Path

    from sitegen.cache.store import Store
    from sitegen.evidence import Afar, Folder
    from sitegen.progress import Progress

    Reader = Callable[[Folder | Afar, Sequence[Input]], Generator[tuple[Outlined, bytes], None, None]]

INPUTS, OUTLINES = "inputs.json", "outlines.json"
VALUES = attrgetter(*Outlined.__slots__)


@dataclass(frozen=True, slots=True)
class Collected:
    """The outlines of all files, in order of name; by name the key of what each gave; how many were read just now."""

    outlines: Sequence[Outlined]
    results: Mapping[str, str]
    read: int
    by_name: Mapping[str, Outlined]
    """The outlines once more."""


class Collection:
    """The evidence as it lies there now and as the last build knew it."""

    def __init__(self, evidence: Folder | Afar, cache: Path, knowledge: str) -> None:
        """Look at the files; ``knowledge`` is a key of all that reading them depends on."""
        self._cache = cache
        self._seen: Inputs | None = Inputs.load(cache / INPUTS)
        self.evidence = evidence
        self.inputs = Compact(Input, sorted(evidence.inputs(self._seen)))
        self._keys = Compact(_second, ((one.name, key_of(knowledge, one.name, one.digest)) for one in self.inputs))

    @property
    def key(self) -> str:
        """A key of all evidence, and of what reading it depends on."""
        return key_of(*(part for item in ByName(self._keys).items() for part in item))

    def collect(self, store: Store, reader: Reader, progress: Progress) -> Collected:
        """Have read what is new; the answers may come in any order. What was read stays read, whatever comes after."""
        self._save_inputs()  # before processes are forked that would all hold them
        keys = ByName(self._keys)
        known = self._known(store)
        new = Compact(Input, (one for one in self.inputs if one.name not in known))
        told = Compact(Outlined)
        for outline in known.values():
            told.append(VALUES(outline))
        known.clear()
        progress.begin("read", len(new))
        try:
            with closing(reader(self.evidence, new)) as answers:
                for number, (outline, content) in enumerate(answers, 1):
                    store.put(keys[outline.name], content)
                    told.append(VALUES(outline))
                    progress.step(number)
        finally:
            self._save(told)
        outlines = Compact(Outlined, sorted(map(told.row, range(len(told)))))
        if any(one.name != outline.name for one, outline in zip(self.inputs, outlines, strict=True)):
            message = "what was told of is not what was to be read"
            raise ValueError(message)
        return Collected(outlines, keys, len(new), ByName(outlines))

    def _save_inputs(self) -> None:
        """Keep what was seen of the files for the next build; nobody asks for it again in this one."""
        if self._seen:
            self._cache.mkdir(parents=True, exist_ok=True)
            self._seen.save(self._cache / INPUTS)
            self._seen = None

    def _save(self, outlines: Iterable[Outlined]) -> None:
        """Keep what is known of the files for the next build; one that was lost is to be read again."""
        some = {one.name: one for one in outlines if not one.lost}
        keys = {name: key for name, key in ByName(self._keys).items() if name in some}
        known = Known(tuple(keys.values()), tuple(some[name] for name in keys))
        write_whole(self._cache / OUTLINES, KNOWN.encode(known))

    def _known(self, store: Store) -> dict[str, Outlined]:
        """The outlines of the files whose results are kept."""
        with contextlib.suppress(OSError, CodecError):
            known = KNOWN.decode((self._cache / OUTLINES).read_bytes())
            by_key = dict(zip(known.keys, known.outlines, strict=False))
            return {
                name: found
                for name, key in ByName(self._keys).items()
                if (found := by_key.get(key)) and found.name == name and store.has(key)
            }
        return {}


def _second(_: str, key: str) -> str:
    return key


@dataclass(frozen=True, slots=True)
class Known:
    """Outlines of files, and the keys of their results."""

    keys: tuple[str, ...]
    outlines: tuple[Outlined, ...]


KNOWN: Codec[Known] = Codec(Known)
