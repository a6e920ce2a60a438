"""Evidence collected: every file read in a worker, its result kept unread, and what must be known of all beforehand.

A file that was read before, as it is now and by the same code and knowledge, is not read again.
"""

from __future__ import annotations

import contextlib
import json
from contextlib import closing
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sitegen.cache.inputs import Inputs
from sitegen.cache.keys import key as key_of
from sitegen.cache.whole import write_whole
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
KINDS = [str, str, str, int, bool, bool, bool]
LOST = Outlined.__slots__.index("lost")
Row = tuple[Any, ...]
"""The values of an outline."""


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
        told = Compact(Outlined, known)
        names = {name for name, *_ in known}
        new = Compact(Input, (one for one in self.inputs if one.name not in names))
        known.clear()
        progress.begin("read", len(new))
        try:
            with closing(reader(self.evidence, new)) as answers:
                for number, (outline, content) in enumerate(answers, 1):
                    store.put(keys[outline.name], content)
                    told.append(VALUES(outline))
                    progress.step(number)
        finally:
            rows = sorted(map(told.row, range(len(told))))
            self._save(rows)
        if [name for name, *_ in rows] != [*ByName(self.inputs)]:
            message = "what was told of is not what was to be read"
            raise ValueError(message)
        outlines = Compact(Outlined, rows)
        return Collected(outlines, keys, len(new), ByName(outlines))

    def _save_inputs(self) -> None:
        """Keep what was seen of the files for the next build; nobody asks for it again in this one."""
        if self._seen:
            self._cache.mkdir(parents=True, exist_ok=True)
            self._seen.save(self._cache / INPUTS)
            self._seen = None

    def _save(self, rows: Iterable[Row]) -> None:
        """Keep what is known of the files for the next build; one that was lost is to be read again."""
        keys = dict(ByName(self._keys).items())
        known = [(keys[row[0]], *row) for row in rows if not row[LOST]]
        write_whole(self._cache / OUTLINES, json.dumps(known, separators=(",", ":")).encode())

    def _known(self, store: Store) -> list[Row]:
        """The outlines of the files whose results are kept, in order of name."""
        with contextlib.suppress(OSError, ValueError, TypeError):
            known = json.loads((self._cache / OUTLINES).read_bytes())
            by_key = {key: tuple(row) for key, *row in known if [*map(type, row)] == KINDS}
            return [
                row
                for name, key in ByName(self._keys).items()
                if (row := by_key.get(key)) and row[0] == name and store.has(key)
            ]
        return []


def _second(_: str, key: str) -> str:
    return key
